import { describe, expect, test } from "vitest";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import * as header from "../../../src/record/batch-header.ts";
import {
  ATTRIBUTE_CONTROL,
  HEADER_BYTES,
  LAST_OFFSET_DELTA_AT,
  MAGIC_AT,
  RECORD_COUNT_AT,
} from "../../../src/record/batch-layout.ts";
import { readAll, sharedMemory, textOf, writeBatch } from "./support.ts";

/** Three batches with the offsets 10 to 12, 13 to 15, 16 to 18, from byte 50 on; returns their bytes. */
function threeBatches(memory = sharedMemory(1_000)) {
  let at = 50;
  const starts: number[] = [];
  for (let batch = 0; batch < 3; batch++) {
    starts.push(at);
    const values = [0, 1, 2].map((index) => ({
      key: `k${batch}`,
      value: `${batch}${index}`,
      timestamp: 1_000 + index,
    }));
    const length = writeBatch(memory, at, values);
    header.stampBatch(memory.view, at, 10 + batch * 3, 1);
    at += length;
  }
  return { memory, at: 50, length: at - 50, starts };
}

describe("a batch cursor", () => {
  test("walks consecutive batches and knows where to read on", () => {
    const { memory, at, length } = threeBatches();
    const cursor = new BatchCursor();
    cursor.aim(memory, at, length);
    expect(cursor.nextOffset).toBe(-1);
    const seen: [number, string | null][] = [];
    while (cursor.next()) seen.push([cursor.offset, textOf(cursor.valueView())]);
    expect(seen.map(([offset]) => offset)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expect(seen.map(([, value]) => value)).toEqual(["00", "01", "02", "10", "11", "12", "20", "21", "22"]);
    expect(cursor.nextOffset).toBe(19);
    expect(cursor.next()).toBe(false);
  });

  test.each([0, 10, 11, 13, 15, 18, 19, 100])("starts at offset %i", (start) => {
    const { memory, at, length } = threeBatches();
    const offsets = readAll(memory, at, length, start).map((record) => record.offset);
    expect(offsets).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18].filter((offset) => offset >= start));
  });

  test("gives positions in the memory and views of it, not copies", () => {
    const { memory, at, length } = threeBatches();
    const cursor = new BatchCursor();
    cursor.aim(memory, at, length);
    cursor.next();
    const { keyPosition, keyLength, valuePosition, valueLength } = cursor;
    expect(textOf(cursor.bytes.slice(keyPosition, keyPosition + keyLength))).toBe("k0");
    expect(textOf(cursor.bytes.slice(valuePosition, valuePosition + valueLength))).toBe("00");
    const view = cursor.valueView() as Uint8Array;
    expect(view.buffer).toBe(memory.bytes.buffer);
    expect(view.byteOffset).toBe(at + valuePosition);
  });

  test("headers are asked for at any time, and the walk goes on", () => {
    const memory = sharedMemory(300);
    const headers = [
      ["a", "1"],
      ["a", ""],
      ["ü", null],
    ] as const;
    const length = writeBatch(
      memory,
      0,
      [0, 1, 2].map((timestamp) => ({ value: "v", timestamp, headers })),
    );
    const cursor = new BatchCursor();
    cursor.aim(memory, 0, length);
    for (let index = 0; index < 3; index++) {
      expect(cursor.next()).toBe(true);
      for (let ask = 0; ask < index; ask++) {
        expect(cursor.headers().map(([name, value]) => [name, textOf(value)])).toEqual(headers);
      }
    }
    expect(cursor.next()).toBe(false);
  });

  test("leaves out control batches and batches that compaction emptied", () => {
    const { memory, at, length, starts } = threeBatches();
    header.setAttributes(memory.view, starts[1] as number, ATTRIBUTE_CONTROL);
    expect(readAll(memory, at, length).map((record) => record.offset)).toEqual([10, 11, 12, 16, 17, 18]);
    header.setBatchBytes(memory.view, 0, HEADER_BYTES);
    header.setMagic(memory.view, 0);
    header.setLastOffsetDelta(memory.view, 0, 4);
    header.setRecordCount(memory.view, 0, 0);
    const cursor = new BatchCursor();
    cursor.aim(memory, 0, HEADER_BYTES);
    expect(cursor.next()).toBe(false);
    expect(cursor.nextOffset).toBe(5);
  });

  test("does not read a batch that ends before the start", () => {
    const { memory, at, length, starts } = threeBatches();
    memory.bytes.fill(0xff, (starts[0] as number) + HEADER_BYTES, starts[1]);
    expect(readAll(memory, at, length, 13)).toHaveLength(6);
  });
});

