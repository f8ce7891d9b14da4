// Every bench runs, verifies what it reads and ends clean, at sizes that measure nothing.
import { describe, expect, it } from "vitest";
import type { Report } from "../../../bench/harness/report.ts";
import { measureFailover } from "../../../bench/macro/failover.ts";
import { measureFanout } from "../../../bench/macro/fanout.ts";
import { measureLatency } from "../../../bench/macro/latency.ts";
import { measureMemory } from "../../../bench/macro/memory.ts";
import { measureProduce } from "../../../bench/macro/produce.ts";
import { measureSimulation } from "../../../bench/macro/simulation.ts";
import { measureStart } from "../../../bench/macro/start.ts";
import { measureStreams } from "../../../bench/macro/streams.ts";

const TIMEOUT_MS = 300_000;
const ONCE = { rounds: 1, warmRounds: 0 };

function figure(report: Report, side: string, name: string): number {
  return report.rows.find((row) => row.side.startsWith(side) && row.figure === name)?.median ?? Number.NaN;
}

describe("the bench", { timeout: TIMEOUT_MS }, () => {
  it("produce has its three sides and two verdicts", async () => {
    const report = await measureProduce({ ...ONCE, records: 20_000, warmRecords: 2_000 });
    for (const side of ["bare", "RF 1", "RF 3"]) expect(figure(report, side, "recordsPerSecond")).toBeGreaterThan(0);
    expect(figure(report, "RF 3", "consumerCpuNs")).toBeGreaterThan(0);
    expect(report.verdicts.map(({ target }) => target.atLeast)).toEqual([0.4, 0.2]);
  });

  it("fanout delivers everything to each of eight", async () => {
    const report = await measureFanout({ ...ONCE, records: 20_000, warmRecords: 2_000 });
    const written = figure(report, "8 consumers", "recordsPerSecond");
    expect(figure(report, "8 consumers", "deliveredPerSecond") / written).toBeCloseTo(8);
    expect(report.verdicts).toHaveLength(2);
  });

  it("latency counts from the intended time", async () => {
    const sizes = { ...ONCE, recordsPerSecond: 1_000, records: 200, warmRecords: 50 };
    const report = await measureLatency(sizes);
    for (const side of ["bare", "RF 1", "RF 3"]) {
      expect(figure(report, side, "p50Us")).toBeGreaterThan(0);
      expect(figure(report, side, "p999Us")).toBeGreaterThanOrEqual(figure(report, side, "p50Us"));
    }
  });

  it("start sees a first acknowledged record", async () => {
    const report = await measureStart({ ...ONCE, entry: "sources" });
    expect(figure(report, "cluster", "firstRecordMs")).toBeGreaterThan(figure(report, "cluster", "startedMs"));
    expect(figure(report, "5 empty", "startedMs")).toBeGreaterThan(0);
  });

  it("failover loses and doubles nothing", async () => {
    const report = await measureFailover({ clusters: 1, warmKills: 0, kills: 2, recordsPerSecond: 5_000 });
    expect(figure(report, "kill", "acknowledged")).toBeGreaterThan(0);
    for (const [name, count] of Object.entries({ kills: 2, lost: 0, doubled: 0, failed: 0 }))
      expect(figure(report, "kill", name)).toBe(count);
  });

  it("simulation is looked at in seeds, loaded, idle, and as it grows", async () => {
    const sizes = { ...ONCE, virtualMs: 5_000, warmMs: 100, seeds: 2, minutes: [0.01, 0.02], windowMs: 500 };
    const report = await measureSimulation(sizes);
    for (const side of ["1,000 records/s", "idle"]) expect(figure(report, side, "ratio")).toBeGreaterThan(0);
    expect(figure(report, "1,000 records/s", "recordsPerSecond")).toBeGreaterThan(500);
    expect(figure(report, "simulate(seed)", "seedsPerSecond")).toBeGreaterThan(0);
    expect(figure(report, "a long run", "stepsPerSecondAt0.02")).toBeGreaterThan(0);
    expect(report.verdicts).toHaveLength(4);
  });

  it("streams has topologies, keys, windows and a start, also without Java", async () => {
    const entry = (path: string) => new URL(`../../../src/${path}`, import.meta.url).href;
    const reports = await measureStreams({
      ...ONCE,
      ...{ warmRecords: 100, javaWarmRecords: 100, records: 1_000, keys: [10, 100], openWindows: [2, 20] },
      java: undefined,
      entries: { streams: entry("streams.ts"), testing: entry("testing/streams/index.ts") },
    });
    const [topologies, keys, windows, start] = reports as [Report, Report, Report, Report];
    for (const what of ["map", "count", "windowed count", "join"])
      expect(figure(topologies, `millrace: ${what}`, "recordsPerSecond")).toBeGreaterThan(0);
    expect(topologies.notes.join()).toContain("JAVA WAS NOT MEASURED");
    expect(keys.verdicts).toHaveLength(4);
    expect(windows.verdicts).toHaveLength(2);
    expect(figure(start, "first output", "processMs")).toBeGreaterThan(0);
  });

  it("memory tells the arena's pages apart", async () => {
    const report = await measureMemory({ ...ONCE, entry: "sources" });
    // Which of two processes has more resident memory is what the bench measures; that both have a Node is certain.
    for (const side of ["idle", "5 empty"]) expect(figure(report, side, "residentMb")).toBeGreaterThan(20);
    expect(figure(report, "idle", "arenaMb")).toBeGreaterThan(0);
    expect(figure(report, "idle", "arenaMb")).toBeLessThan(512);
  });
});
