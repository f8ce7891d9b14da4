import { availableParallelism, cpus } from "node:os";
import { BenchFailure } from "./failure.ts";

const USAGE = `usage: node bench/main.ts <bench> [--quick] [--json]

  ring      messages between two workers: millrace's ring, ringbuf.js and postMessage
  record    encode and scan of record batches on one core
  produce   100-byte records from one producer, with and without replication
  start     from nothing to the first acknowledged record
  failover  how long writes stand still when a leader is killed

  --quick   fewer and shorter rounds
  --json    the results as JSON on standard output
  --kafka   produce only: three brokers of a real Apache Kafka measured beside it (needs Java 17 and Maven)
`;

interface Report {
  readonly results: unknown;
  readonly text: string;
}

/** Each bench is loaded when it runs: one needs no more of the project than it measures. */
const BENCHES: Readonly<Record<string, (quick: boolean, kafka: boolean) => Promise<Report>>> = {
  ring: async (quick) => {
    const { benchRing, formatRing } = await import("./micro/ring.ts");
    const results = await benchRing({ quick });
    return { results, text: formatRing(results) };
  },
  record: async (quick) => {
    const { run } = await import("./micro/record.ts");
    const results = run({ milliseconds: quick ? 200 : 800 });
    const lines = results.map(({ name, perSecond, unit }) => `${name.padEnd(45)} ${millions(perSecond)} M ${unit}/s`);
    return { results, text: lines.join("\n") };
  },
  produce: async (quick, kafka) => {
    const { formatProduce, runProduce } = await import("./macro/produce.ts");
    const fullRecords = kafka ? 2_000_000 : 1_500_000; // a JVM takes longer to get warm
    const results = await runProduce({ rounds: quick ? 1 : 5, records: quick ? 300_000 : fullRecords, kafka });
    return { results, text: formatProduce(results) };
  },
  start: async (quick) => {
    const { runStart } = await import("./macro/start.ts");
    return plain(await runStart(quick ? 5 : 20));
  },
  failover: async (quick) => {
    const { runFailover } = await import("./macro/failover.ts");
    return plain(await runFailover({ kills: quick ? 5 : 50, recordsPerSecond: quick ? 20_000 : 100_000 }));
  },
};

function millions(perSecond: number): string {
  return (perSecond / 1e6).toFixed(1).padStart(8);
}

function plain(results: object): Report {
  const lines = Object.entries(results).map(([name, value]) => `${name.padEnd(24)} ${value}`);
  return { results, text: lines.join("\n") };
}

const FLAGS: readonly string[] = ["--quick", "--json", "--kafka"];

async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((argument) => !FLAGS.includes(argument));
  const [name = ""] = names;
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  const kafka = args.includes("--kafka");
  if (bench === undefined || names.length > 1 || (kafka && name !== "produce")) {
    process.stderr.write(USAGE);
    return 1;
  }
  const { results, text } = await bench(args.includes("--quick"), kafka);
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", threads: availableParallelism() };
  if (args.includes("--json")) process.stdout.write(`${JSON.stringify({ bench: name, machine, results }, null, 2)}\n`);
  else process.stdout.write(`${machine.cpu}, ${machine.threads} threads, Node ${machine.node}\n${text}\n`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
