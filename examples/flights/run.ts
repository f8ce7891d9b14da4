/** The job from beginning to end: read the file, start the cluster, write and read under failures, verify. */
import type { AirportDays } from "./airport-days.ts";
import type { ConsumeResult } from "./consume.ts";
import { type Consumers, consumeJobs } from "./consumers.ts";
import { originCodes } from "./dataset.ts";
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

export const CONSUMERS = 2;
const TICK_MS = 100;
/** The consumers are given up when none of them has read anything for this long. */
const READING_STALL_MS = 30_000;

export interface RunParts<Cluster extends FlightsCluster> {
  load(rowCount: number, onRowsRead: (rows: number) => void, signal: AbortSignal): Promise<LoadedFlights>;
  startCluster(options: FlightsOptions): Promise<Cluster>;
  startConsumers(cluster: Cluster, jobs: ReturnType<typeof consumeJobs>): Promise<Consumers>;
  readonly clock: Clock;
  rssBytes(): number;
}

export interface ConsumerReport {
  readonly partitions: readonly number[];
  readonly records: number;
  readonly recordsPerSecond: number;
}

export interface RunResult {
  readonly options: FlightsOptions;
  readonly origins: number;
  readonly loadMs: number;
  readonly startMs: number; // until the cluster, the topic and the consumers were there
  readonly writeMs: number; // from the first record to the last acknowledgement
  readonly readMs: number; // from the first record until the consumers had read the last one
  readonly failures: readonly FailureReport[];
  readonly consumers: readonly ConsumerReport[];
  readonly verification: Verification;
  readonly airportDays: AirportDays;
  readonly memory: { readonly rssBytesMax: number; readonly arenaUsedBytes: number; readonly arenaTotalBytes: number };
  readonly rescuedWakeups: number;
}

