import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import type { LogStorage, StorageResult, StoredChunk } from "../../../src/log/storage.ts";
import { SimDisk, type SimDiskOptions } from "../../../src/testing/machine/sim-disk.ts";
import { SimTime } from "../../../src/testing/machine/sim-time.ts";
import { TestArena } from "../../unit/replica/support.ts";

// What every implementation of the port must do; the log relies on nothing else.

/** A storage, and the way to let its time go by. */
interface Subject {
  readonly arena: TestArena;
  readonly storage: LogStorage;
  /** Ends whatever is pending. */
  settle(): void;
}

function onDisk(options: SimDiskOptions): () => Subject {
  return () => {
    const arena = new TestArena(64 * 4_096);
    const time = new SimTime();
    const disk = new SimDisk(time, new Random(7), options);
    const settle = () => {
      time.now += 1_000;
      disk.completeRequests();
    };
    return { arena, storage: disk.open(1, 0, arena.memory, arena), settle };
  };
}

const IMPLEMENTATIONS: readonly (readonly [string, () => Subject])[] = [
  [
    "the arena",
    () => {
      const arena = new TestArena(64 * 4_096);
      return { arena, storage: new ArenaStorage(arena.memory, arena), settle: () => {} };
    },
  ],
  ["a simulated memory", onDisk({ survives: false })],
  ["a simulated disk", onDisk({})],
  ["a slow simulated memory", onDisk({ survives: false, writeMsMax: 5 })],
  ["a slow simulated disk", onDisk({ writeMsMax: 5 })],
];

/** Makes requests, numbered from 1, and keeps what became of them. */
class Requests {
  readonly results: StorageResult[] = [];
  readonly completed: number[] = [];
  readonly subject: Subject;
  #next = 1;

  constructor(subject: Subject) {
    this.subject = subject;
    subject.storage.completed = (request, outcome) => {
      expect(outcome).toBe("done");
      this.completed.push(request);
    };
  }

