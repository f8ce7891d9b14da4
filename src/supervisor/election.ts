import type { PartitionState, TopicState } from "../metadata/image.ts";
import { booleanConfig } from "../metadata/topic-config.ts";
import type { ChangeList } from "./change-list.ts";
import type { LastHighWatermark } from "./operation.ts";

/** The leader of a partition that has none. */
export const NO_LEADER = -1;

/** The replica that leads when everything is healthy: the first of the list. */
export function preferredLeader(state: PartitionState): number {
  return state.replicas[0] ?? NO_LEADER;
}

/**
 * Clean election: the first replica of the list that is in the ISR and alive. `NO_LEADER` when there is none: only a
 * member of the ISR has every acknowledged record.
 */
export function cleanLeader(state: PartitionState, isAlive: (brokerId: number) => boolean): number {
  for (const replica of state.replicas) if (state.isr.includes(replica) && isAlive(replica)) return replica;
  return NO_LEADER;
}

/** The state under another leader (or none): a new leader epoch, so that messages of the old one are refused. */
export function withLeader(state: PartitionState, leader: number): PartitionState {
  if (leader === state.leader) return state;
  return { ...state, leader, leaderEpoch: state.leaderEpoch + 1, emptyReplicas: [] };
}

/**
 * Unclean election: the state under a leader outside of the ISR, whose log is from here on what the partition has. One that
 * may have some of the data comes before one that surely has none. A log that is empty begins at the last known high
 * watermark, so that no offset is given out twice. Undefined: no replica is alive.
 */
export function withUncleanLeader(
  state: PartitionState,
  isAlive: (brokerId: number) => boolean,
  lastHighWatermark: LastHighWatermark,
): PartitionState | undefined {
  const alive = state.replicas.filter(isAlive);
  const leader = alive.find((id) => !state.emptyReplicas.includes(id)) ?? alive[0];
  if (leader === undefined) return undefined;
  const recoveredOffset = Math.max(state.recoveredOffset, lastHighWatermark(state));
  return { ...withLeader(state, leader), isr: [leader], dataLost: false, recoveredOffset };
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
  const isAlive = (id: number) => changes.isAlive(id);
  const clean = cleanLeader(state, isAlive);
  if (clean !== NO_LEADER) return withLeader(state, clean);
  const allowsUnclean = topic !== undefined && booleanConfig(topic, "unclean.leader.election.enable");
  if (!hasNoDataLeft(state) && !allowsUnclean) return undefined;
  return withUncleanLeader(state, isAlive, lastHighWatermark);
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
