/** `npm run chaos`: breaks a cluster on real threads under load and checks every record. See docs/simulation.md. */
import { randomInt } from "node:crypto";
import type { ChaosProgress } from "../src/testing/chaos/chaos-report.ts";
import { hasPassed, progressText, reportText } from "../src/testing/chaos/chaos-text.ts";
import { runOnThreads } from "../src/testing/chaos/index.ts";
import type { Scenario } from "../src/testing/scenario/scenario.ts";
import { type ChaosArguments, parseChaosArguments } from "./chaos-options.ts";

/** What the run may need beyond its faulty part before it counts as stuck. */
const STUCK_MS = 5 * 60_000;
/** Between two lines of progress where they cannot be drawn over each other. */
const LINES_MS = 10_000;
const CLEAR_LINE = "\r\x1b[2K";

function scenarioOf({ minutes, brokers, kinds, rate }: ChaosArguments): Scenario {
  const replicationFactor = Math.min(3, brokers);
  const shared = { replicationFactor, minInSyncReplicas: replicationFactor - 1, reclaim: "consumed" } as const;
  return {
    brokers,
    topics: [
      { topic: "orders", partitions: 6, ...shared },
      { topic: "payments", partitions: 2, ...shared },
    ],
    load: { producers: 1, consumers: 1, recordsPerSecond: rate }, // of each topic
    durationMs: Math.round(minutes * 60_000),
    faults: { kinds, gapMsMax: 800 },
  };
}

/** A line that is drawn over the last one on a terminal, and now and then a line of its own elsewhere. */
function progressTo(output: NodeJS.WriteStream): { show(progress: ChaosProgress): void; end(): void } {
  let before: ChaosProgress | undefined;
  let shownAtMs = 0;
  return {
    show: (progress) => {
      const text = progressText(progress, before);
      before = progress;
      if (output.isTTY) output.write(`${CLEAR_LINE}${text.slice(0, (output.columns || 100) - 1)}`);
      else if (progress.elapsedMs - shownAtMs >= LINES_MS) {
        shownAtMs = progress.elapsedMs;
        output.write(`${text}\n`);
      }
    },
    end: () => {
      if (output.isTTY) output.write(CLEAR_LINE);
    },
  };
}

async function main(): Promise<number> {
  const parsed = parseChaosArguments(process.argv.slice(2), randomInt(2 ** 31));
  if (parsed.kind === "stop") {
    process.stdout.write(parsed.output);
    process.stderr.write(parsed.problem);
    return parsed.exitCode;
  }
  const { options, again } = parsed;
  const output = options.json ? process.stderr : process.stdout;
  const scenario = scenarioOf(options);
  output.write(`${again}\n`);
  const progress = progressTo(output);
  const stopped = new AbortController();
  process.once("SIGINT", () => stopped.abort());
  const stuck = setTimeout(() => {
    process.stderr.write(`\nthe run has not ended ${STUCK_MS} ms after its time\nagain: ${again}\n`);
    process.exit(1);
  }, scenario.durationMs + STUCK_MS);
  const { seed } = options;
  const report = await runOnThreads(scenario, { seed, signal: stopped.signal, onProgress: progress.show });
  clearTimeout(stuck);
  progress.end();
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : reportText(report, again));
  if (options.json && !hasPassed(report)) process.stderr.write(reportText(report, again));
  return hasPassed(report) ? 0 : 1;
}

process.exitCode = await main();
