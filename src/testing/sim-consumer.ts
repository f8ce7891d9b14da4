import type { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import { ConsumerActor, type ConsumerListener } from "../client/consumer-actor.ts";
import type { FetchedRun, StartPosition } from "../client/consumer-partition.ts";
import { codecs } from "../platform/codecs.ts";
import { BatchCursor } from "../record/batch-cursor.ts";
import type { History } from "./history.ts";
import type { SimClient } from "./sim-client.ts";

export interface SimConsumerOptions {
  readonly client: SimClient;
  readonly history: History;
  readonly topic: string;
  readonly partitions: readonly number[];
  readonly name: string;
  readonly fetchBytes?: number; // default 16,384
  /** What it has not read is not reclaimed; default false. */
  readonly hold?: boolean;
}

/** One record as this consumer saw it. */
export interface SeenRecord {
  readonly consumer: string;
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
}

/** A user that reads a topic through the product's consumer, holds what it read for a while, and reports it. */
export class SimConsumer implements ConsumerListener {
  readonly client: SimClient;
  readonly name: string;
  /** Called for every record, in the order in which this consumer sees them. */
  onRecord: (record: SeenRecord) => void = () => {};
  readonly #history: History;
  readonly #actor: ConsumerActor;
  readonly #ref: ActorRef;
  readonly #cursor = new BatchCursor(codecs);
  readonly #held: { readonly run: FetchedRun; readonly bytes: Uint8Array }[] = [];
  readonly #decoder = new TextDecoder();

  constructor(options: SimConsumerOptions) {
    this.client = options.client;
    this.name = options.name;
    this.#history = options.history;
    const { fetchBytes = 16_384, topic } = options;
    const { hold = false, name } = options;
    const settings = { autoOffsetReset: "earliest", fetchBytes, verify: true, hold, clientId: name } as const;
    this.#actor = new ConsumerActor(options.client, settings, this);
    this.#ref = options.client.spawn(this.#actor);
    const assigned = options.partitions.map((partition) => ({ topic, partition, start: { offset: 0 } }));
    this.client.enter(this.#ref, (context) => {
      this.#actor.start(context);
      this.#actor.assign(assigned, () => {}, context);
    });
  }

  /** The offset after the last record seen. */
  position(topic: string, partition: number): number {
    return this.#actor.find(topic, partition)?.position ?? 0;
  }

  /** Takes what is there; keeps up to `hold` runs under their leases until later calls. */
  poll(hold: number): void {
    for (let taken = 0; taken < 8; taken++) {
      const run = this.client.enter(this.#ref, (context) => this.#actor.take(context));
      if (run === undefined) break;
      this.#report(run, this.#values(run));
      this.#held.push({ run, bytes: this.#bytes(run) });
    }
    this.releaseDownTo(hold);
  }

  /** Gives its oldest runs back until it holds `count`, and looks whether they are still what it was given. */
  releaseDownTo(count: number): void {
    while (this.#held.length > count) this.#release();
  }

  /** Goes on at an offset, or where the first record of this wall clock time (ms) is. False: it has no such partition. */
  seek(topic: string, partition: number, start: StartPosition): boolean {
    const assigned = this.#actor.find(topic, partition);
    if (assigned === undefined) return false;
    this.client.enter(this.#ref, (context) => this.#actor.seek(assigned, start, () => {}, context));
    return true;
  }

  runAvailable(): boolean {
    return false;
  }

  failed(error: MillraceError): void {
    this.#history.failures.push(`${this.name}: ${error.code} ${error.message}`);
  }

  wokeUp(): void {}

  ended(): void {}

  #release(): void {
    const held = this.#held.shift();
    if (held === undefined) return;
    const { run, bytes } = held;
    const now = this.#bytes(run);
    if (now.some((byte, index) => byte !== bytes[index]))
      this.#history.failures.push(
        `${this.name}: bytes under a lease changed, in the run from offset ${run.startOffset} on`,
      );
    this.#actor.release(run);
  }

  #bytes({ address, length }: FetchedRun): Uint8Array {
    return this.client.memory.bytes.slice(address, address + length);
  }

  #values(run: FetchedRun): string[] {
    const values: string[] = [];
    this.#cursor.aim(this.client.memory, run.address, run.length);
    this.#cursor.startAt(run.startOffset);
    while (this.#cursor.next()) {
      const value = this.#cursor.valueView();
      values.push(`${this.#cursor.offset}=${value === null ? "null" : this.#decoder.decode(value)}`);
    }
    return values;
  }

  #report(run: FetchedRun, values: readonly string[]): void {
    for (const entry of values) {
      const cut = entry.indexOf("=");
      const offset = Number(entry.slice(0, cut));
      this.onRecord({ consumer: this.name, partition: run.partition.partition, offset, value: entry.slice(cut + 1) });
    }
  }
}
