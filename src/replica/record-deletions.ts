import type { ReplyTo } from "../actor/actor.ts";

/** Somebody who asked that records go, and waits until every living replica has let them go. */
export interface PendingDeletion {
  readonly replyTo: ReplyTo;
  /** Records below it go. */
  readonly offset: number;
  readonly deadlineMs: number;
}

/** DeleteRecords requests that wait for followers. Pure; owned by the ReplicaActor. Bounded by what clients ask at a time. */
export class RecordDeletions {
  #pending: PendingDeletion[] = [];

  get isEmpty(): boolean {
    return this.#pending.length === 0;
  }
  get nextDeadlineMs(): number {
    return this.#pending.reduce((next, { deadlineMs }) => Math.min(next, deadlineMs), Number.POSITIVE_INFINITY);
  }

  park(deletion: PendingDeletion): void {
    this.#pending.push(deletion);
  }

  /** Those that are done: every living replica starts at `lowWatermark` or above. */
  takeDone(lowWatermark: number): PendingDeletion[] {
    return this.#take(({ offset }) => offset <= lowWatermark);
  }

  takeLate(now: number): PendingDeletion[] {
    return this.#take(({ deadlineMs }) => deadlineMs <= now);
  }

  takeAll(): PendingDeletion[] {
    return this.#take(() => true);
  }

  #take(isMeant: (deletion: PendingDeletion) => boolean): PendingDeletion[] {
    const taken = this.#pending.filter(isMeant);
    if (taken.length > 0) this.#pending = this.#pending.filter((one) => !isMeant(one));
    return taken;
  }
}
