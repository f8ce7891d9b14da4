import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import { RingBuffer } from "ringbuf.js";
import { createRing } from "../../src/ring.ts";
import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { type Aim, type Report, report } from "../harness/report.ts";
import { alternate, type Rounds, type Side } from "../harness/rounds.ts";
import { median } from "../harness/statistics.ts";
import { formatReport } from "../harness/table.ts";
import { BARE_LOOP_HEADER_BYTES } from "./bare-loop.ts";
import type { ContenderName } from "./ring-contenders.ts";
import type { Task } from "./ring-worker.ts";

// Messages from one worker to another. Everybody writes message by message from a private buffer and may batch as its
// library does; millrace's reader reads in place, the others copy out, because they offer nothing else. The bare loop is
// what two threads can do at most with blocks of one size: it copies the same blocks through a buffer of the ring's size.

const RING_BYTES = 1024 * 1024;
const ROUND_TRIP_BYTES = 100;

/** Messages a run, so that each takes about the same time. */
const LOADS: readonly { bytes: number; counts: Partial<Record<ContenderName, number>> }[] = [
  { bytes: 16, counts: { millrace: 4_000_000, "ringbuf.js": 1_000_000, postMessage: 60_000 } },
  { bytes: 100, counts: { millrace: 3_000_000, "ringbuf.js": 1_000_000, postMessage: 60_000 } },
  { bytes: 1024, counts: { millrace: 1_000_000, "ringbuf.js": 400_000, postMessage: 50_000 } },
  { bytes: 65_536, counts: { millrace: 20_000, "bare loop": 20_000, "ringbuf.js": 6_000, postMessage: 5_000 } },
];
const ROUND_TRIPS: Partial<Record<ContenderName, number>> = {
  millrace: 10_000,
  "ringbuf.js": 10_000,
  postMessage: 5_000,
};

/** Two workers that run both sides of every contender; warm for all of them. */
class Pair {
  readonly #left = new Worker(new URL("./ring-worker.ts", import.meta.url));
  readonly #right = new Worker(new URL("./ring-worker.ts", import.meta.url));
  // Made once: fresh pages would be measured with every run, and touched shared memory is not given back.
  readonly #rings = [createRing({ capacity: RING_BYTES }), createRing({ capacity: RING_BYTES })] as const;
  readonly #bare = new SharedArrayBuffer(BARE_LOOP_HEADER_BYTES + RING_BYTES);

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#left.postMessage({ port: port1 }, [port1]);
    this.#right.postMessage({ port: port2 }, [port2]);
  }

  /** Runs both roles; what the measuring one answers. */
  async run(contender: ContenderName, roles: "throughput" | "roundTrip", load: Task["load"]): Promise<unknown> {
    const paths = {
      millrace: this.#rings[0],
      millraceBack: this.#rings[1],
      ringbuf: RingBuffer.getStorageForCapacity(RING_BYTES, Uint8Array),
      ringbufBack: RingBuffer.getStorageForCapacity(RING_BYTES, Uint8Array),
      bare: this.#bare,
    };
    const [active, passive] = roles === "throughput" ? (["receive", "send"] as const) : (["ping", "pong"] as const);
    const measured = once(this.#left, "message");
    const other = once(this.#right, "message");
    this.#right.postMessage({ contender, role: passive, load, paths } satisfies Task);
    this.#left.postMessage({ contender, role: active, load, paths } satisfies Task);
    const [[result]] = await Promise.all([measured, other]);
    return result;
  }

  async close(): Promise<void> {
    await Promise.all([this.#left.terminate(), this.#right.terminate()]);
  }
}

function sideName(contender: ContenderName, bytes: number): string {
  return `${contender}, ${bytes} B`;
}

function sidesOf(pair: Pair, scale: number): Side[] {
  const sides: Side[] = [];
  for (const { bytes, counts } of LOADS)
    for (const [contender, full] of Object.entries(counts) as [ContenderName, number][]) {
      const count = Math.ceil(full * scale);
      const measure = async () => {
        const elapsedMs = (await pair.run(contender, "throughput", { bytes, count })) as number;
        return { messagesPerSecond: (count - 1) / (elapsedMs / 1000) };
      };
      sides.push({ name: sideName(contender, bytes), measure });
    }
  for (const [contender, full] of Object.entries(ROUND_TRIPS) as [ContenderName, number][]) {
    const count = Math.ceil(full * scale);
    const measure = async () => {
      const each = (await pair.run(contender, "roundTrip", { bytes: ROUND_TRIP_BYTES, count })) as Float64Array;
      return { roundTripUs: median([...each]) };
    };
    sides.push({ name: `${contender}, round trip`, measure });
  }
  return sides;
}

function ratio(bytes: number, other: ContenderName, unit: "times" | "share", atLeast: number): Aim {
  return {
    what: `${bytes} B, millrace to ${other}`,
    unit,
    target: { atLeast },
    value: (of) =>
      of(sideName("millrace", bytes), "messagesPerSecond") / of(sideName(other, bytes), "messagesPerSecond"),
  };
}

interface RingRounds extends Rounds {
  /** Of the messages of a full run. */
  readonly scale: number;
}

async function measureRing({ scale, ...rounds }: RingRounds): Promise<Report> {
  const pair = new Pair();
  try {
    return report({
      measured: await alternate(sidesOf(pair, scale), rounds),
      units: { messagesPerSecond: "records/s", roundTripUs: "us" },
      aims: [
        ratio(100, "ringbuf.js", "times", 4),
        ratio(100, "postMessage", "times", 30),
        ratio(65_536, "bare loop", "share", 0.7),
      ],
      notes: [
        "From a private buffer, message by message; millrace and the bare loop are read in place, every cache line.",
      ],
    });
  } finally {
    await pair.close();
  }
}

export async function run({ quick }: BenchOptions): Promise<Outcome> {
  // The first rounds still meet code that is being compiled.
  const results = await measureRing(
    quick ? { rounds: 5, warmRounds: 2, scale: 0.25 } : { rounds: 15, warmRounds: 3, scale: 1 },
  );
  return { results, text: formatReport(results) };
}
