import { MillraceError } from "../base/errors.ts";
import type { TopicPartition } from "./api.ts";
import type { StartPosition } from "./consumer-partition.ts";
import { EARLIEST, LATEST } from "./offset-lookups.ts";
import { checkNames } from "./options.ts";

// What users say about partitions and offsets, checked: every function throws MillraceError INVALID_OPTION.

/** Kafka's partition numbers have 32 bits and a sign. */
const PARTITION_MAX = 2 ** 31 - 1;

/**
 * A list of partitions, none of them twice. Where the call wants one thing more of each, as an offset, nothing else may be
 * there: a name that is misspelt would leave it out.
 */
export function checkPartitions<P extends TopicPartition>(
  call: string,
  partitions: readonly P[],
  ...wanted: readonly Exclude<keyof P, keyof TopicPartition>[]
): readonly P[] {
  if (!Array.isArray(partitions)) throw invalid(`${call} takes a list of partitions: [{ topic, partition }]`);
  const seen = new Set<string>();
  for (const partition of partitions as readonly P[]) {
    const name = nameOf(partition);
    if (wanted.length > 0)
      checkNames(`a partition of ${call}`, partition, ["topic", "partition", ...wanted.map(String)]);
    if (seen.has(name)) throw invalid(`${name} is in the list twice`);
    seen.add(name);
  }
  return partitions;
}

export function nameOf(place: TopicPartition): string {
  const { topic, partition } = typeof place === "object" && place !== null ? place : ({} as TopicPartition);
  const isNumber = Number.isInteger(partition) && partition >= 0 && partition <= PARTITION_MAX;
  if (typeof topic !== "string" || topic === "" || !isNumber) {
    throw invalid("a partition is { topic, partition } with a name and a number from 0");
  }
  return `${topic}-${partition}`;
}

/** `leaderEpoch` goes with a number only: other offsets are looked up anew. */
export function startPosition(offset: unknown, leaderEpoch?: unknown): StartPosition {
  if (leaderEpoch !== undefined) {
    const isEpoch = Number.isInteger(leaderEpoch) && (leaderEpoch as number) >= 0 && (leaderEpoch as number) < 2 ** 31;
    if (!isEpoch || typeof offset !== "number")
      throw invalid(
        `a leaderEpoch is a whole number from 0 beside an offset that is a number, not ${String(leaderEpoch)}`,
      );
    return { ...startPosition(offset), leaderEpoch: leaderEpoch as number };
  }
  if (offset === "earliest") return { timestamp: EARLIEST };
  if (offset === "latest") return { timestamp: LATEST };
  if (typeof offset === "number" && Number.isSafeInteger(offset) && offset >= 0) return { offset };
  if (typeof offset === "object" && offset !== null && "timestamp" in offset) {
    checkNames("an offset by its time", offset, ["timestamp"]);
    return { timestamp: timestampOf(offset.timestamp) };
  }
  throw invalid(`an offset is a whole number from 0, "earliest" or "latest", not ${String(offset)}`);
}

export function timestampOf(timestamp: unknown): number {
  if (typeof timestamp === "number" && Number.isSafeInteger(timestamp) && timestamp >= 0) return timestamp;
  throw invalid(`a timestamp is a whole number of ms since 1970, not ${String(timestamp)}`);
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}
