import { describe, expect, test } from "vitest";
import { ArenaLayout, LINE_BYTES, RING_HEADER_BYTES, WORD_BYTES } from "../../../src/arena/layout.ts";
import { ENDPOINTS_MAX, UNIT_BYTES } from "../../../src/base/limits.ts";

const SIZES = {
  unitBytes: UNIT_BYTES,
  metadataBytes: 4 * 1024 * 1024,
  dataRingBytes: 1024 * 1024,
  controlRingBytes: 64 * 1024,
};

describe("the layout of an arena", () => {
  test("fills the arena with units up to 4 GiB, and the last word has a positive index", () => {
    for (const bytes of [16, 512, 2048, 4096].map((mebibytes) => mebibytes * 1024 * 1024)) {
      const layout = ArenaLayout.ofSizes({ ...SIZES, bytes });
      expect(layout.endAddress).toBeLessThanOrEqual(bytes);
      expect(layout.endAddress + layout.unitBytes + 2 * LINE_BYTES).toBeGreaterThan(bytes);
      const last = layout.unitAddress(layout.unitCount - 1);
      expect(last / WORD_BYTES).toBeGreaterThan(0);
      expect(layout.unitOf(last + layout.unitBytes - 1)).toBe(layout.unitCount - 1);
    }
  });

  test("keeps its parts apart", () => {
    const layout = ArenaLayout.ofSizes({ ...SIZES, bytes: 64 * 1024 * 1024 });
    const last = ENDPOINTS_MAX - 1;
    const edges = [
      layout.rowWord(0) * WORD_BYTES,
      layout.rowWord(last) * WORD_BYTES + 3 * LINE_BYTES,
      layout.entryWord(0, 0, "control") * WORD_BYTES,
      layout.entryWord(last, last, "data") * WORD_BYTES + 16,
      layout.ringHeaderAddress(0, 0, "control"),
      layout.ringHeaderAddress(last, last, "data") + RING_HEADER_BYTES,
      layout.leaseTableWord(0) * WORD_BYTES,
      layout.leaseTableWord(last) * WORD_BYTES,
      layout.ownersAddress,
      layout.ownersAddress + layout.unitCount * WORD_BYTES,
      layout.metadataAddress,
      layout.metadataAddress + layout.metadataBytes,
      layout.unitsAddress,
    ];
    expect(edges).toEqual([...edges].sort((left, right) => left - right));
    expect(layout.ringHeaderAddress(3, 4, "data") % LINE_BYTES).toBe(0);
    expect(layout.unitsAddress % 4096).toBe(0);
  });

  test("refuses sizes that cannot be", () => {
    const bytes = 16 * 1024 * 1024;
    expect(() => ArenaLayout.ofSizes({ ...SIZES, bytes: 1024 })).toThrow("no room");
    expect(() => ArenaLayout.ofSizes({ ...SIZES, bytes, unitBytes: 1000 })).toThrow("power of two");
    expect(() => ArenaLayout.ofSizes({ ...SIZES, bytes, dataRingBytes: 1000 })).toThrow("power of two");
    expect(() => ArenaLayout.ofRoot(new Int32Array(16))).toThrow("holds an arena");
  });
});
