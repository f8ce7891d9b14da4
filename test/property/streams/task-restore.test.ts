import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { string } from "../../../src/serde/primitives.ts";
import type { Processor, ProcessorContext } from "../../../src/streams/api/processor.ts";
import type { StreamRecord } from "../../../src/streams/api/record.ts";
import { StreamRecord as NewRecord } from "../../../src/streams/api/record.ts";
import type { InputRecord, OutputRecord } from "../../../src/streams/api/serialized.ts";
import type {
  CachedStateStore,
  KeyValueStore,
  SessionStore,
  TimestampedKeyValueStore,
  VersionedKeyValueStore,
  WindowStore,
} from "../../../src/streams/api/stores.ts";
import { Windowed } from "../../../src/streams/api/windowed.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { StreamTask } from "../../../src/streams/task/stream-task.ts";
import { Topology } from "../../../src/streams/topology/topology.ts";

// A task that is closed after any record and goes on as another one, restored from its changelogs, sends what it would have
// sent, and holds what it would have held.

const text = string();
const TEXT = { keySerde: text, valueSerde: text };
const RETENTION_MS = 40;
const WINDOW_MS = 10;
const STORES = ["latest", "stamped", "window", "session", "versioned"] as const;

type Context = ProcessorContext<string, string>;

/** Changes every kind of store, and tells what it reads there. */
class Busy implements Processor<string, string | null, string, string> {
  #context: Context | undefined;

  init(context: Context): void {
    this.#context = context;
    const latest = context.getStateStore<KeyValueStore<string, string> & CachedStateStore<string, string>>("latest");
    latest.setFlushListener(
      (key, value, old, timestamp) => context.forward(new NewRecord(key, `flushed ${value} after ${old}`, timestamp)),
      true,
    );
  }

  process({ key, value, timestamp }: StreamRecord<string, string | null>): void {
    const context = this.#context as Context;
    const stamped = context.getStateStore<TimestampedKeyValueStore<string, string>>("stamped");
    const window = context.getStateStore<WindowStore<string, string>>("window");
    const versioned = context.getStateStore<VersionedKeyValueStore<string, string>>("versioned");
    const seen = [
      stamped.get(key)?.value,
      [...window.fetchRange(key, 0, timestamp)].map(String),
      versioned.getAsOf(key, timestamp - 1)?.value,
      this.#sessions(key, value, timestamp),
      context.currentStreamTimeMs,
    ];
    stamped.put(key, value === null ? null : { value, timestamp });
    window.put(key, value, timestamp - (timestamp % WINDOW_MS));
    versioned.put(key, value, timestamp);
    context.getStateStore<KeyValueStore<string, string>>("latest").put(key, value);
    context.forward(new NewRecord(key, JSON.stringify(seen), timestamp));
  }

  /** Joins a record to the sessions that it touches. */
  #sessions(key: string, value: string | null, timestamp: number): string[] {
    const store = (this.#context as Context).getStateStore<SessionStore<string, string>>("session");
    const found = [...store.findSessions(key, timestamp - 5, timestamp + 5)];
    if (value === null) return found.map(String);
    const starts = found.map(([{ window }]) => window.startMs);
    const ends = found.map(([{ window }]) => window.endMs);
    for (const [session] of found) store.remove(session);
    const merged = { startMs: Math.min(timestamp, ...starts), endMs: Math.max(timestamp, ...ends) };
    store.put(new Windowed(key, merged), `${value}+${found.length}`);
    return found.map(String);
  }
}

function topology(): Topology {
  const latest = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("latest"), text, text).withCachingEnabled();
  return new Topology()
    .addSource("source", "in", TEXT)
    .addProcessor("busy", () => new Busy(), "source")
    .addStateStore(latest, "busy")
    .addStateStore(Stores.timestampedKeyValueStoreBuilder(Stores.inMemoryKeyValueStore("stamped"), text, text), "busy")
    .addStateStore(
      Stores.windowStoreBuilder(Stores.inMemoryWindowStore("window", RETENTION_MS, WINDOW_MS, false), text, text),
      "busy",
    )
    .addStateStore(Stores.sessionStoreBuilder(Stores.inMemorySessionStore("session", RETENTION_MS), text, text), "busy")
    .addStateStore(
      Stores.versionedKeyValueStoreBuilder(
        Stores.inMemoryVersionedKeyValueStore("versioned", RETENTION_MS),
        text,
        text,
      ),
      "busy",
    )
    .addSink("sink", "out", TEXT, "busy");
}

