import { describe, expect, test, vi } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { COMPRESSION_LATE_BYTES_PER_MS, COMPRESSION_LATE_MS } from "../../../src/base/limits.ts";
import type { ProducerOptions } from "../../../src/client/api.ts";
import type { CompressionJob } from "../../../src/client/batch-compressor.ts";
import { EngineProducer } from "../../../src/client/producer.ts";
import { PRODUCE_REQUEST, PRODUCE_RESPONSE } from "../../../src/message/kinds.ts";
import * as header from "../../../src/record/batch-header.ts";
import { verifyBatch } from "../../../src/record/batch-validate.ts";
import { CODEC_NAMES, codecNumber } from "../../../src/record/codec.ts";
import { crc } from "../record/support.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";
import { valuesOf } from "./fake-log.ts";

const LARGE = "a value like the others ".repeat(2_000); // 48,000 bytes

/** A producer whose other threads are the test: `jobs` is what they were given. */
function start(options: ProducerOptions, threads = 0) {
  const engine = new FakeEngine();
  const jobs: CompressionJob[] = [];
  engine.compressElsewhere = (job) => {
    if (jobs.length >= threads) return false;
    jobs.push(job);
    return true;
  };
  engine.addBroker(1);
  engine.addTopic("t", [1, 1]);
  const producer = new EngineProducer(engine, { acks: 1, lingerMs: 5, ...options });
  const finish = (bytes?: Uint8Array) => {
    const { actor, tag, source, compression } = jobs.shift() as CompressionJob;
    const { address, length } = source;
    const compressed = engine.codecs.compress(compression, engine.memory.bytes.slice(address, address + length));
    engine.enter(actor, (context) => context.tell(actor, { type: "compressed", tag, bytes: bytes ?? compressed }));
  };
  const die = () => {
    const { actor, tag } = jobs.shift() as CompressionJob;
    engine.enter(actor, (context) => context.tell(actor, { type: "compressed", tag, bytes: undefined }));
  };
  return { engine, producer, jobs, finish, die };
}

/** Every batch that was sent, checked as a leader does. */
function sent(engine: FakeEngine): { request: Sent; values: readonly unknown[]; codec: number; partition: number }[] {
  return engine.take(PRODUCE_REQUEST).map((request) => {
    const { bytes, body } = request;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    expect(verifyBatch({ bytes, view }, 0, bytes.length, crc)).toBe(ErrorCode.NONE);
    return {
      request,
      values: valuesOf(bytes).map((value) => value.replace(LARGE, "")),
      codec: header.attributes(view, 0),
      partition: body.partition,
    };
  });
}

function acknowledge(engine: FakeEngine, request: Sent): void {
  engine.answer(request, PRODUCE_RESPONSE, {
    error: ErrorCode.NONE,
    baseOffset: 0,
    logStartOffset: 0,
    leaderEpoch: 0,
    logAppendTime: -1,
    message: "",
  });
}

describe.each(CODEC_NAMES)("a producer with %s", (compression) => {
  test("sends small batches compressed in the turn that seals them", () => {
    const { engine, producer, jobs } = start({ compression }, 1);
    const values = Array.from({ length: 50 }, (_, index) => `value ${index % 3}`);
    for (const value of values) producer.write({ topic: "t", partition: 0, value });
    engine.advance(5);
    expect(sent(engine)).toMatchObject([{ values, codec: codecNumber(compression) }]);
    expect(jobs).toHaveLength(0);
  });

  test("sends what does not shrink as it is", () => {
    const { engine, producer } = start({ compression });
    producer.write({ topic: "t", partition: 0, value: "x" });
    engine.advance(5);
    expect(sent(engine)).toMatchObject([{ values: ["x"], codec: 0 }]);
  });
});

test("every attempt sends the compressed bytes, and gives the buffer back whole", async () => {
  const { engine, producer } = start({ compression: "zstd" });
  const result = producer.send({ topic: "t", partition: 0, value: Buffer.from(LARGE) });
  engine.advance(5);
  const [first] = sent(engine);
  engine.fail((first as { request: Sent }).request);
  engine.advance(20);
  const [second] = sent(engine);
  expect(second).toMatchObject({ values: [""], codec: 4 });
  acknowledge(engine, (second as { request: Sent }).request);
  expect((await result).offset).toBe(0);
  expect(producer.metrics.bufferedBytes).toBe(0);
});

