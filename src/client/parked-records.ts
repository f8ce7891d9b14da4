import type { ProducerRecord } from "./api.ts";

/** A record that waits for its topic or for buffer space. */
export interface ParkedRecord {
  record: ProducerRecord;
  readonly bytes: number; // at most what it needs in a batch
  readonly timestamp: number;
  readonly tag: unknown;
  readonly deadlineMs: number;
  readonly generation: number;
}

/**
 * Records in the order in which they were given, of topics that the image does not know yet and of those that only wait
 * for space. Every record waits equally long, so deadlines come in order of arrival. Owned by the producer's actor.
 */
export class ParkedRecords {
  #forSpace: ParkedRecord[] = [];
  #head = 0;
  readonly #forTopic = new Map<string, ParkedRecord[]>();
  #count = 0;
  #bytes = 0;

  get count(): number {
    return this.#count;
  }
  get bytes(): number {
    return this.#bytes;
  }
  get waitsForSpace(): boolean {
    return this.#head < this.#forSpace.length;
  }
  waitsForTopic(topic: string): boolean {
    return this.#forTopic.size > 0 && this.#forTopic.has(topic);
  }

  parkForSpace(entry: ParkedRecord): void {
    this.#forSpace.push(entry);
    this.#count++;
    this.#bytes += entry.bytes;
  }

  parkForTopic(entry: ParkedRecord): void {
    const waiting = this.#forTopic.get(entry.record.topic);
    if (waiting) waiting.push(entry);
    else this.#forTopic.set(entry.record.topic, [entry]);
    this.#count++;
    this.#bytes += entry.bytes;
  }

  /** The record that is first in line for space. */
  first(): ParkedRecord | undefined {
    return this.#forSpace[this.#head];
  }

  removeFirst(): void {
    this.#bytes -= this.first()?.bytes ?? 0;
    this.#count--;
    this.#head++;
    if (this.#head < 1_024 || this.#head * 2 < this.#forSpace.length) return;
    this.#forSpace = this.#forSpace.slice(this.#head);
    this.#head = 0;
  }

  /** Takes out the record that was given with `tag`, undefined when it does not wait (any more). */
  remove(tag: unknown): ParkedRecord | undefined {
    for (const waiting of [this.#forSpace, ...this.#forTopic.values()]) {
      const index = waiting.findIndex((entry) => entry.tag === tag);
      if (index < 0 || (waiting === this.#forSpace && index < this.#head)) continue;
      const [entry] = waiting.splice(index, 1) as [ParkedRecord];
      this.#count--;
      this.#bytes -= entry.bytes;
      if (waiting.length === 0) this.#forTopic.delete(entry.record.topic);
      return entry;
    }
    return undefined;
  }

  /** Topics that somebody waits for. */
  topics(): string[] {
    return [...this.#forTopic.keys()];
  }

  /** The topic is there: its records wait for space only. */
  topicFound(topic: string): void {
    const waiting = this.#forTopic.get(topic);
    if (!waiting) return;
    this.#forTopic.delete(topic);
    for (const entry of waiting) this.#forSpace.push(entry);
  }

  /** The first deadline, or undefined when nothing waits. */
  get deadlineMs(): number | undefined {
    let first = this.first()?.deadlineMs;
    for (const [entry] of this.#forTopic.values()) {
      if (entry && (first === undefined || entry.deadlineMs < first)) first = entry.deadlineMs;
    }
    return first;
  }

  /** Takes out what is over time: `forTopic` tells what it waited for. */
  expire(nowMs: number): { entry: ParkedRecord; forTopic: boolean }[] {
    const expired: { entry: ParkedRecord; forTopic: boolean }[] = [];
    for (let first = this.first(); first && first.deadlineMs <= nowMs; first = this.first()) {
      expired.push({ entry: first, forTopic: false });
      this.removeFirst();
    }
    for (const [topic, waiting] of this.#forTopic) {
      const late = waiting.filter((entry) => entry.deadlineMs <= nowMs);
      if (late.length === 0) continue;
      this.#count -= late.length;
      for (const entry of late) {
        this.#bytes -= entry.bytes;
        expired.push({ entry, forTopic: true });
      }
      if (late.length === waiting.length) this.#forTopic.delete(topic);
      else this.#forTopic.set(topic, waiting.slice(late.length));
    }
    return expired;
  }
}
