/** The reading loop of one consumer. Runs in the consumer's worker; a test runs it in its own thread. */
import { type Clock, type FlightsConsumer, TOPIC } from "./ports.ts";
import { Tally, type TallyResult } from "./tally.ts";

export interface ConsumeJob {
  readonly index: number; // of this consumer
  readonly partitions: readonly number[];
  readonly rowCount: number; // flights in all partitions
  readonly recordCounts: Int32Array; // shared; the consumer at `index` stores what it has read
}

export type EndOffsets = ReadonlyMap<number, number>;

export interface ConsumeResult {
  readonly tally: TallyResult;
  readonly partitions: readonly number[];
  readonly readingMs: number; // from the first batch to the last
}

const POLL_TIMEOUT_MS = 50;

/** Reads from the beginning until `endOffsets` is known and reached. */
export async function consume(
  consumer: FlightsConsumer,
  job: ConsumeJob,
  endOffsets: () => EndOffsets | undefined,
  clock: Clock,
): Promise<ConsumeResult> {
  const tally = new Tally(job.rowCount, Math.ceil(job.rowCount / job.recordCounts.length));
  const positions = new Map(job.partitions.map((partition) => [partition, 0]));
  await consumer.assign(job.partitions.map((partition) => ({ topic: TOPIC, partition, offset: "earliest" })));
  let firstAt: number | undefined;
  let lastAt = 0;
  while (!reached(positions, endOffsets())) {
    const batch = await consumer.poll({ timeoutMs: POLL_TIMEOUT_MS });
    if (batch === undefined) continue;
    firstAt ??= clock();
    const { partition } = batch;
    for (const record of batch) tally.add(partition, record.offset, record.key, record.value);
    positions.set(partition, batch.lastOffset + 1);
    Atomics.store(job.recordCounts, job.index, tally.records);
    lastAt = clock();
  }
  return { tally: tally.result(), partitions: job.partitions, readingMs: lastAt - (firstAt ?? lastAt) };
}

function reached(positions: ReadonlyMap<number, number>, ends: EndOffsets | undefined): boolean {
  if (ends === undefined) return false;
  for (const [partition, position] of positions) {
    if (position < (ends.get(partition) ?? 0)) return false;
  }
  return true;
}

/** Deals the partitions out in turn: 0, 2, 4 and 1, 3, 5 for two consumers. */
export function partitionsOf(index: number, consumers: number, partitions: number): readonly number[] {
  return Array.from({ length: partitions }, (_, partition) => partition).filter((it) => it % consumers === index);
}
