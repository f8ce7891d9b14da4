import type { Consumer, ConsumerBatch } from "../../client/api.ts";
import type { Cluster } from "../../runtime/cluster.ts";
import type { PartitionPlace } from "../faults/fault-step.ts";
import { type ClientData, type ConsumerTask, NOBODY, POLLED_FIELDS } from "./client-messages.ts";
import type { ClientReports } from "./client-reports.ts";
import { decodeRecord } from "./record-codec.ts";

/** How often it looks whether it has read to the end while nothing comes. */
const POLL_MS = 50;

/** A user who reads all partitions and reports each record that it is given. Lives in a thread of its own. */
export class ConsumingClient {
  readonly #consumer: Consumer;
  readonly #places: readonly PartitionPlace[];
  readonly #own: readonly number[];
  readonly #start: ConsumerTask["start"];
  readonly #reports: ClientReports;
  readonly #indexes = new Map<string, number>();
  #ends: readonly number[] | undefined;
  #resets = 0;

  constructor(cluster: Cluster, { places, own }: ClientData, task: ConsumerTask, reports: ClientReports) {
    this.#consumer = cluster.consumer({ autoOffsetReset: "earliest", hold: true, verify: true });
    this.#places = places;
    this.#own = own;
    this.#start = task.start;
    this.#reports = reports;
    for (const [index, { topic, partition }] of places.entries()) this.#indexes.set(`${topic}/${partition}`, index);
  }

  async assign(): Promise<void> {
    await this.#consumer.assign(this.#partitions().map((place) => ({ ...place, offset: this.#start })));
  }

  /** Resolves when it has read up to the ends that it was told. */
  async run(): Promise<void> {
    while (!this.#hasReadAll()) {
      const batch = await this.#consumer.poll({ timeoutMs: POLL_MS });
      if (this.#consumer.metrics.offsetResets !== this.#resets) await this.#tellStarts();
      if (batch !== undefined) this.#report(batch);
      await this.#reports.room();
    }
  }

  finish(ends: readonly number[]): void {
    this.#ends = ends;
  }

  #hasReadAll(): boolean {
    const ends = this.#ends;
    return ends !== undefined && this.#own.every((place) => this.#positionOf(place) >= (ends[place] ?? 0));
  }

  #partitions(): PartitionPlace[] {
    return this.#own.map((place) => this.#places[place] as PartitionPlace);
  }

  #positionOf(place: number): number {
    return this.#consumer.position(this.#places[place] as PartitionPlace) ?? 0;
  }

  /** A position was below its log's start. Which one it was is not told. */
  async #tellStarts(): Promise<void> {
    this.#resets = this.#consumer.metrics.offsetResets;
    for (const { topic, partition, offset } of await this.#consumer.beginningOffsets(this.#partitions()))
      this.#reports.post({ type: "trimmed", place: this.#indexOf(topic, partition), offset });
  }

  #report(batch: ConsumerBatch): void {
    const { baseOffset, recordCount } = batch;
    const place = this.#indexOf(batch.topic, batch.partition);
    const rows = new Int32Array(recordCount * POLLED_FIELDS);
    const name = { producer: NOBODY, number: 0 };
    let at = 0;
    for (const record of batch) {
      const { bytes, valueStart, serializedValueSize } = record;
      const isKnown = decodeRecord(bytes, valueStart, serializedValueSize, place, name);
      rows[at++] = record.offset - baseOffset;
      rows[at++] = isKnown ? name.producer : NOBODY;
      rows[at++] = isKnown ? name.number : 0;
    }
    this.#reports.post({ type: "polled", place, baseOffset, rows }, rows.buffer);
  }

  #indexOf(topic: string, partition: number): number {
    return this.#indexes.get(`${topic}/${partition}`) ?? -1;
  }
}
