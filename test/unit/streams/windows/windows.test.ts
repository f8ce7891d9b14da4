// Facts of Kafka's TimeWindowsTest, JoinWindowsTest, SessionWindowsTest, SlidingWindowsTest and UnlimitedWindowsTest.
import { describe, expect, test } from "vitest";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { JoinWindows } from "../../../../src/streams/windows/join-windows.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindow } from "../../../../src/streams/windows/time-window.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { UnlimitedWindows } from "../../../../src/streams/windows/unlimited-windows.ts";
import type { Windows } from "../../../../src/streams/windows/windows.ts";

const tumbling = TimeWindows.ofSizeWithNoGrace(12);
const hopping = tumbling.advanceBy(5);

/** By Kafka's arithmetic on whole numbers, for any size. */
function startsOf(sizeMs: number, advanceMs: number, timestamp: number): bigint[] {
  const [size, advance, time] = [BigInt(sizeMs), BigInt(advanceMs), BigInt(timestamp)];
  const earliest = time - size + advance;
  const starts: bigint[] = [];
  for (let start = ((earliest > 0n ? earliest : 0n) / advance) * advance; start <= time; start += advance)
    starts.push(start);
  return starts;
}

describe("the windows that hold a time", () => {
  test.each<[string, Windows, number, [startMs: number, endMs: number][]]>([
    ["tumbling", tumbling, 21, [[12, 24]]],
    ["tumbling, at its start", tumbling, 12, [[12, 24]]],
    ["tumbling, before its end", tumbling, 11, [[0, 12]]],
    ["tumbling, at time 0", tumbling, 0, [[0, 12]]],
    [
      "hopping",
      hopping,
      21,
      [
        [10, 22],
        [15, 27],
        [20, 32],
      ],
    ],
    ["barely overlapping", TimeWindows.ofSizeWithNoGrace(6).advanceBy(5), 7, [[5, 11]]],
    ["hopping, at time 0", hopping, 0, [[0, 12]]],
    [
      "hopping, where windows before time 0 would be",
      hopping,
      6,
      [
        [0, 12],
        [5, 17],
      ],
    ],
    ["hopping, before time 0", hopping, -1, []],
    ["unlimited", UnlimitedWindows.of(), 5, [[0, Infinity]]],
    ["unlimited, at its start", UnlimitedWindows.of().startOn(10), 10, [[10, Infinity]]],
    ["unlimited, after its start", UnlimitedWindows.of().startOn(10), 11, [[10, Infinity]]],
    ["unlimited, before its start", UnlimitedWindows.of().startOn(10), 9, []],
  ])("%s", (_, windows, timestamp, expected) => {
    expect(windows.windowsFor(timestamp).map(({ startMs, endMs }) => [startMs, endMs])).toEqual(expected);
  });

  test.each([
    [1, 1],
    [3, 1],
    [3, 3],
    [7, 5],
    [1_000, 333],
    [86_400_000, 86_400_000],
  ])("are exact up to the largest times: size %i, advance %i", (sizeMs, advanceMs) => {
    const windows = TimeWindows.ofSizeWithNoGrace(sizeMs).advanceBy(advanceMs);
    for (const base of [0, 2 ** 31, 1_700_000_000_000, 2 ** 52, Number.MAX_SAFE_INTEGER - 5_000]) {
      for (let timestamp = base; timestamp < base + 3_000; timestamp++) {
        const starts = startsOf(sizeMs, advanceMs, timestamp);
        expect(windows.windowsFor(timestamp).length).toBe(starts.length);
        expect(windows.firstStartMs(timestamp)).toBe(Number(starts[0]));
      }
    }
  });
});

test.each([
  [new TimeWindow(10, 20), "[k@10/20]"],
  [new TimeWindow(10, Infinity), "[k@10/9223372036854775807]"],
])("a windowed key is printed as Java prints it: %j", (window, text) => {
  expect(String(new Windowed("k", window))).toBe(text);
});

