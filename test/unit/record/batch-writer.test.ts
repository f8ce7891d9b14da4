import { describe, expect, test } from "vitest";
import { InvariantError } from "../../../src/base/assert.ts";
import { MillraceError } from "../../../src/base/errors.ts";
import * as header from "../../../src/record/batch-header.ts";
import { HEADER_BYTES } from "../../../src/record/batch-layout.ts";
import { verifyBatch } from "../../../src/record/batch-validate.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import { headerList, type RecordInput, recordBytesCounted, recordBytesMax } from "../../../src/record/record-input.ts";
import { crc, readAll, sharedMemory, writeBatch } from "./support.ts";

const record: RecordInput = { key: "key", value: "value", timestamp: 1_000 };

describe("a batch writer", () => {
  test("says false for a record that does not fit, and the batch stays as it was", () => {
    const memory = sharedMemory(200);
    const writer = new BatchWriter();
    writer.open(memory, 0, HEADER_BYTES + 15);
    expect(writer.append({ ...record, value: "value!" })).toBe(false);
    expect(writer.append({ ...record, value: "välue" })).toBe(false);
    expect(writer.recordCount).toBe(0);
    expect(writer.append(record)).toBe(true);
    expect(writer.append({ value: null, timestamp: 1 })).toBe(false);
    expect(writer.bytes).toBe(HEADER_BYTES + 15);
    expect(readAll(memory, 0, writer.seal({ crc }))).toEqual([{ ...record, offset: 0, headers: [] }]);
  });

  test("never touches a byte outside its place", () => {
    const memory = sharedMemory(300);
    memory.bytes.fill(0xee);
    const writer = new BatchWriter();
    writer.open(memory, 100, 100);
    while (writer.append(record)) expect(writer.bytes).toBeLessThanOrEqual(100);
    expect(writer.append({ value: "ü".repeat(15), timestamp: 0 })).toBe(false);
    writer.seal({ crc });
    expect(memory.bytes.slice(0, 100).every((byte) => byte === 0xee)).toBe(true);
    expect(memory.bytes.slice(200).every((byte) => byte === 0xee)).toBe(true);
  });

  test("keeps the first timestamp as base and the largest as maximum", () => {
    const memory = sharedMemory(500);
    const times = [500, 100, 900, 899];
    const length = writeBatch(
      memory,
      7,
      times.map((timestamp) => ({ value: "v", timestamp })),
    );
    expect(header.baseTimestamp(memory.view, 7)).toBe(500);
    expect(header.maxTimestamp(memory.view, 7)).toBe(900);
    expect(readAll(memory, 7, length).map((read) => read.timestamp)).toEqual(times);
  });

  test.each([Number.NaN, 1.5, -2, 2 ** 53, Number.POSITIVE_INFINITY])("refuses the timestamp %d", (timestamp) => {
    const writer = new BatchWriter();
    writer.open(sharedMemory(200), 0, 200);
    expect(() => writer.append({ value: "v", timestamp })).toThrow(MillraceError);
    expect(writer.recordCount).toBe(0);
  });

  test("takes headers as an object, a map and an array", () => {
    const pairs = [
      ["a", "1"],
      ["b", null],
    ] as const;
    for (const headers of [Object.fromEntries(pairs), new Map(pairs), pairs]) {
      const memory = sharedMemory(200);
      expect(readAll(memory, 0, writeBatch(memory, 0, [{ ...record, headers }]))[0]?.headers).toEqual(pairs);
    }
  });

  test("refuses headers that could not be written a second time, until they are a list", () => {
    const pairs = new Map([["a", "1"]]);
    const writer = new BatchWriter();
    writer.open(sharedMemory(200), 0, 200);
    expect(() => writer.append({ ...record, headers: pairs.entries() })).toThrow(/single use/);
    expect(writer.append({ ...record, headers: headerList(pairs.entries()) })).toBe(true);
  });

  test("copies long payloads with the memory's own copy where it has one", () => {
    const memory = sharedMemory(2_000);
    const targets: number[] = [];
    const write = (target: number, source: Uint8Array) => {
      targets.push(target);
      memory.bytes.set(source, target);
    };
    const value = new Uint8Array(900).fill(65);
    const writer = new BatchWriter();
    writer.open({ ...memory, write }, 3, 1_500);
    writer.append({ key: new Uint8Array(100).fill(66), value, timestamp: 0 });
    const [read] = readAll(memory, 3, writer.seal({ crc }));
    expect(targets).toHaveLength(1);
    expect(read).toMatchObject({ key: "B".repeat(100), value: "A".repeat(900) });
  });

  test("is used again after a seal, and only then", () => {
    const memory = sharedMemory(400);
    const writer = new BatchWriter();
    expect(() => writer.append(record)).toThrow(InvariantError);
    writer.open(memory, 0, 200);
    expect(() => writer.seal({ crc })).toThrow(InvariantError);
    writer.append(record);
    const first = writer.seal({ crc });
    expect(() => writer.append(record)).toThrow(InvariantError);
    expect(writer.isOpen).toBe(false);
    writer.open(memory, 200, 200);
    writer.append(record);
    writer.append(record);
    expect(writer.recordCount).toBe(2);
    expect(readAll(memory, 0, first)).toHaveLength(1);
    expect(readAll(memory, 200, writer.seal({ crc }))).toHaveLength(2);
    expect(() => writer.open(memory, 300, 101)).toThrow(InvariantError);
  });

  test("writes above 2 GiB as it does below", () => {
    const at = 2 ** 31 + 12_345;
    const memory = sharedMemory(at + 200); // only the pages touched cost memory
    const length = writeBatch(memory, at, [record, { ...record, value: "😀" }]);
    header.stampBatch(memory.view, at, 2 ** 40, 3);
    expect(verifyBatch(memory, at, length, crc)).toBe(0);
    expect(readAll(memory, at, length).map((read) => [read.offset, read.value])).toEqual([
      [2 ** 40, "value"],
      [2 ** 40 + 1, "😀"],
    ]);
  });
});

