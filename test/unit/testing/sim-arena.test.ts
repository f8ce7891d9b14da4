import { describe, expect, test } from "vitest";
import { SimArena } from "../../../src/testing/machine/sim-arena.ts";

const UNIT = 4_096;

/** Four units besides the scratch part. */
function smallArena(honourLeases = true): SimArena {
  return new SimArena({ bytes: 8 * UNIT, unitBytes: UNIT, scratchBytes: 4 * UNIT, honourLeases });
}

describe("the simulated arena", () => {
  test("gives whole contiguous units and says when it is full", () => {
    const allocator = smallArena().allocatorOf(1);
    expect(allocator.allocate(UNIT + 1)).toBe(4 * UNIT);
    expect(allocator.allocate(1)).toBe(6 * UNIT);
    expect(allocator.allocate(2 * UNIT)).toBeUndefined();
    expect(allocator.allocate(UNIT)).toBe(7 * UNIT);
    expect(allocator.allocate(1)).toBeUndefined();
  });

  test("reuses freed bytes, but not under a lease on any part of the extent", () => {
    const arena = smallArena();
    const allocator = arena.allocatorOf(1);
    const address = allocator.allocate(4 * UNIT) ?? -1;
    const lease = arena.leasesOf(9).register(address + 3 * UNIT + 5) ?? -1;
    allocator.free(address, 4 * UNIT);
    expect(allocator.allocate(1)).toBeUndefined();
    arena.leasesOf(9).release(lease);
    expect(allocator.allocate(4 * UNIT)).toBe(address);
  });

  test("does not reuse bytes while a frame from before is under way", () => {
    const arena = smallArena();
    let sequence = 10;
    let oldest = 10;
    arena.nextSequence = () => sequence;
    arena.oldestUnderWay = () => oldest;
    const allocator = arena.allocatorOf(1);
    const address = allocator.allocate(4 * UNIT) ?? -1;
    sequence = 12;
    allocator.free(address, 4 * UNIT);
    expect(allocator.allocate(1)).toBeUndefined();
    oldest = 12;
    expect(allocator.allocate(1)).toBe(address);
  });

  test("frees a dead owner's extents and leases, and nobody else's", () => {
    const arena = smallArena();
    const first = arena.allocatorOf(1).allocate(2 * UNIT) ?? -1;
    const second = arena.allocatorOf(2).allocate(UNIT) ?? -1;
    arena.leasesOf(5).register(first);
    arena.leasesOf(6).register(second);
    arena.ownerDied(1, 5);
    expect([...arena.liveLeases()].map(({ endpoint }) => endpoint)).toEqual([6]);
    expect(arena.allocatorOf(3).allocate(2 * UNIT)).toBe(first);
    expect(arena.unitsInUse).toBe(3);
  });

  test("lays an attachment of any size where nothing else lies, and takes it away again", () => {
    const arena = smallArena();
    const allocator = arena.allocatorOf(1);
    const owned = allocator.allocate(UNIT) ?? -1;
    for (const length of [100, 3 * UNIT, 4 * UNIT]) arena.withAttachment(new Uint8Array(length).fill(7), () => {});
    const kept: { address: number; length: number }[] = [];
    arena.memory.fill(owned, 1, UNIT);
    // Larger than the scratch part of four units would need more than the three that are free.
    expect(() => arena.withAttachment(new Uint8Array(5 * UNIT), () => {})).toThrow(/room for an attachment/);
    const small = new SimArena({ bytes: 8 * UNIT, unitBytes: UNIT, scratchBytes: UNIT });
    small.withAttachment(new Uint8Array(2 * UNIT).fill(7), (place) => {
      kept.push(place);
      expect(small.memory.bytes.subarray(place.address, place.address + place.length).every((b) => b === 7)).toBe(true);
      expect(small.allocatorOf(1).allocate(6 * UNIT)).toBeUndefined();
    });
    const [place] = kept;
    expect(small.memory.bytes[place?.address ?? 0]).toBe(0xee);
    expect(small.allocatorOf(1).allocate(7 * UNIT)).toBe(UNIT);
    expect(arena.memory.bytes.subarray(owned, owned + UNIT).every((byte) => byte === 1)).toBe(true);
  });

  test("as a mutant reuses bytes in spite of a lease, which the lease's generation shows", () => {
    const arena = smallArena(false);
    const allocator = arena.allocatorOf(1);
    const address = allocator.allocate(4 * UNIT) ?? -1;
    arena.leasesOf(9).register(address);
    allocator.free(address, 4 * UNIT);
    expect(allocator.allocate(4 * UNIT)).toBe(address);
    const [lease] = arena.liveLeases();
    expect(arena.generationOf(lease?.unit ?? -1)).toBe((lease?.generation ?? 0) + 1);
  });
});
