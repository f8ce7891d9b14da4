import { afterEach, describe, expect, test, vi } from "vitest";
import { BufferMemory } from "../../../src/arena/arena-memory.ts";
import {
  FRAME_HEADER_BYTES,
  frameBodyLength,
  frameCorrelation,
  frameFlags,
  frameLength,
  frameTarget,
  frameType,
  writeFrameHeader,
} from "../../../src/arena/frame.ts";
import { RING_HEAD, RING_HEADER_BYTES, RING_TAIL, RING_WANTS_SPACE } from "../../../src/arena/layout.ts";
import { frameBytesMax, RingConsumer, RingProducer, resetRing } from "../../../src/arena/ring.ts";
import { Random } from "../../../src/base/random.ts";

function makeRing(capacity: number, position = 0) {
  const memory = new BufferMemory(new ArrayBuffer(RING_HEADER_BYTES + capacity));
  const place = { headerAddress: 0, dataAddress: RING_HEADER_BYTES, capacity };
  resetRing(memory, 0, position);
  return { memory, place, producer: new RingProducer(memory, place), consumer: new RingConsumer(memory, place) };
}

type Ring = ReturnType<typeof makeRing>;

function send(ring: Ring, payload: Uint8Array): boolean {
  return ring.producer.write(ring.memory, payload);
}

function receive(ring: Ring): Uint8Array | undefined {
  const frame = ring.consumer.next();
  if (frame === 0) return undefined;
  return ring.memory.bytes.slice(frame + FRAME_HEADER_BYTES, frame + frameLength(ring.memory.words, frame));
}

function payloadOf(sequence: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => sequence * 31 + index);
}

/** Records every access that the code under test makes through `Atomics`. `before` runs in front of each. */
function recordAtomics(before: (access: string, word: number) => void): void {
  const real = Atomics;
  const recorded = {
    load: (words: Int32Array, word: number) => {
      before("load", word);
      return real.load(words, word);
    },
    store: (words: Int32Array, word: number, value: number) => {
      before("store", word);
      return real.store(words, word, value);
    },
    exchange: (words: Int32Array, word: number, value: number) => {
      before("exchange", word);
      return real.exchange(words, word, value);
    },
  };
  vi.stubGlobal("Atomics", recorded);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a ring", () => {
  const nearWraps = [0, 0x7fffffff - 63, -64, 0x7fffffff - 4095].map((position) => position & ~63);

  test.each(nearWraps)("keeps order and bytes of random frames from position %i", (position) => {
    const random = new Random(position + 1);
    const ring = makeRing(1024, position);
    let sent = 0;
    let received = 0;
    while (received < 5000) {
      const length = random.between(0, 300);
      if (random.chance(1, 2) && send(ring, payloadOf(sent, length))) sent++;
      if (random.chance(1, 3)) ring.producer.flush();
      while (random.chance(2, 3)) {
        const payload = receive(ring);
        if (payload === undefined) break;
        expect(payload).toEqual(payloadOf(received, payload.length));
        received++;
      }
      if (random.chance(1, 3)) ring.consumer.release();
    }
  });

  test("takes a frame of its largest size at every position, after the pad was released", () => {
    const capacity = 1024;
    for (let position = 0; position < capacity; position += 16) {
      const ring = makeRing(capacity, position);
      const payload = payloadOf(position, frameBytesMax(capacity) - FRAME_HEADER_BYTES);
      if (!send(ring, payload)) {
        expect(ring.producer.flush()).toBe(true); // the pad
        expect(receive(ring)).toBeUndefined();
        expect(ring.consumer.release()).toBe(true);
        expect(send(ring, payload)).toBe(true);
      }
      ring.producer.flush();
      expect(receive(ring)).toEqual(payload);
    }
  });

  test("holds a follower's largest fetch answer in the data ring", () => {
    expect(frameBytesMax(1024 * 1024)).toBeGreaterThanOrEqual(16 + (512 + 32) * 1024);
  });

  test("refuses a frame that can never fit as a broken invariant", () => {
    const ring = makeRing(1024);
    expect(() => ring.producer.claim(769)).toThrow("fits the ring");
  });

  test("carries every header field", () => {
    const { memory, producer, consumer } = makeRing(256);
    const header = { type: 255, flags: 129, bodyLength: 40, target: 0xfedcba98, correlation: 0x87654321 };
    writeFrameHeader(memory.words, producer.claim(FRAME_HEADER_BYTES + 50), header);
    producer.flush();
    const frame = consumer.next();
    const { words } = memory;
    expect(frameLength(words, frame)).toBe(66);
    expect(frameType(words, frame)).toBe(255);
    expect(frameFlags(words, frame)).toBe(129);
    expect(frameBodyLength(words, frame)).toBe(40);
    expect(frameTarget(words, frame)).toBe(0xfedcba98);
    expect(frameCorrelation(words, frame)).toBe(0x87654321);
  });

  test("goes on where it was when both ends are opened again", () => {
    const ring = makeRing(256);
    send(ring, Uint8Array.of(1));
    send(ring, Uint8Array.of(2));
    ring.producer.flush();
    receive(ring);
    ring.consumer.release();
    const again = { ...ring, consumer: new RingConsumer(ring.memory, ring.place) };
    expect(receive(again)).toEqual(Uint8Array.of(2));
    expect(new RingProducer(ring.memory, ring.place).flush()).toBe(false);
  });
});

