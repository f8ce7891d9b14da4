import { describe, expect, test } from "vitest";
import { int32, string } from "../../../../src/index.ts";
import type { RecordContext } from "../../../../src/streams/api/store-context.ts";
import {
  afterPrefix,
  binaryOf,
  binaryOfTime,
  byteCountOf,
  bytesOfBinary,
  sameBytes,
  serializedOf,
  timeOfBinary,
} from "../../../../src/streams/state/binary.ts";
import { BufferValue } from "../../../../src/streams/state/buffer-value.ts";
import { sessionStoreKey, windowStoreKey } from "../../../../src/streams/state/change-logging.ts";
import {
  LeftOrRightValue,
  leftOrRightValueSerde,
  TimestampedKeyAndJoinSide,
  timestampedKeyAndJoinSideSerde,
} from "../../../../src/streams/state/outer-join-store.ts";
import { hex } from "../../../support/store-context.ts";

// Bytes that are compared with literals were printed by the classes of kafka-streams 4.3.1.

const TIME_MS = 1_234_567_890_123;
const CONTEXT: RecordContext = {
  timestamp: TIME_MS,
  offset: 42,
  partition: 3,
  topic: "topic",
  headers: [
    ["h", new Uint8Array([1, 2])],
    ["n", null],
  ],
};
const PLAIN: RecordContext = { timestamp: 5, offset: 0, partition: 0, topic: "t", headers: [] };

const bytes = (text: string) => new TextEncoder().encode(text);

describe("keys of changelogs", () => {
  test("a window's are key, start and sequence number", () => {
    expect(hex(windowStoreKey("key", TIME_MS, 0))).toBe("6b65790000011f71fb04cb00000000");
    expect(hex(windowStoreKey("key", 0, 2_147_483_647))).toBe("6b657900000000000000007fffffff");
  });

  test("a session's are key, end and start", () => {
    expect(hex(sessionStoreKey("key", TIME_MS, TIME_MS + 77))).toBe("6b65790000011f71fb05180000011f71fb04cb");
  });

  test("those of an outer join are time, side and key", () => {
    const serde = timestampedKeyAndJoinSideSerde(string());
    const place = { topic: "t" };
    const left = new TimestampedKeyAndJoinSide(true, "key", TIME_MS);
    const right = new TimestampedKeyAndJoinSide(false, "key", 5);
    expect(hex(serde.serialize(left, place))).toBe("0000011f71fb04cb016b6579");
    expect(hex(serde.serialize(right, place))).toBe("0000000000000005006b6579");
    for (const key of [left, right])
      expect(serde.deserialize(serde.serialize(key, place) as Uint8Array, place)).toEqual(key);
  });
});

test("values of an outer join are side and value", () => {
  const serde = leftOrRightValueSerde(string(), int32());
  const place = { topic: "t" };
  expect(hex(serde.serialize(new LeftOrRightValue<string, number>("x", null), place))).toBe("0178");
  const right = new LeftOrRightValue<string, number>(null, 7);
  expect(hex(serde.serialize(right, place))).toBe("0000000007");
  expect(serde.deserialize(serde.serialize(right, place) as Uint8Array, place)).toEqual(right);
});

describe("a buffered record", () => {
  test.each([
    [
      new BufferValue(bytes("p"), "old", bytes("new"), CONTEXT),
      99,
      36,
      "0000011f71fb04cb000000000000002a00000005746f70696300000003000000020000000168000000020102000000016effffffff0000000170000000036f6c64000000036e65770000000000000063",
    ],
    [
      new BufferValue(bytes("same"), "same", null, PLAIN),
      99,
      25,
      "00000000000000050000000000000000000000017400000000000000000000000473616d65fffffffeffffffff0000000000000063",
    ],
    [
      new BufferValue(null, null, "é", PLAIN),
      0,
      23,
      "0000000000000005000000000000000000000001740000000000000000ffffffffffffffff00000002c3a90000000000000000",
    ],
  ])("has the bytes and the size of Kafka's (%#)", (value, timeMs, residentBytes, logged) => {
    expect(value.residentBytes).toBe(residentBytes);
    expect(hex(value.serialize(timeMs))).toBe(logged);
    const read = BufferValue.deserialize(value.serialize(timeMs));
    expect(read.timeMs).toBe(timeMs);
    expect(hex(read.value.serialize(timeMs))).toBe(logged);
    expect(read.value.residentBytes).toBe(residentBytes);
  });
});

describe("binary keys", () => {
  test.each(["", "ascii", "é", "日本", "😀", "long enough for more than a loop: é"])(
    "of %j are those of its UTF-8",
    (text) => {
      expect(binaryOf(text)).toBe(binaryOf(bytes(text)));
      expect(byteCountOf(text)).toBe(bytes(text).length);
      expect(bytesOfBinary(binaryOf(text))).toEqual(bytes(text));
      expect(sameBytes(text, bytes(text))).toBe(true);
      expect(sameBytes(text, `${text}x`)).toBe(false);
    },
  );

  test("of ASCII are given back as text, others as bytes", () => {
    expect(serializedOf(binaryOf(new Uint8Array([0x61, 0x7f])))).toBe("a\x7f");
    expect(serializedOf(binaryOf(new Uint8Array([0x61, 0x80])))).toEqual(new Uint8Array([0x61, 0x80]));
  });

  test("of many bytes keep them all", () => {
    const many = Uint8Array.from({ length: 10_000 }, (_, place) => place % 256);
    expect(bytesOfBinary(binaryOf(many))).toEqual(many);
  });

  test.each([0, 1, 255, 2 ** 31, 2 ** 32 - 1, 2 ** 32, TIME_MS, Number.MAX_SAFE_INTEGER])(
    "keep the time %i and its order",
    (time) => {
      expect(timeOfBinary(`x${binaryOfTime(time)}`, 1)).toBe(time);
      if (time > 0) expect(binaryOfTime(time - 1) < binaryOfTime(time)).toBe(true);
    },
  );

  test.each([
    ["a", "b"],
    ["a\xff", "b"],
    ["\xff\xff", undefined],
    ["", undefined],
  ])("that begin with %j end before %j", (prefix, end) => {
    expect(afterPrefix(prefix)).toBe(end);
  });
});
