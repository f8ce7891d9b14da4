import type {
  Cancellable,
  FixedKeyProcessor,
  FixedKeyProcessorContext,
  FixedKeyRecord,
  Processor,
  ProcessorContext,
  ProcessorSupplierObject,
  PunctuationType,
} from "../../../../src/streams/api/processor.ts";
import { StreamRecord } from "../../../../src/streams/api/record.ts";
import type { StoreBuilder } from "../../../../src/streams/api/store-builder.ts";
import type {
  KeyValueIterator,
  KeyValueStore,
  SessionStore,
  TimestampedKeyValueStore,
  WindowStore,
} from "../../../../src/streams/api/stores.ts";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { SessionWindow } from "../../../../src/streams/windows/session-window.ts";
import { among, cut, head, S } from "./kit.ts";

// As java/Processors.java and java/PlainTopologies.java have them.

type Texts = StreamRecord<string, string>;
type TextContext = ProcessorContext<string, string>;

export function store(name: string): StoreBuilder<KeyValueStore<string, string>> {
  return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), S, S);
}

abstract class TextProcessor implements Processor<string, string, string, string> {
  protected context!: TextContext;

  init(context: TextContext): void {
    this.context = context;
  }

  abstract process(record: Texts): void;
}

/** Forwards twice: as it is, and under the first letter one ms later. */
export class Twice extends TextProcessor {
  process(record: Texts): void {
    this.context.forward(record);
    if (record.value !== null)
      this.context.forward(record.withKey(head(record.value)).withTimestamp(record.timestamp + 1));
  }
}

