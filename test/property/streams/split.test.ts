// Splitting the input of any topology of Java's oracle at any place, and going on with a new process that has what the
// cluster has, changes nothing: neither outputs nor stores nor dropped records, which are Java's to the end.
import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import type { DriverSnapshot, LoggedRecord } from "../../../src/testing/streams/driver-snapshot.ts";
import { readGolden } from "../../golden/streams/golden-file.ts";
import { seedDifference } from "../../golden/streams/judge.ts";
import type { TopologyResult } from "../../golden/streams/run-result.ts";
import { allTopologies } from "../../golden/streams/topologies/all.ts";
import { CACHED_WINDOWS, NOT_SPLIT } from "./not-split.ts";

const SEEDS_SPLIT_EVERYWHERE = 6;
const SEEDS_SPLIT_ONCE = 6;
const SEEDS_COMPACTED = 2;

const entries = [...allTopologies().values()].filter(({ name }) => !NOT_SPLIT.has(name));

/** A changelog of versions is not compacted before they are history. */
const unversioned = entries.filter(({ name }) => !name.startsWith("versioned-"));

function goldenOf(topology: string): TopologyResult {
  const golden = readGolden(topology);
  return CACHED_WINDOWS.has(topology) ? { ...golden, stores: [] } : golden;
}

type Damage = (snapshot: DriverSnapshot) => DriverSnapshot;

function logsWith(change: (records: readonly LoggedRecord[]) => readonly LoggedRecord[]): Damage {
  return (snapshot) => ({
    ...snapshot,
    logs: new Map([...snapshot.logs].map(([topic, records]) => [topic, change(records)])),
  });
}

/** The last record of every key, where it was. */
const compacted = logsWith((records) => {
  const last = new Map<string, LoggedRecord>();
  for (const record of records) {
    const key = record.key === null ? "" : Buffer.from(record.key).toString("hex");
    last.delete(key);
    last.set(key, record);
  }
  return [...last.values()];
});

describe("a run that is split goes on as if it was not", () => {
  test.each(entries)("$name", (entry) => {
    const golden = goldenOf(entry.name);
    const random = new Random(entry.name.length);
    for (const seed of golden.seeds.slice(0, SEEDS_SPLIT_EVERYWHERE)) {
      const difference = seedDifference(entry, golden, seed, (run, step) => {
        if (step > 0) run.restart();
      });
      expect(difference ?? "", "split before every step").toBe("");
    }
    for (const seed of golden.seeds.slice(-SEEDS_SPLIT_ONCE)) {
      const split = random.between(1, seed.results.length - 1);
      const difference = seedDifference(entry, golden, seed, (run, step) => {
        if (step === split) run.restart();
      });
      expect(difference ?? "", `split before step ${split}`).toBe("");
    }
  });

  test.each(unversioned)("$name, when the broker has compacted its changelogs", (entry) => {
    const golden = goldenOf(entry.name);
    for (const seed of golden.seeds.slice(0, SEEDS_COMPACTED)) {
      const difference = seedDifference(entry, golden, seed, (run, step) => {
        if (step > 0) run.restart(compacted);
      });
      expect(difference ?? "").toBe("");
    }
  });

  test("and topologies that are left out are there", () => {
    const unknown = [...NOT_SPLIT.keys(), ...CACHED_WINDOWS].filter((name) => !allTopologies().has(name));
    expect(unknown).toEqual([]);
  });
});

const withoutLast = logsWith((records) => records.slice(0, -1));
const withoutFirst = logsWith((records) => records.slice(1));
const withoutTombstones = logsWith((records) => records.filter(({ value }) => value !== null));
const withoutMetadata: Damage = (snapshot) => ({ ...snapshot, processorMetadata: [] });
const withoutPositions: Damage = (snapshot) => ({ ...snapshot, positions: [] });

describe("a restart that loses something shows", () => {
  test.each([
    ["the last entry of a changelog", "count-stored", withoutLast],
    ["the first entry of a changelog", "reduce", withoutFirst],
    ["tombstones of a table", "table-stored", withoutTombstones],
    ["tombstones of sessions", "session-count", withoutTombstones],
    ["the time that windows have seen", "tumbling-grace", withoutMetadata],
    ["the time that sessions have seen", "session-count-grace", withoutMetadata],
    ["up to where windows were emitted", "close-tumbling", withoutMetadata],
    ["the times of a join", "stream-outer-join", withoutMetadata],
    ["offsets", "process-metadata", withoutPositions],
    ["partition times", "extractor-partition-time", withoutPositions],
  ])("%s, with %s", (_what, topology, damage) => {
    const entry = entries.find(({ name }) => name === topology);
    if (entry === undefined) throw new Error(`no topology ${topology}`);
    const golden = goldenOf(topology);
    const differences = golden.seeds.map((seed) =>
      seedDifference(entry, golden, seed, (run, step) => {
        if (step > 0) run.restart(damage);
      }),
    );
    expect(differences.filter((difference) => difference !== undefined)).not.toEqual([]);
  });
});
