// Codecs on record batches of JSON values: whole batches through the port, the libraries' own calls beside them, and what
// it costs the producer's thread to have other threads compress.

import { createRequire } from "node:module";
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { Random } from "../../src/base/random.ts";
import { codecs } from "../../src/platform/codecs.ts";
import { CompressionPool } from "../../src/platform/compression-pool.ts";
import { BatchWriter } from "../../src/record/batch-writer.ts";
import { CODEC_NAMES, type CodecName } from "../../src/record/codec.ts";
import type { Figure, RunOptions } from "./record.ts";

const BATCH_BYTES = 64 * 1024;
const HAND_OVER_BYTES = [8 * 1024, BATCH_BYTES, 256 * 1024];

const require = createRequire(import.meta.url);
const snappy = require("snappy") as typeof import("snappy");
const lz4 = require("lz4-napi") as typeof import("lz4-napi");

interface Plain {
  compress(source: Buffer): Uint8Array;
  decompress(source: Uint8Array): Uint8Array;
}

/** The same libraries without framing, limits and shared memory. */
const PLAIN: Readonly<Record<CodecName, Plain>> = {
  gzip: { compress: (source) => gzipSync(source), decompress: (source) => gunzipSync(source) },
  snappy: {
    compress: (source) => snappy.compressSync(source),
    decompress: (source) => snappy.uncompressSync(source) as Buffer,
  },
  lz4: {
    compress: (source) => lz4.compressFrameSync(source),
    decompress: (source) => lz4.decompressFrameSync(Buffer.from(source)),
  },
  zstd: { compress: (source) => zstdCompressSync(source), decompress: (source) => zstdDecompressSync(source) },
};

/** Every figure once; about 20 s with the default time. */
export async function runCodecs({ milliseconds = 800 }: RunOptions = {}): Promise<readonly Figure[]> {
  const memory = new SharedArrayBuffer(512 * 1024);
  const figures: Figure[] = [];
  const source = batchOf(memory, BATCH_BYTES);
  for (const codec of CODEC_NAMES) {
    const compression = { codec, level: undefined };
    const compressed = codecs.compress(compression, source);
    const shared = new Uint8Array(new SharedArrayBuffer(compressed.length));
    shared.set(compressed);
    const own = Buffer.from(source);
    const plain = PLAIN[codec].compress(own);
    const size = `${((100 * compressed.length) / source.length).toFixed(0)} %`;
    const figure = (name: string, work: () => unknown) =>
      figures.push(bytesPerSecond(name, source.length, work, milliseconds));
    figure(`${codec} to ${size}, 64 KiB`, () => codecs.compress(compression, source));
    figure("  the library's call", () => PLAIN[codec].compress(own));
    figure(`${codec} back`, () => codecs.decompress(codec, shared, source.length));
    figure("  the library's call", () => PLAIN[codec].decompress(plain));
  }
  const pool = new CompressionPool();
  for (const bytes of HAND_OVER_BYTES) figures.push(await handOver(pool, batchOf(memory, bytes), milliseconds));
  await pool.close();
  return figures;
}

function batchOf(memory: SharedArrayBuffer, bytes: number): Uint8Array {
  const writer = new BatchWriter();
  const random = new Random(5);
  writer.open({ bytes: new Uint8Array(memory), view: new DataView(memory) }, 0, bytes);
  const airports = Array.from({ length: 200 }, () =>
    random.between(0, 17_575).toString(26).toUpperCase().padStart(3, "A"),
  );
  for (let number = 0; ; number++) {
    const flight = {
      origin: random.pick(airports),
      destination: random.pick(airports),
      delay: random.between(0, 90),
      number,
    };
    if (!writer.put(flight.origin, JSON.stringify(flight), 1_700_000_000_000 + number)) break;
  }
  return new Uint8Array(memory, 0, writer.bytes);
}

/** By the processor time of this thread, so that other work on the machine does not count. */
function bytesPerSecond(name: string, bytes: number, work: () => unknown, milliseconds: number): Figure {
  const warmUntil = performance.now() + milliseconds / 4;
  while (performance.now() < warmUntil) work();
  const until = performance.now() + milliseconds;
  const before = process.threadCpuUsage();
  let done = 0;
  for (; performance.now() < until; done++) work();
  return { name, unit: "bytes", perSecond: (done * bytes) / secondsSince(before) };
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

/** The processor time of this thread for a batch that another thread compresses with zstd. */
async function handOver(pool: CompressionPool, source: Uint8Array, milliseconds: number): Promise<Figure> {
  const task = { memory: source.buffer, address: source.byteOffset, length: source.length };
  const compression = { codec: "zstd", level: undefined } as const;
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const isTaken = pool.compress({ ...task, compression }, (bytes) =>
        bytes ? resolve() : reject(new Error("no thread")),
      );
      if (!isTaken) reject(new Error("the pool is busy"));
    });
  const warmUntil = performance.now() + milliseconds / 4;
  do await once();
  while (performance.now() < warmUntil);
  const before = process.threadCpuUsage();
  const until = performance.now() + milliseconds;
  let done = 0;
  for (; performance.now() < until; done++) await once();
  const name = `hand over ${source.length >> 10} KiB, this thread's time`;
  return { name, unit: "batches", perSecond: done / secondsSince(before) };
}
