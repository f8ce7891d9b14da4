import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { consumerSettings, producerSettings } from "../../src/client/options.ts";
import { effectiveConfigs } from "../../src/metadata/topic-config.ts";
import { readClusterOptions } from "../../src/runtime/cluster-options.ts";
import { Stores } from "../../src/streams/state/stores.ts";
import { REPOSITORY } from "./source-file.ts";

const page = readFileSync(`${REPOSITORY}docs/api.md`, "utf8");

/** The first two columns of the table below a heading: a name in backticks, and what stands beside it. */
function table(heading: string): Map<string, string> {
  const [, section = ""] = page.split(new RegExp(`^#+ ${heading}$`, "m"));
  const [own = ""] = section.split(/^#/m);
  return new Map(
    Array.from(own.matchAll(/^\| `(.+?)` \| (.*?) ?\|/gm), ([, name = "", second = ""]) => [name, second]),
  );
}

/** What a reader of options knows, as its refusal of another name says. */
function knownTo(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    const [, names = ""] = /(?:it knows|known are) (.*?)\.?$/.exec((error as Error).message) ?? [];
    return names.split(", ").sort();
  }
  throw new Error("an unknown option is refused");
}

function defaults(settings: object): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}

const stranger = { stranger: 1 } as never;
const producer = { ...defaults(producerSettings()), acks: "all", compression: "none" };
const consumer = { ...defaults(consumerSettings()), clientId: "" };

describe("docs/api.md has every option with its default", () => {
  test.each([
    ["Options of a cluster", () => readClusterOptions(stranger), defaults(readClusterOptions({}))],
    ["Options of a producer", () => producerSettings(stranger), producer],
    ["Options of a consumer", () => consumerSettings(stranger), consumer],
  ])("%s", (heading, refuse, wanted: Record<string, string>) => {
    const options = table(heading);
    expect([...options.keys()].sort()).toEqual(knownTo(refuse));
    for (const [name, value] of options) expect(`${name}: ${value}`).toBe(`${name}: ${wanted[name] ?? ""}`);
  });

  test("Topic configs", () => {
    expect(table("Topic configs")).toEqual(effectiveConfigs({ configs: new Map() }));
  });
});

