import { workerData } from "node:worker_threads";
import { Arena, type ArenaSource } from "../../src/arena/arena.ts";
import { FRAME_HEADER_BYTES } from "../../src/arena/frame.ts";
import type { RingConsumer } from "../../src/arena/ring.ts";

/** A reader of extents that endpoint 1 owns and frees at once. */
export interface LeaseTask {
  readonly source: ArenaSource;
  readonly endpoint: number;
  /** "none": it takes no leases, to see that the test would find it. "kept": it reads until its lease is revoked. */
  readonly leases: "short" | "kept" | "none";
}

/** Where a reader says what it has done: words of a shared array. */
export const EXTENTS_READ = 0;
export const EXTENTS_TORN = 1;
export const REPORT_WORDS = 2;

function consumerOf(arena: Arena, endpoint: number): RingConsumer {
  for (;;) {
    const consumer = arena.openConsumer(1, endpoint, "data");
    if (consumer !== undefined) return consumer;
  }
}

/** Every word of an extent holds its number, as long as nobody else has got it. */
function isWhole(words: Int32Array, address: number, bytes: number, sequence: number): boolean {
  for (let word = address / 4; word < (address + bytes) / 4; word++) if (words[word] !== sequence) return false;
  return true;
}

function isWholeTwice(...extent: Parameters<typeof isWhole>): boolean {
  return isWhole(...extent) && isWhole(...extent);
}

/** Takes references until it is terminated: lease first, then the frame's release, then the reading, twice. */
function read({ source, endpoint, leases: kind }: LeaseTask, report: Int32Array): void {
  const arena = Arena.open(source);
  const { words } = arena.memory;
  const consumer = consumerOf(arena, endpoint);
  const doorbell = arena.doorbellOf(endpoint);
  const leases = arena.leasesOf(endpoint);
  for (;;) {
    const frame = consumer.next();
    if (frame === 0) {
      consumer.release();
      doorbell.park();
      if (consumer.isEmpty) doorbell.waitSync();
      else doorbell.unpark();
      continue;
    }
    const body = (frame + FRAME_HEADER_BYTES) / 4;
    const [sequence, unit, bytes] = [words[body] as number, words[body + 1] as number, words[body + 2] as number];
    const address = arena.layout.unitAddress(unit);
    const lease = kind === "none" ? undefined : leases.register(address);
    consumer.release();
    const guard = lease === undefined ? undefined : leases.guard(lease);
    let sound = kind === "kept" || isWholeTwice(words, address, bytes, sequence);
    while (kind === "kept" && guard !== undefined) {
      const seen = isWhole(words, address, bytes, sequence);
      if (guard?.isOver) break; // what was seen before this look does not count
      sound &&= seen;
    }
    if (lease !== undefined) leases.release(lease);
    Atomics.add(report, sound ? EXTENTS_READ : EXTENTS_TORN, 1);
  }
}

// The test imports this file for its names too.
if (workerData?.task !== undefined) read(workerData.task as LeaseTask, workerData.report as Int32Array);
