import { describe, expect, test } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { ROW_PARKED } from "../../../src/arena/layout.ts";

const SIZES = { bytes: 6 * 1024 * 1024, unitBytes: 1024, metadataBytes: 4096 };

function makeBells(shared: boolean) {
  const arena = Arena.create({ ...SIZES, shared });
  const word = arena.layout.rowWord(2) + ROW_PARKED;
  return { arena, word, sleeper: arena.doorbellOf(2), waker: arena.doorbellOf(1) };
}

describe("a doorbell", () => {
  test("wakes a parked endpoint once, and keeps a ring to one that is awake", () => {
    for (const shared of [true, false]) {
      const { arena, word, sleeper, waker } = makeBells(shared);
      sleeper.park();
      expect(arena.memory.words[word]).toBe(1);
      expect(waker.ring(2)).toBe(true);
      expect(waker.ring(2)).toBe(false);
      expect(waker.ring(2)).toBe(false);
      sleeper.park(); // does not park: it was rung
      expect(arena.memory.words[word]).toBe(0);
      sleeper.park();
      expect(arena.memory.words[word]).toBe(1);
      sleeper.unpark();
      expect(arena.memory.words[word]).toBe(0);
    }
  });

  test("does not sleep when it was rung before it parked", () => {
    const { sleeper, waker } = makeBells(true);
    waker.ring(2);
    sleeper.park();
    expect(sleeper.wait()).toBe("changed");
  });

  test("does not sleep when it was rung after it parked", () => {
    const { sleeper, waker } = makeBells(true);
    sleeper.park();
    waker.ring(2);
    expect(sleeper.wait()).toBe("changed");
    expect(sleeper.isArmed).toBe(false);
  });

  test("ends a wait, keeps at most one pending and leaves the flag to wakers meanwhile", async () => {
    const { arena, word, sleeper, waker } = makeBells(true);
    sleeper.park();
    const waiting = sleeper.wait();
    expect(waiting).toBeInstanceOf(Promise);
    expect(sleeper.wait()).toBe("pending");
    sleeper.unpark();
    expect(arena.memory.words[word]).toBe(1);
    expect(waker.ring(2)).toBe(true);
    sleeper.park();
    expect(arena.memory.words[word]).toBe(0);
    await waiting;
    expect(sleeper.isArmed).toBe(false);
    expect(sleeper.rescuedCount).toBe(0);
  });

  test("wakes a sleeper whose waker died between its swap and its notify", async () => {
    const { arena, word, sleeper, waker } = makeBells(true);
    sleeper.park();
    const waiting = sleeper.wait();
    Atomics.store(arena.memory.words, word, 0);
    expect(waker.ringAll()).toBe(1);
    await waiting;
    expect(sleeper.rescuedCount).toBe(0);
  });

  test("is not found by the bells of a death when it sleeps beside its flag, or does not sleep", async () => {
    const { sleeper, waker } = makeBells(true);
    sleeper.park();
    const waiting = sleeper.wait();
    expect(waker.ringAll()).toBe(0);
    await waiting;
    expect(waker.ringAll()).toBe(0);
  });

  test("rescues a wait that two ticks in a row find beside work, and counts it", async () => {
    const { arena, sleeper } = makeBells(true);
    sleeper.park();
    const waiting = sleeper.wait();
    expect(sleeper.rescue(true)).toBe(false);
    expect(sleeper.rescue(false)).toBe(false);
    expect(sleeper.rescue(true)).toBe(false);
    expect(sleeper.rescue(true)).toBe(true);
    await waiting;
    expect(arena.endpoints.rescuedCount(2)).toBe(1);
  });

  test("a thread without event loop gives up after its time and is awake then", () => {
    const { sleeper, waker } = makeBells(true);
    sleeper.park();
    expect(sleeper.waitSync(1)).toBe(false);
    expect(waker.ring(2)).toBe(false);
    sleeper.park();
    waker.ring(2);
    expect(sleeper.waitSync(1)).toBe(true);
  });
});
