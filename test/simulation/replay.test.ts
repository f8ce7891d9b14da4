import { describe, expect, test } from "vitest";
import { parseOptions } from "../../scripts/simulation/options.ts";
import { SimulationFailure } from "../../src/testing/machine/simulation-failure.ts";
import { replayCommand } from "../../src/testing/scenario/replay-command.ts";
import { drawSimulation, type SimulationPlan, simulate } from "../../src/testing/simulate.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";

const EVERY_FIELD: Required<SimulationPlan> = {
  brokers: 5,
  storage: "memory",
  rules: { acknowledge: "appended", fenceByEpoch: false },
  honourLeases: false,
  honourSyncs: false,
  reclaim: "consumed",
  compression: "zstd",
  faultGapMsMax: 40,
  mayLoseRecords: true,
  faults: ["kill", "killLeaders"],
  schedule: [{ atMs: 5, fault: "kill", target: { leaderOf: { topic: "simulated", partition: 0 } } }],
  steps: [0, 3],
  operations: [],
  quiet: true,
  producers: 1,
  consumers: 1,
  leaderImbalanceCheckIntervalMs: 0,
  brokerSessionTimeoutMs: 80,
  durationMs: 500,
};

/** The words of a command as a shell gives them, for these arguments have no spaces. */
function argumentsOf(command: string): string[] {
  return command
    .split(" ")
    .slice(4)
    .map((word) => word.replaceAll("'", ""));
}

function failureOf(run: () => unknown): SimulationFailure {
  try {
    run();
  } catch (error) {
    if (error instanceof SimulationFailure) return error;
    throw error;
  }
  throw new Error("the run was to fail");
}

/** A seed whose run fails under a broken rule. */
const MUTANT: SimulationPlan = { storage: "memory", rules: { acknowledge: "appended" } };
function firstFailure(plan: SimulationPlan): SimulationFailure {
  for (let seed = 0; seed < 20; seed++) {
    try {
      simulate(seed, plan);
    } catch (error) {
      if (error instanceof SimulationFailure) return error;
      throw error;
    }
  }
  throw new Error("some seed was to fail");
}

describe("a failure", () => {
  test("says how it is repeated, and the repetition fails in the same way", () => {
    const failure = firstFailure(MUTANT);
    expect(failure.message).toMatch(/\n {2}seed \d+, step \d+, virtual time \d+ ms, commit [0-9a-f]{7,}/);
    const command = /repeat it: (.*)\n/.exec(failure.message)?.[1] ?? "";
    expect(command).toBe(`npm run simulate -- --seed ${failure.seed} --storage memory --rule acknowledge=appended`);
    const parsed = parseOptions(argumentsOf(command));
    const options = parsed.kind === "run" ? parsed.options : undefined;
    expect(options?.seeds).toBe(1);
    expect(failureOf(() => simulate(options?.first ?? -1, options?.plan)).message).toBe(failure.message);
  });

  test("ends its timeline with the state of every partition, and with what failed", () => {
    const { message, timeline } = firstFailure(MUTANT);
    expect(timeline).toMatch(/broker \d elected, epoch \d+, ISR \[[\d, ]+\], log end \d+, .*; acknowledged below \d+/);
    const [state, failed] = message.split("\n").slice(-2);
    expect(state).toMatch(
      /simulated-\d: broker \d leads, epoch \d+, ISR .* acknowledged below \d+; logs: broker \d (\[\d+, |has none)/,
    );
    expect(failed).toMatch(/FAILED: no acknowledged write is lost/);
  });

  test("of a cluster that somebody drives by hand names the code that ran", () => {
    const cluster = new SimulatedCluster({ seed: 3, replay: { code: () => "commit abc", command: () => "npm test" } });
    const failure = failureOf(() => cluster.runUntil(() => false, 10, "it ends"));
    expect(failure.message).toMatch(/seed 3, .* ms, commit abc\n {2}repeat it: npm test\n/);
  });
});

describe("a plan", () => {
  test("is the same after its way through a shell", () => {
    // The shell takes the quotes of JSON away from around it, not within.
    const { schedule, ...others } = EVERY_FIELD;
    const words = [...argumentsOf(replayCommand(7, others)), "--schedule", JSON.stringify(schedule)];
    const parsed = parseOptions(words);
    expect(parsed.kind === "run" && parsed.options.plan).toEqual(EVERY_FIELD);
  });

  test("keeps the named steps of the schedule, and changes nothing else that is drawn", () => {
    for (const seed of [1, 2, 3]) {
      const drawn = drawSimulation(seed);
      const kept = drawSimulation(seed, { steps: [1, 2] });
      expect(kept.scenario.faults).toEqual(drawn.scenario.faults.slice(1, 3));
      expect({ ...kept.scenario, faults: [] }).toEqual({ ...drawn.scenario, faults: [] });
      expect(kept.extras).toEqual({ ...drawn.extras, stepNumbers: [1, 2] });
      expect(simulate(seed, { schedule: drawn.scenario.faults })).toEqual(simulate(seed));
    }
  });
});
