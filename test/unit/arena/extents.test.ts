import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { LEASES_PER_ENDPOINT_MAX } from "../../../src/base/limits.ts";
import { atEachAccess, interruptAt } from "./interrupt.ts";

const UNIT = 1024;
const SMALL = { bytes: 3_600_000, unitBytes: UNIT, metadataBytes: 1024, shared: false };

function makeArena(...endpoints: number[]): Arena {
  const arena = Arena.create(SMALL);
  for (const endpoint of endpoints) arena.endpoints.claim(endpoint);
  return arena;
}

describe("an allocator", () => {
  test("gives whole contiguous units and takes them back", () => {
    const arena = makeArena(1);
    const allocator = arena.allocatorOf(1);
    const first = allocator.allocate(1) as number;
    const second = allocator.allocate(3 * UNIT + 1) as number;
    expect(second - first).toBe(UNIT);
    expect(arena.extents.usedUnits).toBe(5);
    expect(arena.extents.unitsOf(1, 1)).toBe(5);
    allocator.free(first, 1);
    allocator.free(second, 3 * UNIT + 1);
    expect(arena.extents.usedUnits).toBe(0);
    expect(allocator.allocate(UNIT)).toBe(first);
  });

  test("answers undefined when no run is long enough, and finds one again after a free", () => {
    const arena = makeArena(1);
    const allocator = arena.allocatorOf(1);
    const units = Array.from({ length: arena.extents.unitCount }, () => allocator.allocate(UNIT) as number);
    expect(allocator.allocate(UNIT)).toBeUndefined();
    allocator.free(units[3] as number, UNIT);
    allocator.free(units[5] as number, UNIT);
    expect(allocator.allocate(2 * UNIT)).toBeUndefined();
    allocator.free(units[4] as number, UNIT);
    expect(allocator.allocate(3 * UNIT)).toBe(units[3]);
  });

  test("does not take back what it does not own", () => {
    const arena = makeArena(1, 2);
    const address = arena.allocatorOf(1).allocate(2 * UNIT) as number;
    expect(() => arena.allocatorOf(2).free(address, 2 * UNIT)).toThrow("by its owner");
    expect(() => arena.allocatorOf(1).free(address + UNIT, UNIT)).toThrow("by its owner");
    expect(() => arena.allocatorOf(1).free(address + 1, UNIT)).toThrow("first address");
  });

  test("keeps a freed allocation until the last lease on any part of it ends", () => {
    const arena = makeArena(1, 2);
    const allocator = arena.allocatorOf(1);
    const address = allocator.allocate(4 * UNIT) as number;
    const leases = arena.leasesOf(2);
    const lease = leases.register(address + 3 * UNIT + 5) as number;
    allocator.free(address, 4 * UNIT);
    expect(allocator.deferredCount).toBe(1);
    expect(allocator.allocate(UNIT)).toBe(address + 4 * UNIT);
    leases.release(lease);
    expect(allocator.allocate(4 * UNIT)).toBe(address);
    expect(allocator.deferredCount).toBe(0);
  });
});

describe("the extents of a dead endpoint", () => {
  test("are freed as a whole, those of others and of its next incarnation stay", () => {
    const arena = makeArena(1, 2);
    arena.allocatorOf(1).allocate(5 * UNIT);
    arena.allocatorOf(2).allocate(2 * UNIT);
    arena.endpoints.markDead(1, 1);
    arena.endpoints.claim(1);
    arena.allocatorOf(1).allocate(UNIT);
    expect(arena.extents.freeAllOf(1, 1)).toBe(5);
    expect(arena.extents.usedUnits).toBe(3);
    expect(arena.extents.unitsOf(1, 2)).toBe(1);
  });

  test("become orphans as whole allocations while they are leased", () => {
    const arena = makeArena(1, 2);
    const allocator = arena.allocatorOf(1);
    const leased = allocator.allocate(3 * UNIT) as number;
    allocator.allocate(2 * UNIT);
    const lease = arena.leasesOf(2).register(leased + UNIT) as number;
    arena.endpoints.markDead(1, 1);
    expect(arena.extents.freeAllOf(1, 1)).toBe(2);
    expect(arena.extents.usedUnits).toBe(3);
    expect(arena.extents.sweep()).toBe(0);
    arena.leasesOf(2).release(lease);
    expect(arena.extents.sweep()).toBe(3);
    expect(arena.extents.usedUnits).toBe(0);
  });

  test("leave nothing behind when the thread died half-way through a claim", () => {
    const arena = makeArena(1, 2);
    const allocator = arena.allocatorOf(1);
    const real = Atomics.compareExchange;
    let claims = 0;
    Atomics.compareExchange = ((words: Int32Array, word: number, from: number, to: number) => {
      if (++claims > 2) throw new Error("terminated");
      return real(words, word, from, to);
    }) as typeof real;
    try {
      expect(() => allocator.allocate(4 * UNIT)).toThrow("terminated");
    } finally {
      Atomics.compareExchange = real;
    }
    expect(arena.extents.usedUnits).toBe(2);
    arena.endpoints.markDead(1, 1);
    expect(arena.reclaim(1, 1)).toBe(2);
    expect(arena.extents.usedUnits).toBe(0);
  });
});

