import type { Cluster } from "../../src/index.ts";
import { RECORD_BYTES, TOPIC, TOUCHED_BYTES, TOUCHED_SUM } from "./load.ts";

export interface ReadOptions {
  readonly partitions: number;
  /** Called once for each of these counts of records, as soon as so many were read. The last one ends the reading. */
  readonly milestones: readonly number[];
  onMilestone(records: number): void;
}

/**
 * Reads the topic from its start: offset, timestamp and value length of every record, and eight bytes of its value.
 * Throws when a record is missing, doubled or not what was written.
 */
export async function readAll(cluster: Cluster, options: ReadOptions): Promise<void> {
  const { partitions, milestones } = options;
  await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
  await consumer.assign(Array.from({ length: partitions }, (_, partition) => ({ topic: TOPIC, partition })));
  const nextOffsets = new Array<number>(partitions).fill(0);
  let count = 0;
  let reached = 0;
  for await (const batch of consumer) {
    const { partition } = batch;
    let nextOffset = nextOffsets[partition] as number;
    let touched = 0;
    let size = 0;
    let newest = 0;
    const first = nextOffset;
    for (const record of batch) {
      if (record.offset !== nextOffset++) throw new Error(`${record.offset} came where ${nextOffset - 1} was due`);
      if (record.timestamp > newest) newest = record.timestamp;
      size += record.serializedValueSize;
      const { bytes, valueStart } = record;
      for (let index = 0; index < TOUCHED_BYTES; index++) touched += bytes[valueStart + index] as number;
    }
    const read = nextOffset - first;
    if (touched !== read * TOUCHED_SUM || size !== read * RECORD_BYTES || newest <= 0)
      throw new Error(`the ${read} records of ${partition} from ${first} on are not what was written`);
    nextOffsets[partition] = nextOffset;
    count += read;
    while (reached < milestones.length && count >= (milestones[reached] as number))
      options.onMilestone(milestones[reached++] as number);
    if (reached === milestones.length) break;
  }
  const last = milestones.at(-1) as number;
  if (count !== last) throw new Error(`${count} records came, ${last} were written`);
}
