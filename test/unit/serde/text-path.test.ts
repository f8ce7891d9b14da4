// Text that was never encoded is read as its UTF-8 would be.
import { describe, expect, test, vi } from "vitest";
import { json, type StandardSchema } from "../../../src/serde/json.ts";
import { list } from "../../../src/serde/list.ts";
import { boolean, bytes, float32, float64, int16, int32, int64, string, uuid } from "../../../src/serde/primitives.ts";
import { deserialize, nullable, type Serde } from "../../../src/serde/serde.ts";
import { bytesOf, textOf } from "../../../src/serde/text.ts";

const PLACE = { topic: "t" };
const TEXTS = [
  "",
  "a",
  "Zürich ✈ 東京 😀",
  "\ufeffmark",
  "\u0000",
  "x".repeat(24),
  "x".repeat(25),
  "ü".repeat(24),
  "{}",
];
const short: StandardSchema<string> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) => (String(value).length < 9 ? { value: `${value}!` } : { issues: [{ message: "too long" }] }),
  },
};

describe("bytes of text", () => {
  test.each(TEXTS)("are its UTF-8, and back: %j", (text) => {
    expect(Buffer.from(bytesOf(text)).toString("hex")).toBe(Buffer.from(text).toString("hex"));
    expect(textOf(bytesOf(text))).toBe(text);
  });

  test("that are bytes already stay the same", () => {
    const data = Uint8Array.of(1);
    expect(bytesOf(data)).toBe(data);
  });
});

/** What a reading answers or throws. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return `throws ${(error as Error).name}`;
  }
}

describe("text is read as its bytes are", () => {
  const serdes: Readonly<Record<string, Serde<never, unknown>>> = {
    string: string(),
    json: json<unknown>(),
    "json with a schema": json(short),
    bytes: bytes(),
    boolean: boolean(),
    int32: int32(),
    uuid: uuid(),
    list: list(string()),
  };
  const texts = [...TEXTS, '"a"', '"too long for it"', "[1]", "\u0001", "\u0000\u0000\u0000\u0007"];
  const ids = ["123E4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-42661417400g"];
  test.each(Object.entries(serdes))("by %s", (_, serde) => {
    for (const text of [...texts, ...ids])
      expect(outcome(() => deserialize(serde, text, PLACE))).toEqual(
        outcome(() => deserialize(serde, bytesOf(text), PLACE)),
      );
  });

  test("and not encoded for it where the serde can do without", () => {
    const read = vi.fn();
    deserialize({ ...string(), deserialize: read }, "a", PLACE);
    deserialize({ ...json(), deserialize: read }, "1", PLACE);
    expect(read).not.toHaveBeenCalled();
    deserialize({ deserialize: read }, "a", PLACE);
    expect(read).toHaveBeenCalledWith(Uint8Array.of(97), PLACE);
  });

  test("null stays null", () => expect(deserialize(string(), null, PLACE)).toBeNull());
});

test("a lone surrogate is written as what UTF-8 has for it", () => {
  expect(string().serialize("a\ud800b", PLACE)).toBe("a\ufffdb");
});

test("serdes of what nobody can change say so", () => {
  const primitives = [string(), boolean(), uuid(), int16(), int32(), int64(), int64({ as: "number" }), float32()];
  for (const serde of [...primitives, float64()]) expect(serde.immutable).toBe(true);
  for (const serde of [bytes(), json(), list(string())]) expect(serde.immutable).toBeUndefined();
});

test("a nullable serde is the same one", () => {
  const serde = string();
  expect(nullable(serde)).toBe(serde);
});
