import type { PartitionState } from "../metadata/image.ts";

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
export function cleanLeader(state: PartitionState, isActive: (brokerId: number) => boolean): number {
  for (const replica of state.replicas) if (state.isr.includes(replica) && isActive(replica)) return replica;
  return NO_LEADER;
}

/** The state under another leader (or none): a new leader epoch, so that messages of the old one are refused. */
export function withLeader(state: PartitionState, leader: number): PartitionState {
  if (leader === state.leader) return state;
  return { ...state, leader, leaderEpoch: state.leaderEpoch + 1, emptyReplicas: [] };
}
