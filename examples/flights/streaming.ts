import type { AirportDays } from "./airport-days.ts";
import type { ConsumeResult } from "./consume.ts";
import type { Consumers } from "./consumers.ts";
import { planFailures } from "./failure-plan.ts";
import type { FailureReport } from "./failure-watch.ts";
import { Failures } from "./failures.ts";
import type { LoadedFlights } from "./load.ts";
import { mergeTallies } from "./merge.ts";
import type { FlightsOptions } from "./options.ts";
import { type Clock, type FlightsCluster, TOPIC } from "./ports.ts";
import { FlightWriter } from "./produce.ts";
import type { Progress } from "./progress.ts";
import { durationText, grouped, mibText } from "./text-format.ts";
import { type Verification, verify } from "./verify.ts";

const TICK_MS = 100;
/** The run is given up when no consumer has read anything for this long. */
const READING_STALL_MS = 30_000;

export interface ConsumerReport {
  readonly partitions: readonly number[];
  readonly records: number;
  readonly recordsPerSecond: number;
}

export interface Streamed {
  readonly writeMs: number; // from the first record to the last acknowledgement
  readonly readMs: number; // from the first record until the consumers had read the last one
  readonly failures: readonly FailureReport[];
  readonly consumers: readonly ConsumerReport[];
  readonly verification: Verification;
  readonly airportDays: AirportDays;
  readonly memory: { readonly rssBytesMax: number; readonly arenaUsedBytes: number; readonly arenaTotalBytes: number };
  /** Flights that had to go from the log because the arena was full: both consumers had read them. */
  readonly reclaimedRecords: number;
  readonly rescuedWakeups: number;
}

type Figures = Pick<Streamed, "writeMs" | "readMs" | "reclaimedRecords" | "failures">;

export interface StreamingSetting {
  readonly options: FlightsOptions;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly loaded: LoadedFlights;
  readonly cluster: FlightsCluster;
  readonly consumers: Consumers;
  rssBytes(): number;
}

/** The part of the run in which records flow. Owned by the main thread. */
export class Streaming {
  readonly #setting: StreamingSetting;
  readonly #failures: Failures;
  readonly #memory = { rssBytesMax: 0, arenaUsedBytes: 0, arenaTotalBytes: 0 };

  constructor(setting: StreamingSetting) {
    this.#setting = setting;
    this.#failures = new Failures(setting.cluster, setting.clock, (text) => setting.progress.say(text));
  }

