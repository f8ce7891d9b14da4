import type { History } from "../history.ts";
import type { SeenRecord } from "../sim-consumer.ts";
import type { CommittedLog } from "./committed-log.ts";
import type { Invariant, Observed } from "./invariant.ts";

/**
 * Consumers see only what is committed, in offset order without a hole, all of them the same, and each producer's records
 * of a partition in the order in which they were sent, none twice.
 */
export class ConsumerView implements Invariant {
  readonly name = "consumers see committed records once and in order";
  /** Records may be missing, because their producer gave them up. */
  mayMiss = false;
  /** Records may be gone before a consumer came to them, because the arena was full. */
  mayJump = false;
  /** Consumers that came when records had been reclaimed: each of their partitions may begin above 0, and goes on from there. */
  readonly mayStartLate = new Set<string>();
  readonly #cluster: Observed;
  readonly #topicId: number;
  readonly #history: History;
  readonly #committed: CommittedLog;
  readonly #next = new Map<string, number>(); // by consumer and partition: the next offset
  readonly #numbers = new Map<string, number>(); // by consumer, partition and producer: the last number

  constructor(cluster: Observed, topicId: number, history: History, committed: CommittedLog) {
    this.#cluster = cluster;
    this.#topicId = topicId;
    this.#history = history;
    this.#committed = committed;
  }

  see(seen: SeenRecord): void {
    const { consumer, partition, offset, value } = seen;
    if (offset >= this.#committed.end(this.#topicId, partition))
      this.#fail(seen, "nobody's high watermark has passed this offset");
    const position = `${consumer}/${partition}`;
    const expected = this.#next.get(position) ?? 0;
    const begins = this.mayStartLate.has(consumer) && !this.#next.has(position);
    const jumps = offset > expected && (this.mayJump || begins);
    if (offset !== expected && !jumps) this.#fail(seen, `the record before was at ${expected - 1}`);
    this.#next.set(position, offset + 1);
    const shown = this.#history.shown(partition);
    const before = shown.get(offset);
    if (before !== undefined && before !== value) this.#fail(seen, `another consumer saw ${before}`);
    shown.set(offset, value);
    this.#checkOrder(seen);
  }

  inFull(): void {
    this.#compareWithAcknowledged(false);
  }

  /** Every consumer has read everything: what was acknowledged was shown. */
  atEnd(): void {
    this.#compareWithAcknowledged(true);
  }

  #compareWithAcknowledged(isEnd: boolean): void {
    for (const [key, { state, offset }] of this.#history.sent) {
      const cut = key.indexOf("/");
      const partition = Number(key.slice(0, cut));
      const shown = this.#history.shown(partition).get(offset);
      if (state !== "acknowledged" || offset < 0 || (shown === undefined && (!isEnd || this.mayJump))) continue;
      if (shown !== key.slice(cut + 1))
        throw this.#cluster.failure(
          this.name,
          `partition ${partition}, offset ${offset}: ${key.slice(cut + 1)} was acknowledged there, ${shown} was shown`,
        );
    }
  }

  #checkOrder(seen: SeenRecord): void {
    const { consumer, partition, value } = seen;
    const [producer = "", number = ""] = value.split(":");
    const key = `${consumer}/${partition}/${producer}`;
    const last = this.#numbers.get(key) ?? -1;
    const begins = last < 0 && this.mayStartLate.has(consumer);
    const isNext = this.mayMiss || this.mayJump || begins ? Number(number) > last : Number(number) === last + 1;
    if (!isNext) this.#fail(seen, `the last record of this producer was number ${last}`);
    this.#numbers.set(key, Number(number));
  }

  #fail({ consumer, partition, offset, value }: SeenRecord, detail: string): never {
    throw this.#cluster.failure(
      this.name,
      `${consumer} saw ${value} at offset ${offset} of partition ${partition}: ${detail}`,
    );
  }
}
