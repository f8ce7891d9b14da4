import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import * as header from "../../../src/record/batch-header.ts";
import * as layout from "../../../src/record/batch-layout.ts";
import { validateBatch, verifyBatch } from "../../../src/record/batch-validate.ts";
import { crc, sharedMemory, writeBatch } from "./support.ts";

const AT = 9;

function batch(headers?: Record<string, string>) {
  const memory = sharedMemory(600);
  const length = writeBatch(
    memory,
    AT,
    [0, 1, 2].map((timestamp) => ({ key: "k", value: "v", timestamp, ...(headers && { headers }) })),
  );
  return { memory, length };
}

type Damage = (view: DataView, at: number) => void;

/** Damage that whoever made the batch has covered with a CRC of his own. */
function validateSealed(damage: Damage, walk = false): ErrorCode {
  const { memory, length } = batch({ a: "1" });
  damage(memory.view, AT);
  header.setCrc(memory.view, AT, header.computeCrc(memory.bytes, memory.view, AT, crc));
  return validateBatch(memory, AT, length, { crc, maxBytes: 600, ...(walk && { walk: codecs }) });
}

describe("a leader", () => {
  test("takes a whole batch of a plain and of an idempotent producer", () => {
    expect(validateSealed(() => undefined, true)).toBe(ErrorCode.NONE);
    const idempotent: Damage = (view, at) => {
      header.setProducerId(view, at, 0);
      header.setProducerEpoch(view, at, 0);
      header.setBaseSequence(view, at, 0);
    };
    expect(validateSealed(idempotent)).toBe(ErrorCode.NONE);
  });

  const refused: readonly (readonly [string, Damage])[] = [
    ["magic 1", (view, at) => view.setInt8(at + layout.MAGIC_AT, 1)],
    ["a codec that nobody knows", (view, at) => header.setAttributes(view, at, 5)],
    ["log append time", (view, at) => header.setAttributes(view, at, layout.ATTRIBUTE_LOG_APPEND_TIME)],
    ["a transaction", (view, at) => header.setAttributes(view, at, layout.ATTRIBUTE_TRANSACTIONAL)],
    ["a control batch", (view, at) => header.setAttributes(view, at, layout.ATTRIBUTE_CONTROL)],
    ["a delete horizon", (view, at) => header.setAttributes(view, at, layout.ATTRIBUTE_DELETE_HORIZON)],
    ["no records", (view, at) => header.setRecordCount(view, at, 0)],
    ["fewer records than offsets", (view, at) => header.setRecordCount(view, at, 2)],
    ["more offsets than records", (view, at) => header.setLastOffsetDelta(view, at, 3)],
    ["a maximum timestamp below the base", (view, at) => header.setMaxTimestamp(view, at, -1)],
    ["a timestamp below -1", (view, at) => header.setBaseTimestamp(view, at, -2)],
    ["a producer without an epoch", (view, at) => header.setProducerId(view, at, 5)],
    ["an epoch without a producer", (view, at) => header.setProducerEpoch(view, at, 5)],
    ["a sequence without a producer", (view, at) => header.setBaseSequence(view, at, 5)],
    ["a producer id below -1", (view, at) => header.setProducerId(view, at, -2)],
  ];
  test.each(refused)("refuses %s", (_, damage) => expect(validateSealed(damage)).toBe(ErrorCode.INVALID_RECORD));

  test("walks the records when asked, headers included", () => {
    const damage: Damage = (view, at) => view.setUint8(at + layout.HEADER_BYTES, 0x7e);
    expect(validateSealed(damage)).toBe(ErrorCode.NONE);
    expect(validateSealed(damage, true)).toBe(ErrorCode.INVALID_RECORD);
    // length, attributes, two deltas, key (2), value (2), header count, then the header's name length.
    const nameLength: Damage = (view, at) => view.setUint8(at + layout.HEADER_BYTES + 9, 0x7e);
    expect(validateSealed(nameLength, true)).toBe(ErrorCode.INVALID_RECORD);
  });

  test("tells damage, length, size and a second batch apart", () => {
    const { memory, length } = batch();
    const options = { crc, maxBytes: length };
    expect(validateBatch(memory, AT, length, options)).toBe(ErrorCode.NONE);
    expect(validateBatch(memory, AT, length - 1, options)).toBe(ErrorCode.CORRUPT_MESSAGE);
    expect(validateBatch(memory, AT, 60, options)).toBe(ErrorCode.CORRUPT_MESSAGE);
    expect(validateBatch(memory, AT, 1_000, options)).toBe(ErrorCode.CORRUPT_MESSAGE);
    expect(validateBatch(memory, AT, length + 1, options)).toBe(ErrorCode.INVALID_RECORD);
    expect(validateBatch(memory, AT, length, { crc, maxBytes: length - 1 })).toBe(ErrorCode.MESSAGE_TOO_LARGE);
  });

  test("finds any changed byte that the CRC covers", () => {
    const { memory, length } = batch();
    for (let at = AT + layout.MAGIC_AT + 1; at < AT + length; at++) {
      memory.bytes[at] = (memory.bytes[at] as number) ^ 0x10;
      expect(validateBatch(memory, AT, length, { crc, maxBytes: 600 })).toBe(ErrorCode.CORRUPT_MESSAGE);
      expect(verifyBatch(memory, AT, length, crc)).toBe(ErrorCode.CORRUPT_MESSAGE);
      memory.bytes[at] = (memory.bytes[at] as number) ^ 0x10;
    }
    expect(validateBatch(memory, AT, length, { crc, maxBytes: 600 })).toBe(ErrorCode.NONE);
  });
});

describe("a follower or a recovery", () => {
  test("takes any intact batch, and more bytes may follow it", () => {
    const { memory, length } = batch();
    header.setAttributes(memory.view, AT, layout.ATTRIBUTE_CONTROL);
    header.setCrc(memory.view, AT, header.computeCrc(memory.bytes, memory.view, AT, crc));
    expect(verifyBatch(memory, AT, length + 50, crc)).toBe(ErrorCode.NONE);
    expect(verifyBatch(memory, AT, length - 1, crc)).toBe(ErrorCode.CORRUPT_MESSAGE);
    expect(verifyBatch(memory, AT + length, 591 - length, crc)).toBe(ErrorCode.CORRUPT_MESSAGE);
  });
});
