import { describe, expect, test } from "vitest";
import type { HeadersInput } from "../../../src/client/api.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import { acknowledge, batches, KIB, start } from "./producer-fixture.ts";

/** Key, value and first header of every record, as text; null stays null. */
function partsOf(bytes: Uint8Array): (string | null)[][] {
  const cursor = new BatchCursor(codecs);
  cursor.aim({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) }, 0, bytes.length);
  const textOf = (part: Uint8Array | null | undefined) => part && Buffer.from(part).toString("latin1", 0, 1);
  const parts: (string | null)[][] = [];
  while (cursor.next()) {
    const [header] = cursor.headers();
    parts.push([cursor.keyView(), cursor.valueView(), header?.[1]].map((part) => textOf(part) ?? null));
  }
  return parts;
}

const KINDS: [string, (text: string) => Uint8Array][] = [
  ["a Uint8Array", (text) => new TextEncoder().encode(text)],
  ["a Buffer", (text) => Buffer.from(text)],
  ["a view of shared memory", (text) => new Uint8Array(new SharedArrayBuffer(text.length)).fill(text.charCodeAt(0))],
];

function* namesAndValues(): Generator<readonly [string, string]> {
  yield ["name", "h"];
}

describe("a record that waits is what it was when it was given, whatever its caller writes into", () => {
  test.each(KINDS)("%s, while the topic is not there", (_, make) => {
    const { engine, producer } = start({ lingerMs: 0 });
    const [key, value, content] = [make("k"), make("v"), make("h")];
    producer.write({ topic: "later", key, value, headers: { name: content } });
    for (const part of [key, value, content]) part.fill(66);
    engine.addTopic("later", [1]);
    engine.advance(1);
    expect(batches(engine).flatMap(({ bytes }) => partsOf(bytes))).toEqual([["k", "v", "h"]]);
  });

  test.each(KINDS)("%s, while there is no buffer space", (_, make) => {
    const { engine, producer } = start({ batchBytes: KIB, bufferBytes: 2 * KIB, lingerMs: 0 });
    const [key, value, content] = [make("0"), make("0".repeat(600)), make("0")];
    const seen: (string | null)[][] = [];
    for (let count = 0; count < 8; count++) {
      for (const part of [key, value, content]) part.fill(48 + count);
      void producer.send({ topic: "t", key, value, headers: [["name", content]] });
    }
    for (let round = 0; round < 8; round++) {
      for (const request of batches(engine)) {
        seen.push(...partsOf(request.bytes));
        acknowledge(engine, request, seen.length);
      }
      engine.advance(1);
    }
    expect(seen).toEqual(Array.from({ length: 8 }, (_, count) => [`${count}`, `${count}`, `${count}`]));
  });

  test.each<[string, () => HeadersInput]>([
    ["a generator", () => namesAndValues()],
    ["a Map's entries", () => new Map([["name", "h"]]).entries()],
    ["a Map", () => new Map([["name", "h"]])],
    ["an object", () => ({ name: "h" })],
  ])("headers from %s, for a record that is written at once, with a new batch, or later", (_, make) => {
    const { engine, producer } = start({ lingerMs: 5, batchBytes: KIB });
    const value = "v".repeat(400);
    for (const topic of ["later", "t", "t", "t"]) producer.write({ topic, key: "k", value, headers: make() });
    engine.addTopic("later", [1]);
    engine.advance(5);
    expect(batches(engine).flatMap(({ bytes }) => partsOf(bytes))).toEqual(Array(4).fill(["k", "v", "h"]));
  });

  test("a header without a value, and a record without a key", () => {
    const { engine, producer } = start({ lingerMs: 0 });
    const headers = { name: null };
    producer.write({ topic: "later", key: null, value: null, headers });
    producer.write({ topic: "later", value: "x", headers });
    engine.addTopic("later", [1]);
    engine.advance(1);
    expect(batches(engine).flatMap(({ bytes }) => partsOf(bytes))).toEqual([
      [null, null, null],
      [null, "x", null],
    ]);
  });
});
