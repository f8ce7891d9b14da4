/** Why a record was dropped, as Kafka's dropped-records metric and its log lines tell. */
export type DropReason =
  | "null-key-or-value"
  | "expired-window"
  | "expired-window-record"
  | "negative-timestamp"
  | "deserialization"
  | "serialization"
  | "no-partition"
  | "processing"
  | "out-of-order-join"
  | "stale-join-response"
  | "failed-call";

/** Counters of one task, since its start. */
export class TaskCounters {
  readonly dropped = new Map<DropReason, number>();

  drop(reason: DropReason): void {
    this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + 1);
  }

  get droppedRecords(): number {
    let sum = 0;
    for (const count of this.dropped.values()) sum += count;
    return sum;
  }
}
