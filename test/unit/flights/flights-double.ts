/** Test doubles of this folder: made-up flights, and a cluster that is a few arrays in this thread. */
import { airportCodeOfText } from "../../../examples/flights/airport-code.ts";
import { type ConsumeJob, consume, type EndOffsets } from "../../../examples/flights/consume.ts";
import type { Consumers } from "../../../examples/flights/consumers.ts";
import { createDataset, type Dataset } from "../../../examples/flights/dataset.ts";
import { expectedFigures, expectedPart } from "../../../examples/flights/expected.ts";
import type { LoadedFlights } from "../../../examples/flights/load.ts";
import type { FlightsCluster, FlightsConsumer } from "../../../examples/flights/ports.ts";
import type { ClusterEvent, ConsumerBatch, Producer, ProducerRecord } from "../../../src/client/api.ts";

const AIRPORTS = ["ATL", "ORD", "JFK", "DEN", "PHX", "SEA", "BGR"];
const BACK_AFTER_MS = 20;
const JANUARY_FIRST_SECONDS = 978_307_200;

/** Flights in time order, a minute apart, from seven airports. */
export function madeUpFlights(rowCount: number): LoadedFlights {
  const dataset: Dataset = createDataset(rowCount);
  const origins: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    const origin = AIRPORTS[(row * 31 + (row >> 3)) % AIRPORTS.length] as string;
    origins.push(origin);
    dataset.origins[row] = airportCodeOfText(origin);
    dataset.destinations[row] = airportCodeOfText(AIRPORTS[(row + 1) % AIRPORTS.length] as string);
    dataset.dateSeconds[row] = JANUARY_FIRST_SECONDS + row * 60;
    dataset.delayMinutes[row] = ((row * 7919) % 300) - 60;
    dataset.distanceMiles[row] = 21 + ((row * 13) % 4900);
  }
  const dates = Array.from(dataset.dateSeconds, (seconds) => seconds * 1000);
  const delays = Array.from(dataset.delayMinutes, (minutes) => BigInt(minutes));
  return { dataset, expected: expectedFigures([expectedPart(origins, dates, delays, rowCount)]) };
}

export interface StoredRecord {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** What goes wrong with the record that is appended as the nth; the log is given for reordering. */
export type Fault = (log: StoredRecord[], record: StoredRecord, nth: number) => void;

export class ClusterDouble implements FlightsCluster {
  readonly logs: StoredRecord[][];
  readonly killed: string[] = [];
  /** Brokers that were killed before they were back. */
  readonly killedAgain: number[] = [];
  readonly #away = new Set<number>();
  closed = false;
  /** Of each partition, as if the records below it were reclaimed. */
  logStart = 0;
  readonly #fault: Fault;
  readonly #events: ClusterEvent[] = [];
  #appended = 0;
  #wakeEvents: () => void = () => undefined;

  constructor(partitions: number, fault: Fault = (log, record) => log.push(record)) {
    this.logs = Array.from({ length: partitions }, () => []);
    this.#fault = fault;
  }

  readonly admin: FlightsCluster["admin"] = {
    createTopics: async () => undefined,
    describeTopics: async ([topic = ""]) => [
      {
        topic,
        topicId: 1,
        configs: {},
        partitions: this.logs.map((_, partition) => ({
          partition,
          leader: 1 + (partition % 2),
          leaderEpoch: 0,
          replicas: [1, 2, 3],
          isr: [1, 2, 3],
          dataLost: false,
        })),
      },
    ],
    listOffsets: (async (_: string, spec: string) =>
      this.logs.map((log, partition) => ({
        partition,
        offset: spec === "earliest" ? this.logStart : log.length,
      }))) as unknown as FlightsCluster["admin"]["listOffsets"],
  };

  readonly supervisor = {
    kill: async (): Promise<void> => {
      this.killed.push("supervisor");
      this.#emit({ type: "supervisorStarted", incarnation: 2 });
    },
  };

