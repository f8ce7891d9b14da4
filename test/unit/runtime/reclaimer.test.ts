import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import type { RingProducer } from "../../../src/arena/ring.ts";
import { Reclaimer } from "../../../src/runtime/reclaimer.ts";
import { interruptAt } from "../arena/interrupt.ts";

const SMALL = { unitBytes: 1024, dataRingBytes: 4096, controlRingBytes: 2048, metadataBytes: 4096 };

/** Every thread opens its own Arena over the same memory. */
function threads(...endpoints: number[]): { guardian: Arena; arenas: Map<number, Arena> } {
  const guardian = Arena.create({ bytes: 16 * 1024 * 1024, shared: false, ...SMALL });
  const arenas = new Map(endpoints.map((endpoint) => [endpoint, Arena.open(guardian.source)]));
  for (const [endpoint, arena] of arenas) arena.endpoints.claim(endpoint);
  return { guardian, arenas };
}

function arenaOf(arenas: Map<number, Arena>, endpoint: number): Arena {
  return arenas.get(endpoint) as Arena;
}

describe("the remains of a dead endpoint", () => {
  let reclaimer: Reclaimer;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    reclaimer.stop();
    vi.useRealTimers();
  });

  function die(guardian: Arena, endpoint: number, isClient: boolean): void {
    guardian.endpoints.markDead(endpoint, 1);
    reclaimer = new Reclaimer(guardian);
    reclaimer.add(endpoint, 1, isClient);
  }

  it("are freed when every living endpoint has seen the death, not earlier", () => {
    const { guardian, arenas } = threads(1, 2);
    arenaOf(arenas, 2).allocatorOf(2).allocate(3000);
    die(guardian, 2, false);
    vi.advanceTimersByTime(1_000);
    expect(guardian.extents.usedUnits).toBe(3);
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    vi.advanceTimersByTime(20);
    expect(guardian.extents.usedUnits).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("wait for those who have not seen the death, though who declared it has not told yet", () => {
    const { guardian, arenas } = threads(1, 2);
    arenaOf(arenas, 2).allocatorOf(2).allocate(3000);
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    reclaimer = new Reclaimer(guardian);
    const declareDead = (): unknown => guardian.endpoints.markDead(2, 1);
    const isInterrupted = interruptAt(1, declareDead, () => {
      reclaimer.add(2, 1, false);
      vi.advanceTimersByTime(20);
    });
    expect(isInterrupted).toBe(true);
    vi.advanceTimersByTime(20);
    expect(guardian.extents.usedUnits).toBe(3);
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    vi.advanceTimersByTime(20);
    expect(guardian.extents.usedUnits).toBe(0);
  });

  it("do not include the rings that the next incarnation has made meanwhile", () => {
    const { guardian, arenas } = threads(1, 2);
    const dead = arenaOf(arenas, 2);
    dead.allocatorOf(2).allocate(3000);
    die(guardian, 2, false);
    const next = Arena.open(guardian.source);
    next.endpoints.claim(2); // a client's thread is busy, so the death is not acknowledged before the restart
    next.openProducer(2, 1, "control");
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    vi.advanceTimersByTime(20);
    expect(guardian.extents.unitsOf(2, 1)).toBe(0);
    expect(guardian.extents.unitsOf(2, 2)).toBe(2);
    expect(arenaOf(arenas, 1).openConsumer(2, 1, "control")).toBeDefined();
  });

  it("do not include what a later incarnation has left, whose death not everybody has seen", () => {
    const { guardian, arenas } = threads(1, 2, 3);
    const acknowledge = (...endpoints: number[]): void => {
      for (const endpoint of endpoints) guardian.endpoints.acknowledge(endpoint, guardian.endpoints.membershipVersion);
    };
    arenaOf(arenas, 2).allocatorOf(2).allocate(3000);
    die(guardian, 2, false);
    acknowledge(1); // 3 is blocked meanwhile
    const next = Arena.open(guardian.source);
    next.endpoints.claim(2);
    const producer = next.openProducer(2, 1, "control") as RingProducer;
    producer.write(next.memory, Uint8Array.of(1));
    producer.flush();
    acknowledge(3); // it sees the first death only
    guardian.endpoints.markDead(2, 2);
    vi.advanceTimersByTime(20);
    expect(guardian.extents.unitsOf(2, 1)).toBe(0);
    expect(guardian.extents.unitsOf(2, 2)).toBe(2);
    expect(arenaOf(arenas, 1).openConsumer(2, 1, "control")?.next()).toBeGreaterThan(0);
    const last = Arena.open(guardian.source);
    last.endpoints.claim(2);
    expect(last.openProducer(2, 1, "control")).toBe("full");
  });

  it("that somebody still reads are freed when the last lease ends", () => {
    const { guardian, arenas } = threads(1, 2);
    const address = arenaOf(arenas, 2).allocatorOf(2).allocate(3000) as number;
    const leases = arenaOf(arenas, 1).leasesOf(1);
    const lease = leases.register(address) as number;
    die(guardian, 2, false);
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    vi.advanceTimersByTime(1_000);
    expect(guardian.extents.usedUnits).toBe(3);
    leases.release(lease);
    vi.advanceTimersByTime(1_000);
    expect(guardian.extents.usedUnits).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("of a client include its row, which another client may take then", () => {
    const { guardian } = threads(1, 2);
    die(guardian, 2, true);
    expect(guardian.endpoints.claimFree(2, 2)).toBeUndefined();
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    vi.advanceTimersByTime(20);
    expect(guardian.endpoints.claimFree(2, 2)).toEqual({ endpoint: 2, incarnation: 2 });
  });

  it("of a client are waited for by who needs its row, until it is free or the time is over", async () => {
    const { guardian } = threads(1, 2);
    reclaimer = new Reclaimer(guardian);
    expect(await reclaimer.untilRetired(100)).toBe(false); // nobody is leaving
    guardian.endpoints.markDead(2, 1);
    reclaimer.add(2, 1, true);
    const [short, long] = [reclaimer.untilRetired(100), reclaimer.untilRetired(1_000)];
    vi.advanceTimersByTime(200);
    expect(await short).toBe(false);
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    vi.advanceTimersByTime(20);
    expect(await long).toBe(true);
    expect(guardian.endpoints.claimFree(2, 2)).toBeDefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stay when the cluster stops: its arena goes as a whole", () => {
    const { guardian, arenas } = threads(1, 2);
    arenaOf(arenas, 2).allocatorOf(2).allocate(1);
    die(guardian, 2, true);
    reclaimer.stop();
    guardian.endpoints.acknowledge(1, guardian.endpoints.membershipVersion);
    vi.advanceTimersByTime(1_000);
    expect(guardian.extents.usedUnits).toBe(1);
  });
});
