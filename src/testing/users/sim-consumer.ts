import type { MillraceError } from "../../base/errors.ts";
import type { ActorRef } from "../../base/ids.ts";
import { ConsumerActor, type ConsumerListener } from "../../client/consumer-actor.ts";
import type { FetchedRun, StartPosition } from "../../client/consumer-partition.ts";
import { LogTruncationError } from "../../client/log-truncation-error.ts";
import { EARLIEST } from "../../client/offset-lookups.ts";
import { BatchCursor } from "../../record/batch-cursor.ts";
import type { History } from "../history/history.ts";
import type { Moved } from "../invariants/invariant.ts";
import { simCodecs } from "../machine/sim-codecs.ts";
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
  /** "none": it goes on where it is told that the log parts from what it read, or at the log's start. Default "earliest". */
  readonly autoOffsetReset?: "earliest" | "none";
}

/** One record as this consumer saw it. */
export interface SeenRecord {
  readonly consumer: string;
  readonly partition: number;
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly value: string;
}

/** A user that reads a topic through the product's consumer, holds what it read for a while, and reports it. */
export class SimConsumer implements ConsumerListener {
  readonly client: SimClient;
  readonly name: string;
  /** Called for every record, in the order in which this consumer sees them. */
  onRecord: (record: SeenRecord) => void = () => {};
  /** Called after a seek to a place of which it says nothing, also by its reset policy: then for every partition. */
  onMoved: (partition: number, to: Moved) => void = () => {};
  /** Called when it has noticed that a log was truncated below its position. */
  onTruncated: () => void = () => {};
  readonly #history: History;
  readonly #actor: ConsumerActor;
  readonly #ref: ActorRef;
  readonly #cursor = new BatchCursor(simCodecs);
  readonly #owedSeeks: { topic: string; partition: number; start: StartPosition }[] = [];
  #truncations = 0; // that were told of
  #resets = 0;
  readonly #held: { readonly run: FetchedRun; readonly bytes: Uint8Array }[] = [];
  readonly #decoder = new TextDecoder();

  constructor(options: SimConsumerOptions) {
    this.client = options.client;
    this.name = options.name;
    this.#history = options.history;
    const { fetchBytes = 16_384, topic } = options;
    const { hold = false, name, autoOffsetReset = "earliest" } = options;
    const settings = { autoOffsetReset, fetchBytes, verify: true, hold, clientId: name };
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
    for (; this.#truncations < this.#actor.truncations; this.#truncations++) this.onTruncated();
    for (; this.#resets < this.#actor.offsetResets; this.#resets++)
      for (const { partition } of this.#actor.assignment) this.onMoved(partition, "reset");
    for (const { topic, partition, start } of this.#owedSeeks.splice(0)) {
      this.seek(topic, partition, start);
      if ("timestamp" in start) this.onMoved(partition, "anywhere");
    }
    for (let taken = 0; taken < 8; taken++) {
      const run = this.client.enter(this.#ref, (context) => this.#actor.take(context));
      if (run === undefined) break;
      this.#read(run);
      this.#held.push({ run, bytes: Buffer.from(this.#bytes(run)) });
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
    const { topic, partition = 0 } = error.place ?? { topic: "" };
    if (error instanceof LogTruncationError) this.#owedSeeks.push({ topic, partition, start: error.divergentOffset });
    else if (error.code === "OFFSET_OUT_OF_RANGE")
      this.#owedSeeks.push({ topic, partition, start: { timestamp: EARLIEST } });
    else if (error.code === "CORRUPT_MESSAGE")
      this.#history.corruptReads.push({ consumer: this.name, partition, offset: error.place?.offset ?? -1 });
    else this.#history.failures.push(`${this.name}: ${error.code} ${error.message}`);
  }

  wokeUp(): void {}

  ended(): void {}

  #release(): void {
    const held = this.#held.shift();
    if (held === undefined) return;
    const { run, bytes } = held;
    if (Buffer.compare(this.#bytes(run), bytes) !== 0)
      this.#history.failures.push(
        `${this.name}: bytes under a lease changed, in the run from offset ${run.startOffset} on`,
      );
    this.#actor.release(run);
  }

  /** As they are now, in place. */
  #bytes({ address, length }: FetchedRun): Uint8Array {
    return this.client.memory.bytes.subarray(address, address + length);
  }

  #read(run: FetchedRun): void {
    const { name: consumer } = this;
    const { partition } = run.partition;
    this.#cursor.aim(this.client.memory, run.address, run.length);
    this.#cursor.startAt(run.startOffset);
    while (this.#cursor.next()) {
      const { offset, leaderEpoch } = this.#cursor;
      const value = this.#cursor.valueView();
      const text = value === null ? "null" : this.#decoder.decode(value);
      this.onRecord({ consumer, partition, offset, leaderEpoch, value: text });
    }
  }
}
