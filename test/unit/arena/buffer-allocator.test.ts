import { describe, expect, test } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { BUFFERS_ARENA_SHARE, BUFFERS_OWN_SHARE } from "../../../src/base/limits.ts";

const UNIT = 1024;

function bench() {
  const arena = Arena.create({ bytes: 8_000_000, unitBytes: UNIT, metadataBytes: 4096, shared: false });
  for (const endpoint of [4, 5]) arena.endpoints.claim(endpoint);
  const share = Math.floor(arena.extents.unitCount * BUFFERS_ARENA_SHARE);
  return { arena, share, one: arena.bufferAllocatorOf(4), other: arena.bufferAllocatorOf(5) };
}

/** Allocates single units until there is no more; how many. */
function fill(allocator: { allocate(bytes: number): number | undefined }): number {
  let count = 0;
  while (allocator.allocate(UNIT) !== undefined) count++;
  return count;
}

describe("buffers of clients", () => {
  test("take no more than their share of the arena together, and leave the rest", () => {
    const { arena, share, one } = bench();
    expect(fill(one)).toBe(share);
    expect(arena.extents.usedUnits).toBe(share);
    expect(arena.extents.refusals).toBe(0); // the arena is not full: no lease is revoked for it
    expect(arena.allocatorOf(4).allocate(UNIT)).toBeDefined(); // a ring
  });

  test("are there for every client, one of any size or some small ones, whatever the others have", () => {
    const { arena, one, other } = bench();
    fill(one);
    const large = 100 * UNIT;
    const address = other.allocate(large) as number;
    expect(address).toBeDefined();
    expect(other.allocate(UNIT)).toBeUndefined();
    other.free(address, large);
    expect(fill(other)).toBe(Math.floor(arena.extents.unitCount * BUFFERS_OWN_SHARE));
  });

  test("that are given back, or whose client died, are there for the others", () => {
    const { arena, share, one, other } = bench();
    const address = one.allocate(50 * UNIT) as number;
    expect(fill(other)).toBe(share - 50);
    one.free(address, 50 * UNIT);
    expect(fill(other)).toBe(50);
    arena.endpoints.markDead(5, 1);
    expect(fill(one)).toBe(share);
    arena.reclaim(5, 1);
    arena.endpoints.claim(5);
    expect(arena.endpoints.bufferUnitsOfAll()).toBe(share); // its next incarnation has none yet
  });
});
