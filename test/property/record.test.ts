import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MillraceError } from "../../src/base/errors.ts";
import { VarintReader, varlongBytes, writeVarlong } from "../../src/base/varint.ts";
import { codecs } from "../../src/platform/codecs.ts";
import { BatchCursor } from "../../src/record/batch-cursor.ts";
import * as header from "../../src/record/batch-header.ts";
import { HEADER_BYTES } from "../../src/record/batch-layout.ts";
import { validateBatch } from "../../src/record/batch-validate.ts";
import { BatchWriter } from "../../src/record/batch-writer.ts";
import { murmur2, murmur2OfText } from "../../src/record/partitioner.ts";
import { type Payload, type RecordInput, recordBytesMax } from "../../src/record/record-input.ts";
import { TextStage } from "../../src/record/text-stage.ts";
import { readUtf8, utf8Bytes, writeUtf8 } from "../../src/record/utf8.ts";
import { crc, readAll, sharedMemory, writeBatch } from "../unit/record/support.ts";

const text = fc.string({ unit: "binary", maxLength: 40 });
const anyText = fc.oneof(
  text,
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);
const payload: fc.Arbitrary<Payload> = fc.oneof(fc.constant(null), anyText, fc.uint8Array({ maxLength: 300 }));
const record: fc.Arbitrary<RecordInput> = fc.record({
  key: payload,
  value: payload,
  timestamp: fc.maxSafeNat(),
  headers: fc.array(fc.tuple(anyText, payload), { maxLength: 4 }),
});

const bytesOf = (value: Payload | undefined): Uint8Array | null =>
  typeof value === "string" ? new TextEncoder().encode(value) : value ? Uint8Array.from(value) : null;

const wellFormed = (name: string): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytesOf(name) as Uint8Array);

/** Reads all there is: ends, or throws the error that a reader expects. Returns the records seen. */
function walk(memory: ReturnType<typeof sharedMemory>, at: number, length: number): number {
  const cursor = new BatchCursor();
  let seen = 0;
  try {
    cursor.aim(memory, at, length);
    while (cursor.next()) {
      seen++;
      cursor.keyView();
      cursor.valueView();
      cursor.headers();
    }
  } catch (error) {
    expect(error).toBeInstanceOf(MillraceError);
  }
  // A record takes seven bytes at least, so no damage makes more of them.
  expect(seen).toBeLessThanOrEqual(length / 7);
  return seen;
}

