import type { Headers } from "../../../src/streams/api/record.ts";
import type { OutputRecord, Serialized } from "../../../src/streams/api/serialized.ts";
import type {
  KeyValueIterator,
  KeyValueStore,
  SessionStore,
  StateStore,
  ValueAndTimestamp,
  VersionedKeyValueStore,
  VersionedRecord,
} from "../../../src/streams/api/stores.ts";
import { Windowed } from "../../../src/streams/api/windowed.ts";
import type { Topology } from "../../../src/streams/topology/topology.ts";
import type { DriverSnapshot } from "../../../src/testing/streams/driver-snapshot.ts";
import {
  TopologyTestDriver,
  type TopologyTestDriverOptions,
} from "../../../src/testing/streams/topology-test-driver.ts";
import type { Entry } from "./catalog.ts";
import type { RecordStep, Step } from "./draw-steps.ts";
import type { Datum } from "./inputs.ts";
import type { HeaderRow, OutRow, StepResult, StoreContents } from "./run-result.ts";

/** As in java/Run.java. */
const WALL_CLOCK_START_MS = 1_000;

/** How texts are piped in: both must do the same. */
export type Representation = "text" | "bytes";

/** One run of one of our topologies, which does what java/Run.java does. */
export class OurRun {
  readonly describe: string;
  readonly #entry: Entry;
  #driver: TopologyTestDriver;
  readonly #representation: Representation;
  /** A versioned store cannot be iterated over: it is asked for these. */
  readonly #keys = new Set<string>();
  readonly #times = new Set<number>();
  #droppedBefore = 0;

  constructor(entry: Entry, representation: Representation) {
    const topology = entry.build();
    this.describe = describeOf(String(topology.describe()));
    this.#representation = representation;
    this.#entry = entry;
    this.#driver = this.#start(topology, { initialWallClockTimeMs: WALL_CLOCK_START_MS });
  }

  get streamTimeMs(): number {
    return this.#driver.streamTimeMs;
  }

  step(step: Step): StepResult {
    try {
      if ("advance" in step) this.#driver.advanceWallClockTime(step.advance);
      else this.#pipe(step);
    } catch (error) {
      return { error: error instanceof Error ? (error.stack ?? String(error)) : String(error) };
    }
    const out = this.#driver.drainOutput().map(rowOf);
    const before = this.#droppedBefore;
    this.#droppedBefore = this.#driver.counters?.droppedRecords ?? 0;
    return { out, stores: this.#stores(), dropped: this.#droppedBefore - before };
  }

  /** Goes on as another process does, with a new topology. `change`: of what the cluster has. */
  restart(change: (snapshot: DriverSnapshot) => DriverSnapshot = (snapshot) => snapshot): void {
    const snapshot = this.#driver.snapshot();
    this.#driver.close();
    this.#driver = this.#start(this.#entry.build(), { restoreFrom: change(snapshot) });
    this.#droppedBefore = 0;
  }

  close(): void {
    this.#driver.close();
  }

  #start(topology: Topology, options: TopologyTestDriverOptions): TopologyTestDriver {
    const { cacheMaxBytes = 0 } = this.#entry;
    return new TopologyTestDriver(topology, { applicationId: "app", cacheMaxBytes, ...options });
  }

  #pipe({ topic, key, value, timestamp, headers = [] }: RecordStep): void {
    if (key !== null) this.#keys.add(typeof key === "string" ? key : textOfHex(key.hex));
    this.#times.add(timestamp);
    const given: Headers = headers.map(([name, data]) => [name, bytesOf(data)]);
    this.#driver.pipeRaw(topic, this.#serialized(key), this.#serialized(value), timestamp, given);
  }

  #serialized(datum: Datum): Serialized | null {
    return typeof datum === "string" && this.#representation === "text" ? datum : bytesOf(datum);
  }

  #stores(): StoreContents {
    const all: Record<string, Record<string, string>> = {};
    for (const [name, store] of Object.entries(this.#driver.getAllStateStores())) {
      const entries = this.#read(store);
      if (entries !== undefined) all[name] = entries;
    }
    return all;
  }

  /** Undefined for one whose content is internal. */
  #read(store: StateStore): Record<string, string> | undefined {
    if ("getAsOf" in store) return this.#versions(store as VersionedKeyValueStore<string, unknown>);
    if ("findSessions" in store)
      return listed((store as SessionStore<unknown, unknown>).fetchKeys(undefined, undefined));
    if ("all" in store) return listed((store as KeyValueStore<unknown, unknown>).all());
    return undefined;
  }

  #versions(store: VersionedKeyValueStore<string, unknown>): Record<string, string> {
    const entries: Record<string, string> = {};
    const times = [...this.#times].filter((time) => time >= 0).sort((one, other) => one - other);
    for (const key of this.#keys) {
      const found = [...times.map((time) => store.getAsOf(key, time)), store.get(key)];
      const texts = new Set(found.filter((record) => record !== undefined).map(versionText));
      if (texts.size > 0) entries[key] = [...texts].join(" ");
    }
    return entries;
  }
}

/** A function has no name that both sides know. */
function describeOf(text: string): string {
  return text.replaceAll(/extractor class: [^)]*/g, "extractor class: ?");
}

function rowOf({ topic, key, value, timestamp, headers }: OutputRecord): OutRow {
  const row = [topic, datumOf(key), datumOf(value), timestamp < 0 ? null : timestamp] as const;
  return headers.length === 0 ? row : [...row, headers.map(([name, data]): HeaderRow => [name, datumOf(data)])];
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** As java/Text.java: a string where the bytes are printable UTF-8. */
function datumOf(data: Serialized | null): Datum {
  if (data === null) return null;
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  try {
    const text = decoder.decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is asked for
    if (!/[\0-\x1f\x7f]/.test(text)) return text;
  } catch {
    // No UTF-8.
  }
  return { hex: Buffer.from(bytes).toString("hex") };
}

function bytesOf(datum: Datum): Uint8Array | null {
  if (datum === null) return null;
  return typeof datum === "string" ? new TextEncoder().encode(datum) : Uint8Array.from(Buffer.from(datum.hex, "hex"));
}

function textOfHex(hex: string): string {
  return Buffer.from(hex, "hex").toString();
}

/** As java/StoreReader.java. */
function listed(iterator: KeyValueIterator<unknown, unknown>): Record<string, string> | undefined {
  const entries: Record<string, string> = {};
  const seen = new Map<string, number>();
  for (const [key, value] of iterator) {
    if (!isPlain(key) || !isPlain(value)) return undefined;
    const text = String(key);
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    entries[count === 1 ? text : `${text}#${count}`] = valueText(value);
  }
  return entries;
}

function isPlain(item: unknown): boolean {
  if (item instanceof Windowed) return isPlain(item.key);
  if (isStamped(item)) return isPlain(item.value);
  return item === null || ["string", "number", "bigint"].includes(typeof item);
}

function isStamped(item: unknown): item is ValueAndTimestamp<unknown> {
  return typeof item === "object" && item !== null && "value" in item && "timestamp" in item;
}

function valueText(value: unknown): string {
  return isStamped(value) ? `${value.value}@${value.timestamp}` : String(value);
}

function versionText({ value, timestamp }: VersionedRecord<unknown>): string {
  return `${value}@${timestamp}`;
}