  make(ask: (request: number) => StorageResult): StorageResult {
    const result = ask(this.#next++);
    this.results.push(result);
    return result;
  }

  /** Appends `length` bytes of `value`. */
  append(value: number, length = 1_000): StorageResult {
    const { arena, storage } = this.subject;
    const address = arena.memory.bytes.length - 8_192;
    arena.memory.fill(address, value, length);
    return this.make((request) => storage.append({ address, length }, request));
  }

  /** The values stored, one for each append. */
  get values(): number[] {
    const { arena, storage } = this.subject;
    const values: number[] = [];
    for (const { address, filled } of storage.chunks)
      for (let at = 0; at < filled; at += 1_000) values.push(arena.memory.bytes[address + at] as number);
    return values;
  }

  /** The requests that were pending, in order. */
  get pending(): number[] {
    return this.results.flatMap((result, index) => (result === "pending" ? [index + 1] : []));
  }
}

describe.each(IMPLEMENTATIONS)("%s as a log's storage", (_name, open) => {
  function opened(appends: number): { requests: Requests; subject: Subject; storage: LogStorage } {
    const subject = open();
    const requests = new Requests(subject);
    for (let value = 1; value <= appends; value++) requests.append(value);
    return { requests, subject, storage: subject.storage };
  }

  test("shows what was appended at once, in order, whole batches in every chunk", () => {
    const { requests, storage } = opened(20);
    expect(requests.values).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const { filled, room, bytes } of storage.chunks) {
      expect(filled % 1_000).toBe(0);
      expect(filled + room).toBe(bytes);
    }
  });

  test("completes every pending request once, in the order of the requests, and never within one", () => {
    const { requests, subject, storage } = opened(5);
    requests.make((request) => storage.sync(0, request));
    requests.make((request) =>
      storage.truncate({ chunks: 1, filled: 2_000, mayBeRead: false, recoveryPoint: 0 }, request),
    );
    requests.append(9);
    requests.make((request) => storage.trim(0, 1, request));
    requests.make((request) => storage.sync(0, request));
    expect(requests.completed).toEqual([]);
    subject.settle();
    expect(requests.completed).toEqual(requests.pending);
    expect(requests.values).toEqual([1, 2, 9]);
  });

  test.each([
    { mayBeRead: false, places: "the same" },
    { mayBeRead: true, places: "others" },
  ])("puts what follows a truncation into $places: mayBeRead $mayBeRead", ({ mayBeRead }) => {
    const { requests, subject, storage } = opened(4);
    const [chunk] = storage.chunks;
    if (chunk === undefined) throw new Error("there is a chunk");
    requests.make((request) => storage.truncate({ chunks: 1, filled: 2_000, mayBeRead, recoveryPoint: 0 }, request));
    expect(chunk.room === 0).toBe(mayBeRead);
    requests.append(9);
    expect(requests.values).toEqual([1, 2, 9]);
    const { memory } = subject.arena;
    expect([2_000, 3_000].map((at) => memory.bytes[chunk.address + at])).toEqual(mayBeRead ? [3, 4] : [9, 4]);
    requests.make((request) => storage.truncate({ chunks: 1, filled: 1_000, mayBeRead, recoveryPoint: 0 }, request));
    requests.append(10);
    expect(requests.values).toEqual([1, 10]);
    expect(memory.bytes[chunk.address + 1_000]).toBe(mayBeRead ? 2 : 10);
  });

  test("keeps the identity of a chunk while it is stored", () => {
    const { requests, subject, storage } = opened(12);
    const before = storage.chunks.slice();
    requests.append(13);
    subject.settle();
    expect(storage.chunks.slice(0, before.length)).toEqual(before);
    expect(storage.chunks.every((chunk, index) => before[index] === undefined || chunk === before[index])).toBe(true);
  });

  test("forgets chunks at the front and says where the log starts", () => {
    const { requests, storage } = opened(12);
    const gone = (storage.chunks[0]?.filled ?? 0) / 1_000;
    requests.make((request) => storage.trim(1, 77, request));
    expect(requests.values[0]).toBe(gone + 1);
    expect(storage.startOffset).toBe(77);
  });

  test("frees what is cut off, what is trimmed and, when it is closed, the rest", () => {
    const { requests, subject, storage } = opened(30);
    const { arena } = subject;
    const full = arena.unitsInUse;
    requests.make((request) => storage.trim(1, 5, request));
    const trimmed = arena.unitsInUse;
    requests.make((request) =>
      storage.truncate({ chunks: 1, filled: 1_000, mayBeRead: false, recoveryPoint: 0 }, request),
    );
    const cut = arena.unitsInUse;
    storage.close();
    expect([full > trimmed, trimmed > cut, cut > 0, arena.unitsInUse]).toEqual([true, true, true, 0]);
  });

  test("has everything that is stored in the arena when it is asked to load it", () => {
    const { requests, subject, storage } = opened(12);
    const [first] = storage.chunks;
    if (first === undefined) throw new Error("there is a chunk");
    requests.make((request) => storage.load(first, request));
    subject.settle();
    expect(first.address).toBeGreaterThanOrEqual(0);
  });

  test("says no to an append without room, and stays as it was", () => {
    const { requests, subject } = opened(0);
    let value = 0;
    while (requests.append(++value % 250) !== "full") if (value > 1_000) throw new Error("it has no end");
    expect(requests.values).toHaveLength(value - 1);
    subject.settle();
    expect(requests.completed).toEqual(requests.pending);
  });

  test("completes nothing after it was closed", () => {
    const { requests, subject, storage } = opened(3);
    requests.make((request) => storage.sync(0, request));
    storage.close();
    subject.settle();
    expect(requests.completed).toEqual([]);
  });
});

