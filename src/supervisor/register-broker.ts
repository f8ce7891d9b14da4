import { ErrorCode } from "../base/errors.ts";
import { partitionKey } from "../base/ids.ts";
import type { RegisterBrokerRequest, RegisterBrokerResponse } from "../message/kinds.ts";
import type { BrokerState, MetadataImage } from "../metadata/image.ts";
import { fenceBroker } from "./broker-died.ts";
import { ChangeList } from "./change-list.ts";
import { NO_LEADER } from "./election.ts";
import type { Decision, LastHighWatermark } from "./operation.ts";
import { electLeaderless } from "./unclean-election.ts";

/** A request and the endpoint that it came from. */
export type Registration = RegisterBrokerRequest & { readonly endpoint: number };

/**
 * A broker incarnation joins (KIP-631, broker epochs of KIP-903). An older registration that nobody has fenced yet is
 * fenced first. A broker without its log leaves every ISR in the same list, before it may fetch or lead, and one with
 * damaged logs the ISR of these partitions; where it was the last member the data is lost: the partition stays offline
 * while another replica may have some of it and no unclean election is allowed, else it goes on. Where nothing was ever
 * committed an empty log has everything, and stays. Then every leaderless partition that can have a leader gets one. A
 * retry gets the first epoch again; a lower incarnation is refused.
 */
export function registerBroker(
  request: Registration,
  image: MetadataImage,
  lastHighWatermark: LastHighWatermark,
): Decision<RegisterBrokerResponse> {
  const known = image.brokers.get(request.brokerId);
  if (known !== undefined && request.incarnation < known.incarnation) {
    return { records: [], response: { error: ErrorCode.DUPLICATE_BROKER_REGISTRATION, brokerEpoch: 0 } };
  }
  if (known?.incarnation === request.incarnation && !known.fenced) {
    return { records: [], response: { error: ErrorCode.NONE, brokerEpoch: known.epoch } };
  }
  const changes = new ChangeList(image);
  if (known !== undefined && !known.fenced) fenceBroker(changes, supersededBy(request, known));
  const brokerEpoch = changes.nextOffset;
  changes.add({
    type: "brokerRegistered",
    brokerId: request.brokerId,
    endpoint: request.endpoint,
    incarnation: request.incarnation,
    brokerEpoch,
    hasLog: request.hasLog,
  });
  for (const { topicId, partition, offset } of request.damaged) {
    // It may still have the log of a topic that was deleted meanwhile, or of a replica that has moved.
    if (image.partition(topicId, partition)?.replicas.includes(request.brokerId) !== true) continue;
    changes.add({ type: "replicaDamaged", brokerId: request.brokerId, topicId, partition, offset });
  }
  loseLogs(changes, request, lastHighWatermark);
  electLeaderless(changes, lastHighWatermark);
  return { records: changes.records, response: { error: ErrorCode.NONE, brokerEpoch } };
}

function supersededBy(request: Registration, known: BrokerState) {
  const reason = `incarnation ${request.incarnation} registered while incarnation ${known.incarnation} was not fenced`;
  return { brokerId: known.id, brokerEpoch: known.epoch, reason };
}

function loseLogs(changes: ChangeList, request: Registration, lastHighWatermark: LastHighWatermark): void {
  const { brokerId, hasLog, damaged } = request;
  if (hasLog && damaged.length === 0) return;
  const damagedKeys = new Set(damaged.map(({ topicId, partition }) => partitionKey(topicId, partition)));
  for (const state of changes.partitions()) {
    if (!state.replicas.includes(brokerId)) continue;
    if (hasLog && !damagedKeys.has(partitionKey(state.topicId, state.partition))) continue;
    const isr = state.isr.filter((id) => id !== brokerId);
    const isLast = isr.length === 0 && state.isr.length > 0;
    if (isLast && Math.max(state.recoveredOffset, lastHighWatermark(state)) === 0) continue;
    const isOffline = state.leader === NO_LEADER;
    // Where somebody leads it is about to get data again; a damaged log is not empty.
    const isNewlyEmpty = !hasLog && isOffline && !state.emptyReplicas.includes(brokerId);
    if (isr.length === state.isr.length && !isNewlyEmpty) continue;
    const emptyReplicas = isNewlyEmpty ? [...state.emptyReplicas, brokerId] : state.emptyReplicas;
    changes.change({ ...state, isr, emptyReplicas, dataLost: state.dataLost || isLast });
  }
}