/** All values of a key; a null deletes. */
export class Keeper extends TextProcessor {
  readonly #name: string;
  #kept!: KeyValueStore<string, string>;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override init(context: TextContext): void {
    super.init(context);
    this.#kept = context.getStateStore(this.#name);
  }

  process(record: Texts): void {
    if (record.key === null) return;
    const before = this.#kept.get(record.key);
    if (record.value === null) {
      this.context.forward(record.withValue(`gone ${this.#kept.delete(record.key) ?? null}`));
      return;
    }
    this.#kept.put(record.key, cut((before ?? "") + record.value));
    this.context.forward(record.withValue(this.#kept.get(record.key) as string));
  }
}

export class Supplied implements ProcessorSupplierObject<string, string, string, string> {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get(): Keeper {
    return new Keeper(this.#name);
  }

  stores(): StoreBuilder[] {
    return [store(this.#name)];
  }
}

/** The number of the record behind its value, and one more record for every third. */
export class Numbered implements FixedKeyProcessor<string, string, string> {
  #context!: FixedKeyProcessorContext<string, string>;
  #count = 0;

  init(context: FixedKeyProcessorContext<string, string>): void {
    this.#context = context;
  }

  process(record: FixedKeyRecord<string, string>): void {
    this.#count++;
    this.#context.forward(record.withValue(`${record.value}${this.#count}`));
    if (this.#count % 3 === 0) this.#context.forward(record.withValue("third").withTimestamp(record.timestamp + 5));
  }
}

/** The first value of a key before each. */
export class ValueKeeper implements FixedKeyProcessor<string, string, string> {
  #context!: FixedKeyProcessorContext<string, string>;
  #kept!: KeyValueStore<string, string>;

  init(context: FixedKeyProcessorContext<string, string>): void {
    this.#context = context;
    this.#kept = context.getStateStore("kept");
  }

  process(record: FixedKeyRecord<string, string>): void {
    if (record.key === null) return;
    const before = this.#kept.putIfAbsent(record.key, record.value ?? "none") ?? null;
    this.#context.forward(record.withValue(`${before}<${record.value}`));
  }
}

/** Adds a header, and drops those named "drop". */
export class Headed extends TextProcessor {
  process(record: Texts): void {
    const seen = new TextEncoder().encode(String(record.key));
    const kept = record.headers.filter(([name]) => name !== "drop");
    this.context.forward(record.withHeaders([...kept, ["seen", seen]]));
  }
}

/** Where and when the record is processed. */
export class Located extends TextProcessor {
  process(record: Texts): void {
    const { topic, partition, offset } = this.context.recordMetadata ?? { topic: "none", partition: -1, offset: -1 };
    const times = `${this.context.currentStreamTimeMs}/${this.context.currentSystemTimeMs}`;
    const task = `${this.context.taskId} ${this.context.applicationId}`;
    this.context.forward(record.withValue(`${topic}/${partition}/${offset} ${times} ${task}`));
  }
}

export class WindowKeeper extends TextProcessor {
  #windows!: WindowStore<string, string>;

  override init(context: TextContext): void {
    super.init(context);
    this.#windows = context.getStateStore("windows");
  }

  process(record: Texts): void {
    if (record.key === null) return;
    const start = record.timestamp - (record.timestamp % 10);
    this.#windows.put(record.key, record.value, start);
    const words = [String(this.#windows.fetch(record.key, start) ?? null)];
    for (const [time, value] of this.#windows.fetchRange(record.key, Math.max(0, start - 20), start + 20))
      words.push(`${time}=${value}`);
    for (const [key] of this.#windows.backwardFetchAll(Math.max(0, start - 10), start + 10)) words.push(String(key));
    this.context.forward(record.withValue(words.join(" ")));
  }
}

/** A session of each record, 2 ms around it, with what it touches. */
export class SessionKeeper extends TextProcessor {
  #sessions!: SessionStore<string, string>;

  override init(context: TextContext): void {
    super.init(context);
    this.#sessions = context.getStateStore("sessions");
  }

  process(record: Texts): void {
    if (record.key === null) return;
    const time = record.timestamp;
    let text = "";
    for (const [key, value] of this.#sessions.findSessions(record.key, Math.max(0, time - 5), time + 5))
      text += `${key}=${value} `;
    this.#sessions.put(new Windowed(record.key, new SessionWindow(Math.max(0, time - 2), time + 2)), record.value);
    for (const [key] of this.#sessions.backwardFetch(record.key)) text += ` ${key}`;
    this.context.forward(record.withValue(text));
  }
}

/** Ranges over a store whose keys are values. */
export class Ranger extends TextProcessor {
  #kept!: KeyValueStore<string, string>;

  override init(context: TextContext): void {
    super.init(context);
    this.#kept = context.getStateStore("kept");
  }

  process(record: Texts): void {
    if (record.value === null) return;
    this.#kept.put(record.value, record.key ?? "none");
    const lists = [
      this.#kept.range("b", "d"),
      this.#kept.reverseRange(undefined, "c"),
      this.#kept.prefixScan(head(record.value)),
      this.#kept.reverseAll(),
    ];
    const count = this.#kept.approximateNumEntries();
    this.context.forward(record.withValue(`${lists.map(keys).join("|")}|${count}`));
  }
}

function keys(iterator: KeyValueIterator<string, string>): string {
  return Array.from(iterator, ([key]) => key).join(" ");
}

export class TableReader extends TextProcessor {
  #store!: TimestampedKeyValueStore<string, string>;

  override init(context: TextContext): void {
    super.init(context);
    this.#store = context.getStateStore("store");
  }

  process(record: Texts): void {
    const found = record.key === null ? undefined : this.#store.get(record.key);
    this.context.forward(record.withValue(found === undefined ? "none" : `${found.value}@${found.timestamp}`));
  }
}

/** Forwards how often it was called, with what times; stops itself after `last` calls where that is not 0. */
export class Ticker extends TextProcessor {
  readonly #type: PunctuationType;
  readonly #everyMs: number;
  readonly #last: number;
  #count = 0;

  constructor(type: PunctuationType, everyMs: number, last: number) {
    super();
    this.#type = type;
    this.#everyMs = everyMs;
    this.#last = last;
  }

  override init(context: TextContext): void {
    super.init(context);
    const schedule: Cancellable = context.schedule(this.#everyMs, this.#type, (time) => {
      this.#count++;
      const times = `${time}/${context.currentStreamTimeMs}/${context.currentSystemTimeMs}`;
      context.forward(new StreamRecord("tick", `${this.#count}@${times}`, Math.max(time, 0)));
      if (this.#count === this.#last) schedule.cancel();
    });
  }

  process(record: Texts): void {
    this.context.forward(record);
  }
}

/** Keeps values, and forwards all of them every 15 ms of stream time; then the store is empty again. */
export class Flusher extends TextProcessor {
  #kept!: KeyValueStore<string, string>;

  override init(context: TextContext): void {
    super.init(context);
    this.#kept = context.getStateStore("kept");
    context.schedule(15, "stream-time", (time) => {
      for (const [key, value] of this.#kept.all()) {
        context.forward(new StreamRecord(key, value, time));
        this.#kept.delete(key);
      }
    });
  }

  process(record: Texts): void {
    if (record.key !== null) this.#kept.put(record.key, record.value);
  }
}

/** Fills a global store. */
export class Filler implements Processor<string, string> {
  readonly #name: string;
  #store!: KeyValueStore<string, string>;

  constructor(name: string) {
    this.#name = name;
  }

  init(context: ProcessorContext<never, never>): void {
    this.#store = context.getStateStore(this.#name);
  }

  process(record: Texts): void {
    if (record.key !== null) this.#store.put(record.key, record.value === null ? null : `${record.value}g`);
  }
}

/** Reads a global store. */
export class Reader extends TextProcessor {
  readonly #name: string;
  #store!: KeyValueStore<string, string>;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override init(context: TextContext): void {
    super.init(context);
    this.#store = context.getStateStore(this.#name);
  }

  process(record: Texts): void {
    const found = record.key === null ? "no key" : `${record.value}=${this.#store.get(record.key) ?? null}`;
    this.context.forward(record.withValue(found));
  }
}

/** The number of the record, from 1, before its value. */
export class Numbers extends TextProcessor {
  #count = 0;

  process(record: Texts): void {
    this.context.forward(record.withValue(`${++this.#count}:${record.value}`));
  }
}

/** Vowels go to one child, the others to another, every third record to all. */
export class Router extends TextProcessor {
  #count = 0;

  process(record: Texts): void {
    this.#count++;
    if (this.#count % 3 === 0) this.context.forward(record.withValue(`${record.value}*`));
    else this.context.forward(record, among(record.value, "ae") ? "vowels" : "others");
    if (this.#count % 5 === 0) this.context.forward(record.withValue("five"), "twice");
  }
}

/** A quarter of the key, and its sum with the value. */
export class Adder implements Processor<number, number, number, number> {
  #context!: ProcessorContext<number, number>;

  init(context: ProcessorContext<number, number>): void {
    this.#context = context;
  }

  process(record: StreamRecord<number, number>): void {
    const key = record.key ?? -1;
    this.#context.forward(record.withKey(key / 4).withValue(key + (record.value ?? 0)));
  }
}
