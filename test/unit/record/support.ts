import { codecs } from "../../../src/platform/codecs.ts";
import { putCompressed, recordsOf } from "../../../src/record/batch-compress.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import { sealCrc } from "../../../src/record/batch-header.ts";
import type { BatchMemory } from "../../../src/record/batch-layout.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import type { Compression } from "../../../src/record/codec.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";
import type { RecordInput } from "../../../src/record/record-input.ts";

export const crc = crc32cOfTable;

export function sharedMemory(bytes: number): BatchMemory {
  const buffer = new SharedArrayBuffer(bytes);
  return { bytes: new Uint8Array(buffer), view: new DataView(buffer) };
}

/** Writes one sealed batch and returns its length. */
export function writeBatch(memory: BatchMemory, at: number, records: readonly RecordInput[]): number {
  const writer = new BatchWriter();
  writer.open(memory, at, memory.bytes.length - at);
  for (const record of records) {
    if (!writer.append(record)) throw new Error("the test's memory is too small");
  }
  return writer.seal({ crc });
}

/** As `writeBatch`, compressed; the batch is the shorter one only if it shrinks. */
export function writeCompressed(
  memory: BatchMemory,
  at: number,
  records: readonly RecordInput[],
  compression: Compression,
): number {
  const plain = writeBatch(memory, at, records);
  const compressed = codecs.compress(compression, recordsOf(memory, at, plain));
  const length = putCompressed(memory, at, compression.codec, compressed);
  sealCrc(memory, at, crc);
  return length;
}

export interface PlainRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [string, string | null])[];
}

export function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString("utf8");
}

/** The record under a cursor, with text for bytes. */
export function plainRecord(cursor: BatchCursor): PlainRecord {
  return {
    offset: cursor.offset,
    timestamp: cursor.timestamp,
    key: textOf(cursor.keyView()),
    value: textOf(cursor.valueView()),
    headers: cursor.headers().map(([name, value]) => [name, textOf(value)] as const),
  };
}

export function readAll(memory: BatchMemory, at: number, length: number, startOffset = 0): PlainRecord[] {
  const cursor = new BatchCursor(codecs);
  cursor.aim(memory, at, length);
  cursor.startAt(startOffset);
  const records: PlainRecord[] = [];
  while (cursor.next()) records.push(plainRecord(cursor));
  return records;
}
