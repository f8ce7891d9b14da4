import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestInputTopic, type TestOutputTopic, TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import { COUNTS, COUNTS_STORE, LINES, wordCount } from "./word-count.ts";

describe("word count", () => {
  let driver: TopologyTestDriver;
  let lines: TestInputTopic<string | null, string>;
  let counts: TestOutputTopic<string, number>;

  beforeEach(() => {
    driver = new TopologyTestDriver(wordCount());
    lines = driver.createInputTopic(LINES.topic, LINES.key, LINES.value);
    counts = driver.createOutputTopic(COUNTS.topic, COUNTS.key, COUNTS.value);
  });

  afterEach(() => driver.close());

  test("says after every word how often it was there so far", () => {
    lines.pipeInput("To be, or not to be");
    counts.expect(["to", 1], ["be", 1], ["or", 1], ["not", 1], ["to", 2], ["be", 2]);
  });

  test("goes on counting with the next line", () => {
    lines.pipeValueList(["A rose is a rose", "is a rose"]);
    expect(counts.readKeyValuesToMap()).toEqual(
      new Map([
        ["a", 3],
        ["rose", 3],
        ["is", 2],
      ]),
    );
  });

  test("takes letters of every script, and apostrophes and hyphens within words", () => {
    lines.pipeInput("It’s Élan's - well-known - 42 Straßen");
    counts.expect(["it’s", 1], ["élan's", 1], ["well-known", 1], ["straßen", 1]);
  });

  test("finds no word in an empty line", () => {
    lines.pipeValueList(["", "--"]);
    counts.expect();
  });

  test("gives a count the largest time of its word's lines, whatever order they came in", () => {
    lines.pipeInput(null, "late", 2_000);
    lines.pipeInput(null, "late", 1_000);
    counts.expect(["late", 1, 2_000], ["late", 2, 2_000]);
  });

  test("can be asked for the newest count", () => {
    lines.pipeInput("one two two");
    const store = driver.getKeyValueStore<string, number>(COUNTS_STORE);
    expect(store.get("two")).toBe(2);
    expect(store.get("three")).toBeUndefined();
    expect([...store.all()]).toEqual([
      ["one", 1],
      ["two", 2],
    ]);
  });
});