describe("a producer", () => {
  test("publishes nothing before its flush", () => {
    const ring = makeRing(256);
    send(ring, Uint8Array.of(1));
    expect(ring.consumer.isEmpty).toBe(true);
    expect(receive(ring)).toBeUndefined();
    expect(ring.producer.flush()).toBe(true);
    expect(ring.consumer.isEmpty).toBe(false);
    expect(receive(ring)).toEqual(Uint8Array.of(1));
    expect(ring.producer.flush()).toBe(false);
  });

  test("shortens the last frame, or takes it back", () => {
    const ring = makeRing(256);
    ring.producer.write(ring.memory, payloadOf(1, 100));
    ring.producer.trim(FRAME_HEADER_BYTES + 3);
    ring.producer.claim(80);
    ring.producer.cancel();
    send(ring, payloadOf(2, 100));
    ring.producer.flush();
    expect(receive(ring)).toEqual(payloadOf(1, 3));
    expect(receive(ring)).toEqual(payloadOf(2, 100));
    expect(receive(ring)).toBeUndefined();
    expect(() => ring.producer.cancel()).toThrow("not flushed");
    expect(() => ring.producer.trim(16)).toThrow("last one");
  });

  test("is told of room once, when it asked for some", () => {
    const ring = makeRing(64);
    expect(send(ring, payloadOf(1, 16))).toBe(true);
    ring.producer.flush();
    receive(ring);
    expect(ring.consumer.release()).toBe(false);
    expect(send(ring, payloadOf(2, 16))).toBe(true);
    expect(send(ring, payloadOf(3, 16))).toBe(true);
    expect(send(ring, payloadOf(4, 16))).toBe(false);
    expect(ring.producer.isWaitingForSpace).toBe(true);
    ring.producer.flush();
    receive(ring);
    expect(ring.consumer.release()).toBe(true);
    expect(ring.producer.isWaitingForSpace).toBe(false);
    receive(ring);
    expect(ring.consumer.release()).toBe(false);
    expect(send(ring, payloadOf(4, 16))).toBe(true);
  });

  test("knows when a position was released", () => {
    const ring = makeRing(256, -64);
    send(ring, payloadOf(1, 60));
    const { position } = ring.producer;
    ring.producer.flush();
    receive(ring);
    expect(ring.producer.isReleased(position)).toBe(false);
    ring.consumer.release();
    expect(ring.producer.isReleased(position)).toBe(true);
  });
});

