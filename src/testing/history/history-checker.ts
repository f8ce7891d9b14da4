import type { Anomaly, HistoryEvent } from "./history-event.ts";
import type { HistoryRules } from "./history-rules.ts";
import { PartitionChecker } from "./partition-checker.ts";
import type { KnownProducer } from "./partition-history.ts";

/**
 * Looks for anomalies in what clients did and saw, in Jepsen's words; each has a file in `anomalies`, which says what it is
 * and when it is lawful. Works on events alone, so a simulation, threads and a test by hand feed it alike.
 *
 * What has to be in order: the events of each client, as it did or saw them; a producer may be told of its records in any
 * order. Nothing is assumed between clients, unless the rules say that the order is total. A consumer's first event in a partition (`sought` to where it begins will do) has to come before the others there
 * have read and forgotten what it is to be compared with; it is compared by blocks otherwise.
 *
 * What is kept of a partition, and for how long:
 * - 9 bytes for each offset in blocks of 1,024, until every consumer that has not left has read the block and each of its
 *   records was acknowledged or given up, comes from a producer with acks below all, or is trimmed unread. Then one digest;
 * - for each consumer and producer its first and last number and last offset, until the consumer leaves;
 * - for each producer its highest numbers, and one entry for each run of numbers that have results, that it gave up, or that
 *   others came before.
 *
 * So of every million records that all have read and been told of 977 digests remain. No check needs more: an
 * acknowledgement that comes for a forgotten offset is a lost write whatever was there, and who reads forgotten blocks again
 * is compared with their digests. Only a seek into the middle of a forgotten block has nothing to be compared with up to
 * its end: `forgets: false` keeps all. Numbers go up to 2^31 - 1 for each producer and partition.
 */
export class HistoryChecker {
  readonly #rules: HistoryRules;
  readonly #topics = new Map<string, PartitionChecker[]>();
  readonly #producers = new Map<string, KnownProducer>();
  readonly #byIndex: KnownProducer[] = [];
  #lastProducer: KnownProducer | undefined;

  constructor(rules: HistoryRules = {}) {
    this.#rules = rules;
  }

  /** Entries that it keeps now: offsets in blocks, digests, and what it knows of producers and consumers. */
  get kept(): number {
    let kept = 0;
    for (const partitions of this.#topics.values()) for (const partition of partitions) kept += partition.kept;
    return kept;
  }

  /** Returns what this event shows for certain. */
  take(event: HistoryEvent): Anomaly | undefined {
    const partition = this.#partition(event.topic, event.partition);
    const { known } = partition;
    switch (event.type) {
      case "sending": {
        const book = known.book(this.#producer(event.producer));
        book.sending = Math.max(book.sending, event.number);
        return undefined;
      }
      case "sent":
        return partition.sent(this.#producer(event.producer), event.number, event.offset);
      case "failed":
      case "unknown":
        known.noteGivenUp(known.book(this.#producer(event.producer)), event.number);
        return undefined;
      case "polled": {
        const reading = known.reading(event.consumer, this.#holds(event.consumer));
        const book = known.book(this.#producer(event.producer));
        return partition.polled({ reading, offset: event.offset, book, number: event.number });
      }
      case "sought":
        known.reading(event.consumer, this.#holds(event.consumer)).sought(event.offset);
        return undefined;
      case "left":
        known.leave(event.consumer);
        return undefined;
      case "trimmed":
        partition.trimmed(event.offset);
        return undefined;
    }
  }

  /** Everything has ended, and every consumer that has not left has read to the end: what `take` could not say yet. */
  finish(): readonly Anomaly[] {
    const anomalies: Anomaly[] = [];
    for (const partitions of this.#topics.values())
      for (const partition of partitions) anomalies.push(...partition.atEnd());
    return anomalies;
  }

  #partition(topic: string, partition: number): PartitionChecker {
    let partitions = this.#topics.get(topic);
    if (partitions === undefined) {
      partitions = [];
      this.#topics.set(topic, partitions);
    }
    while (partitions.length <= partition) {
      const rules = this.#rules.topics?.get(topic) ?? {};
      const options = { isTotal: this.#rules.order === "total", forgets: this.#rules.forgets ?? true };
      partitions.push(new PartitionChecker({ topic, partition: partitions.length }, rules, options, this.#byIndex));
    }
    return partitions[partition] as PartitionChecker;
  }

  #producer(name: string): KnownProducer {
    if (this.#lastProducer?.name === name) return this.#lastProducer;
    let producer = this.#producers.get(name);
    if (producer === undefined) {
      const { idempotent = true, acks = -1 } = this.#rules.producers?.get(name) ?? {};
      producer = { name, index: this.#byIndex.length, idempotent, waitsForAll: acks === -1 };
      this.#producers.set(name, producer);
      this.#byIndex.push(producer);
    }
    this.#lastProducer = producer;
    return producer;
  }

  #holds(consumer: string): boolean {
    return this.#rules.consumers?.get(consumer)?.holds ?? false;
  }
}