describe("a batch cursor refuses", () => {
  const headerDamage: readonly (readonly [string, (view: DataView, at: number) => void])[] = [
    ["a length below the header's", (view, at) => header.setBatchBytes(view, at, HEADER_BYTES - 1)],
    ["a negative length", (view, at) => header.setBatchBytes(view, at, -1)],
    ["a length beyond the bytes given", (view, at) => header.setBatchBytes(view, at, 100_000)],
    ["another magic", (view, at) => view.setInt8(at + MAGIC_AT, 1)],
    ["compression", (view, at) => header.setAttributes(view, at, 2)],
    ["a negative count", (view, at) => view.setInt32(at + RECORD_COUNT_AT, -1)],
    ["more records than offsets", (view, at) => view.setInt32(at + LAST_OFFSET_DELTA_AT, 1)],
    ["a negative base offset", (view, at) => header.setBaseOffset(view, at, -1)],
    ["an offset beyond 2^53", (view, at) => header.setBaseOffset(view, at, Number.MAX_SAFE_INTEGER)],
  ];
  test.each(headerDamage)("%s", (_, damage) => {
    const { memory, at, length, starts } = threeBatches();
    damage(memory.view, starts[2] as number);
    const cursor = new BatchCursor();
    cursor.aim(memory, at, length);
    for (let index = 0; index < 6; index++) expect(cursor.next()).toBe(true);
    expect(() => cursor.next()).toThrow(expect.objectContaining({ code: "CORRUPT_MESSAGE" }));
    expect(cursor.next()).toBe(false);
  });

  test("bytes beyond the memory, and a batch that is cut off", () => {
    const { memory, at, length } = threeBatches();
    expect(() => new BatchCursor().aim(memory, 900, 101)).toThrow(expect.objectContaining({ code: "CORRUPT_MESSAGE" }));
    expect(() => readAll(memory, at, length - 1)).toThrow(expect.objectContaining({ code: "CORRUPT_MESSAGE" }));
    expect(() => readAll(memory, at, 30)).toThrow(expect.objectContaining({ code: "CORRUPT_MESSAGE" }));
  });

  // One record of length 14 (0e): attributes, timestamp delta, offset delta, key 1 byte, value 2 bytes, headers.
  const recordDamage: readonly (readonly [string, string])[] = [
    ["a record of negative length", "01000000026b0476320000"],
    ["a record shorter than the smallest", "0a000000026b0476320000"],
    ["a record longer than the batch", "16000000026b0476320000"],
    ["bytes after the record", "0e000000026b0476320000"],
    ["a key longer than the record", "140000007e6b0476320000"],
    ["a key of length -2", "14000000036b0476320000"],
    ["an offset delta beyond the last", "14000002026b0476320000"],
    ["a negative offset delta", "14000001026b0476320000"],
    ["bytes after the headers", "14000000026b0476320000"],
    ["a negative header count", "14000000026b0476320100"],
    ["more headers than bytes", "14000000026b047632fe07"],
    ["a header without a name", "14000000026b0076020101"],
    ["a varint that does not end", "14000000026bffffffffff"],
  ];
  test.each(recordDamage)("%s", (_, hex) => {
    const memory = sharedMemory(200);
    const record = Buffer.from(hex, "hex");
    writeBatch(memory, 0, [{ value: "v", timestamp: 0 }]);
    memory.bytes.set(record, HEADER_BYTES);
    header.setBatchBytes(memory.view, 0, HEADER_BYTES + record.length);
    expect(() => readAll(memory, 0, HEADER_BYTES + record.length)).toThrow(
      expect.objectContaining({ code: "INVALID_RECORD" }),
    );
  });
});