  async run(): Promise<Streamed> {
    const { clock } = this.#setting;
    const producer = this.#setting.cluster.producer({
      acks: "all",
      clientId: "flights",
      onError: (error) => writer.deliveryFailed(error),
    });
    const writer = new FlightWriter({
      dataset: this.#setting.loaded.dataset,
      producer,
      recordsPerSecond: this.#setting.options.rate,
      failures: planFailures(this.#setting.options),
      clock,
      signal: this.#setting.signal,
      fail: (planned) => this.#failures.trigger(planned),
      acknowledged: (partition, writtenAt, now) => this.#failures.acknowledged(partition, writtenAt, now),
    });
    const events = this.#setting.cluster.events()[Symbol.asyncIterator]();
    this.#observe(events).catch((error: unknown) => this.#setting.progress.say(`no more cluster events: ${error}`));
    const timer = setInterval(() => this.#tick(writer.written), TICK_MS);
    try {
      const firstAt = clock();
      await this.#unlessStopped(writer.run());
      const writeMs = clock() - firstAt;
      this.#setting.progress.say(`last flight acknowledged after ${durationText(writeMs)}`);
      await this.#failures.settled();
      const ends = await this.#setting.cluster.admin.listOffsets(TOPIC, "latest");
      const endOffsets = new Map(ends.map(({ partition, offset }) => [partition, offset]));
      const results = await this.#unlessStopped(this.#setting.consumers.finish(endOffsets));
      const readMs = clock() - firstAt;
      this.#tick(writer.written);
      await producer.close();
      // Nothing else moves the start of these logs: the topic has no retention.
      const starts = await this.#setting.cluster.admin.listOffsets(TOPIC, "earliest");
      const reclaimedRecords = starts.reduce((sum, { offset }) => sum + offset, 0);
      const failures = this.#failures.reports(firstAt);
      return this.#result(results, { writeMs, readMs, reclaimedRecords, failures });
    } finally {
      clearInterval(timer);
      // Not awaited: an iterator that waits for its next event may answer only when the cluster closes.
      void events.return?.();
    }
  }

  #result(results: readonly ConsumeResult[], figures: Figures): Streamed {
    const merged = mergeTallies(
      results.map((result) => result.tally),
      this.#setting.options.records,
    );
    return {
      ...figures,
      consumers: results.map(({ partitions, tally, readingMs }) => ({
        partitions,
        records: tally.records,
        recordsPerSecond: readingMs > 0 ? (tally.records / readingMs) * 1000 : 0,
      })),
      verification: verify(merged, this.#setting.loaded.expected, this.#setting.options.records),
      airportDays: merged.airportDays,
      memory: this.#memory,
      rescuedWakeups: this.#setting.cluster.stats().rescuedWakeups,
    };
  }

  /** Ends with the iterator, at the latest when the run is over. */
  async #observe(events: ReturnType<ReturnType<FlightsCluster["events"]>[typeof Symbol.asyncIterator]>): Promise<void> {
    for (let next = await events.next(); !next.done; next = await events.next()) this.#failures.observe(next.value);
  }

  #tick(written: number): void {
    const { arena } = this.#setting.cluster.stats();
    this.#memory.arenaUsedBytes = Math.max(this.#memory.arenaUsedBytes, arena.usedBytes);
    this.#memory.arenaTotalBytes = arena.totalBytes;
    this.#memory.rssBytesMax = Math.max(this.#memory.rssBytesMax, this.#setting.rssBytes());
    const read = this.#setting.consumers.recordCounts.reduce((sum, count) => sum + count, 0);
    this.#setting.progress.show(
      {
        label: "flights read:",
        done: read,
        total: this.#setting.options.records,
        counts: [
          ["written", written],
          ["read", read],
        ],
        note: `arena ${mibText(arena.usedBytes)}`,
      },
      this.#setting.clock(),
    );
  }

  /** The work's result, unless a consumer fails, nothing is read for long, or Ctrl-C comes first. */
  async #unlessStopped<Result>(work: Promise<Result>): Promise<Result> {
    const stopped = Promise.withResolvers<never>();
    const abort = (): void => stopped.reject(this.#setting.signal.reason);
    this.#setting.signal.addEventListener("abort", abort, { once: true });
    const watchdog = this.#stallWatchdog((error) => stopped.reject(error));
    // Whoever loses the race may still fail, when the cluster closes under it.
    work.catch(() => undefined);
    try {
      this.#setting.signal.throwIfAborted();
      return await Promise.race([work, this.#setting.consumers.failed, stopped.promise]);
    } finally {
      clearInterval(watchdog);
      this.#setting.signal.removeEventListener("abort", abort);
    }
  }

  #stallWatchdog(onStall: (error: Error) => void): NodeJS.Timeout {
    let read = -1;
    let changedAt = this.#setting.clock();
    return setInterval(() => {
      const now = this.#setting.clock();
      const readNow = this.#setting.consumers.recordCounts.reduce((sum, count) => sum + count, 0);
      if (readNow !== read) {
        read = readNow;
        changedAt = now;
      } else if (now - changedAt > READING_STALL_MS) {
        onStall(
          new Error(
            `the consumers have read nothing for ${durationText(now - changedAt)}, after ${grouped(read)} flights`,
          ),
        );
      }
    }, 1000);
  }
}
