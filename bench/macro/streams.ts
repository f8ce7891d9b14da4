import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Java } from "../compare/java.ts";
import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { BenchFailure } from "../harness/failure.ts";
import { type Aim, type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Measured, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import type { FirstOutputJob } from "./first-output-side.ts";
import type { StreamsJob, TopologyName } from "./streams-side.ts";

// Topologies through the test driver: beside Java's, by the number of keys, by that of open windows; and a test's start.

export interface StreamsSizes extends Rounds {
  readonly warmRecords: number;
  /** A JVM compiles for longer. */
  readonly javaWarmRecords: number;
  readonly records: number;
  /** The first is what the largest is compared with. */
  readonly keys: readonly number[];
  readonly openWindows: readonly number[];
  /** Of the part that compares with Java; the others have two rounds less. Undefined: no Java. */
  readonly java: Java | undefined;
  /** The folder of the package's entries, built or sources. */
  readonly entries: { readonly streams: string; readonly testing: string };
  readonly profileFolder?: string | undefined;
}

const TOPOLOGIES: readonly TopologyName[] = ["map", "count", "windowed count", "join"];
const BY_KEYS = ["count", "join", "bare Map"] as const;
const BY_WINDOWS = ["open windows", "open sessions"] as const;
const KEYS = 1_000;
const TIMES_JAVA = 2;
/** More than that is not the same cost any more. */
const KEYS_GROWTH_MAX = 1.3;
const FIRST_OUTPUT_MS_MAX = 50;
const BARE_NODE = "bare Node";
const FIRST_OUTPUT = "first output";
const TIMEOUT_MS = 300_000;
const UNITS = { recordsPerSecond: "records/s", nsPerRecord: "ns", cpuNsPerRecord: "ns", processMs: "ms" } as const;

type KeyedJob = Extract<StreamsJob, { order: string }>;

export async function measureStreams(sizes: StreamsSizes): Promise<readonly Report[]> {
  return [
    besideJava(await alternate(topologySides(sizes), sizes), sizes),
    byKeys(await alternate(keySides(sizes), fewer(sizes)), sizes),
    byWindows(await alternate(windowSides(sizes), fewer(sizes)), sizes),
    firstOutput(await alternate(firstOutputSides(sizes), { ...sizes, warmRounds: 1, rounds: 2 * sizes.rounds + 1 })),
  ];
}

function fewer({ rounds, warmRounds }: Rounds): Rounds {
  return { rounds: Math.max(1, rounds - 2), warmRounds };
}

const oursOf = (what: string) => `millrace: ${what}`;
const javaOf = (what: string) => `Java: ${what}`;
const atCount = (what: string, count: number) => `${what}, ${count.toLocaleString("en-US")}`;

function ours(name: string, given: StreamsJob, { profileFolder }: StreamsSizes): Side {
  const options = { profileFolder, timeoutMs: TIMEOUT_MS };
  return { name, measure: () => runChild<Figures>(new URL("streams-side.ts", import.meta.url), given, options) };
}

function javas(name: string, java: Java, job: KeyedJob): Side {
  const mainClass = fileURLToPath(new URL("streams-java/StreamsSide.java", import.meta.url));
  const { what, keys, order, warmRecords, records } = job;
  const args = [what, `${keys}`, order, `${warmRecords}`, `${records}`];
  return {
    name,
    measure: async () => JSON.parse(await java.run({ mainClass, args, options: [] }, TIMEOUT_MS)) as Figures,
  };
}

function topologySides(sizes: StreamsSizes): Side[] {
  const { java, warmRecords, javaWarmRecords, records } = sizes;
  return TOPOLOGIES.flatMap((what) => {
    const given: KeyedJob = { what, keys: KEYS, order: "in turn", warmRecords, records };
    const side = ours(oursOf(what), given, sizes);
    return java === undefined ? [side] : [side, javas(javaOf(what), java, { ...given, warmRecords: javaWarmRecords })];
  });
}

function besideJava(measured: Measured, { java }: StreamsSizes): Report {
  const aims = TOPOLOGIES.flatMap((what) => [
    timesJava(
      `${what}: records/s to Java's`,
      (of) => of(javaOf(what), "nsPerRecord") / of(oursOf(what), "nsPerRecord"),
    ),
    timesJava(
      `${what}: the same in the thread's CPU time`,
      (of) => of(javaOf(what), "cpuNsPerRecord") / of(oursOf(what), "cpuNsPerRecord"),
    ),
  ]);
  const notes = [
    `${KEYS} keys, values of 100 bytes, stores in memory, logged, without a cache; each record read at once.`,
  ];
  if (java === undefined) notes.push("JAVA WAS NOT MEASURED: these are our figures alone, and nothing is compared.");
  return report({ measured, units: UNITS, aims: java === undefined ? [] : aims, notes });
}

function timesJava(what: string, value: Aim["value"]): Aim {
  return { what, unit: "times", target: { atLeast: TIMES_JAVA }, value };
}

function keySides(sizes: StreamsSizes): Side[] {
  const { keys: counts, warmRecords, javaWarmRecords, records, java } = sizes;
  const ends = [counts[0] as number, counts.at(-1) as number];
  return [
    ...counts.flatMap((keys) =>
      BY_KEYS.map((what) => {
        const job: StreamsJob =
          what === "bare Map"
            ? { what, keys, warmRecords, records }
            : { what, keys, order: "random", warmRecords, records };
        return ours(atCount(what, keys), job, sizes);
      }),
    ),
    ...ends.map((keys) =>
      ours(atCount("count in turn", keys), { what: "count", keys, order: "in turn", warmRecords, records }, sizes),
    ),
    ...ends.flatMap((keys) => {
      const job: KeyedJob = { what: "count", keys, order: "random", warmRecords: javaWarmRecords, records };
      return java === undefined ? [] : [javas(javaOf(atCount("count", keys)), java, job)];
    }),
  ];
}

function byKeys(measured: Measured, { keys, java }: StreamsSizes): Report {
  const growth = (what: string, target: Aim["target"]): Aim => ({
    what: `${what}: ${keys.at(-1)?.toLocaleString("en-US")} keys to ${keys[0]?.toLocaleString("en-US")}`,
    unit: "times",
    target,
    value: (of) =>
      of(atCount(what, keys.at(-1) as number), "cpuNsPerRecord") /
      of(atCount(what, keys[0] as number), "cpuNsPerRecord"),
  });
  const some: Aim["target"] = {};
  return report({
    measured,
    units: UNITS,
    aims: [
      ...["count in turn", "count", "join"].map((what) => growth(what, { atMost: KEYS_GROWTH_MAX })),
      growth("bare Map", some),
      ...(java === undefined ? [] : [growth(javaOf("count"), some)]),
    ],
    notes: ["By the number of keys; in random order where it does not say in turn. What a bare Map loses is memory's."],
  });
}

function windowSides(sizes: StreamsSizes): Side[] {
  const { warmRecords, records } = sizes;
  return sizes.openWindows.flatMap((open) =>
    BY_WINDOWS.map((what) => ours(atCount(what, open), { what, open, warmRecords, records }, sizes)),
  );
}

function byWindows(measured: Measured, { openWindows }: StreamsSizes): Report {
  const [few = 1, many = 1] = openWindows.slice(-2);
  const aims = BY_WINDOWS.map((what) => ({
    what: `${what} of a key: ${many.toLocaleString("en-US")} to ${few}, beside their logarithms`,
    unit: "times" as const,
    target: { atMost: Math.log(many) / Math.log(few) },
    value: (of: (side: string, figure: string) => number) =>
      of(atCount(what, many), "cpuNsPerRecord") / of(atCount(what, few), "cpuNsPerRecord"),
  }));
  return report({
    measured,
    units: UNITS,
    aims,
    notes: ["Ten keys, each with so many windows or sessions, in random order."],
  });
}

function firstOutputSides({ entries }: StreamsSizes): Side[] {
  const side = (name: string, what: FirstOutputJob["what"]): Side => ({
    name,
    measure: async () => {
      const startedAt = performance.now();
      await runChild(new URL("first-output-side.ts", import.meta.url), { what, ...entries } satisfies FirstOutputJob);
      return { processMs: performance.now() - startedAt };
    },
  });
  return [side(FIRST_OUTPUT, "word count"), side(BARE_NODE, "bare node")];
}

function firstOutput(measured: Measured): Report {
  return report({
    measured,
    units: UNITS,
    aims: [
      {
        what: "first output beyond a bare Node's whole life",
        unit: "ms",
        target: { atMost: FIRST_OUTPUT_MS_MAX },
        value: (of) => of(FIRST_OUTPUT, "processMs") - of(BARE_NODE, "processMs"),
      },
    ],
    notes: ["A process that imports the built package, counts words and ends, beside one that does nothing."],
  });
}

async function findJava(): Promise<Java | undefined> {
  try {
    return await Java.find(new URL("fetch-streams-jars.sh", import.meta.url));
  } catch (error) {
    if (!(error instanceof BenchFailure)) throw error;
    process.stderr.write(`NO JAVA, so nothing is compared with Kafka Streams: ${error.message}\n`);
    return undefined;
  }
}

async function builtEntries(): Promise<StreamsSizes["entries"]> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  await promisify(execFile)("bash", ["scripts/build.sh"], { cwd: root });
  const urlOf = (path: string) => new URL(`../../dist/src/${path}`, import.meta.url).href;
  return { streams: urlOf("streams.js"), testing: urlOf("testing/streams/index.js") };
}

export async function run({ quick, profileFolder }: BenchOptions): Promise<Outcome> {
  const shared = { java: await findJava(), entries: await builtEntries(), profileFolder, warmRounds: 0 };
  const sizes: StreamsSizes = quick
    ? {
        ...shared,
        rounds: 1,
        warmRecords: 100_000,
        javaWarmRecords: 200_000,
        records: 100_000,
        keys: [1_000, 100_000],
        openWindows: [100, 10_000],
      }
    : {
        ...shared,
        rounds: 5,
        warmRecords: 300_000,
        javaWarmRecords: 600_000,
        records: 500_000,
        keys: [1_000, 100_000, 1_000_000],
        openWindows: [1, 100, 10_000],
      };
  const results = await measureStreams(sizes);
  return { results, text: results.map(formatReport).join("\n\n") };
}
