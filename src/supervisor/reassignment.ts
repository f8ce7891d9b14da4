import type { PartitionState } from "../metadata/image.ts";
import { cleanLeader, NO_LEADER } from "./election.ts";

// The states of a reassignment (KIP-455). `replicas` holds everybody meanwhile: the target first, then those to be removed.

export function isReassigned(state: PartitionState): boolean {
  return state.addingReplicas.length > 0 || state.removingReplicas.length > 0;
}

/** The replicas that a reassignment leads to; those that there are when there is none. */
export function targetOf(state: PartitionState): number[] {
  return state.replicas.filter((id) => !state.removingReplicas.includes(id));
}

/** The replicas that there were before the reassignment. */
export function originOf(state: PartitionState): number[] {
  return state.replicas.filter((id) => !state.addingReplicas.includes(id));
}

/** The state in which `target` is being reached, starting from where the partition is now or was before an earlier one. */
export function towards(state: PartitionState, target: readonly number[]): PartitionState {
  const origin = originOf(state);
  const removing = origin.filter((id) => !target.includes(id));
  const replicas = [...target, ...removing];
  return {
    ...state,
    replicas,
    isr: state.isr.filter((id) => replicas.includes(id)),
    addingReplicas: target.filter((id) => !origin.includes(id)),
    removingReplicas: removing,
    emptyReplicas: state.emptyReplicas.filter((id) => replicas.includes(id)),
  };
}

/**
 * The state when everybody who was added is in sync; undefined while that is not so. The replicas to be removed leave at
 * once, also the one that leads.
 */
export function completed(state: PartitionState, isActive: (id: number) => boolean): PartitionState | undefined {
  if (!isReassigned(state)) return undefined;
  const isr = state.isr.filter((id) => !state.removingReplicas.includes(id));
  if (isr.length === 0 || !state.addingReplicas.every((id) => isr.includes(id))) return undefined;
  const next = settled({ ...state, replicas: targetOf(state), isr });
  const leader = next.replicas.includes(next.leader) ? next.leader : cleanLeader(next, isActive);
  return leader === NO_LEADER && state.leader !== NO_LEADER ? undefined : inNewEpoch(next, leader);
}

/** The state as it was before the reassignment; undefined when none of those replicas is in sync any more. */
export function reverted(state: PartitionState, isActive: (id: number) => boolean): PartitionState | undefined {
  const replicas = originOf(state);
  const isr = state.isr.filter((id) => replicas.includes(id));
  if (isr.length === 0 && state.isr.length > 0) return undefined;
  const next = settled({ ...state, replicas, isr });
  return inNewEpoch(next, replicas.includes(next.leader) ? next.leader : cleanLeader(next, isActive));
}

/** A leader learns of other replicas only at the beginning of an epoch, so each change of them begins one. */
export function inNewEpoch(state: PartitionState, leader: number = state.leader): PartitionState {
  return { ...state, leader, leaderEpoch: state.leaderEpoch + 1 };
}

function settled(state: PartitionState): PartitionState {
  const emptyReplicas = state.emptyReplicas.filter((id) => state.replicas.includes(id));
  return { ...state, addingReplicas: [], removingReplicas: [], emptyReplicas };
}
