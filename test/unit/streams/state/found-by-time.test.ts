// Entries of one key are looked for where they would be at even distances, and sessions no further than the longest reaches.
import { describe, expect, test } from "vitest";
import { InMemorySessionStore } from "../../../../src/streams/state/in-memory-session-store.ts";
import { InMemoryWindowStore } from "../../../../src/streams/state/in-memory-window-store.ts";
import { type Cursor, NO_TIMESTAMP, Stored } from "../../../../src/streams/state/stored.ts";
import type { TimedEntry } from "../../../../src/streams/state/time-keyed-map.ts";

const FOREVER_MS = 1e12;

const DISTANCES: readonly [name: string, timeOf: (at: number) => number][] = [
  ["even", (at) => at * 10],
  ["growing", (at) => at ** 3],
  ["shrinking", (at) => Math.round(1e6 * Math.sqrt(at))],
  ["one far away", (at) => (at === 299 ? 1e9 : at)],
  ["two heaps", (at) => (at < 150 ? at : 1e8 + at)],
];

function all(cursor: Cursor<TimedEntry>): TimedEntry[] {
  const entries: TimedEntry[] = [];
  for (let entry = cursor.next(); entry !== undefined; entry = cursor.next()) entries.push(entry);
  return entries;
}

describe.each(DISTANCES)("times at distances: %s", (_name, timeOf) => {
  const times = Array.from({ length: 300 }, (_, at) => timeOf(at));

  test("every window is found, and nothing between", () => {
    const store = new InMemoryWindowStore("s", FOREVER_MS, false);
    for (const time of times) store.put("key", new Stored(`${time}`, NO_TIMESTAMP, undefined), time);
    for (const time of times) {
      expect(store.fetch("key", time)?.raw).toBe(`${time}`);
      expect(store.fetch("key", time + 0.5)).toBeUndefined();
      expect(all(store.fetchRange("key", time, time, true))).toHaveLength(1);
    }
    expect(store.fetch("key", -1)).toBeUndefined();
    const [from = 0, to = 0] = [times[100], times[200]];
    expect(all(store.fetchRange("key", from, to, true)).map(({ time }) => time)).toEqual(times.slice(100, 201));
    expect(all(store.fetchRange("key", -Infinity, Infinity, true))).toHaveLength(300);
  });

  test("a long session is found behind short ones that begin later", () => {
    const store = new InMemorySessionStore("s", FOREVER_MS);
    const sessions = times.map((start, at) => ({ start, end: at === 7 ? start + 1e7 : start + 3 }));
    const value = new Stored("", NO_TIMESTAMP, undefined);
    for (const { start, end } of sessions) store.put("key", start, end, value);
    for (const { start } of sessions) {
      const touching = sessions.filter((session) => session.end >= start - 1 && session.start <= start + 1);
      const found = all(store.findSessions("key", start - 1, start + 1, true));
      expect(found.map(({ tie }) => tie).sort()).toEqual(touching.map((session) => session.start).sort());
    }
  });
});

test("a value makes the same bytes again when its own were forgotten, unless it could not", () => {
  const bytesOf = (object: unknown) => Uint8Array.of(object as number);
  const counted = new Stored(Uint8Array.of(5), NO_TIMESTAMP, 5, { bytesOf });
  const bytes = new Stored(Uint8Array.of(6), NO_TIMESTAMP, undefined);
  for (const stored of [counted, bytes]) stored.forgetBytes();
  expect([counted.raw, counted.object, bytes.raw]).toEqual([Uint8Array.of(5), 5, Uint8Array.of(6)]);
});