/** Names of the members of an exported interface or class, without private ones and symbols. */
function members(file: string, type: string): string[] {
  const source = readFileSync(REPOSITORY + file, "utf8");
  const [, body = ""] =
    new RegExp(`^export (?:interface|class) ${type}\\b[^\\n]*\\{\\n([\\s\\S]*?)^\\}`, "m").exec(source) ?? [];
  const names = Array.from(body.matchAll(/^ {2}(?:readonly )?([a-z]\w*)[(<:]/gm), ([, name = ""]) => name);
  return [...new Set(names)].filter((name) => name !== "constructor").sort();
}

describe("docs/api.md has every call", () => {
  test.each([
    ["Calls of a cluster", "src/runtime/cluster.ts", "Cluster"],
    ["Calls of a producer", "src/client/api/producer.ts", "Producer"],
    ["Calls of a consumer", "src/client/api/consumer.ts", "Consumer"],
    ["Admin", "src/client/api/admin.ts", "Admin"],
  ])("%s", (heading, file, type) => {
    const calls = members(file, type);
    expect(calls.length).toBeGreaterThan(3);
    expect([...table(heading).keys()].sort()).toEqual(calls);
  });

  test("and every event", () => {
    const source = readFileSync(`${REPOSITORY}src/metadata/events.ts`, "utf8");
    const [declared = ""] = /export type ClusterEvent =[\s\S]*?^\s*\/\*\* The events/m.exec(source) ?? [];
    const types = Array.from(declared.matchAll(/readonly type: "(\w+)"/g), ([, name = ""]) => name);
    expect([...table("Events").keys()].sort()).toEqual(types.sort());
  });
});

/** All names in backticks of the rows below a heading, by the first column, which may name several things of one kind. */
function namesBeside(heading: string, column: 1 | 2): Map<string, string[]> {
  const [, section = ""] = page.split(new RegExp(`^#+ ${heading}$`, "m"));
  const [own = ""] = section.split(/^#/m);
  const rows = new Map<string, string[]>();
  for (const row of own.split("\n").filter((line) => line.startsWith("| `"))) {
    const cells = row.split("|").map((cell) => Array.from(cell.matchAll(/`(\w[\w-]*)`/g), ([, name = ""]) => name));
    for (const name of cells[1] ?? []) rows.set(name, [...(cells[column + 1] ?? [])].sort());
  }
  return rows;
}

/** As `members`, of a class with its static methods and getters. */
function callsOf(file: string, type: string): string[] {
  const source = readFileSync(REPOSITORY + file, "utf8");
  const [, body = ""] = new RegExp(`^export class ${type}\\b[\\s\\S]*?\\{\\n([\\s\\S]*?)^\\}`, "m").exec(source) ?? [];
  const names = Array.from(body.matchAll(/^ {2}(?:static |get )?([a-z]\w*)[(<]/gm), ([, name = ""]) => name);
  return [...new Set(names)].filter((name) => name !== "constructor").sort();
}

const dsl = (name: string) => `src/streams/dsl/${name}.ts`;

describe("docs/api.md has all of Streams", () => {
  test.each([
    ["StreamsBuilder", members(dsl("streams-builder"), "StreamsBuilder")],
    ["KStream", members(dsl("kstream"), "KStream")],
    ["KTable", members(dsl("ktable"), "KTable")],
    ["Topology", members("src/streams/topology/topology.ts", "Topology").filter((name) => name !== "internal")],
    [
      "ProcessorContext",
      [
        ...members("src/streams/api/processor.ts", "ProcessingContext"),
        ...members("src/streams/api/processor.ts", "ProcessorContext"),
      ].sort(),
    ],
    ["Stores", Object.keys(Stores).sort()],
    ["Options of mapAsync", fieldsOf("src/streams/options/async-options.ts", "AsyncOptions").sort()],
    ["Options of a test driver", driverOptions()],
    [
      "Calls of a test driver",
      // These two are for its topics.
      callsOf("src/testing/streams/topology-test-driver.ts", "TopologyTestDriver").filter(
        (name) => !["pipe", "describeState"].includes(name),
      ),
    ],
    ["Dropped records", dropReasons()],
  ])("%s", (heading, wanted) => {
    expect(wanted.length).toBeGreaterThan(4);
    expect([...namesBeside(heading, 1).keys()].sort()).toEqual(wanted);
  });

  const aggregations = [
    [dsl("kgrouped-stream"), "KGroupedStream"],
    [dsl("kgrouped-table"), "KGroupedTable"],
    [dsl("cogrouped-kstream"), "CogroupedKStream"],
    [dsl("windowed-kstream"), "TimeWindowedKStream"],
    [dsl("windowed-kstream"), "SessionWindowedKStream"],
    [dsl("windowed-kstream"), "TimeWindowedCogroupedKStream"],
    [dsl("windowed-kstream"), "SessionWindowedCogroupedKStream"],
    [dsl("branched-kstream"), "BranchedKStream"],
  ] as const;

  test.each(aggregations)("%s: %s", (file, type) => {
    expect(namesBeside("Aggregations", 1).get(type)).toEqual(members(file, type));
  });

  const optionRows = [...namesBeside("Options of operators", 2)];

  test.each(optionRows)("%s", (type, calls) => {
    const file = type.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();
    const folder = ["options", "windows", "dsl"].find((name) =>
      existsSync(`${REPOSITORY}src/streams/${name}/${file}.ts`),
    );
    const found = callsOf(`src/streams/${folder}/${file}.ts`, type);
    expect(found.length).toBeGreaterThan(1);
    expect(calls).toEqual(found);
  });

  test("no class of options is missing", () => {
    const entry = readFileSync(`${REPOSITORY}src/streams.ts`, "utf8");
    const exported = Array.from(
      entry.matchAll(/^export \{ (\w+) \} from "\.\/streams\/(?:options|windows|dsl)\//gm),
      ([, name = ""]) => name,
    );
    expect(optionRows.map(([type]) => type).sort()).toEqual(exported.sort());
  });
});

/** Optional fields of an exported interface. */
function fieldsOf(file: string, type: string): string[] {
  const source = readFileSync(REPOSITORY + file, "utf8");
  const [, body = ""] = new RegExp(`^export interface ${type}\\b.*?\\{\\n([\\s\\S]*?)^\\}`, "m").exec(source) ?? [];
  return Array.from(body.matchAll(/^ {2}readonly (\w+)\?:/gm), ([, name = ""]) => name);
}

/** The driver's own options, the task's and its handlers', less what the driver does not take. */
function driverOptions(): string[] {
  const fields = [
    ...fieldsOf("src/testing/streams/topology-test-driver.ts", "TopologyTestDriverOptions"),
    ...fieldsOf("src/streams/task/task-config.ts", "TaskConfig"),
    ...fieldsOf("src/streams/task/error-policy.ts", "ErrorHandlers"),
  ];
  return fields.filter((name) => name !== "partitionCount").sort();
}

function dropReasons(): string[] {
  const source = readFileSync(`${REPOSITORY}src/streams/operator/task-counters.ts`, "utf8");
  const [, body = ""] = /export type DropReason =([^;]*);/.exec(source) ?? [];
  return Array.from(body.matchAll(/"([\w-]+)"/g), ([, name = ""]) => name).sort();
}
