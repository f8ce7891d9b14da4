import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { string } from "../../../src/index.ts";
import type { KeyValueIterator, VersionedRecord } from "../../../src/streams/api/stores.ts";
import { Windowed } from "../../../src/streams/api/windowed.ts";
import { dslStoreSuppliers } from "../../../src/streams/dsl/store/dsl-store-suppliers.ts";
import { orderedStores } from "../../../src/streams/state/ordered-stores.ts";
import { Stores } from "../../../src/streams/state/stores.ts";
import { EmitStrategy } from "../../../src/streams/windows/emit-strategy.ts";
import { openMemory } from "../../property/streams/memory-bytes.ts";
import { hex, TestStoreContext } from "../../support/store-context.ts";

// stores.txt was written by Kafka's own stores (GoldenStores.java): operations with what they gave, then the changelogs.

const RETENTION_MS = 50;
const WINDOW_MS = 5;
const SEGMENT_MS = 7;
/** What Java's put answers for the latest version, and for one that came too late. */
const LATEST = "-1";
const NOT_PUT = String(-(2n ** 63n));

const lines = readFileSync(new URL("stores.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
const operations = lines.filter((line) => !line.startsWith("log ")).map((line) => line.split("\t") as [string, string]);
const log = lines.filter((line) => line.startsWith("log "));

const memory = {
  windowStore: Stores.inMemoryWindowStore,
  sessionStore: Stores.inMemorySessionStore,
  versionedKeyValueStore: Stores.inMemoryVersionedKeyValueStore,
};

describe.each([
  ["in memory", memory],
  ["over ordered bytes", orderedStores(openMemory(5))],
] as const)("stores %s", (_name, suppliers) => {
  const context = new TestStoreContext();
  const windowStore = (name: string, duplicates: boolean) => {
    const supplier = suppliers.windowStore(name, RETENTION_MS, WINDOW_MS, duplicates);
    return context.open(Stores.windowStoreBuilder(supplier, string(), string()).build());
  };
  const windows = windowStore("windows", false);
  const duplicates = windowStore("duplicates", true);
  const sessions = context.open(
    Stores.sessionStoreBuilder(suppliers.sessionStore("sessions", RETENTION_MS), string(), string()).build(),
  );
  const versionSupplier = suppliers.versionedKeyValueStore("versions", RETENTION_MS, SEGMENT_MS);
  const versions = context.open(Stores.versionedKeyValueStoreBuilder(versionSupplier, string(), string()).build());
  const onClose = { emitStrategy: EmitStrategy.onWindowClose() };
  const closingSessionSupplier = dslStoreSuppliers.sessionStore("closing-sessions", RETENTION_MS, onClose.emitStrategy);
  const closingSessions = context.open(Stores.sessionStoreBuilder(closingSessionSupplier, string(), string()).build());
  const closingWindowSupplier = dslStoreSuppliers.windowStore({
    name: "closing-windows",
    retentionMs: RETENTION_MS,
    windowSizeMs: WINDOW_MS,
    ...onClose,
  });
  const closingWindows = context.open(Stores.windowStoreBuilder(closingWindowSupplier, string(), string()).build());

  function result(operation: string): string {
    const [kind = "", ...words] = operation.split(" ");
    const [key, second] = words.map((word) => (word === "-" ? undefined : word)) as [string, string | undefined];
    const [, one = 0, two = 0, three = 0] = words.map(Number);
    switch (kind) {
      case "window-put":
        windows.put(key, second, two);
        duplicates.put(key, second, two);
        return "";
      case "window-get":
        return String(windows.fetch(key, one) ?? null);
      case "window-fetch":
        return [
          windows.fetchRange(key, one, two),
          duplicates.fetchRange(key, one, two),
          duplicates.backwardFetchRange(key, one, two),
        ]
          .map((entries) => [...entries].map(([start, value]) => `${start}=${value}`).join(" "))
          .join("|");
      case "window-all":
        return [windows.all(), duplicates.all(), windows.backwardAll()].map(shown).join("|");
      case "window-keys":
        return [windows.fetchKeys(key, second, two, three), duplicates.backwardFetchKeys(key, second, two, three)]
          .map(shown)
          .join("|");
      case "session-put":
        sessions.put(new Windowed(key, { startMs: two, endMs: three }), second);
        return "";
      case "session-remove":
        sessions.remove(new Windowed(key, { startMs: one, endMs: two }));
        return "";
      case "session-find":
        return [sessions.findSessions(key, one, two), sessions.backwardFindSessions(key, one, two)]
          .map(shown)
          .join("|");
      case "session-all":
        return [sessions.fetchKeys(undefined, undefined), sessions.backwardFetchKeys("a", "b")].map(shown).join("|");
      case "closing-session-put":
        closingSessions.put(new Windowed(key, { startMs: two, endMs: three }), second);
        return "";
      case "closing-session-remove":
        closingSessions.remove(new Windowed(key, { startMs: one, endMs: two }));
        return "";
      case "closing-session-find":
        return [
          shown(closingSessions.findSessions(key, one, two)),
          shown(closingSessions.backwardFetch(key)),
          String(closingSessions.fetchSession(key, one, two) ?? null),
        ].join("|");
      case "closing-session-ending":
        return shown(closingSessions.findSessionsEndingIn(one, two));
      case "closing-window-put":
        closingWindows.put(key, second, two);
        return "";
      case "closing-window-fetch": {
        const entries = [...closingWindows.fetchRange(key, one, two)].map(([start, value]) => `${start}=${value}`);
        return `${entries.join(" ")}|${closingWindows.fetch(key, two) ?? null}`;
      }
      case "closing-window-all":
        return [closingWindows.fetchAll(one, two), closingWindows.backwardAll()].map(shown).join("|");
      case "version-put": {
        const validTo = versions.put(key, second, two);
        return validTo === "not-put" ? NOT_PUT : String(validTo ?? LATEST);
      }
      case "version-delete":
        return version(versions.delete(key, one));
      default:
        return `${version(versions.get(key))}|${version(versions.getAsOf(key, one))}`;
    }
  }

  test("give what Kafka's give, and log the same bytes", () => {
    for (const [place, [operation, expected]] of operations.entries())
      expect(result(operation), `operation ${place + 1}: ${operation}`).toBe(expected);
    const names = ["windows", "duplicates", "sessions", "versions", "closing-sessions", "closing-windows"];
    const logged = names.flatMap((name) =>
      context.log
        .filter(({ store }) => store === name)
        .map(({ key, value, timestamp }) => `log ${name} ${hex(key)} ${hex(value) ?? "-"} ${timestamp}`),
    );
    expect(logged).toEqual(log);
  });
});

function shown(entries: KeyValueIterator<Windowed<string>, string>): string {
  return [...entries].map(([{ key, window }, value]) => `${key}@${window.startMs}/${window.endMs}=${value}`).join(" ");
}

function version(found: VersionedRecord<string> | undefined): string {
  return found === undefined ? "null" : `${found.value}@${found.timestamp}`;
}
