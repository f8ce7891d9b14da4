import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BufferedBytes } from "../../../src/streams/state/buffered-bytes.ts";
import { type KeyedValue, OrderedMap } from "../../../src/streams/state/ordered-map.ts";
import { SortedTimes } from "../../../src/streams/state/sorted-times.ts";
import { drained, MemoryBytes } from "./memory-bytes.ts";

type Step =
  | { readonly kind: "set" | "delete"; readonly key: string }
  | {
      readonly kind: "range";
      readonly from?: string;
      readonly to?: string;
      readonly toInclusive: boolean;
      readonly forward: boolean;
    };

const key = fc.integer({ min: 0, max: 1_999 }).map((number) => String(number));
const end = fc.option(key, { nil: undefined });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("set" as const, "delete" as const), key }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ from: end, to: end, toInclusive: fc.boolean(), forward: fc.boolean() })
      .map((range) => ({ kind: "range" as const, ...range }) as Step),
  },
);

/** Everything that begins in between two bounds, the simple way. */
function expected(model: ReadonlyMap<string, number>, range: Extract<Step, { readonly kind: "range" }>) {
  const { from, to, toInclusive, forward } = range;
  const keys = [...model.keys()].sort();
  const within = keys.filter(
    (one) => (from === undefined || one >= from) && (to === undefined || one < to || (toInclusive && one === to)),
  );
  return (forward ? within : within.reverse()).map((one) => ({ key: one, value: model.get(one) }));
}

describe("an ordered map", () => {
  test("is as a sorted one, whatever comes and goes between looks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_500 }), fc.array(step, { maxLength: 400 }), (filled, steps) => {
        const map = new OrderedMap<number>();
        const model = new Map<string, number>();
        for (let number = 0; number < filled; number++) {
          map.set(String(number), -number);
          model.set(String(number), -number);
        }
        for (const [place, next] of steps.entries()) {
          if (next.kind === "range") expect(drained(map.range(next))).toEqual(expected(model, next));
          else if (next.kind === "set") {
            map.set(next.key, place);
            model.set(next.key, place);
          } else expect(map.delete(next.key)).toBe(model.delete(next.key));
          expect(map.size).toBe(model.size);
        }
        expect(drained(map.range({})).map((entry: KeyedValue<number>) => entry.key)).toEqual([...model.keys()].sort());
      }),
      { numRuns: 60 },
    );
  });

  test("gives the keys that there were when an iterator was made, without those that went", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 30 }),
        fc.array(step, { maxLength: 30 }),
        fc.boolean(),
        (keys, steps, forward) => {
          const map = new OrderedMap<number>();
          for (const one of keys) map.set(one, 0);
          const cursor = map.range({ forward });
          const gone = new Set<string>();
          for (const next of steps) {
            if (next.kind === "range") drained(map.range(next));
            else if (next.kind === "set") map.set(next.key, 1);
            else {
              map.delete(next.key);
              gone.add(next.key);
            }
          }
          const left = keys.filter((one) => map.get(one) !== undefined).sort();
          const seen = drained(cursor);
          expect(seen.map((entry) => entry.key)).toEqual(forward ? left : left.reverse());
          expect(seen.every((entry) => entry.value === map.get(entry.key))).toBe(true);
        },
      ),
    );
  });
});

test("sorted times are as a sorted list without doubles", () => {
  const operation = fc.tuple(fc.constantFrom("add", "add", "delete", "first"), fc.integer({ min: 0, max: 3_000 }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_500 }), fc.array(operation, { maxLength: 300 }), (filled, operations) => {
      const times = new SortedTimes();
      const model = new Set<number>();
      for (let time = 0; time < filled * 2; time += 2) {
        times.add(time);
        model.add(time);
      }
      for (const [kind, operand] of operations) {
        const time = kind === "first" ? (times.first ?? 0) : operand;
        if (kind === "add") {
          times.add(time);
          model.add(time);
        } else {
          times.delete(time);
          model.delete(time);
        }
        const sorted = [...model].sort((one, other) => one - other);
        expect([times.first, times.last]).toEqual([sorted[0], sorted.at(-1)]);
        expect(times.atOrAfter(operand)).toBe(sorted.find((one) => one >= operand));
        expect(times.atOrBefore(operand)).toBe(sorted.findLast((one) => one <= operand));
      }
    }),
    { numRuns: 60 },
  );
});

test("writes that wait before a database are as written, also for iterators that are under way", () => {
  const write = fc.record({ key: fc.integer({ min: 0, max: 20 }).map(String), deletes: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(write, { maxLength: 40 }),
      fc.array(write, { maxLength: 20 }),
      fc.integer({ min: 0, max: 10 }),
      fc.boolean(),
      (before, during, writesMax, forward) => {
        const bytes = new BufferedBytes(new MemoryBytes(), writesMax);
        const model = new Map<string, number>();
        let count = 0;
        const apply = ({ key: name, deletes }: { readonly key: string; readonly deletes: boolean }) => {
          count++;
          if (deletes) {
            bytes.delete(name);
            model.delete(name);
          } else {
            bytes.put(name, new Uint8Array([count]));
            model.set(name, count);
          }
        };
        before.forEach(apply);
        const keys = [...model.keys()].sort();
        expect(bytes.count()).toBe(model.size);
        const cursor = bytes.range({ forward });
        const first = cursor.next();
        during.forEach(apply);
        const seen = [first, ...drained(cursor)].filter((entry) => entry !== undefined).map((entry) => entry.key);
        const firstKey = forward ? keys[0] : keys.at(-1);
        const left = keys.filter((one) => one === firstKey || model.has(one));
        const sorted = [...new Set(seen)].sort();
        expect(seen).toEqual(forward ? sorted : sorted.reverse());
        expect(seen).toEqual(expect.arrayContaining(left));
        expect(seen.every((one) => one === firstKey || model.has(one))).toBe(true);
        for (const one of model.keys()) expect(bytes.get(one)).toEqual(new Uint8Array([model.get(one) as number]));
      },
    ),
  );
});
