import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { format } from "node:util";
import { expect } from "vitest";
import type { Serde } from "../../src/serde/serde.ts";
import type { OutputRecord } from "../../src/streams/api/serialized.ts";
import { matchesWhole, type NodeDefinition } from "../../src/streams/topology/node-definitions.ts";
import * as streams from "../../src/streams.ts";
import { shown } from "../../src/testing/streams/compare.ts";
import * as testing from "../../src/testing/streams/index.ts";

/** A block of TypeScript in a page about streams, and the block of text below it: what goes in and what comes out. */
export interface PageExample {
  /** The heading, and which block below it. */
  readonly name: string;
  readonly source: string;
  readonly transcript: string;
}

/** Every example of a page. Throws for a block of TypeScript that has no text, because nothing would be compared. */
export function examplesOf(page: string): readonly PageExample[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  const examples: PageExample[] = [];
  let heading = page;
  let count = 0;
  let source: string | undefined;
  for (const [, title, language, body = ""] of text.matchAll(/^#+ (.+)$|^```(ts|text)\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined || language === "ts") {
      if (source !== undefined)
        throw new Error(`${page}: an example of "${heading}" has no text that says what it does`);
      if (title !== undefined) [heading, count] = [title.replaceAll("`", ""), 0];
      else source = body;
    } else if (source !== undefined) {
      count++;
      examples.push({ name: count === 1 ? heading : `${heading} (${count})`, source, transcript: body });
      source = undefined;
    }
  }
  if (source !== undefined) throw new Error(`${page}: the last example has no text that says what it does`);
  return examples;
}

/** What is around every block that imports nothing; the page says the same in its words. */
export const FRAME = `
const builder = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: json<string>() });
interface Order { customer: string; item: string; amount: number }
const numbers = Consumed.with(string(), json<number>());
const orders = Consumed.with(string(), json<Order>());
`;

interface Framed {
  readonly topology: streams.Topology;
  readonly options: testing.TopologyTestDriverOptions;
}

const NAMES = { ...streams, ...testing };

function evaluate(source: string, names: Readonly<Record<string, unknown>>): unknown {
  const all = { ...NAMES, ...names };
  const body = stripTypeScriptTypes(`(() => {\n${source}\n})()`);
  return new Function(...Object.keys(all), `"use strict"; return ${body}`)(...Object.values(all));
}

/** A console that keeps what a block prints. */
function recorder(lines: string[], prefix: string) {
  return { log: (...values: unknown[]) => lines.push(prefix + format(...values)) };
}

/** Runs a block, feeds it the lines of its transcript that go in, and gives the transcript as it really is. */
export function run({ source, transcript }: PageExample): string {
  if (/^import /m.test(source)) return runProgram(source);
  const lines: string[] = [];
  const frame = `${FRAME}${source}
return {
  topology: typeof topology === "undefined" ? builder.build() : topology,
  options: typeof options === "undefined" ? {} : options,
};`;
  const { topology, options } = evaluate(frame, { console: recorder(lines, "  prints  ") }) as Framed;
  const driver = new testing.TopologyTestDriver(topology, options);
  for (const line of transcript.trimEnd().split("\n")) {
    if (line === "" || line.startsWith("  ")) continue;
    lines.push(line);
    try {
      step(line, driver, topology, lines);
    } catch (error) {
      const { code, name, message } = error as streams.MillraceError;
      lines.push(`  fails  ${code ?? name}: ${message}`);
    }
    for (const record of driver.drainOutput()) lines.push(...shownOutput(record, topology));
  }
  driver.close();
  return `${lines.join("\n")}\n`;
}

/** A program with imports of its own: its transcript is what it prints, and the tests in it that pass. */
function runProgram(source: string): string {
  const lines: string[] = [];
  const test = (name: string, body: () => void) => {
    body();
    lines.push(`✓ ${name}`);
  };
  evaluate(source.replace(/^import [\s\S]*?;$/gm, ""), { console: recorder(lines, ""), test, expect });
  return `${lines.join("\n").trimEnd()}\n`;
}

