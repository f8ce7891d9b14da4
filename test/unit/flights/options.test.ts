import { describe, expect, test } from "vitest";
import { parseOptions } from "../../../examples/flights/options.ts";

function parsed(line: string): ReturnType<typeof parseOptions> {
  return parseOptions(line === "" ? [] : line.split(" "));
}

describe("the options of the main job", () => {
  test("have defaults", () => {
    expect(parsed("")).toEqual({
      kind: "run",
      options: {
        brokers: 3,
        replication: 3,
        partitions: 6,
        rate: 0,
        records: 3_000_000,
        kill: ["leader", "supervisor"],
        seed: 1,
        arenaMib: 512,
        json: false,
        quiet: false,
      },
    });
  });

  test("are taken as given", () => {
    const line =
      "--brokers 5 --replication 2 --partitions 12 --rate 200000 --records 1000 --kill supervisor --json --quiet";
    expect(parsed(line)).toMatchObject({
      kind: "run",
      options: {
        brokers: 5,
        replication: 2,
        partitions: 12,
        rate: 200_000,
        records: 1000,
        kill: ["supervisor"],
        json: true,
        quiet: true,
      },
    });
  });

  test("replicate on all brokers when there are fewer than three", () => {
    expect(parsed("--brokers 2")).toMatchObject({ options: { replication: 2 } });
  });

  test("know a storm, and both", () => {
    expect(parsed("--kill storm --seed 7")).toMatchObject({ options: { kill: "storm", seed: 7 } });
    expect(parsed("--kill both")).toEqual(parsed(""));
  });

  test("know that nothing is to be killed", () => {
    expect(parsed("--kill none --brokers 1")).toMatchObject({ options: { kill: [], replication: 1 } });
  });

  test.each([
    ["--brokers three", "whole number from 1 to 16"],
    ["--brokers 0", "whole number from 1 to 16"],
    ["--brokers 17", "whole number from 1 to 16"],
    ["--brokers 2.5", "whole number from 1 to 16"],
    ["--brokers", "argument missing"],
    ["--partitions -1", "whole number from 1 to 256"],
    ["--rate fast", "whole number from 0"],
    ["--records 3000001", "whole number from 1 to 3000000"],
    ["--records 1e3", "whole number from 1 to 3000000"],
    ["--kill follower", '"follower" cannot be killed. Give leader, supervisor'],
    ["--kill leader,none", '"none" cannot be killed'],
    ["--brokers 3 --replication 4", "use --brokers 4 or --replication 3"],
    ["--seed x", "whole number from 0"],
    ["--replication 1 --kill storm", "would lose the only copy"],
    ["--kill storm,leader", '"storm" cannot be killed'],
    ["--brokers 1", "use --replication 2 or more, or --kill supervisor"],
    ["--replication 1 --kill leader", "would lose the only copy"],
    ["--brokers 16 --arena-mib 100", "use --arena-mib"],
    ["--partitions 256 --arena-mib 100", "use --arena-mib"],
    ["--speed 3", "unknown option '--speed'"],
    ["--broker 3", "Did you mean --brokers?"],
    ["now", "too many arguments"],
  ])("%s is refused with exit code 2 and what to do", (line, message) => {
    const result = parsed(line);
    expect(result).toMatchObject({ kind: "stop", exitCode: 2, output: "" });
    expect(result.kind === "stop" && result.problem).toContain(message);
  });

  test("the arena that a refusal names is accepted", () => {
    const refused = parsed("--brokers 16 --arena-mib 64");
    const needed = refused.kind === "stop" ? /use --arena-mib (\d+)/.exec(refused.problem)?.[1] : undefined;
    expect(parsed(`--brokers 16 --arena-mib ${needed}`).kind).toBe("run");
  });

  test("let all flights through an arena that does not hold them: what was read makes room", () => {
    expect(parsed("--arena-mib 64")).toMatchObject({ options: { records: 3_000_000, arenaMib: 64 } });
  });

  test("--help lists them and ends with exit code 0", () => {
    const result = parsed("--help");
    expect(result).toMatchObject({ kind: "stop", exitCode: 0, problem: "" });
    for (const name of [
      "brokers",
      "replication",
      "partitions",
      "rate",
      "records",
      "kill",
      "seed",
      "arena-mib",
      "json",
    ]) {
      expect(result.kind === "stop" && result.output).toContain(`--${name}`);
    }
  });
});
