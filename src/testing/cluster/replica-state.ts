import type { PartitionState } from "../../metadata/image.ts";
import type { PartitionPlace } from "../faults/fault-step.ts";
import type { Observed } from "../invariants/invariant.ts";
import { placeName } from "./targets.ts";

interface Cluster extends Observed {
  readonly brokerIds: readonly number[];
}

/** All brokers are registered, and every partition has its whole replica set in sync and committed. */
export function isSettled(cluster: Cluster): boolean {
  if (cluster.livingBrokers.size < cluster.brokerIds.length) return false;
  for (const [id, { endpoint }] of cluster.livingBrokers) {
    const state = cluster.image.brokers.get(id);
    if (state === undefined || state.fenced || state.incarnation !== endpoint.incarnation) return false;
  }
  for (const state of cluster.partitions()) if (!isInSync(cluster, state)) return false;
  return true;
}

function isInSync(cluster: Observed, state: PartitionState): boolean {
  const { topicId, partition, leader, leaderEpoch, replicas, isr } = state;
  if (leader < 0 || isr.length < replicas.length) return false;
  const leading = cluster.replica(leader, topicId, partition);
  if (leading === undefined || leading.role !== "leader" || leading.leaderEpoch !== leaderEpoch) return false;
  return replicas.every((id) => {
    const replica = cluster.replica(id, topicId, partition);
    if (replica?.leaderEpoch !== leaderEpoch) return false;
    return replica.logEndOffset === leading.logEndOffset && replica.highWatermark === leading.logEndOffset;
  });
}

/** A partition at this moment, as a person reads it: who leads, who is in sync, what each replica has. */
export function stateLine(
  cluster: Observed,
  state: PartitionState,
  place: PartitionPlace,
  acknowledgedEnd: number | undefined,
): string {
  const { topicId, partition, leader, leaderEpoch, replicas, isr } = state;
  const logs = replicas.map((id) => {
    const replica = cluster.replica(id, topicId, partition);
    if (replica === undefined) return `broker ${id} has none`;
    const { logStartOffset, logEndOffset, highWatermark } = replica;
    return `broker ${id} [${logStartOffset}, ${logEndOffset}) high watermark ${highWatermark}`;
  });
  const leads = leader < 0 ? "nobody leads" : `broker ${leader} leads`;
  const acknowledged = acknowledgedEnd === undefined ? "" : `, acknowledged below ${acknowledgedEnd}`;
  return `${placeName(place)}: ${leads}, epoch ${leaderEpoch}, ISR [${isr.join(", ")}]${acknowledged}; logs: ${logs.join("; ")}`;
}
