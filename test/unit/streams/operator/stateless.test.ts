import { describe, expect, it } from "vitest";
import { StreamRecord } from "../../../../src/streams/api/record.ts";
import { ForeachProcessor } from "../../../../src/streams/operator/foreach-processor.ts";
import { KStreamBranch } from "../../../../src/streams/operator/kstream-branch.ts";
import { KStreamFilter } from "../../../../src/streams/operator/kstream-filter.ts";
import { KStreamFlatMap } from "../../../../src/streams/operator/kstream-flat-map.ts";
import { KStreamFlatMapValues } from "../../../../src/streams/operator/kstream-flat-map-values.ts";
import { KStreamMap } from "../../../../src/streams/operator/kstream-map.ts";
import { KStreamMapValues } from "../../../../src/streams/operator/kstream-map-values.ts";
import { KStreamPeek } from "../../../../src/streams/operator/kstream-peek.ts";
import { KStreamPrint } from "../../../../src/streams/operator/kstream-print.ts";
import { KStreamSelectKey } from "../../../../src/streams/operator/kstream-select-key.ts";
import { PassThrough } from "../../../../src/streams/operator/pass-through.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";

const isEven = (_key: string, value: number) => value % 2 === 0;

describe("operators without state", () => {
  it.each([
    ["filter keeps what passes", new KStreamFilter(isEven, false), ["a 2 @20 #h"]],
    ["filterNot keeps the others", new KStreamFilter(isEven, true), ["a 1 @10 #h", "a 3 @30 #h"]],
    [
      "map changes key and value, and keeps time and headers",
      new KStreamMap((key: string, value: number) => [key + value, -value] as const),
      ["a1 -1 @10 #h", "a2 -2 @20 #h", "a3 -3 @30 #h"],
    ],
    [
      "selectKey changes the key only",
      new KStreamSelectKey((key: string, value: number) => key + value),
      ["a1 1 @10 #h", "a2 2 @20 #h", "a3 3 @30 #h"],
    ],
    [
      "mapValues keeps the key",
      new KStreamMapValues((value: number, key: string) => `${key}${value}`),
      ["a a1 @10 #h", "a a2 @20 #h", "a a3 @30 #h"],
    ],
    [
      "flatMap gives none or many",
      new KStreamFlatMap((key: string, value: number) =>
        isEven(key, value) ? [["x", 0] as const, ["y", 1] as const] : [],
      ),
      ["x 0 @20 #h", "y 1 @20 #h"],
    ],
    [
      "flatMapValues gives as many as it likes",
      new KStreamFlatMapValues(function* (value: number) {
        for (let count = 1; count < value; count++) yield count;
      }),
      ["a 1 @20 #h", "a 1 @30 #h", "a 2 @30 #h"],
    ],
    ["merge passes all on", new PassThrough<string, number>(), ["a 1 @10 #h", "a 2 @20 #h", "a 3 @30 #h"]],
    [
      "split gives a record to its first branch only, and to the default else",
      new KStreamBranch<string, number>([(_, value) => value > 2, (_, value) => value > 1], ["big", "middle", "small"]),
      ["small: a 1 @10 #h", "middle: a 2 @20 #h", "big: a 3 @30 #h"],
    ],
    [
      "split without a default drops the rest",
      new KStreamBranch<string, number>([(_, value) => value > 2], ["big"]),
      ["big: a 3 @30 #h"],
    ],
  ])("%s", (_name, supplier, expected) => {
    const chain = new OperatorChain([supplier]);
    for (const value of [1, 2, 3]) chain.pipe("a", value, value * 10, [["h", null]]);
    expect(chain.drain()).toEqual(expected);
  });

  it("filter hands the very record on", () => {
    const record = new StreamRecord("a", 2, 20);
    const forwarded: unknown[] = [];
    const processor = new KStreamFilter(isEven, false).get();
    processor.init?.({ forward: (next: unknown) => forwarded.push(next) } as never);
    processor.process(record);
    expect(forwarded[0]).toBe(record);
  });

  it("peek and foreach see every record; peek passes it on, after", () => {
    const seen: string[] = [];
    const see = (key: string, value: number) => void seen.push(`${key}${value}`);
    const chain = new OperatorChain([new KStreamPeek(see), { get: () => new ForeachProcessor(see) }]);
    chain.pipe("a", 1, 10);
    expect(seen).toEqual(["a1", "a1"]);
    expect(chain.drain()).toEqual([]);
  });

  it("print writes a line with its label, and closes its target", () => {
    const lines: string[] = [];
    const target = {
      label: "in",
      mapper: (key: string, value: number) => `${key}, ${value}`,
      write: (line: string) => void lines.push(line),
      close: () => void lines.push("closed"),
    };
    const chain = new OperatorChain([new KStreamPrint(target)]);
    chain.pipe("a", 1, 10);
    chain.close();
    expect(lines).toEqual(["[in]: a, 1", "closed"]);
  });

  it.each([
    ["map", new KStreamMap(() => null as never)],
    ["flatMap", new KStreamFlatMap(() => null as never)],
    ["flatMapValues", new KStreamFlatMapValues(() => undefined as never)],
  ])("%s says what to do when its mapper returns nothing", (name, supplier) => {
    const chain = new OperatorChain([supplier]);
    const message = expect.stringMatching(new RegExp(`^${name}: the mapper `));
    expect(() => chain.pipe("a", 1, 10)).toThrow(expect.objectContaining({ code: "PROCESSING_FAILED", message }));
  });
});