export async function runFlights<Cluster extends FlightsCluster>(
  options: FlightsOptions,
  parts: RunParts<Cluster>,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunResult> {
  const { clock } = parts;
  const beganAt = clock();
  const loaded = await load(options, parts, progress, signal);
  const loadedAt = clock();
  progress.say(`${grouped(options.records)} flights read from the file in ${durationText(loadedAt - beganAt)}`);
  signal.throwIfAborted();
  const cluster = await parts.startCluster(options);
  let consumers: Consumers | undefined;
  try {
    await createTopic(cluster, options);
    consumers = await parts.startConsumers(
      cluster,
      consumeJobs({ ...options, consumers: CONSUMERS, rowCount: options.records }),
    );
    const startMs = clock() - loadedAt;
    progress.say(
      `${options.brokers} brokers, ${options.partitions} partitions with ${options.replication} replicas and ` +
        `${CONSUMERS} consumers started in ${durationText(startMs)}`,
    );
    const streamed = await new Streaming(options, parts, progress, signal, loaded, cluster, consumers).run();
    return { options, origins: originCodes(loaded.dataset).length, loadMs: loadedAt - beganAt, startMs, ...streamed };
  } finally {
    progress.end();
    await consumers?.close();
    await cluster.close();
  }
}

async function load<Cluster extends FlightsCluster>(
  { records }: FlightsOptions,
  parts: RunParts<Cluster>,
  progress: Progress,
  signal: AbortSignal,
): Promise<LoadedFlights> {
  let rowsRead = 0;
  const show = (): void =>
    progress.show(
      { label: "reading the file:", done: rowsRead, total: records, counts: [["", rowsRead]] },
      parts.clock(),
    );
  const timer = setInterval(show, TICK_MS);
  try {
    show();
    return await parts.load(
      records,
      (rows) => {
        rowsRead = rows;
      },
      signal,
    );
  } finally {
    clearInterval(timer);
    progress.end();
  }
}

async function createTopic(cluster: FlightsCluster, { partitions, replication }: FlightsOptions): Promise<void> {
  // With three replicas a write needs two of them, and the death of one broker does not stop it.
  const minInSync = replication >= 3 ? 2 : 1;
  await cluster.admin.createTopics([
    { topic: TOPIC, partitions, replicationFactor: replication, configs: { "min.insync.replicas": `${minInSync}` } },
  ]);
}

type Streamed = Omit<RunResult, "options" | "origins" | "loadMs" | "startMs">;

/** The part of the run in which records flow. */
class Streaming {
  readonly #options: FlightsOptions;
  readonly #parts: RunParts<never>;
  readonly #progress: Progress;
  readonly #signal: AbortSignal;
  readonly #loaded: LoadedFlights;
  readonly #cluster: FlightsCluster;
  readonly #consumers: Consumers;
  readonly #failures: Failures;
  readonly #memory = { rssBytesMax: 0, arenaUsedBytes: 0, arenaTotalBytes: 0 };

  constructor(
    options: FlightsOptions,
    parts: RunParts<never>,
    progress: Progress,
    signal: AbortSignal,
    loaded: LoadedFlights,
    cluster: FlightsCluster,
    consumers: Consumers,
  ) {
    this.#options = options;
    this.#parts = parts;
    this.#progress = progress;
    this.#signal = signal;
    this.#loaded = loaded;
    this.#cluster = cluster;
    this.#consumers = consumers;
    this.#failures = new Failures(cluster, parts.clock, (text) => progress.say(text));
  }

  async run(): Promise<Streamed> {
    const { clock } = this.#parts;
    const producer = this.#cluster.producer({
      acks: "all",
      clientId: "flights",
      onError: (error) => writer.deliveryFailed(error),
    });
    const writer = new FlightWriter({
      dataset: this.#loaded.dataset,
      producer,
      recordsPerSecond: this.#options.rate,
      failures: planFailures(this.#options.kill, this.#options.records),
      clock,
      signal: this.#signal,
      fail: (planned) => this.#failures.trigger(planned),
      acknowledged: (partition, writtenAt, now) => this.#failures.acknowledged(partition, writtenAt, now),
    });
    const events = this.#cluster.events()[Symbol.asyncIterator]();
    const observed = this.#observe(events);
    const timer = setInterval(() => this.#tick(writer.written), TICK_MS);
    try {
      const firstAt = clock();
      await this.#unlessStopped(writer.run());
      const writeMs = clock() - firstAt;
      this.#progress.say(`last flight acknowledged after ${durationText(writeMs)}`);
      await this.#failures.settled();
      const ends = await this.#cluster.admin.listOffsets(TOPIC, "latest");
      const endOffsets = new Map(ends.map(({ partition, offset }) => [partition, offset]));
      const results = await this.#unlessStopped(this.#consumers.finish(endOffsets));
      const readMs = clock() - firstAt;
      this.#tick(writer.written);
      await producer.close();
      return this.#result(results, { writeMs, readMs, failures: this.#failures.reports(firstAt) });
    } finally {
      clearInterval(timer);
      await events.return?.();
      await observed;
    }
  }

  #result(results: readonly ConsumeResult[], figures: Pick<Streamed, "writeMs" | "readMs" | "failures">): Streamed {
    const merged = mergeTallies(
      results.map((result) => result.tally),
      this.#options.records,
    );
    return {
      ...figures,
      consumers: results.map(({ partitions, tally, readingMs }) => ({
        partitions,
        records: tally.records,
        recordsPerSecond: readingMs > 0 ? (tally.records / readingMs) * 1000 : 0,
      })),
      verification: verify(merged, this.#loaded.expected, this.#options.records),
      airportDays: merged.airportDays,
      memory: this.#memory,
      rescuedWakeups: this.#cluster.stats().rescuedWakeups,
    };
  }

  /** Ends with the iterator, at the latest when the run is over. */
  async #observe(events: ReturnType<ReturnType<FlightsCluster["events"]>[typeof Symbol.asyncIterator]>): Promise<void> {
    for (let next = await events.next(); !next.done; next = await events.next()) this.#failures.observe(next.value);
  }

  #tick(written: number): void {
    const { arena } = this.#cluster.stats();
    this.#memory.arenaUsedBytes = Math.max(this.#memory.arenaUsedBytes, arena.usedBytes);
    this.#memory.arenaTotalBytes = arena.totalBytes;
    this.#memory.rssBytesMax = Math.max(this.#memory.rssBytesMax, this.#parts.rssBytes());
    const read = this.#consumers.recordCounts.reduce((sum, count) => sum + count, 0);
    this.#progress.show(
      {
        label: "flights read:",
        done: read,
        total: this.#options.records,
        counts: [
          ["written", written],
          ["read", read],
        ],
        note: `arena ${mibText(arena.usedBytes)}`,
      },
      this.#parts.clock(),
    );
  }

  /** The work's result, unless a consumer fails, nothing is read for long, or Ctrl-C comes first. */
  async #unlessStopped<Result>(work: Promise<Result>): Promise<Result> {
    const stopped = Promise.withResolvers<never>();
    const abort = (): void => stopped.reject(this.#signal.reason);
    this.#signal.addEventListener("abort", abort, { once: true });
    const watchdog = this.#stallWatchdog((error) => stopped.reject(error));
    // Whoever loses the race may still fail, when the cluster closes under it.
    work.catch(() => undefined);
    try {
      this.#signal.throwIfAborted();
      return await Promise.race([work, this.#consumers.failed, stopped.promise]);
    } finally {
      clearInterval(watchdog);
      this.#signal.removeEventListener("abort", abort);
    }
  }

  #stallWatchdog(onStall: (error: Error) => void): NodeJS.Timeout {
    let read = -1;
    let changedAt = this.#parts.clock();
    return setInterval(() => {
      const now = this.#parts.clock();
      const readNow = this.#consumers.recordCounts.reduce((sum, count) => sum + count, 0);
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
