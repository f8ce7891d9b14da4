import { MillraceError } from "../../base/errors.ts";
import type { ExtractedRecord, TimestampExtractor } from "./functions.ts";

/** The record's own time; one without a time is an error. What a source does that names no extractor. */
export const failOnInvalidTimestamp: TimestampExtractor = (record) => {
  if (record.timestamp >= 0) return record.timestamp;
  throw new MillraceError(
    "PROCESSING_FAILED",
    `${placeOf(record)} has no valid timestamp (${record.timestamp}): give its source another timestamp extractor, ` +
      "such as usePartitionTimeOnInvalidTimestamp, or have its producer set one",
    { place: record },
  );
};

/** The record's own time; one without a time is dropped and counted. */
export const logAndSkipOnInvalidTimestamp: TimestampExtractor = (record) => record.timestamp;

/** The record's own time; one without a time gets the largest of its partition so far, and is an error before there is one. */
export const usePartitionTimeOnInvalidTimestamp: TimestampExtractor = (record, partitionTimeMs) => {
  if (record.timestamp >= 0) return record.timestamp;
  if (partitionTimeMs >= 0) return partitionTimeMs;
  throw new MillraceError(
    "PROCESSING_FAILED",
    `${placeOf(record)} has no valid timestamp, and none was before it in its partition from which to take one`,
    { place: record },
  );
};

/** The time at which the record is read: processing time. */
export const wallclockTimestampExtractor: TimestampExtractor = (_record, _partitionTimeMs, nowMs) => nowMs;

const OWN_TIME: ReadonlySet<TimestampExtractor> = new Set([
  failOnInvalidTimestamp,
  logAndSkipOnInvalidTimestamp,
  usePartitionTimeOnInvalidTimestamp,
]);

/** Does it give every record that has a time just that time? Then it need not be asked for those. */
export function takesOwnTime(extractor: TimestampExtractor): boolean {
  return OWN_TIME.has(extractor);
}

function placeOf({ topic, partition, offset }: ExtractedRecord): string {
  return `record ${topic}[${partition}]@${offset}`;
}
