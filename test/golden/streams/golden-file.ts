import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RecordStep, Step } from "./draw-steps.ts";
import type { Datum } from "./inputs.ts";
import type { HeaderRow, OutRow, SeedResult, StepResult, StoreContents, TopologyResult } from "./run-result.ts";

// A golden is JSON lines: a head, then a line for each seed, in which topics are numbers (places in the head's list) and
// the stores of a step are what changed since the step before.

type Row = readonly [topic: number, key: Datum, value: Datum, timestamp: number | null, headers?: readonly HeaderRow[]];
/** By store and key; null: removed. */
type Delta = Record<string, Record<string, string | null>>;
/** A wall-clock advance is its number of ms. What is 0 or empty at the end is left out. */
type GoldenStep =
  | readonly [input: Row | number, out?: readonly Row[], stores?: Delta, dropped?: number]
  | readonly [input: Row | number, error: string];

interface Head {
  readonly topology: string;
  readonly topics: readonly string[];
  readonly describe: string;
}

interface SeedLine {
  readonly seed: number;
  readonly steps: readonly GoldenStep[];
}

export function goldenPath(topology: string): string {
  return fileURLToPath(new URL(`goldens/${topology}.jsonl`, import.meta.url));
}

export function readGolden(topology: string): TopologyResult {
  return decodeGolden(readFileSync(goldenPath(topology), "utf8"));
}

export function encodeGolden({ topology, describe, seeds }: TopologyResult): string {
  const topics: string[] = [];
  const number = (topic: string): number => {
    const at = topics.indexOf(topic);
    return at >= 0 ? at : topics.push(topic) - 1;
  };
  const lines = seeds.map((result) => JSON.stringify(encodeSeed(result, number)));
  const head: Head = { topology, topics, describe };
  return `${[JSON.stringify(head), ...lines].join("\n")}\n`;
}

export function decodeGolden(text: string): TopologyResult {
  const [first = "", ...lines] = text.trimEnd().split("\n");
  const { topology, topics, describe } = JSON.parse(first) as Head;
  const seeds = lines.map((line) => decodeSeed(JSON.parse(line) as SeedLine, topics));
  return { topology, describe, seeds };
}

function encodeSeed({ seed, steps, results }: SeedResult, number: (topic: string) => number): SeedLine {
  let before: StoreContents = {};
  const encoded = results.map((result, index): GoldenStep => {
    const step = steps[index] as Step;
    const input = "advance" in step ? step.advance : rowOf(step, number);
    if (result.error !== undefined) return [input, result.error];
    const stores = delta(before, result.stores);
    before = result.stores;
    const out = result.out.map(([topic, ...rest]): Row => [number(topic), ...rest]);
    if (result.dropped > 0) return [input, out, stores, result.dropped];
    if (Object.keys(stores).length > 0) return [input, out, stores];
    return out.length > 0 ? [input, out] : [input];
  });
  return { seed, steps: encoded };
}

function rowOf({ topic, key, value, timestamp, headers }: RecordStep, number: (topic: string) => number): Row {
  const row = [number(topic), key, value, timestamp] as const;
  return headers === undefined ? row : [...row, headers];
}

function decodeSeed({ seed, steps }: SeedLine, topics: readonly string[]): SeedResult {
  let stores: StoreContents = {};
  const results = steps.map(([, out = [], changes = {}, dropped = 0]): StepResult => {
    if (typeof out === "string") return { error: out };
    stores = changed(stores, changes as Delta);
    const rows = out.map(([topic, ...rest]): OutRow => [topics[topic] as string, ...rest]);
    return { out: rows, stores, dropped };
  });
  return { seed, steps: steps.map(([input]) => decodeStep(input, topics)), results };
}

function decodeStep(input: Row | number, topics: readonly string[]): Step {
  if (typeof input === "number") return { advance: input };
  const [topic, key, value, timestamp, headers] = input;
  const step = { topic: topics[topic] as string, key, value, timestamp: timestamp as number };
  return headers === undefined ? step : { ...step, headers };
}

function delta(before: StoreContents, after: StoreContents): Delta {
  const changes: Delta = {};
  for (const store of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old = {}, now = {}] = [before[store], after[store]];
    const entries: Record<string, string | null> = {};
    for (const key of Object.keys(old)) if (!(key in now)) entries[key] = null;
    for (const [key, value] of Object.entries(now)) if (old[key] !== value) entries[key] = value;
    if (Object.keys(entries).length > 0) changes[store] = entries;
  }
  return changes;
}

function changed(before: StoreContents, changes: Delta): StoreContents {
  const after: Record<string, Record<string, string>> = { ...before };
  for (const [store, entries] of Object.entries(changes)) {
    const now = { ...after[store] };
    for (const [key, value] of Object.entries(entries)) {
      if (value === null) delete now[key];
      else now[key] = value;
    }
    after[store] = now;
  }
  return after;
}
