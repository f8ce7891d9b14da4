import { describe, expect, it } from "vitest";
import {
  failOnInvalidTimestamp,
  logAndSkipOnInvalidTimestamp,
  takesOwnTime,
  usePartitionTimeOnInvalidTimestamp,
  wallclockTimestampExtractor,
} from "../../../../src/streams/api/timestamp-extractors.ts";

const EXTRACTORS = {
  failOnInvalidTimestamp,
  logAndSkipOnInvalidTimestamp,
  usePartitionTimeOnInvalidTimestamp,
  wallclockTimestampExtractor,
};

function extracted(name: keyof typeof EXTRACTORS, timestamp: number, partitionTimeMs: number): number | string {
  const record = { topic: "a", partition: 1, offset: 2, timestamp, headers: [], key: null, value: null };
  try {
    return EXTRACTORS[name](record, partitionTimeMs, 99);
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a timestamp extractor", () => {
  it.each([
    ["failOnInvalidTimestamp", 5, -1, 5],
    ["failOnInvalidTimestamp", 0, 7, 0],
    ["failOnInvalidTimestamp", -1, 7, expect.stringContaining("record a[1]@2 has no valid timestamp (-1)")],
    ["logAndSkipOnInvalidTimestamp", 5, 7, 5],
    ["logAndSkipOnInvalidTimestamp", -1, 7, -1],
    ["usePartitionTimeOnInvalidTimestamp", 5, 7, 5],
    ["usePartitionTimeOnInvalidTimestamp", -1, 7, 7],
    ["usePartitionTimeOnInvalidTimestamp", -1, -1, expect.stringContaining("none was before it in its partition")],
    ["wallclockTimestampExtractor", 5, 7, 99],
  ] as const)("%s of a record at %s in a partition at %s gives %s", (name, timestamp, partitionTimeMs, expected) => {
    expect(extracted(name, timestamp, partitionTimeMs)).toEqual(expected);
  });

  it("is spared where it would give the record's own time", () => {
    const own = Object.values(EXTRACTORS).filter(takesOwnTime);
    expect(own).toEqual([failOnInvalidTimestamp, logAndSkipOnInvalidTimestamp, usePartitionTimeOnInvalidTimestamp]);
  });
});
