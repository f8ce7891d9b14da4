import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { string } from "../../../src/index.ts";
import { Windowed } from "../../../src/streams/api/windowed.ts";
import { orderedStores } from "../../../src/streams/state/ordered-stores.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { TestStoreContext } from "../../support/store-context.ts";
import { openMemory } from "./memory-bytes.ts";

const RETENTION_MS = 50;
const WINDOW_MS = 5;

// Keys of which one begins another, with bytes that a time could have, too.
const key = fc.constantFrom("a", "a\0", "ab", "b", "a\0\0\0\0\0\0\0\0", "é", "a\u00ff");
const time = fc.integer({ min: 0, max: 120 });
const value = fc.option(fc.constantFrom("x", "y", "z"), { nil: null });

const onBytes = orderedStores(openMemory(7));

const compare = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

describe("a window store", () => {
  const suppliers = [
    ["in memory", (retains: boolean) => Stores.inMemoryWindowStore("s", RETENTION_MS, WINDOW_MS, retains)],
    ["over ordered bytes", (retains: boolean) => onBytes.windowStore("s", RETENTION_MS, WINDOW_MS, retains)],
  ] as const;

  test.each(suppliers)("%s is as a list that is searched, and as what it logged", (_name, supplier) => {
    const puts = fc.array(fc.tuple(key, value, time), { maxLength: 60 });
    fc.assert(
      fc.property(puts, fc.boolean(), key, time, time, fc.boolean(), (list, retains, wanted, from, to, caches) => {
        const context = new TestStoreContext(caches ? 300 : 0);
        const builder = Stores.windowStoreBuilder(supplier(retains), string(), string());
        const store = context.open((caches ? builder.withCachingEnabled() : builder).build());
        const model: { key: string; value: string; start: number; number: number }[] = [];
        let observed = -1;
        for (const [number, [name, content, start]] of list.entries()) {
          store.put(name, content, start);
          // So that a small cache has let everything go.
          store.flush();
          observed = Math.max(observed, start);
          if (start <= observed - RETENTION_MS || (retains && content === null)) continue;
          const found = retains ? -1 : model.findIndex((entry) => entry.key === name && entry.start === start);
          if (found >= 0) model.splice(found, 1);
          if (content !== null) model.push({ key: name, value: content, start, number });
        }
        const live = model.filter(({ start }) => start > observed - RETENTION_MS);
        live.sort((one, other) => one.start - other.start || compare(one.key, other.key) || one.number - other.number);
        if (caches && !retains) return;
        const all = [...store.all()].map(([{ key: name, window }, content]) => [name, window.startMs, content]);
        expect(all).toEqual(live.map((entry) => [entry.key, entry.start, entry.value]));
        expect([...store.backwardAll()].map(([{ key: name }]) => name).reverse()).toEqual(
          live.map((entry) => entry.key),
        );
        const ofKey = live.filter((entry) => entry.key === wanted && entry.start >= from && entry.start <= to);
        expect([...store.fetchRange(wanted, from, to)]).toEqual(ofKey.map((entry) => [entry.start, entry.value]));
        expect([...store.backwardFetchRange(wanted, from, to)].reverse()).toEqual([
          ...store.fetchRange(wanted, from, to),
        ]);
        const other = new TestStoreContext();
        const restored = other.open(Stores.windowStoreBuilder(supplier(retains), string(), string()).build());
        other.restore(restored, context.log);
        expect([...restored.all()]).toEqual([...store.all()]);
      }),
    );
  });
});

describe("a session store", () => {
  const suppliers = [
    ["in memory", () => Stores.inMemorySessionStore("s", RETENTION_MS)],
    ["over ordered bytes", () => onBytes.sessionStore("s", RETENTION_MS)],
  ] as const;

  test.each(suppliers)("%s is as a list that is searched, and as what it logged", (_name, supplier) => {
    const sessions = fc.array(fc.tuple(key, value, time, fc.integer({ min: 0, max: 20 })), { maxLength: 60 });
    fc.assert(
      fc.property(sessions, key, time, time, (list, wanted, earliestEnd, latestStart) => {
        const context = new TestStoreContext();
        const store = context.open(Stores.sessionStoreBuilder(supplier(), string(), string()).build());
        let model: { key: string; value: string; start: number; end: number }[] = [];
        let observed = -1;
        for (const [name, content, start, length] of list) {
          const end = start + length;
          store.put(new Windowed(name, { startMs: start, endMs: end }), content);
          observed = Math.max(observed, end);
          if (end <= observed - RETENTION_MS) continue;
          model = model.filter((one) => one.key !== name || one.start !== start || one.end !== end);
          if (content !== null) model.push({ key: name, value: content, start, end });
        }
        const live = model.filter(({ end }) => end > observed - RETENTION_MS);
        live.sort((one, other) => one.end - other.end || compare(one.key, other.key) || other.start - one.start);
        const flat = (entries: Iterable<readonly [Windowed<string>, string]>) =>
          [...entries].map(([{ key: name, window }, content]) => [name, window.startMs, window.endMs, content]);
        const modelled = (entries: typeof live) => entries.map((one) => [one.key, one.start, one.end, one.value]);
        expect(flat(store.fetchKeys(undefined, undefined))).toEqual(modelled(live));
        const found = live.filter((one) => one.key === wanted && one.end >= earliestEnd && one.start <= latestStart);
        expect(flat(store.findSessions(wanted, earliestEnd, latestStart))).toEqual(modelled(found));
        expect(flat(store.backwardFindSessions(wanted, earliestEnd, latestStart)).reverse()).toEqual(modelled(found));
        const other = new TestStoreContext();
        const restored = other.open(Stores.sessionStoreBuilder(supplier(), string(), string()).build());
        other.restore(restored, context.log);
        expect(flat(restored.fetchKeys(undefined, undefined))).toEqual(modelled(live));
      }),
    );
  });
});

