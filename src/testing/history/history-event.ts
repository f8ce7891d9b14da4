/**
 * What clients did and saw, as values: recorded by a simulation or on real threads, and by hand in tests. Records are
 * known by their producer and a number that rises by one for each record that the producer sent to a partition. `at` is in
 * ms. Events come in the order in which they happened, as far as one client is concerned. A consumer begins at offset 0 of
 * a partition, unless its first event there says that it was sought elsewhere.
 */
export type HistoryEvent =
  /** A producer was asked to send. */
  | SendEvent<"sending">
  /** It was acknowledged; with acks below all, or a duplicate whose place is not known, `offset` is -1. */
  | (SendEvent<"sent"> & { readonly offset: number })
  /** It failed for certain ("failed"), or nobody knows ("unknown": a timeout, a client that died). */
  | SendEvent<"failed">
  | SendEvent<"unknown">
  /** A consumer was given a record. */
  | (Place<"polled"> & {
      readonly consumer: string;
      readonly offset: number;
      readonly producer: string;
      readonly number: number;
    })
  /** A consumer goes on elsewhere: at `offset`, or, when that is undefined, at a place that it does not know. */
  | (Place<"sought"> & { readonly consumer: string; readonly offset: number | undefined })
  /** A consumer reads this partition no more: it was closed, or died. Nothing is asked of it any more. */
  | (Place<"left"> & { readonly consumer: string })
  /** Records below `offset` may be gone: deleted, or past their retention. */
  | (Place<"trimmed"> & { readonly offset: number });

interface Place<Type extends string> {
  readonly type: Type;
  readonly at: number;
  readonly topic: string;
  readonly partition: number;
}

type SendEvent<Type extends string> = Place<Type> & { readonly producer: string; readonly number: number };

/** Jepsen's words for what must not be in a history (its Kafka and Redpanda workloads). */
export type AnomalyKind =
  | "lost write"
  | "duplicate"
  | "inconsistent offsets"
  | "poll skip"
  | "non-monotonic poll"
  | "non-monotonic send"
  | "unseen"
  | "never sent"
  | "aborted read"; // G1a; comes with transactions

export interface Anomaly {
  readonly kind: AnomalyKind;
  readonly topic: string;
  readonly partition: number;
  /** What was seen, what was to be seen, and by whom. */
  readonly detail: string;
}
