import { ErrorCode } from "../base/errors.ts";
import { ANSWER_MESSAGE_CHARACTERS_MAX, TOPICS_PER_REQUEST_MAX } from "../base/limits.ts";
import { type AdminResponse, CONTROLLED_SHUTDOWN_RESPONSE, type ControlledShutdownRequest } from "../message/kinds.ts";
import type { MetadataImage, PartitionState } from "../metadata/image.ts";
import { requestProblem } from "./admin-operation.ts";
import { answered, earlierAnswer, printable } from "./answers.ts";
import { leaveEveryIsr } from "./broker-died.ts";
import { ChangeList } from "./change-list.ts";
import { NO_LEADER } from "./election.ts";
import type { Decision, LastHighWatermark } from "./operation.ts";
import { electLeaderless } from "./unclean-election.ts";

/**
 * An incarnation of a broker is to end as planned (Kafka's controlled shutdown, KIP-631): other in-sync replicas lead what it
 * led, it leaves every ISR that has others, and it joins none any more. It serves on until its thread is ended, so that
 * nobody waits for it and nobody loses a request with it.
 *
 * Kafka's broker keeps its disk and goes on at once, also where nobody can take over. A broker here comes back empty, so
 * where no other replica is in sync nothing is done unless `force` is set; the answer names those partitions. Forced, they
 * are without a leader from here on, as in Kafka: what was acknowledged after this would be lost with the rest.
 * An incarnation that has ended, or is about to, is answered with success.
 */
export function controlledShutdown(
  request: ControlledShutdownRequest,
  image: MetadataImage,
  lastHighWatermark: LastHighWatermark,
): Decision<AdminResponse> {
  const { requestId, brokerId, incarnation, force } = request;
  const earlier = earlierAnswer(image, requestId, CONTROLLED_SHUTDOWN_RESPONSE);
  if (earlier !== undefined && earlier !== "otherKind") return { records: [], response: earlier };
  const broker = image.brokers.get(brokerId);
  const problem =
    requestProblem(requestId, 0, earlier === "otherKind") ??
    (broker === undefined || broker.incarnation < incarnation
      ? `Incarnation ${incarnation} of broker ${brokerId} has not registered.`
      : undefined);
  const answer = { error: ErrorCode.NONE, message: "", metadataVersion: image.version, results: [] };
  if (problem !== undefined || broker === undefined)
    return { records: [], response: { ...answer, error: ErrorCode.INVALID_REQUEST, message: problem ?? "" } };
  if (broker.incarnation > incarnation || broker.shuttingDown) return { records: [], response: answer };

  const changes = new ChangeList(image);
  changes.add({ type: "brokerShutdownStarted", brokerId, brokerEpoch: broker.epoch });
  const refusals = force ? [] : whatWouldBeLost(changes, brokerId);
  if (refusals.length > 0) return { records: [], response: { ...answer, results: refusals } };
  leaveEveryIsr(changes, brokerId);
  electLeaderless(changes, lastHighWatermark);
  const response = { ...answer, metadataVersion: changes.nextOffset + 1 };
  const records = [...changes.records, answered(requestId, CONTROLLED_SHUTDOWN_RESPONSE, response)];
  return { records, response };
}

function whatWouldBeLost(changes: ChangeList, brokerId: number): AdminResponse["results"] {
  const results: AdminResponse["results"] = [];
  for (const state of changes.partitions()) {
    const reason = lossOf(state, brokerId, changes);
    if (reason === undefined || results.length === TOPICS_PER_REQUEST_MAX) continue;
    const message = printable(`${reason} ${ADVICE}`, ANSWER_MESSAGE_CHARACTERS_MAX);
    const topic = changes.image.topics.get(state.topicId)?.name ?? "";
    results.push({ topic, partition: state.partition, error: ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE, message });
  }
  return results;
}

const ADVICE = "Wait until others are in sync, add replicas, or lose the records with `force`.";

/** Why records are lost if this broker comes back empty; undefined when another replica has them all. */
function lossOf(state: PartitionState, brokerId: number, changes: ChangeList): string | undefined {
  if (!state.replicas.includes(brokerId)) return undefined;
  const hasHeir = state.isr.some((id) => id !== brokerId && changes.isActive(id));
  if (state.isr.includes(brokerId)) return hasHeir ? undefined : "No other replica has all of its records.";
  const isOffline = state.leader === NO_LEADER && !state.emptyReplicas.includes(brokerId);
  return isOffline ? "It is offline, and this replica may have records that no other has." : undefined;
}
