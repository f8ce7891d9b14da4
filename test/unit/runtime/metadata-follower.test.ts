import { describe, expect, it } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { ArenaMetadataLog } from "../../../src/runtime/arena-metadata-log.ts";
import { MetadataFollower } from "../../../src/runtime/metadata-follower.ts";

const SMALL = { unitBytes: 1024, dataRingBytes: 4096, controlRingBytes: 2048, metadataBytes: 1024 };

function cluster() {
  const arena = Arena.create({ bytes: 16 * 1024 * 1024, shared: false, ...SMALL });
  return { arena, log: new ArenaMetadataLog(arena, arena.doorbellOf(0)) };
}

function topic(topicId: number): MetadataRecord {
  return { type: "topicCreated", topicId, name: `topic-${topicId}`, configs: new Map() };
}

describe("a follower of the metadata log", () => {
  it("replays every record once, and tells of each before its image changes", () => {
    const { arena, log } = cluster();
    const follower = new MetadataFollower(arena.metadata);
    expect(follower.isBehind).toBe(false);
    expect(follower.catchUp()).toBe(false);
    log.append([topic(1), topic(2)]);
    expect(follower.isBehind).toBe(true);
    const told: [string, number][] = [];
    expect(follower.catchUp((entry, image) => told.push([entry.type, image.topics.size]))).toBe(true);
    expect(told).toEqual([
      ["topicCreated", 0],
      ["topicCreated", 1],
    ]);
    expect(follower.isBehind).toBe(false);
    expect(follower.catchUp()).toBe(false);
    log.append([topic(3)]);
    follower.catchUp();
    expect(Array.from(follower.image.topics.keys())).toEqual([1, 2, 3]);
  });

  it("that starts late sees the same as one that was there from the start", () => {
    const { arena, log } = cluster();
    const early = new MetadataFollower(arena.metadata);
    for (const id of [1, 2, 3]) {
      log.append([topic(id)]);
      early.catchUp();
    }
    const late = new MetadataFollower(Arena.open(arena.source).metadata);
    late.catchUp();
    expect(late.image.topics).toEqual(early.image.topics);
  });

  it("sees all records of an append or none: what does not fit as a whole is not there at all", () => {
    const { arena, log } = cluster();
    const follower = new MetadataFollower(arena.metadata);
    const many = Array.from({ length: 200 }, (_, index) => topic(index + 1));
    expect(log.append(many)).toBe(false);
    expect(follower.isBehind).toBe(false);
    expect(log.append([topic(1)])).toBe(true);
    follower.catchUp();
    expect(follower.image.topics.size).toBe(1);
  });

  it("is rung with every append", () => {
    const { arena, log } = cluster();
    arena.doorbellOf(5).park();
    log.append([topic(1)]);
    expect(arena.doorbellOf(6).ring(5)).toBe(false); // true would mean that it still slept
  });
});