describe("two sweepers", () => {
  const ORPHANS = 3;
  const memory = Arena.create(SMALL);
  const sizes = { ...SMALL, bytes: memory.layout.unitAddress(ORPHANS + 2) };

  /** Endpoint 1 died beside a lease that has ended since; endpoint 3 lives and wants room. */
  function orphanedArena(): Arena {
    const arena = Arena.recycle(memory.source, sizes);
    for (const endpoint of [1, 2, 3]) arena.endpoints.claim(endpoint);
    const address = arena.allocatorOf(1).allocate(ORPHANS * UNIT) as number;
    const lease = arena.leasesOf(2).register(address + UNIT) as number;
    arena.endpoints.markDead(1, 1);
    arena.reclaim(1, 1);
    arena.leasesOf(2).release(lease);
    expect(arena.extents.usedUnits).toBe(ORPHANS);
    return arena;
  }

  test("free each orphan once and nothing that lives, wherever the first is interrupted by the other and an owner", () => {
    const places = atEachAccess((access) => {
      const arena = orphanedArena();
      const freed: number[] = [];
      const sweep = (): unknown => freed.push(arena.extents.sweep());
      const isInterrupted = interruptAt(access, sweep, () => {
        sweep();
        for (let unit = 0; unit < ORPHANS; unit++) arena.allocatorOf(3).allocate(UNIT);
      });
      expect(freed.reduce((sum, count) => sum + count)).toBe(ORPHANS);
      expect(arena.extents.unitsOf(3, 1)).toBe(isInterrupted ? ORPHANS : 0);
      return isInterrupted;
    });
    expect(places).toBeGreaterThan(2 * ORPHANS); // each word is read, and swapped
  });

  test("free each orphan once and nothing that lives, also when the second is interrupted by the owner", () => {
    atEachAccess((access) => {
      let isInterrupted = false;
      atEachAccess((inner) => {
        const arena = orphanedArena();
        const freed: number[] = [];
        const sweep = (): unknown => freed.push(arena.extents.sweep());
        let isInnerInterrupted = false;
        isInterrupted = interruptAt(access, sweep, () => {
          isInnerInterrupted = interruptAt(inner, sweep, () => arena.allocatorOf(3).allocate(2 * UNIT));
        });
        expect(freed.reduce((sum, count) => sum + count)).toBe(ORPHANS);
        expect(arena.extents.unitsOf(3, 1)).toBe(isInnerInterrupted ? 2 : 0);
        return isInnerInterrupted;
      });
      return isInterrupted;
    });
  });
});

describe("leases", () => {
  test("are bounded, and a released row is used again", () => {
    const arena = makeArena(1);
    const leases = arena.leasesOf(1);
    const address = arena.layout.unitsAddress;
    for (let lease = 0; lease < LEASES_PER_ENDPOINT_MAX; lease++) expect(leases.register(address)).toBe(lease);
    expect(leases.register(address)).toBeUndefined();
    leases.release(17);
    expect(leases.register(address)).toBe(17);
    expect(() => leases.release(LEASES_PER_ENDPOINT_MAX)).toThrow("held");
  });

  test("end with their endpoint", () => {
    const arena = makeArena(1, 2);
    const allocator = arena.allocatorOf(1);
    const address = allocator.allocate(UNIT) as number;
    arena.leasesOf(2).register(address);
    allocator.free(address, UNIT);
    expect(arena.leases.isLeased(address, UNIT)).toBe(true);
    arena.endpoints.markDead(2, 1);
    arena.reclaim(2, 1);
    expect(allocator.retryDeferred(1)).toBe(1);
  });
});

