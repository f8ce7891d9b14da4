/** What may lawfully happen to the records of a topic. By default nothing: what is acknowledged stays, and is read. */
export interface TopicRules {
  /** Unclean elections or dying replicas may take what was acknowledged. Default false. */
  readonly mayLose?: boolean;
  /**
   * Records may be deleted, or their retention or a full arena may end: `trimmed` events say up to where, at the latest
   * before the end. Default false: then only what a `trimmed` event has already named may be missing.
   */
  readonly mayTrim?: boolean;
}

/** What can be said of a producer's records. */
export interface ProducerRules {
  /** Its records come once and in order (KIP-98). Default true. False: they may come twice and in any order. */
  readonly idempotent?: boolean;
  /** -1: what is acknowledged is committed. 0 and 1: it may be lost, and where it was is not believed. Default -1. */
  readonly acks?: -1 | 0 | 1;
}

export interface ConsumerRules {
  /** From its first record on nothing is trimmed that it has not read (`hold: true`). Default false. */
  readonly holds?: boolean;
}

/** What is asked of a history. Names that no map holds have the strict defaults. The maps are read when a name first comes. */
export interface HistoryRules {
  /**
   * "byClient": the events of one client are in order, and nothing is known between clients, as when threads report. An
   * acknowledgement may come after a poll of the record, or its sending; what only another client's later events can
   * explain is judged at the end. "total": events come as they happened, as in a simulation, so that an anomaly is found
   * with the event that shows it. Default "byClient".
   */
  readonly order?: "byClient" | "total";
  /** What all have read and were told of is forgotten in blocks; see `HistoryChecker`. Default true. */
  readonly forgets?: boolean;
  readonly topics?: ReadonlyMap<string, TopicRules>;
  readonly producers?: ReadonlyMap<string, ProducerRules>;
  readonly consumers?: ReadonlyMap<string, ConsumerRules>;
}
