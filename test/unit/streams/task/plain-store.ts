import type { Serialized } from "../../../../src/streams/api/serialized.ts";
import type { StoreBuilder } from "../../../../src/streams/api/store-builder.ts";
import type { StoreContext } from "../../../../src/streams/api/store-context.ts";
import type { StateStore } from "../../../../src/streams/api/stores.ts";

/** A store as simple as a task lets it be: text to text, with a changelog, and what is put is handed on at a flush. */
export class PlainStore implements StateStore {
  readonly name: string;
  readonly persistent = false;
  readonly content = new Map<string, string>();
  readonly calls: string[] = [];
  onFlush: (() => void) | undefined;
  isOpen = false;
  #context: StoreContext | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get context(): StoreContext {
    if (this.#context === undefined) throw new Error("no init");
    return this.#context;
  }

  init(context: StoreContext): void {
    this.#context = context;
    this.isOpen = true;
    this.calls.push("init");
    context.register(this.name, (entries) => {
      for (const { key, value } of entries) this.#set(String(key), value);
    });
  }

  get(key: string): string | undefined {
    return this.content.get(key);
  }

  put(key: string, value: string | null): void {
    this.#set(key, value);
    const { timestamp, headers } = this.context.recordContext;
    this.context.logChange(this.name, key, value, timestamp, headers);
  }

  flush(): void {
    this.calls.push("flush");
    this.onFlush?.();
  }

  close(): void {
    this.isOpen = false;
    this.calls.push("close");
  }

  #set(key: string, value: Serialized | null): void {
    if (value === null) this.content.delete(key);
    else this.content.set(key, String(value));
  }
}

/** `built` has every store made, newest last. */
export class PlainStoreBuilder implements StoreBuilder<PlainStore> {
  readonly name: string;
  readonly loggingEnabled: boolean;
  readonly logConfig = {};
  readonly cachingEnabled = false;
  readonly built: PlainStore[] = [];

  constructor(name: string, loggingEnabled = true) {
    this.name = name;
    this.loggingEnabled = loggingEnabled;
  }

  withCachingEnabled(): this {
    return this;
  }

  withCachingDisabled(): this {
    return this;
  }

  withLoggingEnabled(): this {
    return this;
  }

  withLoggingDisabled(): PlainStoreBuilder {
    return new PlainStoreBuilder(this.name, false);
  }

  build(): PlainStore {
    const store = new PlainStore(this.name);
    this.built.push(store);
    return store;
  }
}
