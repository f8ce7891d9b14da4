import { describe, expect, test } from "vitest";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import { Log } from "../../../src/log/log.ts";
import { retainedStart } from "../../../src/log/retention.ts";
import { crc, TestArena } from "../replica/support.ts";

/** Ten chunks of one unit; chunk n holds two records from offset 2n on, with the timestamp 100n. */
function tenChunks(): Log {
  const arena = new TestArena();
  const log = new Log({
    memory: arena.memory,
    storage: new ArenaStorage(arena.memory, arena, () => 1),
    crc,
    flush: "none",
  });
  for (let index = 0; index < 10; index++)
    log.appendAsLeader(arena.batch(2, { timestamp: 100 * index, valueBytes: 1_800 }), 1);
  return log;
}

const CHUNK_BYTES = tenChunks().bytes / 10;

describe("what a log keeps", () => {
  test.each([
    { case: "nothing is set", bytes: -1, ms: -1, now: 1e9, start: 0 },
    { case: "the rest would be less than the size", bytes: 9 * CHUNK_BYTES + 1, ms: -1, now: 0, start: 0 },
    { case: "the rest is exactly the size", bytes: 9 * CHUNK_BYTES, ms: -1, now: 0, start: 2 },
    { case: "the size is 0: the last chunk stays", bytes: 0, ms: -1, now: 0, start: 18 },
    { case: "no record is older", bytes: -1, ms: 1_000, now: 1_001, start: 0 },
    { case: "the newest record of a chunk is older", bytes: -1, ms: 1_000, now: 1_302, start: 8 },
    { case: "everything is older: the log is empty", bytes: -1, ms: 0, now: 1e9, start: 20 },
    { case: "the larger of both counts", bytes: 5 * CHUNK_BYTES, ms: 1_000, now: 1_102, start: 10 },
  ])("when $case starts at $start", ({ bytes, ms, now, start }) => {
    expect(retainedStart(tenChunks(), { retentionBytes: bytes, retentionMs: ms }, 20, now)).toBe(start);
  });

  test("is everything above the high watermark", () => {
    expect(retainedStart(tenChunks(), { retentionBytes: 0, retentionMs: 0 }, 7, 1e9)).toBe(6);
  });
});
