import { describe, expect, it } from "vitest";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { TimeWindow } from "../../../../src/streams/windows/time-window.ts";
import { isSame, shown } from "../../../../src/testing/streams/compare.ts";

const window = (startMs: number) => new Windowed("k", { startMs, endMs: 10 });

describe("two values", () => {
  it.each([
    [1, 1, true],
    [1, 1n, false],
    [Number.NaN, Number.NaN, true],
    [null, undefined, false],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2]), true],
    [new Uint8Array([1, 2]), new Uint8Array([1, 3]), false],
    [[1, [2]], [1, [2]], true],
    [[1], [1, undefined], false],
    [{ a: { b: 1 } }, { a: { b: 1 } }, true],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: undefined }, {}, false],
    [new Map([["a", 1]]), new Map([["a", 1]]), true],
    [new Map([["a", 1]]), new Map([["a", 2]]), false],
    [new Date(5), new Date(5), true],
    [new Date(5), new Date(6), false],
    [window(0), window(0), true],
    [window(0), window(1), false],
    [window(0), new Windowed("k", { startMs: 0, endMs: 11 }), false],
    [window(0), new Windowed("j", { startMs: 0, endMs: 10 }), false],
    [window(0), new Windowed("k", new TimeWindow(0, 10)), true],
    [window(0), { key: "k", window: { startMs: 0, endMs: 10 } }, false],
  ])("%o and %o: the same is %s", (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
  });

  it.each([
    ["text", '"text"'],
    [5n, "5n"],
    [undefined, "undefined"],
    [new Uint8Array([1, 255]), "bytes(01 ff)"],
    [[1, "a", null], '[1, "a", null]'],
    [{ a: { b: 1 } }, "{ a: { b: 1 } }"],
    [new Map([["a", 1]]), 'Map[["a", 1]]'],
    [window(0), "[k@0/10]"],
  ])("%o is shown as %s", (value, text) => {
    expect(shown(value)).toBe(text);
  });
});
