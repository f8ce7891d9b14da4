import type { HistoryEvent } from "./history-event.ts";

/** Some events of one recorder, as numbers: cheap to send to another thread (`numbers.buffer` may be transferred). */
export interface HistoryPage {
  /** Names of topics and clients that come for the first time, numbered on from those of the pages before. */
  readonly names: readonly string[];
  readonly numbers: Float64Array<ArrayBuffer>;
}

const TYPES = [
  "sending",
  "sent",
  "failed",
  "unknown",
  "polled",
  "sought",
  "left",
  "trimmed",
] as const satisfies readonly HistoryEvent["type"][];

/** type, at, topic, partition, consumer, producer, number, offset; -1 where an event has none. */
const FIELDS = 8;
const FIRST_EVENTS = 256;

/** Records what the clients of one thread do and see, until another thread takes it, page by page. */
export class HistoryRecorder {
  readonly #indexes = new Map<string, number>(); // by name
  #names: string[] = []; // since the last page
  #numbers = new Float64Array(FIRST_EVENTS * FIELDS);
  #length = 0;

  /** Events since the last page. */
  get count(): number {
    return this.#length / FIELDS;
  }

  note(event: HistoryEvent): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(2 * this.#numbers.length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    const numbers = this.#numbers;
    let at = this.#length;
    numbers[at++] = TYPES.indexOf(event.type);
    numbers[at++] = event.at;
    numbers[at++] = this.#indexOf(event.topic);
    numbers[at++] = event.partition;
    numbers[at++] = "consumer" in event ? this.#indexOf(event.consumer) : -1;
    numbers[at++] = "producer" in event ? this.#indexOf(event.producer) : -1;
    numbers[at++] = "number" in event ? event.number : -1;
    numbers[at++] = "offset" in event ? (event.offset ?? -1) : -1;
    this.#length = at;
  }

  /** What was noted since the last page. */
  takePage(): HistoryPage {
    const page = { names: this.#names, numbers: this.#numbers.slice(0, this.#length) };
    this.#names = [];
    this.#length = 0;
    return page;
  }

  #indexOf(name: string): number {
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = this.#indexes.size;
      this.#indexes.set(name, index);
      this.#names.push(name);
    }
    return index;
  }
}

/** Reads the pages of one recorder, which have to come in the order in which they were taken. */
export class HistoryReader {
  readonly #names: string[] = [];

  *events({ names, numbers }: HistoryPage): Iterable<HistoryEvent> {
    this.#names.push(...names);
    for (let at = 0; at < numbers.length; at += FIELDS) yield this.#event(numbers, at);
  }

  #event(numbers: Float64Array, from: number): HistoryEvent {
    const field = (index: number): number => numbers[from + index] ?? -1;
    const place = { at: field(1), topic: this.#name(field(2)), partition: field(3) };
    const consumer = this.#name(field(4));
    const producer = this.#name(field(5));
    const number = field(6);
    const offset = field(7);
    const type = TYPES[field(0)] ?? "trimmed";
    switch (type) {
      case "sent":
        return { type, ...place, producer, number, offset };
      case "polled":
        return { type, ...place, consumer, offset, producer, number };
      case "sought":
        return { type, ...place, consumer, offset: offset < 0 ? undefined : offset };
      case "left":
        return { type, ...place, consumer };
      case "trimmed":
        return { type, ...place, offset };
      default:
        return { type, ...place, producer, number };
    }
  }

  #name(index: number): string {
    return this.#names[index] ?? "";
  }
}
