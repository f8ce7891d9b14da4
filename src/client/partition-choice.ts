import { MillraceError } from "../base/errors.ts";
import { partitionForKey } from "../record/partitioner.ts";
import type { Partitioner, ProducerRecord } from "./api.ts";
import type { PartitionQueue } from "./partition-queue.ts";

/** A topic that the metadata image knows. */
export interface Route {
  readonly topic: string;
  readonly topicId: number;
  partitionCount: number;
  readonly queues: (PartitionQueue | undefined)[];
  sticky: number; // the partition of records without key and partition, until its batch is sealed
  turn: number; // the next one of "round-robin"
}

/**
 * Which partition a record goes to. A choice with a memory (round-robin, the user's function) is made once for a record:
 * it stands until `settle`, however often it is asked for. Part of the accumulator.
 */
export class PartitionChoice {
  readonly #partitioner: Partitioner;
  #chosenFor: ProducerRecord | undefined;
  #chosen = 0;

  constructor(partitioner: Partitioner) {
    this.#partitioner = partitioner;
  }

  /** Any number when the record says so. Throws INVALID_OPTION when the user's function throws or names no partition. */
  of(record: ProducerRecord, route: Route): number {
    if (record.partition !== undefined) return record.partition;
    if (this.#partitioner !== "default") return this.#remembered(record, route);
    const key = record.key;
    return key === null || key === undefined ? route.sticky : partitionForKey(key, route.partitionCount);
  }

  /** The record has its place: one that looks the same is another record. */
  settle(): void {
    this.#chosenFor = undefined;
  }

  #remembered(record: ProducerRecord, route: Route): number {
    if (this.#chosenFor === record) return this.#chosen;
    this.#chosen = this.#choose(record, route);
    this.#chosenFor = record;
    return this.#chosen;
  }

  #choose(record: ProducerRecord, route: Route): number {
    if (typeof this.#partitioner !== "function") return route.turn++ % route.partitionCount;
    const partition = asked(this.#partitioner, record, route.partitionCount);
    if (Number.isInteger(partition) && partition >= 0 && partition < route.partitionCount) return partition;
    const shown = typeof partition === "string" ? JSON.stringify(partition) : String(partition);
    const wanted = `a whole number from 0 to ${route.partitionCount - 1}`;
    throw new MillraceError(
      "INVALID_OPTION",
      `the partitioner gave ${shown} for a record of ${record.topic}, not ${wanted}`,
    );
  }
}

function asked(
  partitioner: (record: ProducerRecord, partitionCount: number) => number,
  record: ProducerRecord,
  count: number,
): number {
  try {
    return partitioner(record, count);
  } catch (error) {
    const message = `the partitioner threw for a record of ${record.topic}: ${String(error)}`;
    throw new MillraceError("INVALID_OPTION", message, { cause: error });
  }
}
