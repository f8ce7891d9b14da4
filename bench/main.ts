import { parseArgs } from "node:util";
import type { BenchOptions, Outcome } from "./harness/bench.ts";
import { BenchFailure } from "./harness/failure.ts";
import { formatMachine, loadNow, machine } from "./harness/machine.ts";

interface Bench {
  readonly about: string;
  /** Loads the bench when it runs: one needs no more of the project than it measures. */
  load(): Promise<{ run(options: BenchOptions): Outcome | Promise<Outcome> }>;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  ring: {
    about: "messages between two workers: millrace's ring, ringbuf.js, postMessage, a bare loop",
    load: () => import("./micro/ring.ts"),
  },
  record: {
    about: "encode, scan and compression of record batches on one core",
    load: async () => {
      const { formatRecord, run } = await import("./micro/record.ts");
      const { runCodecs } = await import("./micro/codecs.ts");
      return {
        run: async ({ quick }) => {
          const options = { milliseconds: quick ? 200 : 800 };
          const results = [...run(options), ...(await runCodecs(options))];
          return { results, text: formatRecord(results) };
        },
      };
    },
  },
  produce: {
    about: "one producer to one consumer beside the bare encode loop",
    load: () => import("./macro/produce.ts"),
  },
  fanout: { about: "one and eight consumers of the same topic in one thread", load: () => import("./macro/fanout.ts") },
  latency: { about: "send to consumer at 1,000 records/s", load: () => import("./macro/latency.ts") },
  start: { about: "from nothing to the first acknowledged record", load: () => import("./macro/start.ts") },
  failover: { about: "how long writes stand still when a leader is killed", load: () => import("./macro/failover.ts") },
  memory: { about: "resident memory of an idle cluster", load: () => import("./macro/memory.ts") },
  simulation: { about: "virtual time against real time", load: () => import("./macro/simulation.ts") },
  streams: { about: "topologies through the test driver, beside Java's", load: () => import("./macro/streams.ts") },
  compare: {
    about: "beside a real Apache Kafka (needs Java 17 and Maven)",
    load: () => import("./compare/compare.ts"),
  },
};

const USAGE = `usage: node bench/main.ts <bench> [--quick] [--json] [--profile FOLDER]

${Object.entries(BENCHES)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join("\n")}

  --quick    fewer and shorter rounds
  --json     the results as JSON on standard output
  --profile  produce, fanout, latency, start, failover, simulation and streams: CPU profiles of every thread into FOLDER; slows them down
`;

function readArguments(args: readonly string[]): { bench: Bench; name: string; options: BenchOptions; json: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { quick: { type: "boolean" }, json: { type: "boolean" }, profile: { type: "string" } },
  });
  const [name = ""] = positionals;
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (bench === undefined || positionals.length > 1) throw new Error("name one bench");
  const options: BenchOptions = { quick: values.quick ?? false, profileFolder: values.profile };
  return { bench, name, options, json: values.json ?? false };
}

async function main(args: readonly string[]): Promise<number> {
  let call: ReturnType<typeof readArguments>;
  try {
    call = readArguments(args);
  } catch {
    process.stderr.write(USAGE);
    return 1;
  }
  const loadBefore = loadNow();
  const { run } = await call.bench.load();
  const { results, text } = await run(call.options);
  const about = machine(loadBefore);
  if (call.json) process.stdout.write(`${JSON.stringify({ bench: call.name, machine: about, results }, null, 2)}\n`);
  else process.stdout.write(`${formatMachine(about)}\n${text}\n`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
