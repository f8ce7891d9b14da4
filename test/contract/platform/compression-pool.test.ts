import { afterEach, expect, test } from "vitest";
import { COMPRESSION_THREADS_MAX } from "../../../src/base/limits.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { CompressionPool, type CompressionTask } from "../../../src/platform/compression-pool.ts";
import { CODEC_NAMES, type CodecName } from "../../../src/record/codec.ts";
import { eventually } from "../cluster/support.ts";

const BYTES = 100_000;

let pool = new CompressionPool();

afterEach(async () => {
  await pool.close();
  pool = new CompressionPool();
});

function task(codec: CodecName): CompressionTask {
  const memory = new SharedArrayBuffer(BYTES + 5);
  new Uint8Array(memory).forEach((_, index, bytes) => {
    bytes[index] = (index * index) >> 9;
  });
  return { memory, address: 5, length: BYTES, compression: { codec, level: undefined } };
}

function run(given: CompressionTask): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    if (!pool.compress(given, resolve)) reject(new Error("the pool is busy"));
  });
}

test.each(CODEC_NAMES)("%s: bytes of shared memory are compressed in another thread", async (codec) => {
  const given = task(codec);
  const compressed = (await run(given)) as Uint8Array;
  expect(compressed.buffer.byteLength).toBe(compressed.length);
  expect(codecs.decompress(codec, compressed, BYTES)).toEqual(new Uint8Array(given.memory, 5).slice());
});

test("a task that fails, and one that the pool was closed under, end without bytes", async () => {
  expect(await run({ ...task("gzip"), length: BYTES + 1 })).toBeUndefined(); // beyond the memory
  const pending = run(task("gzip"));
  await pool.close();
  expect(await pending).toBeUndefined();
  expect(pool.compress(task("gzip"), () => {})).toBe(false);
});

test("more than its threads can begin soon is refused, and taken again when they are free", async () => {
  const results: Promise<Uint8Array | undefined>[] = [];
  const given = task("gzip");
  while (
    pool.compress(given, (bytes) => {
      results.push(Promise.resolve(bytes));
    })
  )
    if (results.length > 0) throw new Error("a result came within the call");
  await expect(run(given)).rejects.toThrow("busy");
  await eventually(
    () => (results.length >= 2 ? true : undefined),
    () => `${results.length} results`,
  );
  expect(results.length).toBeLessThanOrEqual(2 * COMPRESSION_THREADS_MAX);
  expect(await run(given)).toBeDefined();
});
