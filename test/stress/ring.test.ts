import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import { Arena } from "../../src/arena/arena.ts";
import { ENTRY_UNIT, RING_HEAD, WORD_BYTES } from "../../src/arena/layout.ts";
import { type RingConsumer, RingProducer, resetRing } from "../../src/arena/ring.ts";
import { Random } from "../../src/base/random.ts";
import { checkFrame, type PingPongResult, type StressTask } from "./ring-worker.ts";

const SIZES = { bytes: 8 * 1024 * 1024, unitBytes: 4096, metadataBytes: 4096, dataRingBytes: 64 * 1024 };
const workers: Worker[] = [];

function start(arena: Arena, task: Omit<StressTask, "source">): Worker {
  const workerData: StressTask = { ...task, source: arena.source };
  const worker = new Worker(new URL("./ring-worker.ts", import.meta.url), { workerData });
  workers.push(worker);
  return worker;
}

async function answerOf<T>(worker: Worker): Promise<T> {
  const [answer] = (await once(worker, "message")) as [T]; // rejects when the worker throws
  return answer;
}

/** Resolves when the sender has made its ring: the receiver must not open it before. */
async function ringMade(arena: Arena): Promise<void> {
  while (arena.openConsumer(1, 2, "data") === undefined) await new Promise(setImmediate);
}

function makeArena(): Arena {
  const arena = Arena.create({ ...SIZES, shared: true });
  arena.endpoints.claim(1);
  arena.endpoints.claim(2);
  return arena;
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

describe("a ring between two threads", () => {
  test("delivers 300,000 frames whole and in order", async () => {
    const arena = makeArena();
    start(arena, { role: "send", first: 0, count: 0 });
    await ringMade(arena);
    expect(await answerOf(start(arena, { role: "receive", first: 0, count: 300_000 }))).toBe(300_000);
  }, 240_000);

  test.each([0x7fff0000, -0x10000])("delivers them across the wrap of positions from %i", async (position) => {
    const arena = makeArena();
    expect(arena.openProducer(1, 2, "data")).toBeInstanceOf(RingProducer);
    const headerAddress = arena.layout.ringHeaderAddress(1, 2, "data");
    resetRing(arena.memory, headerAddress, position);
    const unit = arena.memory.words[arena.layout.entryWord(1, 2, "data") + ENTRY_UNIT] as number;
    const place = { headerAddress, dataAddress: arena.layout.unitAddress(unit), capacity: SIZES.dataRingBytes };
    start(arena, { role: "send", first: 0, count: 0, place });
    expect(await answerOf(start(arena, { role: "receive", first: 0, count: 30_000 }))).toBe(30_000);
    const head = arena.memory.words[(headerAddress + RING_HEAD) / WORD_BYTES] as number;
    expect(Math.sign(head)).toBe(-Math.sign(position));
  });

  test("a producer terminated at any moment has published whole frames only, in order", async () => {
    const random = new Random(1);
    for (let round = 0; round < 25; round++) {
      const arena = makeArena();
      const sender = start(arena, { role: "send", first: round, count: 0 });
      await ringMade(arena);
      const consumer = arena.openConsumer(1, 2, "data") as RingConsumer;
      const doorbell = arena.doorbellOf(2);
      let expected = round;
      const drain = () => {
        for (let frame = consumer.next(); frame !== 0; frame = consumer.next()) {
          expect(checkFrame(arena, frame, consumer.capacity)).toBe(expected);
          expected++;
        }
        if (consumer.release()) doorbell.ring(1);
      };
      const enough = random.between(round, 5_000);
      while (expected < enough) {
        drain();
        await new Promise(setImmediate);
      }
      await Promise.all([sender.terminate(), new Promise(setImmediate).then(drain)]);
      arena.endpoints.markDead(1, 1);
      drain(); // what it had published
      expect(consumer.isEmpty).toBe(true);
      arena.reclaim(1, 1);
      expect(arena.extents.usedUnits).toBe(0);
    }
  }, 240_000);

  test("a consumer terminated at any moment leaves a ring that its successor reads on from", async () => {
    const random = new Random(2);
    const arena = makeArena();
    start(arena, { role: "send", first: 0, count: 0 });
    await ringMade(arena);
    const headWord = (arena.layout.ringHeaderAddress(1, 2, "data") + RING_HEAD) / WORD_BYTES;
    for (let round = 0; round < 25; round++) {
      const head = arena.memory.words[headWord];
      const receiver = start(arena, { role: "receive", first: -1, count: 1e9 });
      const turns = random.between(0, 2_000);
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      while (arena.memory.words[headWord] === head) await new Promise(setImmediate);
      await receiver.terminate();
      arena.doorbellOf(2).ringAll(); // it may have died between taking the flag and ringing
    }
    expect(await answerOf<number>(start(arena, { role: "receive", first: -1, count: 1_000 }))).toBeGreaterThan(1_000);
    expect(arena.endpoints.rescuedCount(1)).toBe(0); // apart from these bells
  }, 240_000);
});

/** Sleeps of two threads that throw a ball, in as many games as it takes: a busy machine sleeps less. */
async function sleepUntil(wanted: number, roles: readonly ["ping", "pong"] | readonly ["pingSync", "pongSync"]) {
  let sleeps = 0;
  while (sleeps < wanted) {
    const arena = makeArena();
    const players = roles.map((role) => start(arena, { role, first: 0, count: 130_000 }));
    const results = await Promise.all(players.map((player) => answerOf<PingPongResult>(player)));
    for (const result of results) {
      sleeps += result.sleeps;
      expect(result.rescued).toBe(0);
    }
    expect(results[0]?.sleeps).toBeGreaterThan(1_000);
  }
}

describe("a million sleeps end without one rescued wake-up", () => {
  test("half of them in the event loop", () => sleepUntil(500_000, ["ping", "pong"]), 240_000);

  test("half of them in threads that block", () => sleepUntil(500_000, ["pingSync", "pongSync"]), 240_000);
});