test("the leases of a later incarnation outlive the reclaim of an earlier one", () => {
  const arena = makeArena(1, 2);
  const allocator = arena.allocatorOf(1);
  const address = allocator.allocate(UNIT) as number;
  for (const incarnation of [1, 2]) {
    arena.endpoints.markDead(2, incarnation);
    arena.endpoints.claim(2);
  }
  arena.leases.of(2).register(address);
  allocator.free(address, UNIT);
  arena.reclaim(2, 1);
  expect(allocator.retryDeferred(1)).toBe(0);
  arena.endpoints.markDead(2, 3);
  arena.reclaim(2, 2); // the third waits for those who have not seen its death
  expect(allocator.retryDeferred(1)).toBe(0);
  arena.reclaim(2, 3);
  expect(allocator.retryDeferred(1)).toBe(1);
});

test("no allocation overlaps another or a lease, in any order of calls", () => {
  const step = fc.record({
    kind: fc.constantFrom("allocate", "free", "lease", "release", "die", "sweep"),
    endpoint: fc.constantFrom(1, 2, 3),
    number: fc.nat(1000),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const arena = makeArena(1, 2, 3);
      const held = new Map<number, { endpoint: number; bytes: number }>();
      const leased: { endpoint: number; lease: number; from: number; to: number }[] = [];
      for (const { kind, endpoint, number } of steps) {
        const mine = [...held].filter(([, owned]) => owned.endpoint === endpoint);
        const [address, owned] = mine[number % mine.length] ?? [0, { bytes: 0 }];
        if (kind === "allocate") {
          const bytes = (number % 17) * 512 + 1;
          const given = arena.allocatorOf(endpoint).allocate(bytes);
          if (given === undefined) continue;
          const end = given + Math.ceil(bytes / UNIT) * UNIT;
          for (const [start, other] of held) {
            expect(end <= start || given >= start + Math.ceil(other.bytes / UNIT) * UNIT).toBe(true);
          }
          for (const { from, to } of leased) expect(end <= from || given >= to).toBe(true);
          held.set(given, { endpoint, bytes });
        } else if (kind === "free" && owned.bytes > 0) {
          arena.allocatorOf(endpoint).free(address, owned.bytes);
          held.delete(address);
        } else if (kind === "lease" && owned.bytes > 0) {
          const reader = (endpoint % 3) + 1;
          const lease = arena.leasesOf(reader).register(address + (number % owned.bytes)) as number;
          leased.push({ endpoint: reader, lease, from: address, to: address + owned.bytes });
        } else if (kind === "release" && leased.length > 0) {
          const [ended] = leased.splice(number % leased.length, 1);
          if (ended !== undefined) arena.leasesOf(ended.endpoint).release(ended.lease);
        } else if (kind === "die" && number % 5 === 0) {
          const incarnation = arena.endpoints.incarnation(endpoint) as number;
          arena.endpoints.markDead(endpoint, incarnation);
          arena.reclaim(endpoint, incarnation);
          arena.endpoints.claim(endpoint);
          for (const [start] of mine) held.delete(start);
          for (let index = leased.length - 1; index >= 0; index--) {
            if (leased[index]?.endpoint === endpoint) leased.splice(index, 1);
          }
        } else if (kind === "sweep") arena.extents.sweep();
      }
      for (const { endpoint, lease } of leased) arena.leasesOf(endpoint).release(lease);
      for (const [address, { endpoint, bytes }] of held) arena.allocatorOf(endpoint).free(address, bytes);
      for (const endpoint of [1, 2, 3]) arena.allocatorOf(endpoint).retryDeferred(1000);
      arena.extents.sweep();
      expect(arena.extents.usedUnits).toBe(0);
    }),
    { numRuns: 60 },
  );
});