  broker(id: number): { kill(): Promise<void> } {
    return {
      kill: async () => {
        this.killed.push(`broker ${id}`);
        if (this.#away.has(id)) this.killedAgain.push(id);
        this.#away.add(id);
        this.#emit({ type: "brokerDied", broker: id, reason: "killed" });
        for (let partition = 0; partition < this.logs.length; partition++) {
          this.#emit({ type: "leaderElected", topic: "flights", partition, leader: 3, leaderEpoch: 1 });
        }
        setTimeout(() => this.#comesBack(id), BACK_AFTER_MS);
      },
    };
  }

  producer(): Producer {
    const append = (record: ProducerRecord): { partition: number; offset: number } => {
      const key = Uint8Array.from(record.key as Uint8Array);
      const partition = ((key[0] ?? 0) + (key[1] ?? 0)) % this.logs.length;
      const log = this.logs[partition] as StoredRecord[];
      this.#fault(log, { key, value: Uint8Array.from(record.value as Uint8Array) }, this.#appended++);
      return { partition, offset: log.length - 1 };
    };
    const nothing = async (): Promise<void> => undefined;
    return {
      send: async (record) => ({ topic: record.topic, timestamp: record.timestamp ?? 0, ...append(record) }),
      write: (record) => {
        append(record);
        return this.#appended % 100 !== 0;
      },
      ready: nothing,
      flush: nothing,
      close: nothing,
      [Symbol.asyncDispose]: nothing,
      metrics: {} as Producer["metrics"],
    };
  }

  async *events(): AsyncGenerator<ClusterEvent> {
    while (!this.closed) {
      const event = this.#events.shift();
      if (event !== undefined) yield event;
      else await new Promise<void>((resolve) => (this.#wakeEvents = resolve));
    }
  }

  stats(): ReturnType<FlightsCluster["stats"]> {
    return { arena: { usedBytes: 1024 * 1024, totalBytes: 64 * 1024 * 1024 }, rescuedWakeups: 0 };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.#wakeEvents();
  }

  #comesBack(broker: number): void {
    this.#away.delete(broker);
    this.#emit({ type: "brokerRegistered", broker, incarnation: 2 });
    for (let partition = 0; partition < this.logs.length; partition++) {
      this.#emit({ type: "isrChanged", topic: "flights", partition, isr: [1, 2, 3] });
    }
  }

  #emit(event: ClusterEvent): void {
    this.#events.push(event);
    this.#wakeEvents();
  }
}

/** Reads the double's logs in batches of up to 50 records. */
export function consumerDouble(cluster: ClusterDouble): FlightsConsumer {
  const positions = new Map<number, number>();
  return {
    assign: async (assignments) => {
      for (const { partition } of assignments) positions.set(partition, 0);
    },
    poll: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      for (const [partition, position] of positions) {
        const records = (cluster.logs[partition] ?? []).slice(position, position + 50);
        if (records.length === 0) continue;
        positions.set(partition, position + records.length);
        return batchOf(partition, position, records);
      }
      return undefined;
    },
  };
}

function batchOf(partition: number, baseOffset: number, records: readonly StoredRecord[]): ConsumerBatch {
  const rows = records.map((record, index) => ({ ...record, topic: "flights", partition, offset: baseOffset + index }));
  return {
    topic: "flights",
    partition,
    baseOffset,
    lastOffset: baseOffset + records.length - 1,
    recordCount: records.length,
    highWatermark: baseOffset + records.length,
    [Symbol.iterator]: () => rows[Symbol.iterator]() as unknown as ReturnType<ConsumerBatch[typeof Symbol.iterator]>,
  };
}

/** Consumers in this thread. */
export function consumersDouble(cluster: ClusterDouble, jobs: readonly ConsumeJob[]): Consumers {
  let ends: EndOffsets | undefined;
  const results = Promise.all(
    jobs.map((job) =>
      consume(
        consumerDouble(cluster),
        job,
        () => ends,
        () => performance.now(),
      ),
    ),
  );
  return {
    recordCounts: jobs[0]?.recordCounts ?? new Int32Array(0),
    failed: new Promise(() => undefined),
    finish: (endOffsets) => {
      ends = endOffsets;
      return results;
    },
    // A loop that was not told where to stop ends here.
    close: async () => {
      ends ??= new Map();
      await results;
    },
  };
}