describe("windows keep what they were given", () => {
  test.each<[string, object, object]>([
    ["tumbling", tumbling, { sizeMs: 12, advanceMs: 12, gracePeriodMs: 0 }],
    ["hopping", hopping, { sizeMs: 12, advanceMs: 5, gracePeriodMs: 0 }],
    ["grace", TimeWindows.ofSizeAndGrace(3, 4).advanceBy(1), { sizeMs: 3, advanceMs: 1, gracePeriodMs: 4 }],
    ["sliding", SlidingWindows.ofTimeDifferenceAndGrace(0, 4), { timeDifferenceMs: 0, gracePeriodMs: 4 }],
    ["sliding", SlidingWindows.ofTimeDifferenceWithNoGrace(7), { timeDifferenceMs: 7, gracePeriodMs: 0 }],
    ["sessions", SessionWindows.ofInactivityGapAndGrace(0, 4), { inactivityGapMs: 0, gracePeriodMs: 4 }],
    ["sessions", SessionWindows.ofInactivityGapWithNoGrace(7), { inactivityGapMs: 7, gracePeriodMs: 0 }],
    ["unlimited", UnlimitedWindows.of(), { startMs: 0, sizeMs: Infinity, gracePeriodMs: 0 }],
    ["join", JoinWindows.ofTimeDifferenceWithNoGrace(7), { beforeMs: 7, afterMs: 7, gracePeriodMs: 0 }],
    ["join", JoinWindows.ofTimeDifferenceAndGrace(0, 9), { beforeMs: 0, afterMs: 0, gracePeriodMs: 9 }],
    [
      "join, before changed",
      JoinWindows.ofTimeDifferenceAndGrace(7, 9).before(-7),
      { beforeMs: -7, afterMs: 7, gracePeriodMs: 9, sizeMs: 0 },
    ],
    [
      "join, after changed",
      JoinWindows.ofTimeDifferenceAndGrace(7, 9).after(3),
      { beforeMs: 7, afterMs: 3, gracePeriodMs: 9, sizeMs: 10 },
    ],
    ["emit at every change", EmitStrategy.onWindowUpdate(), { type: "on-window-update" }],
    ["emit on close", EmitStrategy.onWindowClose(), { type: "on-window-close" }],
  ])("%s", (_, windows, expected) => expect(windows).toMatchObject(expected));

  test("and a change makes another one", () => {
    const join = JoinWindows.ofTimeDifferenceWithNoGrace(7);
    expect([join.before(1).beforeMs, join.after(2).afterMs, join.beforeMs, join.afterMs]).toEqual([1, 2, 7, 7]);
    expect(tumbling.advanceMs).toBe(12);
  });
});

test.each<[string, () => unknown, RegExp]>([
  ["a size of 0", () => TimeWindows.ofSizeWithNoGrace(0), /size of the windows is 0.*at least 1/],
  ["a negative size", () => TimeWindows.ofSizeAndGrace(-1, 0), /size of the windows is -1/],
  ["a negative grace", () => TimeWindows.ofSizeAndGrace(3, -1), /grace period of the windows is -1/],
  ["a broken size", () => TimeWindows.ofSizeWithNoGrace(0.5), /whole milliseconds/],
  ["a size that is no number", () => TimeWindows.ofSizeWithNoGrace("5" as never), /whole milliseconds/],
  ["no size", () => TimeWindows.ofSizeWithNoGrace(Infinity), /Infinity/],
  ["an advance of 0", () => tumbling.advanceBy(0), /advance of the windows is 0/],
  ["a negative advance", () => tumbling.advanceBy(-1), /advance of the windows is -1/],
  ["an advance beyond the size", () => tumbling.advanceBy(13), /advance by 13 ms, more than their size of 12 ms/],
  ["a negative difference", () => SlidingWindows.ofTimeDifferenceWithNoGrace(-1), /time difference/],
  ["a negative grace of sliding windows", () => SlidingWindows.ofTimeDifferenceAndGrace(1, -1), /grace period/],
  ["a negative gap", () => SessionWindows.ofInactivityGapWithNoGrace(-1), /inactivity gap/],
  ["a negative grace of sessions", () => SessionWindows.ofInactivityGapAndGrace(1, -1), /grace period/],
  ["a negative start", () => UnlimitedWindows.of().startOn(-1), /start of the window/],
  ["a negative difference of a join", () => JoinWindows.ofTimeDifferenceWithNoGrace(-1), /difference of the join/],
  ["a negative grace of a join", () => JoinWindows.ofTimeDifferenceAndGrace(3, -1), /grace period of the join/],
  ["an end before the start", () => JoinWindows.ofTimeDifferenceWithNoGrace(3).after(-4), /sum must not be neg/],
  ["a start after the end", () => JoinWindows.ofTimeDifferenceWithNoGrace(3).before(-4), /sum must not be neg/],
  ["a broken time before", () => JoinWindows.ofTimeDifferenceWithNoGrace(3).before(0.5), /whole milliseconds/],
])("%s is refused", (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: "INVALID_OPTION", message: expect.stringMatching(message) }));
});
