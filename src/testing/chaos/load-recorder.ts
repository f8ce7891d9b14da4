import type { PartitionPlace } from "../faults/fault-step.ts";
import type { Anomaly, HistoryEvent } from "../history/history-event.ts";
import type { ConsumerRules, HistoryRules, ProducerRules } from "../history/history-rules.ts";
import { FAILED, NOBODY, POLLED_FIELDS, RESULT_FIELDS, UNKNOWN } from "./client-messages.ts";

/** What judges a history: told of every event, it says at once what is wrong, and at the end what is missing. */
export interface HistoryJudge {
  take(event: HistoryEvent): Anomaly | undefined;
  finish(): readonly Anomaly[];
}

/** Anomalies that are kept; one bug may show in every record. */
const ANOMALIES_MAX = 100;

export interface RecordCounts {
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  /** Nobody knows: a timeout, or a client that died. */
  readonly unknown: number;
  /** Of all consumers together. */
  readonly polled: number;
}

/** Rules to which clients are added when they begin. */
export interface ChaosRules extends HistoryRules {
  readonly producers: Map<string, ProducerRules>;
  readonly consumers: Map<string, ConsumerRules>;
}

export interface LoadRecorderOptions {
  readonly judge: HistoryJudge;
  /** The judge's. */
  readonly rules: ChaosRules;
  /** Partitions by the index by which clients name them. */
  readonly places: readonly PartitionPlace[];
  /** Ms since the beginning of the run. */
  readonly now: () => number;
}

interface RecordedProducer {
  readonly name: string;
  readonly begun: Int32Array; // shared with the producer's thread
  readonly told: number[]; // by place: records of which the judge was told
  readonly open: Set<number>[]; // by place: numbers without a result; bounded by what a producer has on its way
}

/**
 * Makes the reports of clients into a history, and counts. A record is told to the judge as being sent before anything
 * else can be told of it: its producer writes down that it sends it in shared memory, before it does.
 */
export class LoadRecorder {
  readonly anomalies: Anomaly[] = [];
  readonly #judge: HistoryJudge;
  readonly #rules: ChaosRules;
  readonly #places: readonly PartitionPlace[];
  readonly #now: () => number;
  readonly #producers = new Map<number, RecordedProducer>();
  readonly #names = new Map<number, string>(); // of all producers: their records outlive them
  readonly #counts = { sent: 0, acknowledged: 0, failed: 0, unknown: 0, polled: 0 };

  constructor({ judge, rules, places, now }: LoadRecorderOptions) {
    this.#judge = judge;
    this.#rules = rules;
    this.#places = places;
    this.#now = now;
  }

  get counts(): RecordCounts {
    this.#tellSending();
    return { ...this.#counts };
  }

  /** Records that were sent and have no result. */
  get openCount(): number {
    this.#tellSending();
    let count = 0;
    for (const { open } of this.#producers.values()) for (const numbers of open) count += numbers.size;
    return count;
  }

  /** `begun`: shared with its thread, which counts there by place what it is about to send. */
  beginProducer(code: number, name: string, begun: Int32Array, rules: ProducerRules): void {
    this.#rules.producers.set(name, rules);
    const open = this.#places.map(() => new Set<number>());
    this.#names.set(code, name);
    this.#producers.set(code, { name, begun, told: this.#places.map(() => 0), open });
  }

  /** Its thread is gone: what it has not told is not known. */
  endProducer(code: number): void {
    this.#tellSending();
    const producer = this.#producers.get(code);
    for (const [place, numbers] of producer?.open.entries() ?? [])
      for (const number of numbers) this.#end(producer as RecordedProducer, place, number, UNKNOWN);
    this.#producers.delete(code);
  }

  /** `start`: where it begins in each of its logs, undefined when it does not know. */
  beginConsumer(consumer: string, own: readonly number[], start: number | undefined): void {
    const mayTrim = this.#places.some(({ topic }) => this.#rules.topics?.get(topic)?.mayTrim);
    this.#rules.consumers.set(consumer, { holds: !mayTrim });
    for (const place of own) this.#take({ type: "sought", ...this.#at(place), consumer, offset: start });
  }

  endConsumer(consumer: string, own: readonly number[]): void {
    for (const place of own) this.#take({ type: "left", ...this.#at(place), consumer });
  }

  results(code: number, rows: Float64Array): void {
    this.#tellSending();
    const producer = this.#producers.get(code);
    if (producer === undefined) return;
    for (let at = 0; at < rows.length; at += RESULT_FIELDS) {
      const [place = 0, number = 0, outcome = 0] = rows.subarray(at, at + 3);
      producer.open[place]?.delete(number);
      this.#end(producer, place, number, outcome);
    }
  }

  polled(consumer: string, place: number, baseOffset: number, rows: Int32Array): void {
    this.#tellSending();
    const where = this.#at(place);
    for (let at = 0; at < rows.length; at += POLLED_FIELDS) {
      const [delta = 0, code = NOBODY, number = 0] = rows.subarray(at, at + POLLED_FIELDS);
      const offset = baseOffset + delta;
      this.#counts.polled++;
      this.#take({ type: "polled", ...where, consumer, offset, producer: this.#nameOf(code), number });
    }
  }

  /** A log begins at `offset`, where records may go unread. */
  trimmed(place: number, offset: number): void {
    this.#take({ type: "trimmed", ...this.#at(place), offset });
  }

  finish(): void {
    this.#tellSending();
    for (const anomaly of this.#judge.finish()) this.#note(anomaly);
  }

  /** Producers of other threads have begun to send these meanwhile. */
  #tellSending(): void {
    for (const producer of this.#producers.values())
      for (const place of this.#places.keys()) {
        const begun = Atomics.load(producer.begun, place);
        for (let number = producer.told[place] as number; number < begun; number++) {
          producer.open[place]?.add(number);
          this.#counts.sent++;
          this.#take({ type: "sending", ...this.#at(place), producer: producer.name, number });
        }
        producer.told[place] = begun;
      }
  }

  #end({ name }: RecordedProducer, place: number, number: number, outcome: number): void {
    const send = { ...this.#at(place), producer: name, number };
    if (outcome === FAILED) this.#counts.failed++;
    else if (outcome === UNKNOWN) this.#counts.unknown++;
    else this.#counts.acknowledged++;
    if (outcome === FAILED) this.#take({ type: "failed", ...send });
    else if (outcome === UNKNOWN) this.#take({ type: "unknown", ...send });
    else this.#take({ type: "sent", ...send, offset: outcome });
  }

  #take(event: HistoryEvent): void {
    const anomaly = this.#judge.take(event);
    if (anomaly !== undefined) this.#note(anomaly);
  }

  #note(anomaly: Anomaly): void {
    if (this.anomalies.length < ANOMALIES_MAX) this.anomalies.push(anomaly);
  }

  #at(place: number): PartitionPlace & { readonly at: number } {
    const { topic, partition } = this.#places[place] as PartitionPlace;
    return { at: this.#now(), topic, partition };
  }

  #nameOf(code: number): string {
    return this.#names.get(code) ?? "nobody";
  }
}
