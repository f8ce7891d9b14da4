import { describe, expect, test } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { ROW_RESCUED } from "../../../src/arena/layout.ts";
import { DEAD_LETTER_REASONS } from "../../../src/base/dead-letters.ts";
import { atEachAccess, interruptAt } from "./interrupt.ts";

function makeEndpoints() {
  return Arena.create({ bytes: 4_000_000, unitBytes: 1024, metadataBytes: 1024, shared: false }).endpoints;
}

describe("an endpoint's row", () => {
  test("counts incarnations and is claimed by one only", () => {
    const endpoints = makeEndpoints();
    expect(endpoints.incarnation(5)).toBeUndefined();
    expect(endpoints.claim(5)).toBe(1);
    expect(endpoints.claim(5)).toBeUndefined();
    expect(endpoints.incarnation(5)).toBe(1);
    expect(endpoints.markDead(5, 1)).toBe(true);
    expect(endpoints.incarnation(5)).toBeUndefined();
    expect(endpoints.claim(5)).toBe(2);
    expect(endpoints.isAlive(5, 1)).toBe(false);
    expect(endpoints.isAlive(5, 2)).toBe(true);
  });

  test("is declared dead by one caller, who moves the membership version", () => {
    const endpoints = makeEndpoints();
    endpoints.claim(5);
    const before = endpoints.membershipVersion;
    expect(endpoints.markDead(5, 2)).toBe(false);
    expect(endpoints.markDead(5, 1)).toBe(true);
    expect(endpoints.markDead(5, 1)).toBe(false);
    expect(endpoints.membershipVersion).toBe(before + 1);
  });

  test("is given to a new client only after it was retired", () => {
    const endpoints = makeEndpoints();
    expect(endpoints.claimFree(62, 63)).toEqual({ endpoint: 62, incarnation: 1 });
    expect(endpoints.claimFree(62, 63)).toEqual({ endpoint: 63, incarnation: 1 });
    expect(endpoints.claimFree(62, 63)).toBeUndefined();
    endpoints.markDead(62, 1);
    expect(endpoints.claimFree(62, 63)).toBeUndefined();
    expect(endpoints.hasEnded(62, 1)).toBe(false);
    expect(endpoints.retire(62, 2)).toBe(false);
    expect(endpoints.retire(62, 1)).toBe(true);
    expect(endpoints.hasEnded(62, 1)).toBe(true);
    expect(endpoints.claimFree(62, 63)).toEqual({ endpoint: 62, incarnation: 2 });
  });

  test("acknowledges deaths; the dead need not", () => {
    const endpoints = makeEndpoints();
    for (const endpoint of [1, 2, 3]) endpoints.claim(endpoint);
    endpoints.markDead(3, 1);
    const version = endpoints.membershipVersion;
    expect(endpoints.isAcknowledged(version)).toBe(false);
    endpoints.acknowledge(1, version);
    expect(endpoints.isAcknowledged(version)).toBe(false);
    endpoints.acknowledge(2, version);
    expect(endpoints.isAcknowledged(version)).toBe(true);
    endpoints.claim(3);
    expect(endpoints.isAcknowledged(version)).toBe(true);
  });

  test("tells which senders announced rings, for all 64 endpoints", () => {
    const endpoints = makeEndpoints();
    const announced = [0, 1, 31, 32, 33, 63];
    const before = endpoints.inboundVersion(7);
    for (const sender of announced) endpoints.announceInbound(sender, 7);
    const seen: number[] = [];
    endpoints.inboundSenders(7, (sender) => seen.push(sender));
    expect(seen).toEqual(announced);
    expect(endpoints.inboundVersion(7)).toBe(before + announced.length);
    endpoints.announceInbound(63, 7);
    expect(endpoints.inboundVersion(7)).toBe(before + announced.length + 1);
  });

  test("keeps over its incarnations what was counted: dead letters by reason, and rescued wake-ups", () => {
    const arena = Arena.create({ bytes: 4_000_000, unitBytes: 1024, metadataBytes: 1024, shared: false });
    const { endpoints, layout, memory } = arena;
    endpoints.claim(5);
    for (const reason of ["ring full", "actor stopped", "ring full"] as const) endpoints.countDeadLetter(5, reason);
    Atomics.add(memory.words, layout.rowWord(5) + ROW_RESCUED, 1);
    endpoints.markDead(5, 1);
    endpoints.claim(5);
    endpoints.countDeadLetter(5, "actor stopped");
    expect(DEAD_LETTER_REASONS.map((reason) => endpoints.deadLetters(5, reason))).toEqual([2, 0, 0, 2]);
    expect(DEAD_LETTER_REASONS.map((reason) => endpoints.deadLetters(6, reason))).toEqual([0, 0, 0, 0]);
    expect(endpoints.rescuedCount(5)).toBe(1);
    expect(endpoints.beats(5)).toBe(0);
  });

  test("counts beats", () => {
    const endpoints = makeEndpoints();
    endpoints.beat(4);
    endpoints.beat(4);
    expect(endpoints.beats(4)).toBe(2);
    expect(endpoints.beats(5)).toBe(0);
  });
});

describe("a death", () => {
  test("counts as seen only by those who looked after it, wherever the one who declares it is interrupted", () => {
    atEachAccess((access) => {
      const endpoints = makeEndpoints();
      for (const endpoint of [1, 2]) endpoints.claim(endpoint);
      endpoints.acknowledge(1, endpoints.membershipVersion);
      let version = 0;
      // A supervisor declares it; meanwhile the guardian hears of the thread's exit, and waits for endpoint 1.
      const isInterrupted = interruptAt(
        access,
        () => endpoints.markDead(2, 1),
        () => {
          version = endpoints.confirmDeath(2, 1);
        },
      );
      expect(endpoints.incarnation(2)).toBeUndefined();
      if (isInterrupted) expect(endpoints.isAcknowledged(version)).toBe(false);
      endpoints.acknowledge(1, endpoints.membershipVersion);
      expect(endpoints.isAcknowledged(version)).toBe(true);
      return isInterrupted;
    });
  });

  test("is not acknowledged by an endpoint that was claimed before it, wherever the claim is interrupted", () => {
    atEachAccess((access) => {
      const endpoints = makeEndpoints();
      endpoints.claim(2);
      let version = 0;
      let wasAlive = false;
      const isInterrupted = interruptAt(
        access,
        () => endpoints.claim(1),
        () => {
          wasAlive = endpoints.incarnation(1) !== undefined; // so endpoint 2 may have sent to it
          version = endpoints.confirmDeath(2, 1);
        },
      );
      if (wasAlive) expect(endpoints.isAcknowledged(version)).toBe(false);
      return isInterrupted;
    });
  });
});
