import { describe, expect, test } from "vitest";
import { ErrorCode, MillraceError } from "../../../src/base/errors.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { putCompressed, recordsOf } from "../../../src/record/batch-compress.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import * as header from "../../../src/record/batch-header.ts";
import { HEADER_BYTES } from "../../../src/record/batch-layout.ts";
import { validateBatch, verifyBatch } from "../../../src/record/batch-validate.ts";
import { CODEC_NAMES, type CodecName, codecNumber, codecOf } from "../../../src/record/codec.ts";
import type { RecordInput } from "../../../src/record/record-input.ts";
import { crc, plainRecord, readAll, sharedMemory, writeBatch, writeCompressed } from "./support.ts";

const AT = 7;
const MEMORY_BYTES = 200_000;

function someRecords(count: number): RecordInput[] {
  return Array.from({ length: count }, (_, index) => ({
    key: index % 3 === 0 ? null : `key ${index % 7}`,
    value: index % 5 === 0 ? null : `a value that is like the others ${index}`,
    timestamp: 1_000 + index,
    ...(index % 4 === 0 && { headers: { trace: `${index}` } }),
  }));
}

function plainOf(records: readonly RecordInput[]) {
  const memory = sharedMemory(MEMORY_BYTES);
  return readAll(memory, AT, writeBatch(memory, AT, records));
}

function compressedBatch(codec: CodecName, records: readonly RecordInput[]) {
  const memory = sharedMemory(MEMORY_BYTES);
  const length = writeCompressed(memory, AT, records, { codec, level: undefined });
  return { memory, length };
}

test("codecs have Kafka's numbers", () => {
  expect(CODEC_NAMES.map(codecNumber)).toEqual([1, 2, 3, 4]);
  expect([0, 1, 2, 3, 4, 5, 7].map(codecOf)).toEqual([
    undefined,
    "gzip",
    "snappy",
    "lz4",
    "zstd",
    undefined,
    undefined,
  ]);
});

