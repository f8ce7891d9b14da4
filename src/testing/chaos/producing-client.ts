import { MillraceError, type MillraceErrorCode } from "../../base/errors.ts";
import { Random } from "../../base/random.ts";
import type { Producer } from "../../client/api.ts";
import { pause, processNow } from "../../platform/clock.ts";
import type { Cluster } from "../../runtime/cluster.ts";
import type { PartitionPlace } from "../faults/fault-step.ts";
import { type ClientData, FAILED, type ProducerTask, RESULT_FIELDS, UNKNOWN } from "./client-messages.ts";
import type { ClientReports } from "./client-reports.ts";
import { encodeRecord } from "./record-codec.ts";

const TICK_MS = 2;
/** Records without a result; then it waits: what is sent grows with what is acknowledged. */
const OPEN_MAX = 4_096;
/** How far it may fall behind its rate and catch up. */
const DEBT_MS_MAX = 250;
const ROWS_PER_REPORT = 512;

/** Errors after which the record is surely in no log. Everything else may have been sent. */
const CERTAIN: ReadonlySet<MillraceErrorCode> = new Set<MillraceErrorCode>([
  "ARENA_FULL",
  "BUFFER_TIMEOUT",
  "INVALID_OPTION",
  "INVALID_RECORD",
  "INVALID_TOPIC_EXCEPTION",
  "MESSAGE_TOO_LARGE",
  "RECORD_TOO_LARGE",
]);

/** A user who sends numbered records at a rate, and reports what became of each. Lives in a thread of its own. */
export class ProducingClient {
  readonly #producer: Producer;
  readonly #task: ProducerTask;
  readonly #places: readonly PartitionPlace[];
  readonly #own: readonly number[];
  readonly #reports: ClientReports;
  readonly #random: Random;
  #rows: number[] = [];
  #open = 0;
  #beganAt = 0;
  #sent = 0;
  #ending = false;

  constructor(cluster: Cluster, { places, own }: ClientData, task: ProducerTask, reports: ClientReports) {
    const { lingerMs, acks, idempotent } = task;
    this.#producer = cluster.producer({ lingerMs, acks, idempotent });
    this.#task = task;
    this.#places = places;
    this.#own = own;
    this.#reports = reports;
    this.#random = new Random(task.seed);
  }

  /** Resolves when it was told to finish and every record has its result, which is reported. */
  async run(): Promise<void> {
    this.#beganAt = processNow();
    while (!this.#ending) {
      this.#sendDue();
      this.#report();
      await pause(TICK_MS);
      await this.#reports.room();
    }
    while (this.#open > 0) {
      await pause(TICK_MS);
      this.#report();
    }
    this.#report();
  }

  finish(): void {
    this.#ending = true;
  }

  #sendDue(): void {
    const { recordsPerSecond } = this.#task;
    const debtMax = Math.ceil((recordsPerSecond * DEBT_MS_MAX) / 1_000);
    const due = Math.floor(((processNow() - this.#beganAt) * recordsPerSecond) / 1_000);
    this.#sent = Math.max(this.#sent, due - debtMax); // what is older than that is let go
    for (; this.#sent < due && this.#open < OPEN_MAX; this.#sent++) this.#send(this.#random.pick(this.#own));
  }

  #send(place: number): void {
    const { begun, code, recordBytes } = this.#task;
    const { topic, partition } = this.#places[place] as PartitionPlace;
    const number = begun[place] as number;
    const value = encodeRecord({ producer: code, number }, place, recordBytes);
    Atomics.store(begun, place, number + 1);
    this.#open++;
    const sentAt = processNow();
    this.#producer.send({ topic, partition, value }).then(
      ({ offset }) => this.#ended(place, number, offset, sentAt),
      (error: unknown) => this.#ended(place, number, isCertain(error) ? FAILED : UNKNOWN, sentAt),
    );
  }

  #ended(place: number, number: number, outcome: number, sentAt: number): void {
    this.#open--;
    this.#rows.push(place, number, outcome, sentAt, processNow());
    if (this.#rows.length >= ROWS_PER_REPORT * RESULT_FIELDS) this.#report();
  }

  #report(): void {
    if (this.#rows.length === 0) return;
    const rows = Float64Array.from(this.#rows);
    this.#rows = [];
    this.#reports.post({ type: "results", rows }, rows.buffer);
  }
}

function isCertain(error: unknown): boolean {
  return error instanceof MillraceError && CERTAIN.has(error.code);
}
