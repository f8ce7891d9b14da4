// The bytes of serdes.json were made by Kafka's own Java serdes (generate.sh).
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { list } from "../../../src/serde/list.ts";
import { boolean, float32, float64, int16, int32, int64, string, uuid } from "../../../src/serde/primitives.ts";
import { deserialize, nullable, type Serde } from "../../../src/serde/serde.ts";
import { bytesOf } from "../../../src/serde/text.ts";
import { Windowed } from "../../../src/streams/api/windowed.ts";
import { SessionWindow } from "../../../src/streams/windows/session-window.ts";
import { TimeWindow } from "../../../src/streams/windows/time-window.ts";
import { sessionWindowed, timeWindowed } from "../../../src/streams/windows/windowed-serdes.ts";
import { javaClasses } from "../../support/java.ts";

const PLACE = { topic: "topic" };
const SIZE_MS = 3_600_000;

interface Golden {
  readonly serde: string;
  readonly value: unknown;
  readonly hex: string;
}

/** A serde, and how to make its value of the JSON. */
interface Kind {
  readonly serde: Serde<unknown>;
  value(json: unknown): unknown;
}

function kind<In, Out>(serde: Serde<In, Out>, value: (json: never) => In): Kind {
  return { serde: serde as unknown as Serde<unknown>, value: value as (json: unknown) => unknown };
}

function listOf({ serde, value }: Kind): Kind {
  const entries = (json: readonly unknown[]) => json.map((entry) => (entry === null ? null : value(entry)));
  return kind(list(nullable(serde)), entries);
}

interface WindowedJson {
  readonly key: string;
  readonly startMs: number;
  readonly endMs: number;
}
const timed = ({ key, startMs, endMs }: WindowedJson) => new Windowed(key, new TimeWindow(startMs, endMs));
const session = ({ key, startMs, endMs }: WindowedJson) => new Windowed(key, new SessionWindow(startMs, endMs));

const PRIMITIVES: Readonly<Record<string, Kind>> = {
  boolean: kind(boolean(), (json: boolean) => json),
  int16: kind(int16(), Number),
  int32: kind(int32(), Number),
  int64: kind(int64(), BigInt),
  float32: kind(float32(), (json: string) => Math.fround(Number(json))),
  float64: kind(float64(), Number),
  string: kind(string(), (json: string) => json),
  uuid: kind(uuid(), (json: string) => json),
};
const LISTS = Object.entries(PRIMITIVES).map(([name, entries]) => [`list(${name})`, listOf(entries)]);
const KINDS: Readonly<Record<string, Kind>> = {
  ...PRIMITIVES,
  ...Object.fromEntries(LISTS),
  "list(list(int32))": listOf(listOf(PRIMITIVES["int32"] as Kind)),
  "timeWindowed(string)": kind(timeWindowed(string(), SIZE_MS), timed),
  "sessionWindowed(string)": kind(sessionWindowed(string()), session),
  "sessionWindowed(int32)": kind(sessionWindowed(int32()), (json: WindowedJson) => {
    return new Windowed(Number(json.key), new SessionWindow(json.startMs, json.endMs));
  }),
};

const golden = JSON.parse(readFileSync(new URL("./serdes.json", import.meta.url), "utf8")) as readonly Golden[];
const rows = golden.map((row) => [row.serde, JSON.stringify(row.value), row] as const);

/** As a consumer has them: a view of shared memory, somewhere in it. */
function shared(hex: string): Uint8Array {
  const source = Buffer.from(hex, "hex");
  const view = new Uint8Array(new SharedArrayBuffer(source.length + 8), 3, source.length);
  view.set(source);
  return view;
}

function hexOf(data: Uint8Array | string): string {
  return Buffer.from(bytesOf(data)).toString("hex");
}

describe("the serdes of Kafka", () => {
  test("are all there", () => expect(new Set(golden.map(({ serde }) => serde)).size).toBeGreaterThanOrEqual(18));

  test.each(rows)("%s writes and reads %s", (_name, _json, { serde, value, hex }) => {
    const { serde: ours, value: made } = KINDS[serde] as Kind;
    const wanted = made(value);
    expect(hexOf(ours.serialize(wanted, PLACE))).toBe(hex);
    expect(ours.deserialize(shared(hex), PLACE)).toStrictEqual(wanted);
  });

  test.each(rows.filter(([name]) => name === "string" || name === "uuid"))(
    "%s reads text that was never encoded alike: %s",
    (_name, json, { serde }) => {
      const text = JSON.parse(json) as string;
      expect(deserialize((KINDS[serde] as Kind).serde, text, PLACE)).toBe(text);
    },
  );

  test.each(rows.filter(([name]) => name === "int64"))("%s has the same bytes as a number: %s", (_name, json, row) => {
    const value = Number(JSON.parse(json));
    const numbers = int64({ as: "number" });
    if (Number.isSafeInteger(value)) {
      expect(hexOf(numbers.serialize(value, PLACE))).toBe(row.hex);
      expect(numbers.deserialize(shared(row.hex), PLACE)).toBe(value);
    } else {
      expect(() => numbers.serialize(value, PLACE)).toThrow(/not a whole number from/);
      expect(() => numbers.deserialize(shared(row.hex), PLACE)).toThrow(/beyond 2 \*\* 53/);
    }
  });
});

test("serdes.json is what SerdeBytes.java makes today", (context) => {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const jars = javaClasses(context, {
    folder: "kafka-streams-4.3.1",
    jar: "kafka-streams-4.3.1.jar",
    fetch: `${here}../../../scripts/kafka-streams-jars.sh`,
  });
  const options = { encoding: "utf8", timeout: 120_000 } as const;
  const result = spawnSync("java", ["-cp", `${jars}/*`, `${here}SerdeBytes.java`], options);
  expect(result.status, result.stderr).toBe(0);
  expect(JSON.parse(result.stdout)).toEqual(golden);
});