test("a batch that cannot be compressed is sent as it is", () => {
  const { engine, producer } = start({ compression: "zstd" });
  const compress = vi.spyOn(engine.codecs, "compress").mockImplementation(() => {
    throw new RangeError("no memory");
  });
  producer.write({ topic: "t", partition: 0, value: Buffer.from(LARGE) });
  engine.advance(5);
  compress.mockRestore();
  expect(sent(engine)).toMatchObject([{ values: [""], codec: 0 }]);
});

describe("compression in other threads", () => {
  const write = (producer: EngineProducer, name: string, partition = 0) =>
    producer.write({ topic: "t", partition, value: Buffer.from(LARGE + name) });

  test("keeps the order of a partition, whoever is done first, and does not hold up the others", () => {
    const { engine, producer, jobs, finish } = start({ compression: "gzip" }, 2);
    write(producer, "1");
    write(producer, "2"); // seals 1
    write(producer, "3"); // seals 2
    write(producer, "other", 1);
    engine.advance(5); // 3 finds no thread
    expect(jobs).toHaveLength(2);
    expect(sent(engine)).toMatchObject([{ partition: 1, values: ["other"] }]);
    jobs.reverse();
    finish();
    expect(sent(engine)).toEqual([]);
    finish();
    const after = sent(engine);
    expect(after.map(({ values }) => values)).toEqual([["1"], ["2"], ["3"]]);
    expect(after.every(({ codec }) => codec === 1)).toBe(true);
  });

  test("ends at once when its thread dies", () => {
    const { engine, producer, die } = start({ compression: "zstd" }, 1);
    write(producer, "1");
    engine.advance(5);
    expect(sent(engine)).toEqual([]);
    die();
    expect(sent(engine)).toMatchObject([{ values: ["1"], codec: 4 }]);
  });

  test("is waited for by flush and close", async () => {
    const { engine, producer, finish } = start({ compression: "gzip" }, 1);
    write(producer, "1");
    let isClosed = false;
    const closed = producer.close().then(() => {
      isClosed = true;
    });
    await Promise.resolve();
    expect(isClosed).toBe(false);
    expect(engine.owed).toBe(1);
    finish();
    acknowledge(engine, (sent(engine)[0] as { request: Sent }).request);
    await closed;
    expect(engine.owed).toBe(0);
  });

  test("is given up with its batch after the delivery timeout, and its late result changes nothing", async () => {
    const { engine, producer, finish } = start({ compression: "gzip", deliveryTimeoutMs: 1_000 }, 1);
    const result = producer.send({ topic: "t", partition: 0, value: Buffer.from(LARGE) });
    engine.advance(1_000);
    await expect(result).rejects.toMatchObject({ code: "DELIVERY_TIMEOUT" });
    expect(producer.metrics.bufferedBytes).toBe(0);
    producer.write({ topic: "t", partition: 0, value: "small" }); // in the same buffer
    finish(new Uint8Array(10).fill(7));
    engine.advance(5);
    expect(sent(engine)).toMatchObject([{ values: ["small"] }]);
  });

  test("is taken back when it takes too long, as in a loop that never lets the event loop run", () => {
    const { engine, producer, finish } = start({ compression: "gzip" }, 1);
    write(producer, "1");
    write(producer, "2");
    engine.now += COMPRESSION_LATE_MS + Math.ceil(LARGE.length / COMPRESSION_LATE_BYTES_PER_MS) + 1;
    expect(sent(engine)).toEqual([]);
    write(producer, "3");
    expect(sent(engine).map(({ values }) => values)).toEqual([["1"], ["2"]]);
    finish(new Uint8Array(10).fill(7)); // of 1: nobody needs it any more
    expect(sent(engine)).toEqual([]);
    engine.advance(5);
    finish();
    expect(sent(engine).map(({ values }) => values)).toEqual([["3"]]);
  });
});

test("options of compression are checked by name", () => {
  const make = (options: unknown) => () => new EngineProducer(new FakeEngine(), options as ProducerOptions);
  expect(make({ compression: "brotli" })).toThrowError(/compression must be one of "none", "gzip"/);
  expect(make({ compression: "gzip", compressionLevel: 10 })).toThrowError(
    /compressionLevel must be an integer from 1 to 9/,
  );
  expect(make({ compression: "lz4", compressionLevel: 3 })).toThrowError(/lz4 has no levels/);
  expect(make({ compressionLevel: 3 })).toThrowError(/none has no levels/);
  expect(make({ compression: "zstd", compressionLevel: 22 })).not.toThrow();
});
