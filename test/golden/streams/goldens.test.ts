// Our topologies do what Java's do: with the committed seeds, and with some that nobody has tried, where Java is there.
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { javaClasses } from "../../support/java.ts";
import { readGolden } from "./golden-file.ts";
import { runJava } from "./java-side.ts";
import { describeDifference, firstDifference, seedDifference } from "./judge.ts";
import { allTopologies } from "./topologies/all.ts";

const FRESH_SEEDS = 2;
const entries = [...allTopologies().values()];

describe("describe() gives Java's text", () => {
  test.each(entries)("$name", (entry) => {
    expect(describeDifference(entry, readGolden(entry.name).describe) ?? "").toBe("");
  });
});

describe("outputs, stores and dropped records are Java's after every step", () => {
  test.each(entries)("$name", (entry) => {
    const golden = readGolden(entry.name);
    expect(golden.seeds).toHaveLength(20);
    for (const seed of golden.seeds) expect(seedDifference(entry, golden, seed) ?? "").toBe("");
  });
});

test("Java agrees on fresh seeds", async (context) => {
  const fetch = fileURLToPath(new URL("../../../scripts/kafka-streams-jars.sh", import.meta.url));
  javaClasses(context, { folder: "kafka-streams-4.3.1", jar: "kafka-streams-test-utils-4.3.1.jar", fetch });
  const first = randomInt(2 ** 31);
  const seeds = Array.from({ length: FRESH_SEEDS }, (_, index) => first + index);
  const differences: string[] = [];
  for await (const java of runJava(entries, seeds)) {
    const entry = allTopologies().get(java.topology);
    const difference = entry === undefined ? `no topology ${java.topology}` : firstDifference(entry, java);
    if (difference !== undefined) differences.push(difference);
  }
  expect(differences.join("\n\n")).toBe("");
});
