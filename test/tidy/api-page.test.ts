import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { consumerSettings, producerSettings } from "../../src/client/options.ts";
import { effectiveConfigs } from "../../src/metadata/topic-config.ts";
import { readClusterOptions } from "../../src/runtime/cluster-options.ts";
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
