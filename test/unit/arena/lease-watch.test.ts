import { describe, expect, test } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { LeaseWatch } from "../../../src/arena/lease-watch.ts";

const UNIT = 1024;

/** Endpoint 1 owns one extent, on which endpoint 2 has a lease; everything else is taken. */
function fullArena() {
  const arena = Arena.create({ bytes: 3_600_000, unitBytes: UNIT, metadataBytes: 1024, shared: false });
  arena.endpoints.claim(1);
  arena.endpoints.claim(2);
  const allocator = arena.allocatorOf(1);
  const extent = allocator.allocate(4 * UNIT) as number;
  const leases = arena.leasesOf(2);
  const lease = leases.register(extent + UNIT) as number;
  while (allocator.allocate(UNIT) !== undefined);
  allocator.free(extent, 4 * UNIT);
  return { arena, allocator, extent, leases, lease, watch: new LeaseWatch(arena, 1_000) };
}

describe("a lease", () => {
  test("that is revoked lets the bytes go, and its row stays until the reader gives it back", () => {
    const { arena, allocator, extent, leases, lease } = fullArena();
    expect(allocator.allocate(UNIT)).toBeUndefined();
    expect(leases.guard(lease).isOver).toBe(false);
    arena.leases.forEach((row, word) => expect(arena.leases.revoke(row, word)).toBe(true));
    expect(leases.guard(lease).isOver).toBe(true);
    expect(allocator.allocate(4 * UNIT)).toBe(extent);
    expect(leases.register(extent)).not.toBe(lease);
    leases.release(lease);
    expect(leases.register(extent)).toBe(lease);
    expect(leases.guard(lease).isOver).toBe(false);
  });

  test("is not revoked by somebody who saw an earlier one in its row, even of the same unit", () => {
    const { arena, extent, leases, lease } = fullArena();
    const seen: [number, number][] = [];
    arena.leases.forEach((row, word) => seen.push([row, word]));
    leases.release(lease);
    expect(leases.register(extent + UNIT)).toBe(lease);
    for (const [row, word] of seen) expect(arena.leases.revoke(row, word)).toBe(false);
    expect(leases.guard(lease).isOver).toBe(false);
  });
});

describe("a lease watch", () => {
  test("revokes what is older than the limit while allocations fail", () => {
    const { allocator, leases, lease, watch } = fullArena();
    expect(allocator.allocate(UNIT)).toBeUndefined();
    expect(watch.look(0)).toBe(0); // full, and seen for the first time
    expect(allocator.allocate(UNIT)).toBeUndefined();
    expect(watch.look(999)).toBe(0); // full, and too young
    expect(watch.look(1_500)).toBe(0); // old, and nobody wanted room
    expect(allocator.allocate(UNIT)).toBeUndefined();
    expect(watch.look(2_000)).toBe(1);
    expect(leases.guard(lease).isOver).toBe(true);
    expect(allocator.allocate(UNIT)).not.toBeUndefined();
    expect(watch.look(9_000)).toBe(0);
  });

  test("does not take the lease of an endpoint for one that its dead predecessor had on the same unit", () => {
    const { arena, allocator, extent, leases, watch } = fullArena();
    watch.look(0);
    arena.endpoints.markDead(2, 1);
    arena.reclaim(2, 1);
    arena.endpoints.retire(2, 1);
    arena.endpoints.claim(2);
    const next = arena.leasesOf(2);
    expect(next).not.toBe(leases);
    const lease = next.register(extent + UNIT) as number; // in the same row
    allocator.allocate(8 * UNIT);
    expect(watch.look(1_500)).toBe(0);
    expect(next.guard(lease).isOver).toBe(false);
  });

  test("counts the age of each lease for itself", () => {
    const { allocator, extent, leases, lease, watch } = fullArena();
    watch.look(0);
    leases.release(lease);
    const younger = leases.register(extent) as number;
    expect(younger).toBe(lease);
    allocator.allocate(8 * UNIT);
    expect(watch.look(1_500)).toBe(0);
    allocator.allocate(8 * UNIT);
    expect(watch.look(2_400)).toBe(0);
    allocator.allocate(8 * UNIT);
    expect(watch.look(2_500)).toBe(1);
  });
});
