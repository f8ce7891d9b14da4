import type { History } from "../history/history.ts";
import type { SeenRecord } from "../users/sim-consumer.ts";
import type { Invariant, Observed } from "./invariant.ts";
import { placeOf, type ReadRules, writerOf } from "./reads.ts";

/**
 * An idempotent producer's records of a partition come once, in the order in which they were sent, without a hole: no
 * duplicate, no non-monotonic send (Jepsen's words).
 */
export class ProducerOrder implements Invariant {
  readonly name = "each producer's records come once and in order";
  readonly #cluster: Observed;
  readonly #history: History;
  readonly #rules: ReadRules;
  /** By consumer and partition, then producer: the last number. */
  readonly #numbers = new Map<string, Map<string, number>>();

  constructor(cluster: Observed, history: History, rules: ReadRules) {
    this.#cluster = cluster;
    this.#history = history;
    this.#rules = rules;
  }

  /** The consumer was sought elsewhere. */
  moved(consumer: string, partition: number): void {
    this.#numbers.delete(`${consumer}/${partition}`);
  }

  see(seen: SeenRecord): void {
    const { consumer, partition, value } = seen;
    const { producer, number } = writerOf(value);
    if (this.#rules.mayRepeat || this.#rules.loose.has(producer)) return;
    const key = `${consumer}/${partition}`;
    let numbers = this.#numbers.get(key);
    if (numbers === undefined) {
      numbers = new Map();
      this.#numbers.set(key, numbers);
    }
    const last = numbers.get(producer) ?? -1;
    const mayBegin = last < 0 && this.#rules.beginsAnew(consumer, partition);
    const mayMiss = this.#rules.mayMiss || this.#rules.mayJump || mayBegin;
    if (mayMiss ? number <= last : number !== last + 1) {
      const word = number === last ? "duplicate" : number < last ? "non-monotonic or duplicate" : "a record is missing";
      throw this.#cluster.failure(this.name, `${word}: ${placeOf(seen)}, the last one of ${producer} was ${last}`);
    }
    numbers.set(producer, number);
  }

  /** The offsets that producers were told rise, too. */
  inFull(): void {
    const last = new Map<string, number>();
    if (this.#rules.mayRepeat) return;
    for (const [key, { state, offset }] of this.#history.sent) {
      if (state !== "acknowledged" || offset < 0) continue;
      const writer = key.slice(0, key.indexOf(":"));
      if (this.#rules.loose.has(writer.slice(writer.indexOf("/") + 1))) continue;
      const before = last.get(writer) ?? -1;
      if (offset <= before)
        throw this.#cluster.failure(
          this.name,
          `non-monotonic send: ${key} is at ${offset}, the one before at ${before}`,
        );
      last.set(writer, offset);
    }
  }
}
