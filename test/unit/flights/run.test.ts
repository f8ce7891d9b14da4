import { describe, expect, test } from "vitest";
import { STORM_KILLS } from "../../../examples/flights/failure-plan.ts";
import type { FlightsOptions } from "../../../examples/flights/options.ts";
import { Progress } from "../../../examples/flights/progress.ts";
import { endScreen, jsonReport } from "../../../examples/flights/report.ts";
import { type RunParts, type RunResult, runFlights } from "../../../examples/flights/run.ts";
import { ClusterDouble, consumersDouble, type Fault, madeUpFlights } from "./flights-double.ts";

const OPTIONS: FlightsOptions = {
  brokers: 3,
  replication: 3,
  partitions: 6,
  rate: 0,
  records: 6_000,
  kill: ["leader", "supervisor"],
  seed: 1,
  arenaMib: 64,
  json: false,
  quiet: true,
};

interface Run {
  readonly cluster: ClusterDouble;
  readonly said: string;
  readonly result: Promise<RunResult>;
}

function run(options: FlightsOptions = OPTIONS, fault?: Fault, signal = new AbortController().signal): Run {
  const cluster = new ClusterDouble(options.partitions, fault);
  const said: string[] = [];
  const parts: RunParts<ClusterDouble> = {
    load: async (rowCount) => madeUpFlights(rowCount),
    startCluster: async () => cluster,
    startConsumers: async (_, jobs) => consumersDouble(cluster, jobs),
    clock: () => performance.now(),
    rssBytes: () => 123 * 1024 * 1024,
  };
  const progress = new Progress({ write: (text: string) => said.push(text) });
  const result = runFlights(options, parts, progress, signal);
  return {
    cluster,
    result,
    get said() {
      return said.join("");
    },
  };
}

describe("the main job on a cluster double", () => {
  test("kills the leader and the supervisor, says so, and passes", async () => {
    const job = run();
    const result = await job.result;
    expect(job.cluster.killed).toEqual(["broker 1", "supervisor"]);
    expect(job.cluster.closed).toBe(true);
    expect(result.verification).toMatchObject({ passed: true, lost: 0, aggregatesDifferent: 0 });
    expect(result.consumers.reduce((sum, { records }) => sum + records, 0)).toBe(6_000);
    expect(result.consumers.map(({ partitions }) => partitions)).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
    expect(job.said).toContain("! broker 1, leader of partitions 0, 2 and 4, killed after 2,000 flights");
    expect(job.said).toContain("! the supervisor killed after 4,000 flights");
    expect(result.failures.map(({ kind, atRecord }) => [kind, atRecord])).toEqual([
      ["leader", 2_000],
      ["supervisor", 4_000],
    ]);
    expect(result.failures[0]?.leadersElectedMs).not.toBeNull();
    expect(result.failures[1]?.backMs).not.toBeNull();
  });

  test("waits in a storm until a kill loses nothing", async () => {
    const job = run({ ...OPTIONS, records: 60_000, kill: "storm" });
    const result = await job.result;
    expect(result.verification.passed).toBe(true);
    expect(job.cluster.killed).toHaveLength(STORM_KILLS);
    expect(new Set(job.cluster.killed)).toEqual(new Set(["broker 1", "broker 2", "supervisor"]));
    expect(job.cluster.killedAgain).toEqual([]);
    expect(result.failures).toHaveLength(STORM_KILLS);
  });

  test.each<[string, Fault, Partial<RunResult["verification"]>]>([
    ["loses a record", (log, record, nth) => nth !== 3_333 && log.push(record), { lost: 1, passed: false }],
    [
      "doubles a record",
      (log, record, nth) => (nth === 3_333 ? log.push(record, record) : log.push(record)),
      { doubled: 1, passed: false },
    ],
    [
      "swaps two records",
      (log, record, nth) => (nth === 3_333 ? log.splice(-1, 0, record) : log.push(record)),
      { outOfOrder: 1, passed: false },
    ],
  ])("fails when the cluster %s", async (_name, fault, verification) => {
    expect((await run(OPTIONS, fault).result).verification).toMatchObject(verification);
  });

  test("keeps to a rate", async () => {
    const result = await run({ ...OPTIONS, records: 1_000, rate: 10_000, kill: [] }).result;
    expect(result.verification.passed).toBe(true);
    expect(result.writeMs).toBeGreaterThanOrEqual(99);
  });

  test("stops when it is told to, and closes the cluster", async () => {
    const controller = new AbortController();
    const stopAtFirst: Fault = (log, record) => {
      controller.abort(new Error("stopped by SIGINT"));
      log.push(record);
    };
    const job = run({ ...OPTIONS, rate: 1_000 }, stopAtFirst, controller.signal);
    await expect(job.result).rejects.toThrow("stopped by SIGINT");
    expect(job.cluster.logs.flat().length).toBeLessThan(OPTIONS.records);
    expect(job.cluster.closed).toBe(true);
  });

  test("ends with a screen that says what happened and that all is well", async () => {
    const result = await run().result;
    const airports = new Map([["JFK", { name: "John F Kennedy Intl", city: "New York", state: "NY" }]]);
    const screen = endScreen(result, airports, (_, text) => text);
    expect(screen).toContain("broker 1 killed after 2,000 flights; it led partitions 0, 2 and 4");
    expect(screen).toContain("supervisor killed after 4,000 flights");
    expect(screen).toMatch(/JFK {2}John F Kennedy Intl, New York NY /);
    expect(screen).toMatch(/lost +0\n/);
    expect(screen).toMatch(/airport-days +35 compared \(flights, mean, p95\), 0 different/);
    expect(screen).toContain("PASSED");
    expect(screen).toMatch(/reclaimed +nothing: the arena had room for all flights/);
    for (const line of screen.split("\n")) expect(line.length).toBeLessThan(120);
  });

  test("says how many flights made room for others when both consumers had read them", async () => {
    const job = run();
    job.cluster.logStart = 500;
    const result = await job.result;
    expect(endScreen(result, new Map(), (_, text) => text)).toMatch(/reclaimed +3,000 flights, read by then,/);
    expect(jsonReport(result)).toMatchObject({ reclaimed: { records: 3_000 } });
  });

  test("reports the same to programs", async () => {
    const report = JSON.parse(JSON.stringify(jsonReport(await run().result))) as Record<string, unknown>;
    expect(report).toMatchObject({
      passed: true,
      records: 6_000,
      verification: { lost: 0, doubled: 0, outOfOrder: 0, damaged: 0, aggregatesCompared: 35, aggregatesDifferent: 0 },
      failures: [
        { kind: "leader", broker: 1 },
        { kind: "supervisor", broker: null },
      ],
      memory: { rssBytesMax: 123 * 1024 * 1024, arenaUsedBytes: 1024 * 1024 },
      reclaimed: { records: 0 },
    });
    expect(report["produceRecordsPerSecond"]).toBeGreaterThan(0);
  });
});