describe("a consumer refuses", () => {
  const CORRUPT: readonly [string, number, number][] = [
    ["a negative length", -16, 1],
    ["a length of 0", 0, 1],
    ["a length shorter than a header", 15, 1],
    ["a length beyond the tail", 65, 1],
    ["a huge length", 0x7fffffff, 1],
    ["a body longer than its frame", 48, 1 | (33 << 16)],
  ];
  test.each(CORRUPT)("%s", (_name, length, kind) => {
    const ring = makeRing(256);
    const frame = ring.producer.claim(64);
    ring.memory.words[frame / 4] = length;
    ring.memory.words[frame / 4 + 1] = kind;
    ring.producer.flush();
    const refusal = () => ring.consumer.next();
    expect(refusal).toThrow(expect.objectContaining({ code: "RING_CORRUPT" }));
    expect(refusal).toThrow(expect.objectContaining({ code: "RING_CORRUPT" }));
  });

  test("a frame that would run over the ring's end", () => {
    const ring = makeRing(256, 192);
    ring.producer.claim(64);
    ring.producer.claim(32);
    ring.memory.words[(RING_HEADER_BYTES + 192) / 4] = 80;
    ring.producer.flush();
    expect(() => ring.consumer.next()).toThrow(expect.objectContaining({ code: "RING_CORRUPT" }));
  });
});

describe("the order of accesses", () => {
  const names = new Map([
    [RING_TAIL / 4, "tail"],
    [RING_HEAD / 4, "head"],
    [RING_WANTS_SPACE / 4, "wants"],
  ]);

  test("the payload is complete before the tail is stored, and no store follows", () => {
    const ring = makeRing(256);
    const accesses: string[] = [];
    recordAtomics((access, word) => {
      accesses.push(`${access} ${names.get(word)}`);
      const start = RING_HEADER_BYTES + FRAME_HEADER_BYTES;
      expect(ring.memory.bytes.slice(start, start + 40)).toEqual(payloadOf(7, 40));
    });
    send(ring, payloadOf(7, 40));
    ring.producer.flush();
    expect(accesses).toEqual(["store tail"]);
  });

  test("a full ring: head, wants, head again, as the explored model does", () => {
    const ring = makeRing(128);
    send(ring, payloadOf(1, 80));
    const accesses: string[] = [];
    recordAtomics((access, word) => accesses.push(`${access} ${names.get(word)}`));
    expect(send(ring, payloadOf(2, 40))).toBe(false);
    ring.producer.flush();
    expect(accesses).toEqual(["load head", "store wants", "load head", "store tail"]);
  });

  test("a release: head, then wants; an exchange only when it is set", () => {
    const ring = makeRing(64);
    send(ring, payloadOf(1, 32));
    send(ring, payloadOf(2, 32));
    ring.producer.flush();
    const accesses: string[] = [];
    recordAtomics((access, word) => accesses.push(`${access} ${names.get(word)}`));
    receive(ring);
    ring.consumer.release();
    receive(ring);
    expect(accesses).toEqual(["load tail", "store head", "load wants", "exchange wants", "load tail"]);
  });

  test("each side may be interrupted by the other at every access", () => {
    for (let position = 0; position < 128; position += 16) {
      const ring = makeRing(128, position - 64);
      let sent = 0;
      let received = 0;
      let nested = false;
      const consume = () => {
        const payload = receive(ring);
        ring.consumer.release();
        if (payload === undefined) return;
        expect(payload).toEqual(payloadOf(received, (received * 13) % 80));
        received++;
      };
      const produce = () => {
        if (send(ring, payloadOf(sent, (sent * 13) % 80))) sent++;
        ring.producer.flush();
      };
      const interruptBy = (other: () => void) =>
        recordAtomics(() => {
          if (nested) return;
          nested = true;
          other();
          nested = false;
        });
      for (let round = 0; round < 100; round++) {
        interruptBy(consume);
        produce();
        vi.unstubAllGlobals();
        interruptBy(produce);
        consume();
        vi.unstubAllGlobals();
      }
      expect(received).toBeGreaterThan(50);
    }
  });
});
