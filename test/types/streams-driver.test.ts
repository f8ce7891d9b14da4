import { expect, test } from "vitest";
import { errorsOf } from "./compile.ts";

const PRELUDE = `
import { int32, string } from "#/serde/primitives.ts";
import { json } from "#/serde/json.ts";
import { list } from "#/serde/list.ts";
import { StreamRecord } from "#/streams/api/record.ts";
import { timeWindowed } from "#/streams/windows/windowed-serdes.ts";
import type { TopologyTestDriver } from "#/testing/streams/topology-test-driver.ts";
interface Order { item: string; count: number }
declare const driver: TopologyTestDriver;
const input = driver.createInputTopic("in", string(), int32());
const orders = driver.createInputTopic("in", string(), json<Order>());
const output = driver.createOutputTopic("out", string(), int32());
`;

const ALLOWED: readonly string[] = [
  `input.pipeInput(1); input.pipeInput(null); input.pipeInput("k", 1); input.pipeInput(null, null, 5);`,
  `input.pipeInput(new StreamRecord("k", 1, 5));`,
  `input.pipeRecord({ value: 1 }); input.pipeRecord({ key: "k", value: null, timestamp: 5, headers: [["h", null]] });`,
  `orders.pipeInput({ item: "x", count: 1 });`,
  `const value: number | null = output.readValue();`,
  `const [key, value]: readonly [string | null, number | null] = output.readKeyValue();`,
  `output.expect(["a", 1], ["a", null, 5], { key: "a" }, { value: 1, timestamp: 3 });`,
  `driver.createInputTopic("in", string(), list(string())).pipeInput("k", ["a"] as readonly string[]);`,
  `driver.createOutputTopic("out", string(), list(string())).readValue()?.push("a");`,
  `driver.createOutputTopic("out", timeWindowed(string(), 5), int32()).readRecord().key?.window.startMs;`,
  `const counts: number | undefined = driver.getKeyValueStore<string, number>("counts").get("a");`,
  `{ using other: Disposable = driver; }`,
];

const REFUSED: readonly (readonly [string, string])[] = [
  [`input.pipeInput("text");`, "TS2769"],
  [`input.pipeInput(1, 1);`, "TS2345"],
  [`input.pipeInput("k", 1, "now");`, "TS2345"],
  [`input.pipeRecord({ key: 1, value: 1 });`, "TS2322"],
  [`input.pipeRecord({ key: "k" });`, "TS2741"],
  [`orders.pipeInput({ item: "x" });`, "TS2769"],
  [`const value: number = output.readValue();`, "TS2322"],
  [`output.expect(["a", "1"]);`, "TS2345"],
  [`output.expect({ time: 1 });`, "TS2353"],
  [`driver.createInputTopic("in", string());`, "TS2554"],
];

const [allowed, refused] = [ALLOWED, REFUSED.map(([snippet]) => snippet)];
const errors = errorsOf(
  "tsconfig.json",
  [...allowed, ...refused].map((snippet) => PRELUDE + snippet),
);

test.each(allowed.map((snippet, index) => [snippet, errors[index]] as const))("takes %s", (_, found) => {
  expect(found).toEqual([]);
});

test.each(REFUSED.map(([snippet, code], index) => [code, snippet, errors[allowed.length + index]] as const))(
  "refuses with %s: %s",
  (code, _, found) => expect(found).toEqual([code]),
);
