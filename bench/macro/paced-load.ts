import type { Producer } from "../../src/index.ts";
import { recordValue, TOPIC } from "./load.ts";

const TICK_MS = 1;

/**
 * Writes at a fixed rate until stopped, to all partitions in turn, each record with its number within its partition. The
 * first record for a partition in each tick is a probe: it tells when it was acknowledged. Owned by the producer's thread.
 */
export class PacedLoad {
  readonly #producer: Producer;
  readonly #recordsPerMs: number;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #startedAt = performance.now();
  /** Records written, by partition. */
  readonly written: number[];
  #total = 0;
  /** Called at the acknowledgement of each probe, with the time of its `send`. */
  onAcknowledged: (partition: number, sentAt: number) => void = () => {};

  constructor(producer: Producer, partitions: number, recordsPerSecond: number) {
    this.#producer = producer;
    this.#recordsPerMs = recordsPerSecond / 1_000;
    this.written = new Array<number>(partitions).fill(0);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** As many records as are due since the start: after a full buffer or a late tick it catches up. */
  #tick(): void {
    const sentAt = performance.now();
    const due = Math.floor((sentAt - this.#startedAt) * this.#recordsPerMs);
    const partitions = this.written.length;
    for (let probe = 0; probe < partitions && this.#total < due; probe++) {
      const partition = this.#total % partitions;
      const sent = this.#producer.send(this.#next(partition));
      // A probe that fails is no acknowledgement; the side finds it among the producer's failed records.
      sent.then(() => this.onAcknowledged(partition, sentAt)).catch(() => {});
    }
    while (this.#total < due) if (!this.#producer.write(this.#next(this.#total % partitions))) return;
  }

  #next(partition: number): { topic: string; partition: number; value: Uint8Array } {
    this.#total++;
    const value = recordValue();
    new DataView(value.buffer).setFloat64(0, this.written[partition] as number);
    (this.written[partition] as number)++;
    return { topic: TOPIC, partition, value };
  }
}
