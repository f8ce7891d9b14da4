import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Entry } from "./catalog.ts";
import { drawSteps } from "./draw-steps.ts";
import type { SeedResult, StepResult, StoreContents, TopologyResult } from "./run-result.ts";

/** A line that `java/Oracle.java` prints. */
interface Answer {
  readonly topology: string;
  readonly failure?: string;
  readonly describe: string;
  readonly steps: readonly (StepResult & { readonly dropped?: number; readonly cause?: string })[];
}

/** Runs every seed of every topology in Java's TopologyTestDriver, in one process; gives topologies as they are ready. */
export async function* runJava(
  entries: readonly Entry[],
  seeds: readonly number[],
): AsyncGenerator<TopologyResult, void, void> {
  const script = fileURLToPath(new URL("run.sh", import.meta.url));
  const java = spawn("sh", [script], { stdio: ["pipe", "pipe", "pipe"] });
  let complaints = "";
  java.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  // A process that died says why on stderr, not here.
  java.stdin.on("error", () => {});
  const ended = new Promise<number | null>((resolve) => java.on("close", resolve));
  for (const { name, inputs } of entries)
    for (const seed of seeds) {
      const steps = drawSteps(inputs, seed);
      java.stdin.write(`${JSON.stringify({ topology: name, run: seed, steps })}\n`);
    }
  java.stdin.end();
  const answers = createInterface({ input: java.stdout })[Symbol.asyncIterator]();
  for (const entry of entries) yield await oneTopology(entry, seeds, answers, () => complaints);
  const status = await ended;
  if (status !== 0) throw new Error(`run.sh ended with ${status}: ${complaints}`);
}

async function oneTopology(
  { name, inputs }: Entry,
  seeds: readonly number[],
  answers: AsyncIterator<string>,
  complaints: () => string,
): Promise<TopologyResult> {
  const results: SeedResult[] = [];
  let describe = "";
  for (const seed of seeds) {
    const { done, value: line } = await answers.next();
    if (done === true) throw new Error(`no answer for ${name}: ${complaints()}`);
    const answer = JSON.parse(line) as Answer;
    if (answer.topology !== name || answer.failure !== undefined)
      throw new Error(`Java cannot run ${name}: ${answer.failure ?? `it answers for ${answer.topology}`}`);
    describe = answer.describe;
    results.push({ seed, steps: drawSteps(inputs, seed), results: answer.steps.map(resultOf) });
  }
  // A store that Java cannot read after some step is not compared at all.
  const shown = results.flatMap(({ results: steps }) =>
    steps.filter((step) => step.error === undefined).map((step) => new Set(Object.keys(storesOf(step)))),
  );
  const [first = new Set<string>()] = shown;
  const stores = [...first].filter((store) => shown.every((names) => names.has(store))).sort();
  return { topology: name, describe, stores, seeds: results };
}

function storesOf(step: StepResult): StoreContents {
  return step.error === undefined ? step.stores : {};
}

function resultOf(step: Answer["steps"][number]): StepResult {
  if (step.error !== undefined) return { error: step.error };
  return { out: step.out, stores: step.stores, dropped: step.dropped ?? 0 };
}
