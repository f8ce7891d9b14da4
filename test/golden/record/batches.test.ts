// The batches of batches.json were made by Kafka's own Java classes (generate.sh).
import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import { stampBatch } from "../../../src/record/batch-header.ts";
import * as layout from "../../../src/record/batch-layout.ts";
import { validateBatch, verifyBatch } from "../../../src/record/batch-validate.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";
import type { Payload } from "../../../src/record/record-input.ts";
import { fieldsOf, type GoldenBatch, goldenBatches, memoryWith, recordsOf } from "./golden-batches.ts";

const crc = crc32cOfTable;
const AT = 13;
const all = goldenBatches();
const isMarker = ({ fields }: GoldenBatch) => (fields.attributes & layout.ATTRIBUTE_CONTROL) !== 0;
const isCompressed = ({ fields }: GoldenBatch) => (fields.attributes & layout.ATTRIBUTE_COMPRESSION_MASK) !== 0;
/** What a producer of ours never sends: transactions, markers, gaps, log append time. */
const isForeign = ({ name, fields }: GoldenBatch) =>
  (fields.attributes & ~layout.ATTRIBUTE_COMPRESSION_MASK) !== 0 || name === "compacted";
/** Which bytes a codec makes is its library's affair: those are compared by what they become. */
const writable = all.filter((batch) => !isForeign(batch) && !isCompressed(batch));
const readable = all.filter((batch) => !isMarker(batch));

const asBytes = (hex: string | null): Payload => (hex === null ? null : Buffer.from(hex, "hex"));
/** As text where the bytes are UTF-8. */
function asText(hex: string | null): Payload {
  if (hex === null) return null;
  const bytes = Buffer.from(hex, "hex");
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : bytes;
}

function rewrite(batch: GoldenBatch, payload: (hex: string | null) => Payload): string {
  const memory = memoryWith("ee".repeat(batch.hex.length), AT);
  const writer = new BatchWriter();
  // A place of exactly the right size: not a byte more is asked for.
  writer.open(memory, AT, batch.fields.batchBytes);
  for (const record of batch.records) {
    const headers = record.headers.map(([name, value]) => [name, payload(value)] as const);
    const fits = writer.append({
      key: payload(record.key),
      value: payload(record.value),
      timestamp: record.timestamp,
      headers,
    });
    expect(fits).toBe(true);
  }
  const length = writer.seal({ ...batch.fields, crc });
  stampBatch(memory.view, AT, batch.fields.baseOffset, batch.fields.leaderEpoch);
  return Buffer.from(memory.bytes.slice(AT, AT + length)).toString("hex");
}

describe("Kafka's batches", () => {
  test("are all there", () => expect(all.length).toBeGreaterThanOrEqual(32));

  test.each(writable)("are written alike byte for byte: $name", (batch) => {
    expect(rewrite(batch, asBytes)).toBe(batch.hex);
    expect(rewrite(batch, asText)).toBe(batch.hex);
  });

  test.each(all)("show the same header fields: $name", (batch) => {
    expect(fieldsOf(memoryWith(batch.hex, AT).view, AT)).toEqual(batch.fields);
  });

  test.each(readable)("show the same records: $name", (batch) => {
    expect(recordsOf(memoryWith(batch.hex, AT), AT, batch.fields.batchBytes)).toEqual(batch.records);
  });

  test("read one after the other, without the markers, give all records in order", () => {
    const hex = readable.map((batch) => batch.hex).join("");
    const markers = all
      .filter(isMarker)
      .map((batch) => batch.hex)
      .join("");
    const memory = memoryWith(markers + hex + markers, AT);
    expect(recordsOf(memory, AT, memory.bytes.length - AT)).toEqual(readable.flatMap((batch) => batch.records));
  });

  test("that are compressed throw where there are no codecs", () => {
    for (const { hex, fields } of readable.filter(isCompressed)) {
      const cursor = new BatchCursor();
      cursor.aim(memoryWith(hex, AT), AT, fields.batchBytes);
      expect(() => cursor.next()).toThrow(/cannot be read here/);
    }
  });

  test("are there for every codec, with either timestamp type, transactional or not, and as markers", () => {
    const { ATTRIBUTE_LOG_APPEND_TIME: time, ATTRIBUTE_TRANSACTIONAL: transaction } = layout;
    const seen = new Set(all.map(({ fields }) => fields.attributes));
    for (const codec of [1, 2, 3, 4])
      for (const kind of [0, time, transaction, time | transaction, transaction | layout.ATTRIBUTE_CONTROL])
        expect(seen).toContain(codec | kind);
  });

  test.each(all)("are intact, and a leader takes those that a producer sends: $name", (batch) => {
    const memory = memoryWith(batch.hex, AT);
    const { batchBytes } = batch.fields;
    expect(verifyBatch(memory, AT, batchBytes, crc)).toBe(ErrorCode.NONE);
    const expected = isForeign(batch) ? ErrorCode.INVALID_RECORD : ErrorCode.NONE;
    expect(validateBatch(memory, AT, batchBytes, { crc, maxBytes: batchBytes, walk: codecs })).toBe(expected);
  });
});