function step(line: string, driver: testing.TopologyTestDriver, topology: streams.Topology, lines: string[]): void {
  const [, expression] = /^\? (.*)$/.exec(line) ?? [];
  const [, clockMs] = /^wall clock \+(\d+)$/.exec(line) ?? [];
  if (expression !== undefined) {
    const result = evaluate(`return ${expression}`, { driver, topology });
    lines.push(
      ...String(isIterator(result) ? shown([...result]) : typeof result === "string" ? result : shown(result))
        .split("\n")
        .map((text) => `  ${text}`.trimEnd()),
    );
    return;
  }
  if (clockMs !== undefined) return driver.advanceWallClockTime(Number(clockMs));
  const [, topic = "", key = "", value = "", time] = /^(\S+) {2}(\S+) (.+) @(-?\d+)$/.exec(line) ?? [];
  if (time === undefined) throw new Error(`the transcript has a line that is none: ${line}`);
  const [keySerde, valueSerde] = sourceSerdes(topology, topic);
  const place = { topic };
  const [keyData, valueData] = [parsed(key), parsed(value)];
  driver.pipeRaw(
    topic,
    keyData === null ? null : keySerde.serialize(keyData, place),
    valueData === null ? null : valueSerde.serialize(valueData, place),
    Number(time),
  );
}

function isIterator(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && "next" in value;
}

/** Changelogs and repartition topics are not shown. */
function shownOutput(record: OutputRecord, topology: streams.Topology): string[] {
  const { topic, timestamp, headers } = record;
  if (/-(changelog|repartition|topic)$/.test(topic)) return [];
  const [keySerde, valueSerde] = sinkSerdes(topology, topic);
  const read = (serde: Serde<unknown>, data: Uint8Array | string | null) =>
    data === null
      ? null
      : serde.deserialize(typeof data === "string" ? new TextEncoder().encode(data) : data, { topic });
  const text = `  -> ${topic}  ${written(read(keySerde, record.key))} ${written(read(valueSerde, record.value))} @${timestamp}`;
  return [headers.length === 0 ? text : `${text}, ${headers.length} headers`];
}

/** What is not JSON is text. */
function parsed(token: string): unknown {
  try {
    return JSON.parse(token);
  } catch {
    return token;
  }
}

function written(value: unknown): string {
  if (typeof value === "string") return parsed(value) === value ? value : JSON.stringify(value);
  if (value instanceof streams.Windowed) return String(value);
  return JSON.stringify(value);
}

const TEXT: Serde<unknown> = streams.string() as Serde<unknown>;

function nodesOf(topology: streams.Topology): readonly NodeDefinition[] {
  return [...topology.internal.nodes.values()];
}

type Serdes = readonly [key: Serde<unknown>, value: Serde<unknown>];

function sourceSerdes(topology: streams.Topology, topic: string): Serdes {
  for (const { kind, definition } of nodesOf(topology)) {
    if (kind !== "source") continue;
    const { topics = [], pattern, keyDeserializer, valueDeserializer } = definition;
    if (topics.includes(topic) || (pattern !== undefined && matchesWhole(pattern, topic)))
      return [keyDeserializer as Serde<unknown>, valueDeserializer as Serde<unknown>];
  }
  return [TEXT, TEXT];
}

/** Of the sink of this topic, else of one that names its topics itself; what no sink writes (dead letters) is text. */
function sinkSerdes(topology: streams.Topology, topic: string): Serdes {
  let serdes: Serdes = [TEXT, TEXT];
  for (const { kind, definition } of nodesOf(topology)) {
    if (kind !== "sink") continue;
    const own: Serdes = [definition.keySerializer as Serde<unknown>, definition.valueSerializer as Serde<unknown>];
    if (definition.topic === topic) return own;
    if (typeof definition.topic === "function") serdes = own;
  }
  return serdes;
}