describe("any records", () => {
  test("come back as they were written, within their estimate", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.nat(50), (records, at) => {
        const bytes = HEADER_BYTES + records.reduce((sum, one) => sum + recordBytesMax(one), 0);
        const memory = sharedMemory(at + bytes);
        const length = writeBatch(memory, at, records);
        expect(validateBatch(memory, at, length, { crc, maxBytes: bytes, walk: codecs })).toBe(0);
        const cursor = new BatchCursor();
        cursor.aim(memory, at, length);
        for (const [index, one] of records.entries()) {
          expect(cursor.next()).toBe(true);
          expect(cursor.offset).toBe(index);
          expect(cursor.timestamp).toBe(one.timestamp);
          expect(cursor.keyView() && Uint8Array.from(cursor.keyView() as Uint8Array)).toEqual(bytesOf(one.key));
          expect(cursor.valueView() && Uint8Array.from(cursor.valueView() as Uint8Array)).toEqual(bytesOf(one.value));
          const headers = cursor.headers().map(([name, value]) => [name, value && Uint8Array.from(value)]);
          const given = one.headers as readonly (readonly [string, Payload])[];
          expect(headers).toEqual(given.map(([name, value]) => [wellFormed(name), bytesOf(value)]));
        }
        expect(cursor.next()).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("fill a place of any size without a byte beside it", () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: HEADER_BYTES, max: 900 }),
        (records, capacity) => {
          const memory = sharedMemory(capacity + 64);
          memory.bytes.fill(0xee);
          const writer = new BatchWriter();
          writer.open(memory, 32, capacity);
          const taken = records.filter((one) => writer.append(one)).length;
          expect(writer.recordCount).toBe(taken);
          if (taken > 0) expect(readAll(memory, 32, writer.seal({ crc }))).toHaveLength(taken);
          const outside = [...memory.bytes.slice(0, 32), ...memory.bytes.slice(32 + capacity)];
          expect(outside.every((byte) => byte === 0xee)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a reader of hostile bytes", () => {
  test("ends on any bytes at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const memory = sharedMemory(bytes.length);
        memory.bytes.set(bytes);
        walk(memory, 0, bytes.length);
        expect(validateBatch(memory, 0, bytes.length, { crc, maxBytes: 400, walk: codecs })).not.toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  test("ends on any record bytes under a header that looks right", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 7, maxLength: 200 }),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        (bytes, count) => {
          const memory = sharedMemory(300 + HEADER_BYTES);
          writeBatch(memory, 0, [{ value: "v", timestamp: 0 }]);
          memory.bytes.set(bytes, HEADER_BYTES);
          header.setBatchBytes(memory.view, 0, HEADER_BYTES + bytes.length);
          header.setRecordCount(memory.view, 0, count);
          header.setLastOffsetDelta(memory.view, 0, count - 1);
          walk(memory, 0, HEADER_BYTES + bytes.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("ends on good batches with any bytes changed", () => {
    const changes = fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), changes, (records, spots) => {
        const memory = sharedMemory(HEADER_BYTES + records.reduce((sum, one) => sum + recordBytesMax(one), 0));
        const length = writeBatch(memory, 0, records);
        for (const [spot, byte] of spots) memory.bytes[spot % length] = byte;
        walk(memory, 0, length);
      }),
      { numRuns: 500 },
    );
  });
});

type Fields = readonly [offset: number, timestamp: number, keyLength: number, valueLength: number];

/** The records of one batch by the letter of the format, up to the first that is none. */
function byTheLetter(memory: ReturnType<typeof sharedMemory>, length: number): Fields[] {
  const reader = new VarintReader();
  const seen: Fields[] = [];
  let start = HEADER_BYTES;
  let last = -1;
  try {
    for (let left = header.recordCount(memory.view, 0); left > 0; left--) {
      reader.aim(memory.bytes, start, length);
      const body = reader.readVarint();
      const end = reader.position + body;
      if (body < 6 || end > length) break;
      reader.aim(memory.bytes, reader.position + 1, end);
      const timestamp = header.baseTimestamp(memory.view, 0) + reader.readVarlong();
      const delta = reader.readVarint();
      const lengths: number[] = [];
      for (let payload = 0; payload < 2; payload++) {
        const bytes = reader.readVarint();
        lengths.push(bytes);
        if (bytes < -1) throw new MillraceError("INVALID_RECORD", "length");
        reader.position += Math.max(0, bytes);
      }
      const headers = reader.readVarint();
      if (headers < 0 || (headers === 0 && reader.position !== end)) break;
      if (delta <= last || delta > header.lastOffsetDelta(memory.view, 0) || (left === 1 && end !== length)) break;
      seen.push([delta, timestamp, lengths[0] as number, lengths[1] as number]);
      last = delta;
      start = end;
    }
  } catch (error) {
    expect(error).toBeInstanceOf(MillraceError);
  }
  return seen;
}

test("the cursor's short way and a reader by the letter see the same, in damaged records too", () => {
  const small = fc.record({ key: payload, value: payload, timestamp: fc.nat(300_000_000) });
  const changes = fc.array(fc.tuple(fc.nat(3_000), fc.oneof(fc.nat(255), fc.nat(9))), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(small, { minLength: 1, maxLength: 90 }), changes, (records, spots) => {
      const memory = sharedMemory(HEADER_BYTES + records.reduce((sum, one) => sum + recordBytesMax(one), 0));
      const length = writeBatch(memory, 0, records);
      for (const [spot, byte] of spots) memory.bytes[HEADER_BYTES + (spot % (length - HEADER_BYTES))] = byte;
      const cursor = new BatchCursor();
      cursor.aim(memory, 0, length);
      const seen: Fields[] = [];
      try {
        while (cursor.next()) seen.push([cursor.offset, cursor.timestamp, cursor.keyLength, cursor.valueLength]);
      } catch (error) {
        expect(error).toBeInstanceOf(MillraceError);
      }
      expect(seen).toEqual(byTheLetter(memory, length));
    }),
    { numRuns: 400 },
  );
});

describe("text", () => {
  const stage = new TextStage();
  test("is encoded as TextEncoder does it, lone surrogates too", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const expected = new TextEncoder().encode(value);
        const bytes = new Uint8Array(value.length * 3 + 2);
        expect(utf8Bytes(value)).toBe(expected.length);
        expect(writeUtf8(bytes, 1, value)).toBe(1 + expected.length);
        expect(bytes.slice(1, 1 + expected.length)).toEqual(expected);
        expect(readUtf8(bytes, 1, 1 + expected.length)).toBe(wellFormed(value));
        expect(stage.encode(value)).toBe(expected.length);
        stage.copyTo(new DataView(bytes.buffer), 2, expected.length);
        expect(bytes.slice(2, 2 + expected.length)).toEqual(expected);
        expect(murmur2OfText(value)).toBe(murmur2(expected));
      }),
      { numRuns: 500 },
    );
  });
});

test("any whole number a JS number holds goes through a varlong", () => {
  const reader = new VarintReader();
  const bytes = new Uint8Array(10);
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      const end = writeVarlong(bytes, 0, value);
      expect(varlongBytes(value)).toBe(end);
      reader.aim(bytes, 0, end);
      expect(reader.readVarlong()).toBe(value);
      expect(reader.position).toBe(end);
    }),
  );
});
