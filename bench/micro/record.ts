// Encode and scan of 100-byte records in shared memory, on one core.

import { crc32c } from "../../src/platform/crc32c.ts";
import { BatchCursor } from "../../src/record/batch-cursor.ts";
import type { BatchMemory } from "../../src/record/batch-layout.ts";
import { BatchWriter } from "../../src/record/batch-writer.ts";
import { crc32cOfTable } from "../../src/record/crc-table.ts";
import { partitionForKey } from "../../src/record/partitioner.ts";
import type { Payload } from "../../src/record/record-input.ts";

export interface Figure {
  readonly name: string;
  readonly perSecond: number;
  readonly unit: "records" | "bytes" | "keys" | "batches";
}

export interface RunOptions {
  /** Time for each figure, after a warm-up of a quarter of it. */
  readonly milliseconds?: number;
}

const BATCH_BYTES = 64 * 1024;
const BATCHES = 64;
const TIME = 1_700_000_000_000;

/** Every figure once; about 10 s with the default time. */
export function run(options: RunOptions = {}): readonly Figure[] {
  const milliseconds = options.milliseconds ?? 800;
  const pages = (BATCH_BYTES * BATCHES) / 65_536;
  const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const memory: BatchMemory = { bytes: new Uint8Array(buffer), view: new DataView(buffer) };
  const value = new Uint8Array(100).fill(97);
  const text = "a".repeat(90);
  const keys = Array.from({ length: 256 }, (_, index) => `key-${index + 1_000}`);
  const measure = (name: string, unit: Figure["unit"], work: () => number) =>
    ({ name, unit, perSecond: perSecond(work, milliseconds) }) satisfies Figure;

  const figures = [
    measure("encode, value of 100 bytes", "records", () => encode(memory, [null], value)),
    measure("encode, key of 8 and value of 92 bytes", "records", () =>
      encode(memory, [value.slice(0, 8)], value.slice(0, 92)),
    ),
    measure("encode, text key and value of 98 characters", "records", () => encode(memory, keys, text)),
  ];
  const lengths = fill(memory, [value.slice(0, 8)], value.slice(0, 92));
  return [
    ...figures,
    measure("scan, lazy", "records", () => scanLazily(memory, lengths)),
    measure("scan, offset, timestamp and length", "records", () => scanFields(memory, lengths)),
    measure("scan, one view each", "records", () => scanValues(memory, lengths)),
    measure("scan, two views each", "records", () => scanKeysAndValues(memory, lengths)),
    measure("crc32c, native, 64 KiB", "bytes", () => checksum(memory, crc32c)),
    measure("crc32c, table, 64 KiB", "bytes", () => checksum(memory, crc32cOfTable)),
    measure("partition of a text key", "keys", () => {
      let sum = 0;
      for (let index = 0; index < 4_096; index++) sum += partitionForKey(keys[index & 255] as string, 6);
      return sum < 0 ? 0 : 4_096;
    }),
  ];
}

/** `work` says how many it did. */
function perSecond(work: () => number, milliseconds: number): number {
  const warmUntil = performance.now() + milliseconds / 4;
  while (performance.now() < warmUntil) work();
  const start = performance.now();
  let done = 0;
  let elapsed: number;
  do {
    done += work();
    elapsed = performance.now() - start;
  } while (elapsed < milliseconds);
  return (done / elapsed) * 1_000;
}

const writer = new BatchWriter();
const cursor = new BatchCursor();

function writeBatch(memory: BatchMemory, at: number, keys: readonly Payload[], value: Payload): number {
  writer.open(memory, at, BATCH_BYTES);
  let count = 0;
  while (writer.put(keys[count % keys.length] as Payload, value, TIME + count)) count++;
  return count;
}

function encode(memory: BatchMemory, keys: readonly Payload[], value: Payload): number {
  let count = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    count += writeBatch(memory, batch * BATCH_BYTES, keys, value);
    writer.seal({ crc: crc32c });
  }
  return count;
}

/** Batches at every multiple of `BATCH_BYTES`; returns the bytes of each. */
function fill(memory: BatchMemory, keys: readonly Payload[], value: Payload): readonly number[] {
  return Array.from({ length: BATCHES }, (_, batch) => {
    writeBatch(memory, batch * BATCH_BYTES, keys, value);
    return writer.seal({ crc: crc32c });
  });
}

// A loop for each use: one loop with many callbacks would measure the callbacks.

function scanLazily(memory: BatchMemory, lengths: readonly number[]): number {
  let count = 0;
  for (let batch = 0; batch < lengths.length; batch++) {
    cursor.aim(memory, batch * BATCH_BYTES, lengths[batch] as number);
    while (cursor.next()) count++;
  }
  return count;
}

function scanFields(memory: BatchMemory, lengths: readonly number[]): number {
  let count = 0;
  let sum = 0;
  for (let batch = 0; batch < lengths.length; batch++) {
    cursor.aim(memory, batch * BATCH_BYTES, lengths[batch] as number);
    while (cursor.next()) {
      sum += cursor.offset + cursor.timestamp + cursor.valueLength;
      count++;
    }
  }
  return sum < 0 ? 0 : count;
}

function scanValues(memory: BatchMemory, lengths: readonly number[]): number {
  let count = 0;
  let sum = 0;
  for (let batch = 0; batch < lengths.length; batch++) {
    cursor.aim(memory, batch * BATCH_BYTES, lengths[batch] as number);
    while (cursor.next()) {
      sum += cursor.valueView()?.[0] as number;
      count++;
    }
  }
  return sum < 0 ? 0 : count;
}

function scanKeysAndValues(memory: BatchMemory, lengths: readonly number[]): number {
  let count = 0;
  let sum = 0;
  for (let batch = 0; batch < lengths.length; batch++) {
    cursor.aim(memory, batch * BATCH_BYTES, lengths[batch] as number);
    while (cursor.next()) {
      sum += (cursor.keyView()?.[0] as number) + (cursor.valueView()?.[0] as number);
      count++;
    }
  }
  return sum < 0 ? 0 : count;
}

function checksum(memory: BatchMemory, crc: typeof crc32c): number {
  for (let batch = 0; batch < BATCHES; batch++) crc(memory.bytes, batch * BATCH_BYTES, BATCH_BYTES);
  return BATCH_BYTES * BATCHES;
}

/** A line for each figure. */
export function formatRecord(figures: readonly Figure[]): string {
  const scaled = ({ perSecond, unit }: Figure): string =>
    unit === "batches"
      ? `${(perSecond / 1e3).toFixed(1).padStart(8)} k`
      : `${(perSecond / 1e6).toFixed(1).padStart(8)} M`;
  return figures.map((figure) => `${figure.name.padEnd(45)} ${scaled(figure)} ${figure.unit}/s`).join("\n");
}
