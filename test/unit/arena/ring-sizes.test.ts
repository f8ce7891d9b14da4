import { describe, expect, it } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import type { RingProducer } from "../../../src/arena/ring.ts";
import { arenaBytesMinFor, payloadRingBytesFor, ringBytesOf } from "../../../src/arena/ring-sizes.ts";
import * as limits from "../../../src/base/limits.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const DEFAULT = limits.ARENA_BYTES_DEFAULT;
const BROKERS = [1, 2, 3, 5, 9, 10, 20, 31];

describe("rings where payload flows", () => {
  it.each([
    { brokers: 3, arenaBytes: DEFAULT, bytes: MIB },
    { brokers: 9, arenaBytes: DEFAULT, bytes: MIB },
    { brokers: 10, arenaBytes: DEFAULT, bytes: 512 * KIB },
    { brokers: 31, arenaBytes: DEFAULT, bytes: 64 * KIB },
    { brokers: 31, arenaBytes: 4096 * MIB, bytes: 512 * KIB },
    { brokers: 1, arenaBytes: 32 * MIB, bytes: 512 * KIB },
    { brokers: 3, arenaBytes: 96 * MIB, bytes: 512 * KIB },
    { brokers: 3, arenaBytes: 16 * MIB, bytes: 64 * KIB },
  ])("of $brokers brokers in $arenaBytes bytes have $bytes bytes", ({ brokers, arenaBytes, bytes }) => {
    expect(payloadRingBytesFor({ arenaBytes, brokers })).toBe(bytes);
  });

  it("take a quarter of the arena with all others and some clients, wherever they are not the smallest", () => {
    for (const brokers of BROKERS)
      for (let arenaBytes = 16 * MIB; arenaBytes <= 4096 * MIB; arenaBytes *= 2) {
        const payloadRingBytes = payloadRingBytesFor({ arenaBytes, brokers });
        expect(Number.isInteger(Math.log2(payloadRingBytes))).toBe(true);
        if (payloadRingBytes === limits.DATA_RING_BYTES_MIN) continue;
        const rings = ringBytesOf({ brokers, clients: limits.RINGS_CLIENTS, payloadRingBytes });
        expect(rings).toBeLessThanOrEqual(arenaBytes * limits.RINGS_ARENA_SHARE);
      }
  });

  it("leave logs half of the smallest arena that so many brokers may have, which is no larger than the default", () => {
    for (const brokers of BROKERS) {
      const { arenaBytes, ringBytes } = arenaBytesMinFor(brokers);
      expect(arenaBytes).toBeLessThanOrEqual(DEFAULT);
      const { extents, layout } = Arena.create({ bytes: arenaBytes, shared: false });
      expect(extents.unitCount * layout.unitBytes).toBeGreaterThanOrEqual(2 * ringBytes);
    }
    expect(arenaBytesMinFor(3).arenaBytes).toBeLessThanOrEqual(limits.ARENA_BYTES_MIN);
  });

  it("are those to brokers, from brokers and clients; others are small", () => {
    const arena = Arena.create({ bytes: 64 * MIB, shared: false, brokers: 2, dataRingBytes: 512 * KIB });
    for (const endpoint of [0, 1, 2, 3]) arena.endpoints.claim(endpoint);
    const capacity = (sender: number, receiver: number, lane: "control" | "data"): number =>
      (Arena.open(arena.source).openProducer(sender, receiver, lane) as RingProducer).capacity;
    const payload = [capacity(1, 2, "data"), capacity(3, 1, "data")];
    const references = [capacity(1, 3, "data"), capacity(0, 1, "data"), capacity(2, 0, "data")];
    expect(payload).toEqual([512 * KIB, 512 * KIB]);
    expect(references).toEqual([64 * KIB, 64 * KIB, 64 * KIB]);
    expect([capacity(1, 2, "control"), capacity(3, 1, "control")]).toEqual([64 * KIB, 64 * KIB]);
  });

  it("take a frame of the largest body and a reference, whatever their size", () => {
    const largest = limits.FRAME_BODY_BYTES_MAX + 64;
    expect(largest).toBeLessThanOrEqual((limits.DATA_RING_BYTES_MIN / 4) * 3);
    expect(limits.DATA_RING_BYTES_MIN).toBeLessThanOrEqual(limits.CONTROL_RING_BYTES);
  });
});
