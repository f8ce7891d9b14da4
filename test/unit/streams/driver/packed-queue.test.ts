import { describe, expect, it } from "vitest";
import { Random } from "../../../../src/base/random.ts";
import type { Headers } from "../../../../src/streams/api/record.ts";
import type { Serialized } from "../../../../src/streams/api/serialized.ts";
import { SentRecord } from "../../../../src/streams/task/output-buffer.ts";
import { PackedQueue } from "../../../../src/testing/streams/packed-queue.ts";

const HEADERS: Headers = [["h", new Uint8Array([1])]];

function part(random: Random): Serialized | null {
  const kind = random.between(0, 4 - 1);
  if (kind === 0) return null;
  if (kind === 1) return "text".repeat(random.between(0, 3 - 1));
  return new Uint8Array(random.between(0, kind === 2 ? 4 : 200 - 1)).map(() => random.between(0, 256 - 1));
}

describe("a queue of packed records", () => {
  it("gives back every record as it was, in order, whenever it is read", () => {
    const random = new Random(11);
    const queue = new PackedQueue("log");
    const expected: SentRecord[] = [];
    let read = 0;
    for (let step = 0; step < 8000; step++) {
      if (random.between(0, 3 - 1) < 2) {
        const partition = random.between(0, 2 - 1) === 0 ? undefined : random.between(0, 5 - 1);
        const headers = random.between(0, 5 - 1) === 0 ? HEADERS : [];
        const record = new SentRecord(
          "log",
          partition,
          random.between(0, 9 - 1) - 1,
          part(random),
          part(random),
          headers,
        );
        record.sequence = step;
        expected.push(record);
        queue.push(record);
      } else expect(queue.shift()).toEqual(read < expected.length ? expected[read++] : undefined);
      expect(queue.size).toBe(expected.length - read);
    }
    while (read < expected.length) expect(queue.shift()).toEqual(expected[read++]);
    expect(queue.shift()).toBeUndefined();
    expect(read).toBeGreaterThan(3 * 1024);
  });

  it("keeps bytes that their owner overwrites", () => {
    const queue = new PackedQueue("log");
    const value = new Uint8Array([1, 2, 3]);
    queue.push(new SentRecord("log", 0, 1, "k", value, []));
    value.fill(9);
    expect(queue.shift()?.value).toEqual(new Uint8Array([1, 2, 3]));
  });
});
