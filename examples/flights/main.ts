/** `npm start`: three million real flights through a replicated topic that is broken on purpose. See docs/main-job.md. */
import { styleText } from "node:util";
import { Cluster } from "../../src/index.ts";
import { startConsumerWorkers } from "./consumers.ts";
import { readAirports } from "./flights-file.ts";
import { loadFlights } from "./load.ts";
import { type FlightsOptions, parseOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import { endScreen, jsonReport } from "./report.ts";
import { type RunParts, type RunResult, runFlights } from "./run.ts";
import { onStopSignals } from "./stop-signals.ts";

const PARTS: RunParts<Cluster> = {
  load: loadFlights,
  startCluster: ({ brokers, arenaMib }) =>
    Cluster.start({ brokers, storage: "memory", arenaBytes: arenaMib * 1024 * 1024 }),
  startConsumers: (cluster, jobs) => startConsumerWorkers(cluster.handle, jobs),
  clock: () => performance.now(),
  rssBytes: () => process.memoryUsage.rss(),
};

async function main(): Promise<number> {
  const parsed = parseOptions(process.argv.slice(2));
  if (parsed.kind === "stop") {
    process.stdout.write(parsed.output);
    process.stderr.write(parsed.problem);
    return parsed.exitCode;
  }
  const { options } = parsed;
  const output = options.json ? process.stderr : process.stdout;
  const progress = new Progress(options.quiet ? undefined : output);
  const stop = onStopSignals((name) => progress.say(`${name}: stopping the cluster`));
  try {
    const result = await runFlights(options, PARTS, progress, stop.signal);
    await print(result, options);
    return result.verification.passed ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    process.stderr.write(
      `The run failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  } finally {
    stop.dispose();
  }
}

async function print(result: RunResult, options: FlightsOptions): Promise<void> {
  const text = options.json
    ? `${JSON.stringify(jsonReport(result))}\n`
    : endScreen(result, await readAirports(), (style, words) => styleText(style, words, { stream: process.stdout }));
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

process.exitCode = await main();
