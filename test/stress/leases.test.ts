import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { Arena } from "../../src/arena/arena.ts";
import { FRAME_HEADER_BYTES } from "../../src/arena/frame.ts";
import type { RingProducer } from "../../src/arena/ring.ts";
import { Random } from "../../src/base/random.ts";
import { EXTENTS_READ, EXTENTS_TORN, type LeaseTask, REPORT_WORDS } from "./lease-worker.ts";

const UNIT = 4_096;
const OWNER = 1;
const READERS = [2, 3] as const;
/** Few units, so that each is given out again and again. */
const SIZES = { bytes: 5_000_000, unitBytes: UNIT, metadataBytes: 4_096, dataRingBytes: 16_384, shared: true };

const workers = new Set<Worker>();

afterEach(async () => {
  await Promise.all(Array.from(workers, (worker) => worker.terminate()));
  workers.clear();
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The owner of all extents, which is the guardian of its readers too. */
class Scene {
  readonly arena = Arena.create(SIZES);
  readonly report = new Int32Array(new SharedArrayBuffer(REPORT_WORDS * 4));
  readonly #bell = this.arena.doorbellOf(OWNER);
  readonly #readers = new Map<number, Worker>();
  readonly #leases: LeaseTask["leases"];
  #sequence = 1;

  constructor(leases: LeaseTask["leases"]) {
    this.#leases = leases;
    this.arena.endpoints.claim(OWNER);
    for (const endpoint of READERS) {
      this.arena.endpoints.claim(endpoint);
      this.#ring(endpoint);
      this.#start(endpoint);
    }
  }

  get read(): number {
    return Atomics.load(this.report, EXTENTS_READ);
  }
  get torn(): number {
    return Atomics.load(this.report, EXTENTS_TORN);
  }

  /** Fills an extent, tells readers where it lies, and frees it in the same breath. */
  send(random: Random): void {
    const allocator = this.arena.allocatorOf(OWNER);
    const bytes = UNIT * random.between(1, 6);
    const address = allocator.allocate(bytes);
    if (address === undefined) return;
    const sequence = this.#sequence++;
    const { words } = this.arena.memory;
    words.fill(sequence, address / 4, (address + bytes) / 4);
    for (const endpoint of READERS) this.#refer(endpoint, sequence, address, bytes);
    allocator.free(address, bytes);
  }

  #refer(endpoint: number, sequence: number, address: number, bytes: number): void {
    const ring = this.#ring(endpoint);
    const frame = ring.claim(FRAME_HEADER_BYTES + 12);
    if (frame !== 0) {
      const { words } = this.arena.memory;
      words[frame / 4 + 1] = 1;
      const body = (frame + FRAME_HEADER_BYTES) / 4;
      words[body] = sequence;
      words[body + 1] = this.arena.layout.unitOf(address);
      words[body + 2] = bytes;
    }
    if (ring.flush()) this.#bell.ring(endpoint);
  }

  #ring(endpoint: number): RingProducer {
    const ring = this.arena.openProducer(OWNER, endpoint, "data");
    if (typeof ring === "string") throw new Error(`no ring: ${ring}`);
    return ring;
  }

  /** Its row is claimed and its ring there. */
  #start(endpoint: number): void {
    const task: LeaseTask = { source: this.arena.source, endpoint, leases: this.#leases };
    const worker = new Worker(new URL("./lease-worker.ts", import.meta.url), {
      workerData: { task, report: this.report },
    });
    workers.add(worker);
    this.#readers.set(endpoint, worker);
  }

  /** A reader ends at any moment; another takes its place. */
  async kill(endpoint: number, restart: boolean): Promise<void> {
    const worker = this.#readers.get(endpoint) as Worker;
    workers.delete(worker);
    await worker.terminate();
    const incarnation = this.arena.endpoints.incarnation(endpoint) as number;
    this.arena.endpoints.markDead(endpoint, incarnation);
    this.arena.closeProducer(OWNER, endpoint, "data");
    this.arena.reclaim(endpoint, incarnation);
    if (!restart) return;
    this.arena.endpoints.claim(endpoint);
    await this.#ringOfSuccessor(endpoint);
    this.#start(endpoint);
  }

  /** The other reader may be behind, so that all units wait for it, and a new ring with them. */
  async #ringOfSuccessor(endpoint: number): Promise<void> {
    const end = performance.now() + 30_000;
    while (typeof this.arena.openProducer(OWNER, endpoint, "data") === "string") {
      if (performance.now() > end) throw new Error(`no room for a ring: ${this.arena.extents.usedUnits} units used`);
      this.arena.allocatorOf(OWNER).retryDeferred(10_000);
      await turn();
    }
  }
}

/** Sends until `count` extents were read since now. */
async function sendUntilRead(scene: Scene, count: number, random: Random): Promise<void> {
  const enough = scene.read + count;
  while (scene.read < enough && scene.torn === 0) {
    for (let burst = 0; burst < 20; burst++) scene.send(random);
    await turn();
  }
}

test("readers killed at any moment never see an extent that was given out again, and none leaks", async () => {
  const scene = new Scene("short");
  const random = new Random(3);
  for (let round = 0; round < 20; round++) {
    await sendUntilRead(scene, random.between(10, 1_500), random);
    await scene.kill(random.pick(READERS), true);
  }
  await sendUntilRead(scene, 2_000, random);
  expect(scene.torn).toBe(0);
  for (const endpoint of READERS) await scene.kill(endpoint, false);
  scene.arena.allocatorOf(OWNER).retryDeferred(10_000);
  scene.arena.extents.sweep();
  expect(scene.arena.allocatorOf(OWNER).deferredCount).toBe(0);
  expect(scene.arena.extents.usedUnits).toBe(0);
}, 120_000);

test("readers whose leases are revoked at any moment know it before they believe what they have read", async () => {
  const scene = new Scene("kept");
  const random = new Random(5);
  while (scene.read < 600 && scene.torn === 0) {
    for (let burst = 0; burst < 20; burst++) scene.send(random);
    scene.arena.leases.forEach((row, word) => random.chance(1, 2) && scene.arena.leases.revoke(row, word));
    await turn();
  }
  expect(scene.torn).toBe(0);
}, 120_000);

test("the same readers without leases do see one", async () => {
  const scene = new Scene("none");
  await sendUntilRead(scene, 1_000_000, new Random(4));
  expect(scene.torn).toBeGreaterThan(0);
}, 120_000);
