import { setImmediate as eventLoopTurn, setTimeout as sleep } from "node:timers/promises";
import type { Producer } from "../../src/client/api.ts";
import { AIRPORT_CODES_MAX, airportCodeBytes } from "./airport-code.ts";
import type { Dataset } from "./dataset.ts";
import type { PlannedFailure } from "./failure-plan.ts";
import { Pacer, recordsPerSample } from "./pacer.ts";
import { type Clock, TOPIC } from "./ports.ts";
import { encodeFlight, VALUE_BYTES } from "./record-codec.ts";

export interface FlightWriterOptions {
  readonly dataset: Dataset;
  readonly producer: Pick<Producer, "send" | "write" | "ready" | "flush">;
  readonly recordsPerSecond: number; // 0: no limit
  readonly failures: readonly PlannedFailure[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** False: not now, ask again. */
  fail(planned: PlannedFailure): Promise<boolean>;
  acknowledged(partition: number, writtenAtMs: number, nowMs: number): void;
}

/** After this long without a pause the event loop gets a turn: acknowledgements, timers and Ctrl-C come through it. */
const TURN_MS_MAX = 1;
/** A failure that has to wait is tried again after this many records; when the next one is due, writing waits too. */
const RETRY_RECORDS = 1_000;
const RETRY_MS = 5;

/**
 * Writes the flights in the order of the file. One record object and one value buffer serve all of them: the producer
 * encodes a record into its batch before `write` returns. Owned by the main thread.
 */
export class FlightWriter {
  readonly #options: FlightWriterOptions;
  readonly #keys = new Array<Uint8Array>(AIRPORT_CODES_MAX);
  readonly #value = new Uint8Array(VALUE_BYTES);
  readonly #record: { topic: string; key: Uint8Array; value: Uint8Array; timestamp: number };
  #written = 0;
  #error: unknown;

  constructor(options: FlightWriterOptions) {
    this.#options = options;
    this.#record = { topic: TOPIC, key: new Uint8Array(0), value: this.#value, timestamp: 0 };
    for (const code of new Set(options.dataset.origins)) this.#keys[code] = airportCodeBytes(code);
  }

  /** Records handed to the producer. */
  get written(): number {
    return this.#written;
  }

  /** A record could not be delivered: `run` rejects with this at its next turn. */
  deliveryFailed(error: unknown): void {
    this.#error ??= error;
  }

  /** Resolves when every record is acknowledged. */
  async run(): Promise<void> {
    const { dataset, producer, clock, recordsPerSecond, failures } = this.#options;
    const pacer = new Pacer(recordsPerSecond, clock());
    const sampleRows = recordsPerSample(recordsPerSecond);
    let pausedAt = clock();
    let nextFailure = 0;
    let failAt = failures[0]?.atRecord ?? dataset.rowCount;
    while (this.#written < dataset.rowCount) {
      this.#check();
      const failure = failures[nextFailure];
      if (failure !== undefined && failAt <= this.#written) {
        const nextAt = failures[nextFailure + 1]?.atRecord ?? dataset.rowCount;
        if (await this.#options.fail(failure)) {
          nextFailure++;
          failAt = nextAt;
          continue;
        }
        const patienceEndsAt = Math.min(nextAt, dataset.rowCount - 1);
        if (this.#written >= patienceEndsAt) await sleep(RETRY_MS, undefined, { signal: this.#options.signal });
        else failAt = Math.min(this.#written + RETRY_RECORDS, patienceEndsAt);
        continue;
      }
      const now = clock();
      const allowed = pacer.allowed(now);
      if (allowed <= this.#written) {
        await sleep(pacer.waitMs(this.#written, now), undefined, { signal: this.#options.signal });
        pausedAt = clock();
        continue;
      }
      const end = Math.min(dataset.rowCount, this.#written + sampleRows, allowed, failAt);
      await this.#writeRows(end);
      if (now - pausedAt > TURN_MS_MAX) {
        await eventLoopTurn();
        pausedAt = clock();
      }
    }
    await producer.flush();
    this.#check();
  }

  /** The first row goes with `send`, the others without a promise. */
  async #writeRows(end: number): Promise<void> {
    const { producer } = this.#options;
    const sample = this.#sendSample(this.#written++);
    // The very first record waits for its acknowledgement: the topic is known and works before the others follow.
    if (this.#written === 1) await sample;
    while (this.#written < end) {
      this.#fill(this.#written++);
      if (!producer.write(this.#record)) await producer.ready();
    }
  }

  async #sendSample(row: number): Promise<void> {
    const { producer, clock, acknowledged } = this.#options;
    const writtenAt = clock();
    this.#fill(row);
    try {
      const { partition } = await producer.send({ ...this.#record, value: this.#value.slice() });
      acknowledged(partition, writtenAt, clock());
    } catch (error) {
      this.deliveryFailed(error);
    }
  }

  #fill(row: number): void {
    const { dataset } = this.#options;
    const dateSeconds = dataset.dateSeconds[row] as number;
    encodeFlight(
      this.#value,
      row,
      dateSeconds,
      dataset.delayMinutes[row] as number,
      dataset.distanceMiles[row] as number,
      dataset.destinations[row] as number,
    );
    this.#record.key = this.#keys[dataset.origins[row] as number] as Uint8Array;
    this.#record.timestamp = dateSeconds * 1000;
  }

  #check(): void {
    this.#options.signal.throwIfAborted();
    if (this.#error !== undefined) throw this.#error;
  }
}