describe("a batch header", () => {
  test("is stamped by the leader without a change to the CRC", () => {
    const memory = sharedMemory(200);
    const length = writeBatch(memory, 0, [record]);
    header.stampBatch(memory.view, 0, Number.MAX_SAFE_INTEGER - 1, 2 ** 31 - 1);
    expect(header.baseOffset(memory.view, 0)).toBe(Number.MAX_SAFE_INTEGER - 1);
    expect(header.leaderEpoch(memory.view, 0)).toBe(2 ** 31 - 1);
    expect(verifyBatch(memory, 0, length, crc)).toBe(0);
  });

  test("gets another producer identity with a new CRC", () => {
    const memory = sharedMemory(200);
    const length = writeBatch(memory, 0, [record]);
    const before = header.crc(memory.view, 0);
    header.stampProducer(memory, 0, { producerId: 2 ** 33, producerEpoch: 4, baseSequence: 5 }, crc);
    expect(header.crc(memory.view, 0)).not.toBe(before);
    expect(header.producerId(memory.view, 0)).toBe(2 ** 33);
    expect(header.producerEpoch(memory.view, 0)).toBe(4);
    expect(header.baseSequence(memory.view, 0)).toBe(5);
    expect(verifyBatch(memory, 0, length, crc)).toBe(0);
  });
});

test("no record takes more bytes than its estimate", () => {
  const records: RecordInput[] = [
    { value: null, timestamp: 0 },
    { key: "é✈😀", value: "✈".repeat(100), timestamp: 0, headers: { ü: "ü", null: null } },
    { key: new Uint8Array(70), value: new Uint8Array(9_000), timestamp: 2 ** 53 - 1 },
  ];
  for (const one of records) {
    const memory = sharedMemory(20_000);
    expect(writeBatch(memory, 0, [one]) - HEADER_BYTES).toBeLessThanOrEqual(recordBytesMax(one));
    expect(writeBatch(memory, 0, [one]) - HEADER_BYTES).toBeLessThanOrEqual(recordBytesCounted(one));
  }
});
