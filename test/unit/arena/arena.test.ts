import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { FRAME_HEADER_BYTES } from "../../../src/arena/frame.ts";
import { METADATA_START } from "../../../src/arena/metadata-region.ts";
import type { RingProducer } from "../../../src/arena/ring.ts";

const SIZES = {
  bytes: 6 * 1024 * 1024,
  unitBytes: 1024,
  metadataBytes: 4096,
  dataRingBytes: 8192,
  controlRingBytes: 1024,
};

function opened(ring: RingProducer | "dead" | "full" | "noRoom"): RingProducer {
  if (typeof ring === "string") throw new Error(`no ring: ${ring}`);
  return ring;
}

describe.each([
  { shared: true, wasm: true },
  { shared: true, wasm: false },
  { shared: false, wasm: true },
])("an arena (shared: $shared, WebAssembly: $wasm)", ({ shared, wasm }) => {
  const { WebAssembly: present } = globalThis;
  beforeAll(() => {
    if (!wasm) vi.stubGlobal("WebAssembly", undefined);
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  test("is a WebAssembly.Memory where there is WebAssembly", () => {
    const { source } = Arena.create({ ...SIZES, shared });
    expect(source instanceof present.Memory).toBe(shared && wasm);
    expect(source instanceof SharedArrayBuffer).toBe(shared && !wasm);
  });

  test("opens with the same layout in another view of its memory", () => {
    const arena = Arena.create({ ...SIZES, shared });
    const other = Arena.open(arena.source);
    expect(other.layout).toEqual(arena.layout);
    expect(other.layout.endAddress).toBeLessThanOrEqual(arena.memory.buffer.byteLength);
  });

  test("copies, fills and writes the same bytes at every alignment", () => {
    const { memory, layout } = Arena.create({ ...SIZES, shared });
    const source = Uint8Array.from({ length: 400 }, (_, index) => index * 7);
    const start = layout.unitsAddress;
    for (let from = 0; from < 9; from++) {
      for (let to = 0; to < 9; to++) {
        for (const length of [0, 1, 7, 100, 127, 128, 129, 300]) {
          memory.fill(start, 255, 1024);
          memory.write(start + to, source.subarray(from, from + length));
          memory.copy(start + 500 + from, start + to, length);
          const expected = source.slice(from, from + length);
          expect(memory.bytes.slice(start + to, start + to + length)).toEqual(expected);
          expect(memory.bytes.slice(start + 500 + from, start + 500 + from + length)).toEqual(expected);
          expect(memory.bytes[start + to + length]).toBe(255);
        }
      }
    }
  });

  test("carries frames from one endpoint to another", () => {
    const arena = Arena.create({ ...SIZES, shared });
    const there = Arena.open(arena.source);
    expect(arena.openProducer(1, 2, "data")).toBe("dead");
    arena.endpoints.claim(1);
    there.endpoints.claim(2);
    expect(there.openConsumer(1, 2, "data")).toBeUndefined();
    const producer = opened(arena.openProducer(1, 2, "data"));
    const senders: number[] = [];
    there.endpoints.inboundSenders(2, (sender) => senders.push(sender));
    expect(senders).toEqual([1]);
    const consumer = there.openConsumer(1, 2, "data");
    expect(producer.write(arena.memory, Uint8Array.of(1, 2, 3))).toBe(true);
    expect(consumer?.next()).toBe(0);
    expect(producer.flush()).toBe(true);
    const frame = consumer?.next() ?? 0;
    expect(there.memory.bytes.slice(frame + FRAME_HEADER_BYTES, frame + FRAME_HEADER_BYTES + 3)).toEqual(
      Uint8Array.of(1, 2, 3),
    );
    expect(arena.openProducer(1, 2, "data")).toBe(producer);
  });
});

describe.each([{ shared: true }, { shared: false }])(
  "the memory of an earlier arena (shared: $shared)",
  ({ shared }) => {
    test("gives an arena without endpoints, rings, leases, extents or metadata", () => {
      const earlier = Arena.create({ ...SIZES, shared });
      for (const endpoint of [1, 2, 63]) earlier.endpoints.claim(endpoint);
      opened(earlier.openProducer(1, 2, "data")).write(earlier.memory, Uint8Array.of(1));
      opened(earlier.openProducer(63, 1, "control")).write(earlier.memory, Uint8Array.of(1));
      const extent = earlier.allocatorOf(2).allocate(5_000) as number;
      earlier.leasesOf(63).register(extent);
      earlier.metadata.append([Uint8Array.of(1, 2, 3)]);
      earlier.endpoints.markDead(63, 1);
      earlier.doorbellOf(1).ringAll();

      // Only the header is made as new: whatever else the memory holds, nobody reads it.
      const { memory } = earlier;
      memory.fill(0, 0xff, memory.bytes.length);
      const arena = Arena.recycle(earlier.source, { ...SIZES, bytes: SIZES.bytes - 100_000, shared });
      const fresh = Arena.create({ ...SIZES, bytes: SIZES.bytes - 100_000, shared });
      expect(arena.layout).toEqual(fresh.layout);
      expect(arena.extents.usedUnits).toBe(0);
      expect(arena.leases.isLeased(arena.layout.unitsAddress, arena.layout.unitBytes * arena.layout.unitCount)).toBe(
        false,
      );
      expect(arena.endpoints.membershipVersion).toBe(0);
      for (let endpoint = 0; endpoint < 64; endpoint++) {
        expect(arena.endpoints.claim(endpoint)).toBe(1);
        for (let sender = 0; sender < 64; sender++) {
          expect(arena.openConsumer(sender, endpoint, "data")).toBeUndefined();
          expect(arena.openConsumer(sender, endpoint, "control")).toBeUndefined();
        }
        arena.endpoints.inboundSenders(endpoint, () => expect.fail("nobody has announced a ring"));
      }
      expect(arena.allocatorOf(5).allocate(1)).toBe(arena.layout.unitsAddress);
      const producer = opened(arena.openProducer(1, 2, "data"));
      producer.write(arena.memory, Uint8Array.of(9));
      producer.flush();
      expect(arena.openConsumer(1, 2, "data")?.next()).not.toBe(0);
      expect(arena.metadata.read(METADATA_START).entries).toEqual([]);
      arena.metadata.append([Uint8Array.of(4, 5)]);
      expect(arena.metadata.read(METADATA_START).entries).toEqual([Uint8Array.of(4, 5)]);
    });
  },
);

test("a host that refuses to compile the copy helper gets copies by JavaScript", () => {
  const arena = Arena.create({ ...SIZES, shared: true });
  vi.spyOn(WebAssembly, "Instance").mockImplementation(function refuse(): never {
    throw new EvalError("refused");
  });
  try {
    const { memory, layout } = Arena.open(arena.source);
    memory.write(layout.unitsAddress + 3, Uint8Array.of(1, 2, 3));
    memory.copy(layout.unitsAddress + 100, layout.unitsAddress + 3, 3);
    memory.fill(layout.unitsAddress + 101, 9, 1);
    expect([...memory.bytes.subarray(layout.unitsAddress + 100, layout.unitsAddress + 103)]).toEqual([1, 9, 3]);
  } finally {
    vi.restoreAllMocks();
  }
});

test("an arena of 4 GiB works up to its last byte, beyond 2 GiB too", () => {
  const arena = Arena.create({ bytes: 4 * 1024 ** 3, shared: true });
  arena.endpoints.claim(1);
  arena.endpoints.claim(2);
  const { unitCount, unitBytes, unitsAddress } = arena.layout;
  const below = (unitCount - 18) * unitBytes;
  expect(arena.allocatorOf(1).allocate(below)).toBe(unitsAddress);
  const extent = arena.allocatorOf(1).allocate(unitBytes) as number;
  expect(extent).toBeGreaterThan(4 * 1024 ** 3 - 2 * 1024 ** 2);
  const producer = opened(arena.openProducer(1, 2, "data"));
  const consumer = Arena.open(arena.source).openConsumer(1, 2, "data");
  for (let length = 1; length < 3000; length += 117) {
    const payload = Uint8Array.from({ length }, (_, index) => index + length);
    expect(producer.write(arena.memory, payload)).toBe(true);
    producer.flush();
    const start = (consumer?.next() ?? 0) + FRAME_HEADER_BYTES;
    arena.memory.copy(extent + 3, start, length);
    const target = new Uint8Array(length);
    arena.memory.read(target, extent + 3, length);
    expect(target).toEqual(payload);
  }
  const lease = arena.leasesOf(2).register(extent + 5) as number;
  expect(arena.leases.isLeased(extent, unitBytes)).toBe(true);
  arena.leasesOf(2).release(lease);
});

describe("the death of an endpoint", () => {
  test("keeps its published frames readable until it is reclaimed", () => {
    const arena = Arena.create({ ...SIZES, shared: false });
    arena.endpoints.claim(1);
    arena.endpoints.claim(2);
    const producer = opened(arena.openProducer(1, 2, "control"));
    producer.write(arena.memory, Uint8Array.of(9));
    producer.flush();
    producer.write(arena.memory, Uint8Array.of(10)); // never published
    expect(arena.endpoints.markDead(1, 1)).toBe(true);
    const consumer = arena.openConsumer(1, 2, "control");
    expect(consumer?.next()).not.toBe(0);
    expect(consumer?.next()).toBe(0);
    expect(arena.reclaim(1, 1)).toBe(1);
    expect(arena.extents.usedUnits).toBe(0);
    expect(arena.openConsumer(1, 2, "control")).toBeUndefined();
  });

  test("gives both directions new rings in the next incarnation", () => {
    const arena = Arena.create({ ...SIZES, shared: false });
    arena.endpoints.claim(1);
    arena.endpoints.claim(2);
    const before = opened(arena.openProducer(1, 2, "control"));
    before.write(arena.memory, Uint8Array.of(9));
    before.flush();
    arena.endpoints.markDead(2, 1);
    expect(arena.openProducer(1, 2, "control")).toBe("dead");
    arena.reclaim(2, 1);
    arena.endpoints.retire(2, 1);
    expect(arena.endpoints.claim(2)).toBe(2);
    expect(arena.openConsumer(1, 2, "control")).toBeUndefined();
    const after = opened(arena.openProducer(1, 2, "control"));
    expect(after).not.toBe(before);
    expect(arena.openConsumer(1, 2, "control")?.next()).toBe(0);
    expect(arena.extents.usedUnits).toBe(1);
  });

  test("a ring finds no room in a full arena", () => {
    const arena = Arena.create({ ...SIZES, shared: false });
    arena.endpoints.claim(1);
    arena.endpoints.claim(2);
    const all = arena.extents.unitCount * SIZES.unitBytes;
    expect(arena.allocatorOf(1).allocate(all)).toBe(arena.layout.unitsAddress);
    expect(arena.openProducer(1, 2, "control")).toBe("noRoom");
  });

  test("bytes that a frame in flight refers to are not reused", () => {
    const arena = Arena.create({ ...SIZES, shared: false });
    arena.endpoints.claim(1);
    arena.endpoints.claim(2);
    const producer = opened(arena.openProducer(1, 2, "data"));
    const consumer = arena.openConsumer(1, 2, "data");
    const allocator = arena.allocatorOf(1);
    const extent = allocator.allocate(2000) as number;
    producer.write(arena.memory, Uint8Array.of(1)); // stands for a reference to the extent
    allocator.free(extent, 2000);
    producer.flush();
    expect(allocator.deferredCount).toBe(1);
    consumer?.next();
    const lease = arena.leasesOf(2).register(extent + 1500) as number;
    consumer?.release();
    expect(allocator.retryDeferred(1)).toBe(0);
    arena.leasesOf(2).release(lease);
    expect(allocator.retryDeferred(1)).toBe(1);
  });
});
