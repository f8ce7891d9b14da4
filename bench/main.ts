import { availableParallelism, cpus } from "node:os";
import { benchRing, formatRing } from "./micro/ring.ts";

const USAGE = `usage: node bench/main.ts <bench> [--quick] [--json]

  ring     messages between two workers: millrace's ring, ringbuf.js and postMessage

  --quick  fewer and shorter rounds
  --json   the results as JSON on standard output
`;

async function main(args: readonly string[]): Promise<number> {
  const options = { quick: args.includes("--quick"), json: args.includes("--json") };
  const [bench, ...others] = args.filter((argument) => argument !== "--quick" && argument !== "--json");
  if (bench !== "ring" || others.length > 0) {
    process.stderr.write(USAGE);
    return 1;
  }
  const results = await benchRing(options);
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", threads: availableParallelism() };
  if (options.json) process.stdout.write(`${JSON.stringify({ bench, machine, results }, undefined, 2)}\n`);
  else
    process.stdout.write(`${machine.cpu}, ${machine.threads} threads, Node ${machine.node}\n${formatRing(results)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
