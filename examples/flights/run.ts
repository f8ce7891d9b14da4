/** The job from beginning to end: read the file, start the cluster, write and read under failures, verify. */
import { type Consumers, consumeJobs } from "./consumers.ts";
import { originCodes } from "./dataset.ts";
import type { LoadedFlights } from "./load.ts";
import type { FlightsOptions } from "./options.ts";
import { type Clock, type FlightsCluster, TOPIC } from "./ports.ts";
import type { Progress } from "./progress.ts";
import { type Streamed, Streaming } from "./streaming.ts";
import { durationText, grouped } from "./text-format.ts";

export const CONSUMERS = 2;
const TICK_MS = 100;

export interface RunParts<Cluster extends FlightsCluster> {
  load(rowCount: number, onRowsRead: (rows: number) => void, signal: AbortSignal): Promise<LoadedFlights>;
  startCluster(options: FlightsOptions): Promise<Cluster>;
  startConsumers(cluster: Cluster, jobs: ReturnType<typeof consumeJobs>): Promise<Consumers>;
  readonly clock: Clock;
  rssBytes(): number;
}

export interface RunResult extends Streamed {
  readonly options: FlightsOptions;
  readonly origins: number;
  readonly loadMs: number;
  readonly startMs: number; // until the cluster, the topic and the consumers were there
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
    const streamed = await new Streaming({
      options,
      ...parts,
      progress,
      signal,
      loaded,
      cluster,
      consumers,
    }).run();
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
    progress.show({ label: "reading the file:", done: rowsRead, total: records, counts: [] }, parts.clock());
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
  const configs = {
    "min.insync.replicas": `${minInSync}`,
    // Nothing goes unread, whatever the arena holds; and the flights are from 2001.
    "millrace.reclaim": "consumed",
    "retention.ms": "-1",
  };
  await cluster.admin.createTopics([{ topic: TOPIC, partitions, replicationFactor: replication, configs }]);
}