describe("a versioned store", () => {
  const suppliers = [
    ["in memory", () => Stores.inMemoryVersionedKeyValueStore("s", RETENTION_MS, 7)],
    ["over ordered bytes", () => onBytes.versionedKeyValueStore("s", RETENTION_MS, 7)],
  ] as const;

  // Mostly so near that one comes in another's place.
  const near = fc.oneof(time, fc.integer({ min: 60, max: 66 }));

  test.each(suppliers)("%s is as a list of all changes, and as what it logged", (_name, supplier) => {
    const puts = fc.array(fc.tuple(key, value, near), { maxLength: 60 });
    fc.assert(
      fc.property(puts, key, near, (list, wanted, asOf) => {
        const context = new TestStoreContext();
        const store = context.open(Stores.versionedKeyValueStoreBuilder(supplier(), string(), string()).build());
        const model = new Map<string, Map<number, string | null>>();
        // Times of versions before which nothing held or was put: a tombstone in their place is forgotten.
        const alone = new Map<string, number>();
        let observed = -1;
        for (const [name, content, timestamp] of list) {
          const answer = store.put(name, content, timestamp);
          if (timestamp < observed - RETENTION_MS) {
            expect(answer).toBe("not-put");
            continue;
          }
          observed = Math.max(observed, timestamp);
          const changes = model.get(name) ?? new Map<number, string | null>();
          const later = [...changes.keys()].filter((one) => one > timestamp);
          const earlier = [...changes.keys()].filter((one) => one < timestamp);
          if (later.length === 1 && alone.get(name) === later[0]) alone.delete(name);
          if (content === null && alone.get(name) === timestamp) {
            changes.delete(timestamp);
            alone.delete(name);
          } else {
            const nothingHeld = (changes.get(Math.max(...earlier)) ?? null) === null;
            if (later.length === 0 && !changes.has(timestamp)) {
              if (content !== null && nothingHeld) alone.set(name, timestamp);
              else alone.delete(name);
            }
            changes.set(timestamp, content);
          }
          model.set(name, changes);
          expect(answer).toBe(later.length === 0 ? undefined : Math.min(...later));
        }
        const changes = [...(model.get(wanted) ?? [])].sort(([one], [other]) => one - other);
        const latest = changes.at(-1);
        expect(store.get(wanted)?.value).toBe(latest?.[1] ?? undefined);
        const before = changes.findLast(([timestamp]) => timestamp <= asOf);
        const readable = asOf >= observed - RETENTION_MS || before === latest;
        expect(store.getAsOf(wanted, asOf)?.value).toBe(readable ? (before?.[1] ?? undefined) : undefined);
        const other = new TestStoreContext();
        const restored = other.open(Stores.versionedKeyValueStoreBuilder(supplier(), string(), string()).build());
        other.restore(restored, context.log);
        for (const name of model.keys()) expect([...restored.versions(name)]).toEqual([...store.versions(name)]);
      }),
    );
  });
});

describe("a key-value store", () => {
  const operation = fc.tuple(fc.constantFrom("put", "get", "delete", "flush", "all"), key, fc.constantFrom("x", "y"));

  test.each([0, 150, 1_000])("with a cache of %i bytes is as a map, and as what it logged", (cacheMaxBytes) => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        const context = new TestStoreContext(cacheMaxBytes);
        const build = () =>
          Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("s"), string(), string())
            .withCachingEnabled()
            .build();
        const store = context.open(build());
        const model = new Map<string, string>();
        const sorted = () => [...model].sort(([one], [other]) => compare(one, other));
        for (const [kind, name, content] of operations) {
          if (kind === "put") {
            store.put(name, content);
            model.set(name, content);
          } else if (kind === "delete") {
            expect(store.delete(name)).toBe(model.get(name));
            model.delete(name);
          } else if (kind === "get") expect(store.get(name)).toBe(model.get(name));
          else if (kind === "flush") store.flush();
          else expect([...store.all()]).toEqual(sorted());
        }
        store.flush();
        const other = new TestStoreContext();
        const restored = other.open(build());
        other.restore(restored, context.log);
        expect([...restored.all()]).toEqual(sorted());
        store.close();
        expect(context.cache.bytes).toBe(0);
      }),
    );
  });
});
