import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import type { RecordStep, Step } from "./draw-steps.ts";
import type { Datum } from "./inputs.ts";
import type { HeaderRow, OutRow, SeedResult, StepResult, StoreContents, TopologyResult } from "./run-result.ts";

// A golden is packed JSON lines (zcat shows them): a head, then a line for each seed, in which topics and stores are numbers (places in the head's
// list of names) and the stores of a step are what changed since the step before.

/** A number is one of 64 bits, as counts are. */
type ShortDatum = Datum | number;
type Row = readonly [
  topic: number,
  key: ShortDatum,
  value: ShortDatum,
  timestamp: number | null,
  headers?: readonly HeaderRow[],
];
/** By store and key; null: removed. */
type Delta = Record<string, Record<string, string | null>>;
/** A wall-clock advance is its number of ms. What is 0 or empty at the end is left out. */
type GoldenStep =
  | readonly [input: Row | number, out?: readonly Row[], stores?: Delta, dropped?: number]
  | readonly [input: Row | number, error: string];

interface Head {
  readonly topology: string;
  readonly names: readonly string[];
  readonly stores: readonly string[];
  readonly describe: string;
}

interface SeedLine {
  readonly seed: number;
  readonly steps: readonly GoldenStep[];
}

export function goldenPath(topology: string): string {
  return fileURLToPath(new URL(`goldens/${topology}.jsonl.gz`, import.meta.url));
}

export function readGolden(topology: string): TopologyResult {
  return decodeGolden(gunzipSync(readFileSync(goldenPath(topology))).toString());
}

/** Answers how many bytes the file has. */
export function writeGolden(result: TopologyResult): number {
  const packed = gzipSync(encodeGolden(result), { level: 9 });
  writeFileSync(goldenPath(result.topology), packed);
  return packed.length;
}

export function encodeGolden({ topology, describe, stores, seeds }: TopologyResult): string {
  const names: string[] = [];
  const number = (name: string): number => {
    const at = names.indexOf(name);
    return at >= 0 ? at : names.push(name) - 1;
  };
  const lines = seeds.map((result) => JSON.stringify(encodeSeed(result, number)));
  const head: Head = { topology, names, stores, describe };
  return `${[JSON.stringify(head), ...lines].join("\n")}\n`;
}

export function decodeGolden(text: string): TopologyResult {
  const [first = "", ...lines] = text.trimEnd().split("\n");
  const { topology, names, stores, describe } = JSON.parse(first) as Head;
  const seeds = lines.map((line) => decodeSeed(JSON.parse(line) as SeedLine, names));
  return { topology, describe, stores, seeds };
}

function encodeSeed({ seed, steps, results }: SeedResult, number: (name: string) => number): SeedLine {
  let before: StoreContents = {};
  const encoded = results.map((result, index): GoldenStep => {
    const step = steps[index] as Step;
    const input = "advance" in step ? step.advance : rowOf(outRow(step), number);
    if (result.error !== undefined) return [input, result.error];
    const changes = delta(before, result.stores, number);
    before = result.stores;
    const out = result.out.map((row) => rowOf(row, number));
    if (result.dropped > 0) return [input, out, changes, result.dropped];
    if (Object.keys(changes).length > 0) return [input, out, changes];
    return out.length > 0 ? [input, out] : [input];
  });
  return { seed, steps: encoded };
}

function outRow({ topic, key, value, timestamp, headers }: RecordStep): OutRow {
  return headers === undefined ? [topic, key, value, timestamp] : [topic, key, value, timestamp, headers];
}

function rowOf([topic, key, value, ...rest]: OutRow, number: (name: string) => number): Row {
  return [number(topic), shortened(key), shortened(value), ...rest];
}

function shortened(datum: Datum): ShortDatum {
  if (datum === null || typeof datum === "string" || datum.hex.length !== 16) return datum;
  const value = Number(BigInt.asIntN(64, BigInt(`0x${datum.hex}`)));
  return Number.isSafeInteger(value) ? value : datum;
}

function lengthened(datum: ShortDatum): Datum {
  if (typeof datum !== "number") return datum;
  return { hex: BigInt.asUintN(64, BigInt(datum)).toString(16).padStart(16, "0") };
}

function decodeSeed({ seed, steps }: SeedLine, names: readonly string[]): SeedResult {
  let stores: StoreContents = {};
  const results = steps.map(([, out = [], changes = {}, dropped = 0]): StepResult => {
    if (typeof out === "string") return { error: out };
    stores = changed(stores, changes as Delta, names);
    return { out: out.map((row) => decodeRow(row, names)), stores, dropped };
  });
  return { seed, steps: steps.map(([input]) => decodeStep(input, names)), results };
}

function decodeRow([topic, key, value, ...rest]: Row, names: readonly string[]): OutRow {
  return [names[topic] as string, lengthened(key), lengthened(value), ...rest];
}

function decodeStep(input: Row | number, names: readonly string[]): Step {
  if (typeof input === "number") return { advance: input };
  const [topic, key, value, timestamp, headers] = decodeRow(input, names);
  const step = { topic, key, value, timestamp: timestamp as number };
  return headers === undefined ? step : { ...step, headers };
}

function delta(before: StoreContents, after: StoreContents, number: (name: string) => number): Delta {
  const changes: Delta = {};
  for (const store of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old = {}, now = {}] = [before[store], after[store]];
    const entries: Record<string, string | null> = {};
    for (const key of Object.keys(old)) if (!(key in now)) entries[key] = null;
    for (const [key, value] of Object.entries(now)) if (old[key] !== value) entries[key] = value;
    if (Object.keys(entries).length > 0) changes[number(store)] = entries;
  }
  return changes;
}

function changed(before: StoreContents, changes: Delta, names: readonly string[]): StoreContents {
  const after: Record<string, Record<string, string>> = { ...before };
  for (const [number, entries] of Object.entries(changes)) {
    const store = names[Number(number)] as string;
    const now = { ...after[store] };
    for (const [key, value] of Object.entries(entries)) {
      if (value === null) delete now[key];
      else now[key] = value;
    }
    after[store] = now;
  }
  return after;
}