describe("a simulated storage on demand", () => {
  test.each(["appendFails", "syncFails"] as const)(
    "%s: the request completes as failed, and nothing after it",
    (fault) => {
      const arena = new TestArena(64 * 4_096);
      const time = new SimTime();
      const disk = new SimDisk(time, new Random(1));
      const storage = disk.open(1, 0, arena.memory, arena);
      const outcomes: string[] = [];
      storage.completed = (request, outcome) => outcomes.push(`${request} ${outcome}`);
      disk.fault = fault;
      const { address, length } = arena.batch(1);
      const results = [storage.append({ address, length }, 1), storage.sync(0, 2), storage.sync(0, 3)];
      time.now = 100;
      disk.completeRequests();
      expect([...results, ...outcomes]).toEqual(
        fault === "appendFails"
          ? ["pending", "pending", "pending", "1 failed"]
          : ["done", "pending", "pending", "2 failed"],
      );
    },
  );

  test("refuses one append", () => {
    const arena = new TestArena(64 * 4_096);
    const disk = new SimDisk(new SimTime(), new Random(1));
    const storage = disk.open(1, 0, arena.memory, arena);
    disk.fault = "appendFull";
    const batch = arena.batch(1);
    expect([storage.append(batch, 1), storage.append(batch, 2)]).toEqual(["full", "done"]);
  });

  test.each([
    { survives: true, left: 1 },
    { survives: false, left: 0 },
  ])("after a crash has what it must: survives $survives", ({ survives, left }) => {
    const arena = new TestArena(64 * 4_096);
    const time = new SimTime();
    const disk = new SimDisk(time, new Random(1), { survives });
    const storage = disk.open(1, 0, arena.memory, arena);
    storage.append(arena.batch(1), 1);
    storage.sync(0, 2);
    time.now = 100;
    disk.completeRequests();
    disk.crash();
    expect(disk.open(1, 0, arena.memory, arena).chunks).toHaveLength(left);
  });

  test("loses a part of what no sync covers, cut anywhere, and a truncation that had not come through", () => {
    const lengths = new Set<number>();
    let undone = 0;
    for (let seed = 0; seed < 40; seed++) {
      const arena = new TestArena(64 * 4_096);
      const time = new SimTime();
      const disk = new SimDisk(time, new Random(seed), { writeMsMax: 5, syncMsMax: 1 });
      const storage = disk.open(1, 0, arena.memory, arena);
      const batch = arena.batch(1, { valueBytes: 100 });
      storage.append(batch, 1);
      storage.append(batch, 2);
      storage.sync(0, 3);
      time.now = 50;
      disk.completeRequests();
      storage.append(batch, 4);
      storage.truncate({ chunks: 1, filled: batch.length, mayBeRead: false, recoveryPoint: 0 }, 5);
      disk.crash();
      const kept = disk.open(1, 0, arena.memory, arena).chunks.reduce((sum, { filled }) => sum + filled, 0);
      lengths.add(kept);
      expect(kept).toBeGreaterThanOrEqual(batch.length);
      if (kept > batch.length) undone++;
    }
    expect(lengths.size).toBeGreaterThan(3);
    expect(undone).toBeGreaterThan(5);
  });

  test("remembers over a crash how far the log was durable, and what a truncation took back", () => {
    const arena = new TestArena(64 * 4_096);
    const time = new SimTime();
    const disk = new SimDisk(time, new Random(1));
    const reopened = () => {
      time.now += 100;
      disk.completeRequests();
      disk.crash();
      return disk.open(1, 0, arena.memory, arena);
    };
    const storage = disk.open(1, 0, arena.memory, arena);
    storage.append(arena.batch(1), 1);
    storage.sync(8, 2);
    expect(storage.recoveryPoint, "not before the sync is through").toBe(0);
    const second = reopened();
    expect(second.recoveryPoint).toBe(8);
    second.truncate({ chunks: 1, filled: second.chunks[0]?.filled ?? 0, mayBeRead: false, recoveryPoint: 20 }, 1);
    const third = reopened();
    expect(third.recoveryPoint).toBe(8);
    third.truncate({ chunks: 0, filled: 0, mayBeRead: false, recoveryPoint: 3 }, 1);
    expect(reopened().recoveryPoint).toBe(3);
  });

  test("keeps a byte that went bad, in the arena and in the file", () => {
    const arena = new TestArena(64 * 4_096);
    const time = new SimTime();
    const disk = new SimDisk(time, new Random(1));
    const storage = disk.open(1, 0, arena.memory, arena);
    const batch = arena.batch(1);
    storage.append(batch, 1);
    storage.sync(1, 2);
    time.now = 100;
    disk.completeRequests();
    const byteOf = ({ chunks }: LogStorage) => arena.memory.bytes[(chunks[0]?.address ?? 0) + 5];
    const good = byteOf(storage) ?? 0;
    storage.flipBit(storage.chunks[0] as StoredChunk, 5, 2);
    expect(byteOf(storage)).toBe(good ^ 4);
    disk.crash();
    expect(byteOf(disk.open(1, 0, arena.memory, arena))).toBe(good ^ 4);
  });
});
