import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { createRing, RingReader, RingWriter, ringMemoryBytes } from "../../../src/ring.ts";

function makePair(capacity = 1024) {
  const handle = createRing({ capacity });
  return { handle, writer: new RingWriter(handle), reader: new RingReader(handle) };
}

async function collect(reader: RingReader): Promise<number[]> {
  const lengths: number[] = [];
  for await (const message of reader) lengths.push(message.length);
  return lengths;
}

describe("the public ring", () => {
  test("copies messages into a target, and gives -1 when there is none", () => {
    const { writer, reader } = makePair();
    const target = new Uint8Array(200);
    for (const length of [0, 1, 4, 7, 8, 100, 200]) {
      const message = Uint8Array.from({ length }, (_, index) => index + length);
      for (let repeat = 0; repeat < 3; repeat++) {
        expect(writer.tryWrite(message)).toBe(true);
        writer.flush();
        expect(reader.readInto(target)).toBe(length);
        expect(target.slice(0, length)).toEqual(message);
        expect(reader.readInto(target)).toBe(-1);
      }
    }
  });

  test("gives messages in place, without a copy", () => {
    const { writer, reader } = makePair();
    for (let value = 0; value < 5; value++) writer.tryWrite(Uint8Array.of(value, value));
    writer.flush();
    const seen: number[] = [];
    expect(reader.read((bytes, start, end) => seen.push(bytes[start] as number, end - start), 3)).toBe(3);
    expect(reader.read((bytes, start, end) => seen.push(bytes[start] as number, end - start))).toBe(2);
    expect(reader.read(() => undefined)).toBe(0);
    expect(seen).toEqual([0, 2, 1, 2, 2, 2, 3, 2, 4, 2]);
  });

  test("publishes at the end of the tick without a flush", async () => {
    const { writer, reader } = makePair();
    writer.tryWrite(Uint8Array.of(1));
    expect(reader.readInto(new Uint8Array(8))).toBe(-1);
    await reader.wait();
    expect(reader.readInto(new Uint8Array(8))).toBe(1);
  });

  test("holds a fast writer back and ends when the writer closes", async () => {
    const { writer, reader } = makePair(256);
    const received = collect(reader);
    const sent: number[] = [];
    for (let length = 0; length < 170; length++) {
      await writer.write(new Uint8Array(length));
      sent.push(length);
    }
    writer.close();
    expect(await received).toEqual(sent);
    expect(reader.isEnded).toBe(true);
    expect(() => writer.tryWrite(new Uint8Array(1))).toThrow(expect.objectContaining({ code: "CLOSED" }));
  });

  test("works over a plain SharedArrayBuffer of the caller", () => {
    const memory = new SharedArrayBuffer(ringMemoryBytes(512));
    const handle = createRing({ capacity: 512, memory });
    const writer = new RingWriter(handle);
    writer.tryWrite(Uint8Array.of(1, 2, 3));
    writer.flush();
    const target = new Uint8Array(3);
    expect(new RingReader(handle).readInto(target)).toBe(3);
    expect(target).toEqual(Uint8Array.of(1, 2, 3));
  });

  test("carries messages to another thread", async () => {
    const { handle, writer } = makePair();
    const worker = new Worker(new URL("./public-ring-worker.ts", import.meta.url), { workerData: handle });
    const answer = once(worker, "message");
    for (let value = 1; value <= 1000; value++) await writer.write(Uint8Array.of(value & 255, value >> 8));
    writer.close();
    expect((await answer)[0]).toBe(500_500);
    await once(worker, "exit");
  });

  test("refuses what cannot be by name", () => {
    expect(() => createRing({ capacity: 1000 })).toThrow("capacity");
    expect(() => createRing({ capacity: 512, memory: new SharedArrayBuffer(512) })).toThrow("memory");
    const { writer, reader } = makePair(1024);
    expect(() => writer.tryWrite(new Uint8Array(768))).toThrow(expect.objectContaining({ code: "RECORD_TOO_LARGE" }));
    writer.tryWrite(new Uint8Array(10));
    writer.flush();
    expect(() => reader.readInto(new Uint8Array(9))).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
  });
});