describe.each(CODEC_NAMES)("a batch in %s", (codec) => {
  test("is smaller, whole, and gives the same records", () => {
    const records = someRecords(1_000);
    const { memory, length } = compressedBatch(codec, records);
    expect(length).toBe(header.batchBytes(memory.view, AT));
    expect(length).toBeLessThan(20_000);
    expect(header.attributes(memory.view, AT)).toBe(codecNumber(codec));
    expect(verifyBatch(memory, AT, length, crc)).toBe(ErrorCode.NONE);
    expect(validateBatch(memory, AT, length, { crc, maxBytes: length })).toBe(ErrorCode.NONE);
    expect(validateBatch(memory, AT, length, { crc, maxBytes: length, walk: codecs })).toBe(ErrorCode.NONE);
    expect(readAll(memory, AT, length)).toEqual(plainOf(records));
    expect(readAll(memory, AT, length, 990)).toEqual(plainOf(records).slice(990));
  });

  test("lies among plain ones, and leaves views that stay", () => {
    const memory = sharedMemory(MEMORY_BYTES);
    const records = someRecords(50);
    const plain = () => writeBatch(memory, end, [{ value: "plain", timestamp: 1 }]);
    let end = AT;
    end += plain();
    end += writeCompressed(memory, end, records, { codec, level: undefined });
    end += plain();
    end += writeCompressed(memory, end, records, { codec, level: undefined });
    const cursor = new BatchCursor(codecs);
    cursor.aim(memory, AT, end - AT);
    const views: (Uint8Array | null)[] = [];
    const seen: unknown[] = [];
    while (cursor.next()) {
      views.push(cursor.valueView());
      seen.push(plainRecord(cursor).value);
    }
    const values = plainOf(records).map(({ value }) => value);
    expect(seen).toEqual(["plain", ...values, "plain", ...values]);
    expect(views.map((view) => view && Buffer.from(view).toString())).toEqual(seen);
  });

  test("is not unpacked before its records are asked for, nor when all of it lies before the start", () => {
    const { memory, length } = compressedBatch(codec, someRecords(100));
    memory.bytes.fill(0xff, AT + HEADER_BYTES + 2, AT + length);
    const cursor = new BatchCursor(codecs);
    cursor.aim(memory, AT, length);
    cursor.startAt(100);
    expect(cursor.next()).toBe(false);
    cursor.aim(memory, AT, length);
    expect(() => cursor.next()).toThrow(expect.objectContaining({ code: "CORRUPT_MESSAGE" }));
    expect(cursor.next()).toBe(false);
  });

  test("that would not shrink stays as it is", () => {
    const memory = sharedMemory(MEMORY_BYTES);
    const records = [{ value: "x", timestamp: 1 }];
    const plain = writeBatch(memory, AT, records);
    const before = memory.bytes.slice();
    const compressed = codecs.compress({ codec, level: undefined }, recordsOf(memory, AT, plain));
    expect(compressed.length).toBeGreaterThan(plain - HEADER_BYTES);
    expect(putCompressed(memory, AT, codec, compressed)).toBe(plain);
    expect(memory.bytes).toEqual(before);
  });

  test("that becomes more than it may is refused", () => {
    const zeros = new Uint8Array(4_000_000);
    const bomb = codecs.compress({ codec, level: undefined }, zeros);
    expect(codecs.decompress(codec, bomb, zeros.length)).toEqual(zeros);
    const refused = expect.objectContaining({
      code: "CORRUPT_MESSAGE",
      message: expect.stringMatching(/more than 3999999/),
    });
    expect(() => codecs.decompress(codec, bomb, zeros.length - 1)).toThrow(refused);
  });

  test("with bytes after its last record, or too few, is refused where records are walked", () => {
    for (const count of [1, -1]) {
      const { memory, length } = compressedBatch(codec, someRecords(20));
      header.setRecordCount(memory.view, AT, 20 + count);
      header.setLastOffsetDelta(memory.view, AT, 19 + count);
      header.setCrc(memory.view, AT, header.computeCrc(memory.bytes, memory.view, AT, crc));
      const options = { crc, maxBytes: length };
      expect(validateBatch(memory, AT, length, options)).toBe(ErrorCode.NONE);
      expect(validateBatch(memory, AT, length, { ...options, walk: codecs })).toBe(ErrorCode.INVALID_RECORD);
    }
  });

  test.each([0, 1, 100, 32_768, 32_769, 65_536, 65_537, 262_144])("%i bytes come back", (length) => {
    const source = Uint8Array.from({ length }, (_, index) => (index * index) >> 7);
    expect(codecs.decompress(codec, codecs.compress({ codec, level: undefined }, source), length)).toEqual(source);
  });
});

test.each(["gzip", "zstd"] as const)("%s knows levels", (codec) => {
  const text = Array.from({ length: 4_000 }, (_, index) => `${(index * 2_654_435_761) % 997} of ${index % 61};`).join(
    "",
  );
  const source = new TextEncoder().encode(text);
  const sizes = [1, 9].map((level) => codecs.compress({ codec, level }, source).length) as [number, number];
  expect(sizes[1]).toBeLessThan(sizes[0]);
});

describe("snappy", () => {
  const framed = codecs.compress({ codec: "snappy", level: undefined }, new Uint8Array(100).fill(5));

  test("is read without framing, and from streams put one after the other", () => {
    const block = framed.slice(20);
    expect(codecs.decompress("snappy", block, 100)).toEqual(new Uint8Array(100).fill(5));
    const twice = new Uint8Array([...framed, ...framed]);
    expect(codecs.decompress("snappy", twice, 200)).toEqual(new Uint8Array(200).fill(5));
  });

  test.each([
    ["a version of the future", (bytes: Uint8Array) => bytes.fill(9, 12, 16)],
    ["a negative block length", (bytes: Uint8Array) => bytes.fill(0xff, 16, 20)],
    ["a block beyond the end", (bytes: Uint8Array) => bytes.fill(0x70, 18, 20)],
    ["a block that says 2^32 - 1 bytes", (bytes: Uint8Array) => bytes.fill(0xff, 20, 24).fill(0x0f, 24, 25)],
    ["a block whose length does not end", (bytes: Uint8Array) => bytes.fill(0xff, 20)],
    ["three bytes where a length should be", (bytes: Uint8Array) => bytes.subarray(0, 19)],
  ] as const)("refuses %s", (_name, damage) => {
    const bytes = framed.slice();
    const damaged = damage(bytes);
    expect(() => codecs.decompress("snappy", damaged, 1_000)).toThrow(MillraceError);
  });
});
