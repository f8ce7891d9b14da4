// Simulated time against real time, in a process of its own. A simulation waits for nothing: its real time is the CPU time
// of its thread, so that what else the machine does is not measured.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { SimulatedCluster, simulate, Workload } from "../../src/testing/index.ts";
import { answer, job } from "../harness/side.ts";

export type SimulationJob =
  /** One producer with 1,000 records/s, two consumers, every invariant. */
  | { readonly what: "loaded"; readonly virtualMs: number; readonly warmMs: number }
  /** The same; steps per second in the window before each of these virtual minutes, and what the heap holds then. */
  | { readonly what: "long"; readonly minutes: readonly number[]; readonly windowMs: number }
  /** Three brokers and a topic, and nobody who uses it. */
  | { readonly what: "idle"; readonly virtualMs: number; readonly warmMs: number }
  /** Whole runs of `simulate`. */
  | { readonly what: "seeds"; readonly count: number };

const MINUTE_MS = 60_000;
const SEED = 1;
const TOPIC = "measured";

interface Passed {
  /** Virtual time over real time. */
  readonly ratio: number;
  readonly stepsPerSecond: number;
}

/** Of this thread so far. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** A cluster that is used for so long, or by nobody. */
class Run {
  readonly #cluster = new SimulatedCluster({ seed: SEED, brokers: 3 });
  readonly #workload: Workload;
  readonly #beganAt: number;

  constructor(usedMs: number) {
    const isUsed = usedMs > 0;
    this.#workload = new Workload(this.#cluster, {
      topic: TOPIC,
      partitions: 1,
      producers: isUsed ? 1 : 0, // it sends 1 to 12 records every 1 to 12 ms
      consumers: isUsed ? 2 : 0,
      lingerMs: 5,
      reclaim: "consumed",
      durationMs: usedMs,
    });
    this.#workload.begin();
    this.#beganAt = this.#cluster.runtime.time.now;
  }

  advanceTo(virtualMs: number): void {
    this.#cluster.advance(this.#beganAt + virtualMs - this.#cluster.runtime.time.now);
  }

  measure(virtualMs: number): Passed {
    const { runtime } = this.#cluster;
    const stepsBefore = runtime.steps;
    const startedAt = cpuMs();
    runtime.advance(virtualMs);
    const realMs = cpuMs() - startedAt;
    return { ratio: virtualMs / realMs, stepsPerSecond: (1_000 * (runtime.steps - stepsBefore)) / realMs };
  }

  /** Checks everything; returns how many records each consumer has read. */
  finish(): number {
    this.#workload.finish();
    return this.#workload.consumers[0]?.position(TOPIC, 0) ?? 0;
  }
}

function loaded(virtualMs: number, warmMs: number): Passed & { recordsPerSecond: number } {
  const usedMs = warmMs + virtualMs;
  const run = new Run(usedMs);
  run.advanceTo(warmMs);
  const passed = run.measure(virtualMs);
  return { ...passed, recordsPerSecond: (1_000 * run.finish()) / usedMs };
}

function long(minutes: readonly number[], windowMs: number): Record<string, number> {
  const run = new Run(MINUTE_MS * Math.max(...minutes));
  const figures: Record<string, number> = {};
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  for (const minute of minutes) {
    run.advanceTo(minute * MINUTE_MS - windowMs);
    figures[`stepsPerSecondAt${minute}`] = run.measure(windowMs).stepsPerSecond;
    collectGarbage();
    figures[`heapMbAt${minute}`] = process.memoryUsage().heapUsed / 1e6;
  }
  run.finish();
  return figures;
}

function idle(virtualMs: number, warmMs: number): Passed {
  const run = new Run(0);
  run.advanceTo(warmMs);
  const passed = run.measure(virtualMs);
  run.finish();
  return passed;
}

function seeds(count: number): { seedsPerSecond: number; stepsPerSecond: number } {
  let steps = 0;
  const startedAt = cpuMs();
  for (let seed = 0; seed < count; seed++) steps += simulate(seed).steps;
  const seconds = (cpuMs() - startedAt) / 1_000;
  return { seedsPerSecond: count / seconds, stepsPerSecond: steps / seconds };
}

function measured(given: SimulationJob): object {
  switch (given.what) {
    case "loaded":
      return loaded(given.virtualMs, given.warmMs);
    case "long":
      return long(given.minutes, given.windowMs);
    case "idle":
      return idle(given.virtualMs, given.warmMs);
    case "seeds":
      return seeds(given.count);
  }
}

answer(measured(job<SimulationJob>()));
