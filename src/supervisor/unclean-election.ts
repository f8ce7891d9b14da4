import type { PartitionState, TopicState } from "../metadata/image.ts";
import { booleanConfig } from "../metadata/topic-config.ts";
import type { ChangeList } from "./change-list.ts";
import { cleanLeader, NO_LEADER, withLeader } from "./election.ts";
import type { LastHighWatermark } from "./operation.ts";
import { completed } from "./reassignment.ts";

/**
 * Unclean election: the state under a leader outside of the ISR, whose log is from here on what the partition has. One that
 * may have some of the data comes before one that surely has none. A log that is empty begins at the last known high
 * watermark, so that no offset is given out twice. A reassignment that waited for somebody in sync may be over with it.
 * Undefined: no replica is alive.
 */
export function withUncleanLeader(
  state: PartitionState,
  isActive: (brokerId: number) => boolean,
  lastHighWatermark: LastHighWatermark,
): PartitionState | undefined {
  const alive = state.replicas.filter(isActive);
  const leader = alive.find((id) => !state.emptyReplicas.includes(id)) ?? alive[0];
  if (leader === undefined) return undefined;
  const recoveredOffset = Math.max(state.recoveredOffset, lastHighWatermark(state));
  const elected = { ...withLeader(state, leader), isr: [leader], dataLost: false, recoveredOffset };
  return completed(elected, isActive) ?? elected;
}

/**
 * A leader for a partition that has none: from the ISR; else, where no replica has any data left, any of them; else an
 * unclean one, if `topic` allows it. Undefined: there is nobody yet.
 */
export function electedWithin(
  changes: ChangeList,
  state: PartitionState,
  lastHighWatermark: LastHighWatermark,
  topic: Pick<TopicState, "configs"> | undefined = changes.image.topics.get(state.topicId),
): PartitionState | undefined {
  const isActive = (id: number) => changes.isActive(id);
  const clean = cleanLeader(state, isActive);
  if (clean !== NO_LEADER) return withLeader(state, clean);
  const allowsUnclean = topic !== undefined && booleanConfig(topic, "unclean.leader.election.enable");
  if (!hasNoDataLeft(state) && !allowsUnclean) return undefined;
  return withUncleanLeader(state, isActive, lastHighWatermark);
}

/** Gives every partition without a leader one, where that is possible now. */
export function electLeaderless(changes: ChangeList, lastHighWatermark: LastHighWatermark): void {
  for (const state of changes.partitions()) {
    if (state.leader !== NO_LEADER) continue;
    const elected = electedWithin(changes, state, lastHighWatermark);
    if (elected !== undefined) changes.change(elected);
  }
}

function hasNoDataLeft({ isr, replicas, emptyReplicas }: PartitionState): boolean {
  return isr.length === 0 && replicas.every((id) => emptyReplicas.includes(id));
}
