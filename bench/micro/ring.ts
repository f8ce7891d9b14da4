import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import { RingBuffer } from "ringbuf.js";
import { createRing } from "../../src/ring.ts";
import { median, spread } from "../harness/statistics.ts";
import type { ContenderName } from "./ring-contenders.ts";
import type { Task } from "./ring-worker.ts";

const CONTENDER_NAMES: readonly ContenderName[] = ["millrace", "ringbuf.js", "postMessage"];
const RING_BYTES = 1024 * 1024;
/** Rounds of every contender that are not counted: the first two still meet code that is being compiled. */
const WARM_ROUNDS = 3;

/** Messages a run, so that each takes about the same time. */
const SIZES: readonly { bytes: number; counts: Record<ContenderName, number> }[] = [
  { bytes: 16, counts: { millrace: 4_000_000, "ringbuf.js": 1_000_000, postMessage: 60_000 } },
  { bytes: 100, counts: { millrace: 3_000_000, "ringbuf.js": 1_000_000, postMessage: 60_000 } },
  { bytes: 1024, counts: { millrace: 1_000_000, "ringbuf.js": 400_000, postMessage: 50_000 } },
  { bytes: 65_536, counts: { millrace: 16_000, "ringbuf.js": 10_000, postMessage: 5_000 } },
];
const ROUND_TRIPS: Record<ContenderName, number> = { millrace: 10_000, "ringbuf.js": 10_000, postMessage: 5_000 };
const ROUND_TRIP_BYTES = 100;

export interface RingResult {
  readonly what: string;
  readonly unit: "messages/s" | "us";
  readonly contenders: Record<string, { median: number; low: number; high: number; rounds: number }>;
}

/** Two workers that run both sides of every contender; warm for all of them. */
class Pair {
  readonly #left = new Worker(new URL("./ring-worker.ts", import.meta.url));
  readonly #right = new Worker(new URL("./ring-worker.ts", import.meta.url));

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#left.postMessage({ port: port1 }, [port1]);
    this.#right.postMessage({ port: port2 }, [port2]);
  }

  /** Runs both roles; what the measuring one answers. */
  async run(contender: ContenderName, roles: "throughput" | "roundTrip", load: Task["load"]): Promise<unknown> {
    const paths = {
      millrace: createRing({ capacity: RING_BYTES }),
      millraceBack: createRing({ capacity: RING_BYTES }),
      ringbuf: RingBuffer.getStorageForCapacity(RING_BYTES, Uint8Array),
      ringbufBack: RingBuffer.getStorageForCapacity(RING_BYTES, Uint8Array),
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

async function throughput(pair: Pair, rounds: number, scale: number): Promise<RingResult[]> {
  const results: RingResult[] = [];
  for (const { bytes, counts } of SIZES) {
    const rates: Record<ContenderName, number[]> = { millrace: [], "ringbuf.js": [], postMessage: [] };
    // The sides alternate within each round, so that a slow moment of the machine meets all of them.
    for (let round = -WARM_ROUNDS; round < rounds; round++) {
      for (const contender of CONTENDER_NAMES) {
        const count = Math.ceil(counts[contender] * scale);
        const elapsedMs = (await pair.run(contender, "throughput", { bytes, count })) as number;
        if (round >= 0) rates[contender].push((count - 1) / (elapsedMs / 1000));
      }
    }
    results.push({ what: `${bytes} B`, unit: "messages/s", contenders: summarize(rates) });
  }
  return results;
}

async function roundTrip(pair: Pair, rounds: number, scale: number): Promise<RingResult> {
  const times: Record<ContenderName, number[]> = { millrace: [], "ringbuf.js": [], postMessage: [] };
  for (let round = -WARM_ROUNDS; round < rounds; round++) {
    for (const contender of CONTENDER_NAMES) {
      const count = Math.ceil(ROUND_TRIPS[contender] * scale);
      const each = (await pair.run(contender, "roundTrip", { bytes: ROUND_TRIP_BYTES, count })) as Float64Array;
      if (round >= 0) times[contender].push(median([...each]));
    }
  }
  return { what: `round trip, ${ROUND_TRIP_BYTES} B, p50`, unit: "us", contenders: summarize(times) };
}

function summarize(samples: Record<ContenderName, number[]>): RingResult["contenders"] {
  return Object.fromEntries(
    CONTENDER_NAMES.map((name) => {
      const { low, high } = spread(samples[name]);
      return [name, { median: median(samples[name]), low, high, rounds: samples[name].length }];
    }),
  );
}

/** The rows of the bench: throughput for each size, then the round trip. */
export async function benchRing(options: { quick: boolean }): Promise<RingResult[]> {
  const pair = new Pair();
  try {
    const rounds = options.quick ? 5 : 15;
    const scale = options.quick ? 0.25 : 1;
    const results = await throughput(pair, rounds, scale);
    return [...results, await roundTrip(pair, rounds, scale)];
  } finally {
    await pair.close();
  }
}

function cell(value: number, unit: RingResult["unit"]): string {
  if (unit === "us") return `${value.toFixed(1)} us`;
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} M/s` : `${(value / 1e3).toFixed(0)} k/s`;
}

/** A table with medians, spreads and how many times faster millrace is. */
export function formatRing(results: readonly RingResult[]): string {
  const header = ["message", ...CONTENDER_NAMES, "x ringbuf.js", "x postMessage"];
  const rows = results.map(({ what, unit, contenders }) => {
    const cells = CONTENDER_NAMES.map((name) => {
      const { median: middle, low, high } = contenders[name] ?? { median: 0, low: 0, high: 0 };
      return `${cell(middle, unit)} (${cell(low, unit)} to ${cell(high, unit)})`;
    });
    const own = contenders["millrace"]?.median ?? 0;
    const factors = CONTENDER_NAMES.slice(1).map((name) => {
      const other = contenders[name]?.median ?? 0;
      return (unit === "us" ? other / own : own / other).toFixed(2);
    });
    return [what, ...cells, ...factors];
  });
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ");
  return [line(header), ...rows.map(line)].join("\n");
}
