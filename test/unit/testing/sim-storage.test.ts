import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import { snapshotOf } from "../../../src/metadata/snapshot.ts";
import { SimArena } from "../../../src/testing/machine/sim-arena.ts";
import { SimDisk } from "../../../src/testing/machine/sim-disk.ts";
import { SimMetadataLog } from "../../../src/testing/machine/sim-metadata-log.ts";
import { SimTime } from "../../../src/testing/machine/sim-time.ts";

const STAGING = 0; // in the scratch part

/** A disk, and a way to append 100 bytes of one value to its only log. */
function diskOf(seed: number) {
  const time = new SimTime();
  const arena = new SimArena();
  const disk = new SimDisk(time, new Random(seed));
  const open = () => disk.open(1, 0, arena.memory, arena.allocatorOf(1));
  const bytesOf = (value: number) => {
    arena.memory.fill(STAGING, value, 100);
    return { address: STAGING, length: 100 };
  };
  const content = (storage: ReturnType<typeof open>) =>
    storage.chunks.flatMap(({ address, filled }) => [...arena.memory.bytes.subarray(address, address + filled)]);
  return { time, disk, open, bytesOf, content };
}

describe("the simulated disk", () => {
  test("keeps over a crash what was synced, and a prefix of the rest", () => {
    const survivors = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const { time, disk, open, bytesOf, content } = diskOf(seed);
      const storage = open();
      const completed: number[] = [];
      storage.completed = (request) => completed.push(request);
      storage.append(bytesOf(1), 1);
      storage.sync(0, 2);
      time.now = 100;
      disk.completeRequests();
      expect(completed).toEqual([2]);
      storage.append(bytesOf(2), 3);
      disk.crash();
      const kept = content(open());
      expect(kept).toEqual([...Array(100).fill(1), ...Array(100).fill(2)].slice(0, kept.length));
      expect(kept.length).toBeGreaterThanOrEqual(100);
      survivors.add(kept.length);
    }
    expect(survivors.size).toBeGreaterThan(5);
  });

  test("does not count what was truncated as synced", () => {
    const { time, disk, open, bytesOf, content } = diskOf(1);
    const storage = open();
    storage.append(bytesOf(1), 1);
    storage.append(bytesOf(2), 2);
    storage.sync(0, 3);
    storage.truncate({ chunks: 1, filled: 100, mayBeRead: false, recoveryPoint: 0 }, 4);
    time.now = 100;
    disk.completeRequests();
    storage.append(bytesOf(3), 5);
    disk.crash();
    const kept = content(open());
    expect(kept.slice(0, 100)).toEqual(Array(100).fill(1));
    expect(kept).not.toContain(2);
  });

  test("keeps everything over an orderly close", () => {
    const { open, bytesOf, content } = diskOf(1);
    const storage = open();
    storage.append(bytesOf(1), 1);
    storage.close();
    expect(content(open())).toEqual(Array(100).fill(1));
  });
});

describe("the simulated metadata log", () => {
  test("shows each endpoint its appends whole, in order and late", () => {
    const time = new SimTime();
    const log = new SimMetadataLog(time, new Random(3), { delayMsMax: 10 });
    const reader = log.open(1);
    const versions = new Set<number>();
    for (let incarnation = 0; incarnation < 10; incarnation++) {
      log.append([
        { type: "supervisorStarted", incarnation, brokerConfigs: new Map() },
        { type: "producerIdAllocated", producerId: incarnation, producerEpoch: 0 },
      ]);
      for (let ms = 0; ms < 3; ms++) {
        time.now++;
        reader.catchUp(time.now);
        versions.add(reader.image.version);
      }
    }
    expect([...versions].every((version) => version % 2 === 0)).toBe(true);
    expect(reader.image.version).toBeLessThan(20);
    time.now = 100;
    reader.catchUp(time.now);
    expect(reader.image.version).toBe(20);
    expect(reader.image.supervisorIncarnation).toBe(9);
  });

  test("asks for a snapshot after so many bytes, and takes any append right after one", () => {
    const log = new SimMetadataLog(new SimTime(), new Random(3), { rewriteBytes: 20 });
    const record = (incarnation: number) =>
      ({ type: "supervisorStarted", incarnation, brokerConfigs: new Map() }) as const;
    const long = Array.from({ length: 30 }, (_, incarnation) => record(incarnation));
    expect(log.append(long)).toBe(true);
    expect(log.append([record(30)])).toBe(false);
    for (let times = 0; times < 2; times++) {
      expect(log.rewrite(snapshotOf(log.image))).toBe(true);
      expect(log.append([record(31 + times)])).toBe(true);
    }
    expect(log.appendAt(0)).toBe("gone");
    expect(log.replayed()).toMatchObject({ supervisorIncarnation: 32, version: 32 });
  });

  test("gives a new endpoint everything at once, and the writer no record twice", () => {
    const log = new SimMetadataLog(new SimTime(), new Random(3));
    const writer = log.open(0);
    log.append([{ type: "supervisorStarted", incarnation: 4, brokerConfigs: new Map() }]);
    writer.image.replay({ type: "supervisorStarted", incarnation: 4, brokerConfigs: new Map() });
    expect(log.open(1).image.supervisorIncarnation).toBe(4);
    writer.catchUp(1_000);
    expect(writer.image.version).toBe(1);
  });
});
