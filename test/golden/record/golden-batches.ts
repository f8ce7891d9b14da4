import { readFileSync } from "node:fs";
import { codecs } from "../../../src/platform/codecs.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import * as header from "../../../src/record/batch-header.ts";
import type { BatchMemory } from "../../../src/record/batch-layout.ts";

/** A batch as Golden.java prints it; payloads in hex. */
export interface GoldenBatch {
  readonly name: string;
  readonly hex: string;
  readonly fields: BatchFields;
  readonly records: readonly GoldenRecord[];
}

export interface BatchFields {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly leaderEpoch: number;
  readonly attributes: number;
  readonly crc: number;
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordCount: number;
  readonly batchBytes: number;
}

export interface GoldenRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [string, string | null])[];
}

export function goldenBatches(): readonly GoldenBatch[] {
  return JSON.parse(readFileSync(new URL("./batches.json", import.meta.url), "utf8")) as GoldenBatch[];
}

/** Shared memory with `hex` at byte `at`. */
export function memoryWith(hex: string, at: number): BatchMemory {
  const source = Buffer.from(hex, "hex");
  const buffer = new SharedArrayBuffer(at + source.length);
  const bytes = new Uint8Array(buffer);
  bytes.set(source, at);
  return { bytes, view: new DataView(buffer) };
}

export function fieldsOf(view: DataView, at: number): BatchFields {
  return {
    baseOffset: header.baseOffset(view, at),
    lastOffset: header.lastOffset(view, at),
    leaderEpoch: header.leaderEpoch(view, at),
    attributes: header.attributes(view, at),
    crc: header.crc(view, at),
    baseTimestamp: header.baseTimestamp(view, at),
    maxTimestamp: header.maxTimestamp(view, at),
    producerId: header.producerId(view, at),
    producerEpoch: header.producerEpoch(view, at),
    baseSequence: header.baseSequence(view, at),
    recordCount: header.recordCount(view, at),
    batchBytes: header.batchBytes(view, at),
  };
}

/** What our cursor reads, in Golden.java's form. */
export function recordsOf(memory: BatchMemory, at: number, length: number): GoldenRecord[] {
  const cursor = new BatchCursor(codecs);
  cursor.aim(memory, at, length);
  const records: GoldenRecord[] = [];
  while (cursor.next()) {
    records.push({
      offset: cursor.offset,
      timestamp: cursor.timestamp,
      key: hexOf(cursor.keyView()),
      value: hexOf(cursor.valueView()),
      headers: cursor.headers().map(([name, value]) => [name, hexOf(value)] as const),
    });
  }
  return records;
}

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString("hex");
}
