import { describe, expect, test } from "vitest";
import { parseOptions, type SimulateOptions } from "../../../scripts/simulation/options.ts";
import { replayCommand } from "../../../src/testing/scenario/replay-command.ts";

function parsed(...args: readonly string[]): SimulateOptions {
  const result = parseOptions(args);
  if (result.kind === "stop") throw new Error(result.problem);
  return result.options;
}

function problemOf(...args: readonly string[]): string {
  const result = parseOptions(args);
  if (result.kind === "run") throw new Error("it was taken");
  expect(result.exitCode).toBe(2);
  return result.problem;
}

describe("npm run simulate", () => {
  test("runs for a minute from a new seed if nothing is asked for", () => {
    expect(parsed()).toMatchObject({ first: undefined, seeds: undefined, minutes: 1, plan: {}, json: false });
  });

  test("counts seeds from 0, and in a time from a new one, unless told", () => {
    expect(parsed("--seeds", "20")).toMatchObject({ first: 0, seeds: 20, minutes: undefined });
    expect(parsed("--minutes", "0.5")).toMatchObject({ first: undefined, seeds: undefined, minutes: 0.5 });
    expect(parsed("--seeds", "20", "--minutes", "2", "--first", "7")).toMatchObject({
      first: 7,
      seeds: 20,
      minutes: 2,
    });
  });

  test("runs one seed", () => {
    expect(parsed("--seed", "52")).toMatchObject({ first: 52, seeds: 1, minutes: undefined, plan: {} });
  });

  test("leaves to the seed what is not asked for", () => {
    const words = ["--storage", "memory", "--brokers", "5", "--unclean", "--rule", "acknowledge=appended"];
    const { plan, shrinks } = parsed(...words, "--rule", "fenceByEpoch=false", "--ignore-leases", "--json");
    expect(plan).toEqual({
      storage: "memory",
      brokers: 5,
      mayLoseRecords: true,
      rules: { acknowledge: "appended", fenceByEpoch: false },
      honourLeases: false,
    });
    expect(shrinks).toBe(true);
    expect(parsed("--no-shrink").shrinks).toBe(false);
  });

  test("takes every option of a plan as a failure prints it", () => {
    const schedule = [{ atMs: 5, fault: "kill", target: { broker: 1 } }] as const;
    const plan = { steps: [0, 3], operations: [], faults: ["kill", "slow"], quiet: true, durationMs: 500 } as const;
    const words = replayCommand(7, plan).split(" ").slice(4);
    expect(parsed(...words, "--schedule", JSON.stringify(schedule))).toMatchObject({ first: 7, seeds: 1 });
    expect(parsed(...words, "--schedule", JSON.stringify(schedule)).plan).toEqual({ ...plan, schedule });
  });

  test.each([
    [["--sedes", "4"], /unknown option '--sedes'/],
    [["7"], /too many arguments/],
    [["--seeds", "0"], /--seeds.*whole number from 1/],
    [["--seeds", "many"], /--seeds.*whole number/],
    [["--minutes", "0"], /--minutes.*above 0/],
    [["--minutes", "soon"], /--minutes/],
    [["--first", "-1"], /--first/],
    [["--seed", "1", "--seeds", "2"], /'--seed <number>' cannot be used with option '--seeds <count>'/],
    [["--seed", "1", "--minutes", "2"], /--minutes/],
    [["--storage", "tape"], /--storage.*memory, directory/],
    [["--brokers", "99"], /--brokers/],
    [["--rule", "luck=true"], /--rule.*The rules are truncateBy, /],
    [["--rule", "acknowledge=soon"], /acknowledge is committed or appended/],
    [["--rule", "fenceByEpoch"], /fenceByEpoch is true or false/],
    [["--threads", "0"], /--threads/],
    [["--steps", "1,two"], /--steps.*whole number/],
    [["--faults", "kill,earthquake"], /--faults.*kill, /],
    [["--schedule", "tomorrow"], /--schedule.*JSON/],
    [["--duration-ms", "-1"], /--duration-ms/],
  ])("refuses %j by name", (args, problem) => {
    expect(problemOf(...args)).toMatch(problem);
  });

  test("explains itself", () => {
    expect(parseOptions(["--help"])).toMatchObject({
      kind: "stop",
      exitCode: 0,
      output: expect.stringMatching(/--rule/),
    });
  });
});
