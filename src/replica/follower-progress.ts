/** What a leader knows of one follower. Times are of the leader's `now`, in ms. */
export class FollowerProgress {
  readonly brokerId: number;
  /** Of the incarnation that fetches (KIP-903); -1 before its first fetch. */
  brokerEpoch = -1;
  /** Everything below it is in the follower's log; -1 before its first fetch of this leader epoch. */
  endOffset = -1;
  /** Where its log starts; -1 before it has said so in this leader epoch. */
  logStartOffset = -1;
  lastCaughtUpMs: number;
  #leaderEndAtLastFetch = 0;
  #lastFetchMs: number;

  /** A member of the ISR that a new leader takes over gets the whole lag time to appear. */
  constructor(brokerId: number, isInSync: boolean, now: number) {
    this.brokerId = brokerId;
    this.lastCaughtUpMs = isInSync ? now : Number.NEGATIVE_INFINITY;
    this.#lastFetchMs = now;
  }

  /** It fetched from `endOffset` while the leader's log ended at `leaderEndOffset`. */
  fetched(brokerEpoch: number, endOffset: number, leaderEndOffset: number, now: number): void {
    this.brokerEpoch = brokerEpoch;
    this.endOffset = endOffset;
    // It has caught up with now, or with what was there when it fetched last (KIP-16: a follower under steady load is
    // always a little behind).
    if (endOffset >= leaderEndOffset) this.lastCaughtUpMs = now;
    else if (endOffset >= this.#leaderEndAtLastFetch)
      this.lastCaughtUpMs = Math.max(this.lastCaughtUpMs, this.#lastFetchMs);
    this.#leaderEndAtLastFetch = leaderEndOffset;
    this.#lastFetchMs = now;
  }

  /**
   * The leader's log, which ended at `leaderEndOffset`, grows. A parked fetch says nothing while there is no news, so a
   * follower that had everything counts as caught up until this moment.
   */
  leaderAppends(leaderEndOffset: number, now: number): void {
    if (this.endOffset >= leaderEndOffset) this.lastCaughtUpMs = now;
  }

  isLagging(leaderEndOffset: number, now: number, lagTimeMaxMs: number): boolean {
    return this.endOffset < leaderEndOffset && now - this.lastCaughtUpMs > lagTimeMaxMs;
  }
}