/** One owner of the task after another; what they send is one log. */
class Owners {
  readonly sent: OutputRecord[] = [];
  readonly #cacheMaxBytes: number;
  #task: StreamTask;

  constructor(cacheMaxBytes: number) {
    this.#cacheMaxBytes = cacheMaxBytes;
    this.#task = this.#newTask();
    this.#task.start(0);
  }

  get outputs(): readonly string[] {
    return this.sent.map(({ topic, key, value, timestamp }) => `${topic} ${String(key)} ${String(value)} ${timestamp}`);
  }

  process(record: InputRecord): void {
    this.#task.addRecords("in", [record], 0);
    this.#task.process(0);
  }

  commit(): void {
    this.#task.prepareCommit();
    this.sent.push(...this.#task.drain());
    this.#task.postCommit();
  }

  /** After a commit. */
  replace(): void {
    const partitionTimesMs = this.#task
      .commitPositions()
      .map(({ topic, partitionTimeMs }) => [topic, partitionTimeMs] as const);
    this.#task.close();
    this.#task = this.#newTask();
    for (const name of STORES) {
      const changes = this.sent.filter(({ topic }) => topic === `app-${name}-changelog`);
      this.#task.restore(
        name,
        changes.map((change) => ({ ...change, key: change.key ?? "" })),
      );
    }
    this.#task.start(0, { partitionTimesMs });
  }

  contents(): unknown {
    const store = <S>(name: string) => this.#task.store(name) as unknown as S;
    return {
      latest: [...store<KeyValueStore<string, string>>("latest").all()],
      stamped: [...store<TimestampedKeyValueStore<string, string>>("stamped").all()],
      window: [...store<WindowStore<string, string>>("window").all()].map(String),
      session: KEYS.map((key) => [...store<SessionStore<string, string>>("session").fetch(key)].map(String)),
      versioned: KEYS.map((key) => [...store<VersionedKeyValueStore<string, string>>("versioned").versions(key)]),
    };
  }

  #newTask(): StreamTask {
    const config = { cacheMaxBytes: this.#cacheMaxBytes };
    return new StreamTask({ topology: topology().internal.build("app"), taskId: "0_0", partition: 0, config });
  }
}

const KEYS = ["a", "b", "c"];
const aStep = fc.record({
  key: fc.constantFrom(...KEYS),
  value: fc.oneof({ weight: 5, arbitrary: fc.string({ maxLength: 3 }) }, { weight: 1, arbitrary: fc.constant(null) }),
  advanceMs: fc.constantFrom(-25, -6, -1, 0, 0, 1, 3, 8, 30),
  replaced: fc.boolean(),
  committed: fc.boolean(),
});

describe("a task restored from its changelogs", () => {
  test.each([0, 10_000])("goes on as the one before it, with %i bytes of cache", (cacheMaxBytes) => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 30 }), (steps) => {
        const one = new Owners(cacheMaxBytes);
        const many = new Owners(cacheMaxBytes);
        let timestamp = 100;
        for (const [offset, { key, value, advanceMs, replaced, committed }] of steps.entries()) {
          timestamp = Math.max(0, timestamp + advanceMs);
          for (const owners of [one, many])
            owners.process({ topic: "in", partition: 0, offset, timestamp, key, value, headers: [] });
          if (!committed) continue;
          for (const owners of [one, many]) owners.commit();
          if (replaced) many.replace();
          expect(many.contents()).toEqual(one.contents());
        }
        for (const owners of [one, many]) owners.commit();
        expect(many.outputs).toEqual(one.outputs);
      }),
      { numRuns: 200 },
    );
  });
});
