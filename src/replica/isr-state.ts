import type { ErrorCode } from "../base/errors.ts";
import type { PartitionState } from "../metadata/image.ts";

/** An ISR that a leader asked the supervisor for. */
export interface IsrProposal {
  readonly leaderEpoch: number;
  /** Of the state that it changes. */
  readonly partitionEpoch: number;
  readonly isr: readonly { readonly brokerId: number; readonly brokerEpoch: number }[];
  /** -1; else the leader resigns, because its log is not whole from there on. */
  readonly damagedOffset: number;
}

/** What the supervisor says to a proposal; the state is the present one, where it knows one. */
export interface IsrAnswer {
  readonly error: ErrorCode;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly isr: readonly number[];
}

/**
 * The ISR as the leader must see it (KIP-497): the committed one, and the one in flight if a change was asked for and its
 * outcome is not known. Whichever way it ends, `maximal` was never too small. States are ordered by partition epoch, so
 * the supervisor's answer and the metadata may come in any order.
 */
export class IsrState {
  #committed: readonly number[];
  #partitionEpoch: number;
  #inFlight: IsrProposal | undefined;
  #maximal: readonly number[];

  constructor(state: PartitionState) {
    this.#committed = state.isr;
    this.#partitionEpoch = state.partitionEpoch;
    this.#maximal = state.isr;
  }

  get committed(): readonly number[] {
    return this.#committed;
  }
  get partitionEpoch(): number {
    return this.#partitionEpoch;
  }
  get inFlight(): IsrProposal | undefined {
    return this.#inFlight;
  }
  /** Everybody who is in the committed ISR or in the one asked for. */
  get maximal(): readonly number[] {
    return this.#maximal;
  }

  propose(proposal: IsrProposal): void {
    this.#inFlight = proposal;
    const added = proposal.isr.map((member) => member.brokerId).filter((id) => !this.#committed.includes(id));
    this.#maximal = [...this.#committed, ...added];
  }

  /** A state of this leader epoch that the supervisor committed. False: it is not newer than the known one. */
  commit(isr: readonly number[], partitionEpoch: number): boolean {
    if (partitionEpoch <= this.#partitionEpoch) return false;
    this.#committed = isr;
    this.#partitionEpoch = partitionEpoch;
    this.#forget();
    return true;
  }

  /** The change in flight was refused and will not happen. */
  refuse(): void {
    this.#forget();
  }

  #forget(): void {
    this.#inFlight = undefined;
    this.#maximal = this.#committed;
  }
}
