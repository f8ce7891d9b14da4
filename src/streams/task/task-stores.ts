import { MillraceError } from "../../base/errors.ts";
import { type Headers, NO_HEADERS } from "../api/record.ts";
import type { Serialized } from "../api/serialized.ts";
import type { CacheBudget, ChangelogEntry, RecordContext, StoreContext } from "../api/store-context.ts";
import type { StateStore } from "../api/stores.ts";
import type { DropReason } from "../operator/task-counters.ts";
import type { StoreSpec } from "../topology/processor-topology.ts";
import { taskFailure } from "./failed-processing.ts";
import type { RecordCollector } from "./record-collector.ts";
import type { TaskScope } from "./task-scope.ts";

type Restore = (entries: Iterable<ChangelogEntry>) => void;

interface TaskStoresOptions {
  readonly scope: TaskScope;
  readonly specs: readonly StoreSpec[];
  readonly cacheMaxBytes: number;
  /** Undefined in a global task: its stores are their topics. */
  readonly collector: RecordCollector | undefined;
}

/** The stores of one task: opens, restores, flushes and closes them, and is what they know of the task. */
export class TaskStores implements StoreContext {
  readonly applicationId: string;
  readonly taskId: string;
  readonly partition: number;
  readonly cache: CacheBudget;
  readonly recordContext: RecordContext;
  readonly #scope: TaskScope;
  readonly #collector: RecordCollector | undefined;
  readonly #stores = new Map<string, StateStore>();
  readonly #inOrder: StateStore[] = [];
  readonly #restores = new Map<string, Restore>();
  /** Where each store's changes are read again. */
  readonly #changelogTopics = new Map<string, string>();
  /** Where each store's changes are written. */
  readonly #writtenTopics = new Map<string, string>();
  #restoring = false;

  constructor({ scope, specs, cacheMaxBytes, collector }: TaskStoresOptions) {
    this.#scope = scope;
    this.#collector = collector;
    this.applicationId = scope.applicationId;
    this.taskId = scope.taskId;
    this.partition = scope.partition;
    this.cache = { bytes: 0, maxBytes: cacheMaxBytes };
    this.recordContext = scope.recordContext;
    for (const spec of specs) {
      if (spec.changelogTopic === undefined) continue;
      this.#changelogTopics.set(spec.name, spec.changelogTopic);
      if (!spec.sourceIsChangelog) this.#writtenTopics.set(spec.name, spec.changelogTopic);
    }
    for (const { name, builder } of specs) this.#open(name, builder.build());
  }

  get currentStreamTimeMs(): number {
    return this.#scope.streamTimeMs;
  }

  get names(): readonly string[] {
    return [...this.#stores.keys()];
  }

  get(name: string): StateStore | undefined {
    return this.#stores.get(name);
  }

  changelogTopic(storeName: string): string {
    return this.#changelogTopics.get(storeName) ?? `${this.applicationId}-${storeName}-changelog`;
  }

  logChange(
    storeName: string,
    key: Serialized,
    value: Serialized | null,
    timestamp: number,
    headers: Headers = NO_HEADERS,
  ): void {
    const topic = this.#writtenTopics.get(storeName);
    if (topic !== undefined) this.#collector?.send(topic, this.partition, timestamp, key, value, headers);
  }

  register(storeName: string, restore: Restore): void {
    this.#restores.set(storeName, restore);
  }

  countDropped(reason: string): void {
    // What was dropped before is in its changelog, too.
    if (!this.#restoring) this.#scope.counters.drop(reason as DropReason);
  }

  withRecordContext(context: RecordContext, action: () => void): void {
    this.#scope.withRecordContext(context, action);
  }

  /** Puts entries of its changelog into a store, in the order of the log. */
  restore(storeName: string, entries: Iterable<ChangelogEntry>): void {
    const restore = this.#restores.get(storeName);
    if (restore !== undefined) {
      this.#restoring = true;
      restore(entries);
      this.#restoring = false;
      return;
    }
    const known = [...this.#restores.keys()].join(", ") || "none";
    throw new MillraceError(
      "INVALID_STATE",
      `store "${storeName}" cannot be restored: it is not among those that can, ${known}`,
    );
  }

  /** Has every cache hand on what it holds back, in the order of the stores. */
  flush(): void {
    const stores = this.#inOrder;
    for (let at = 0; at < stores.length; at++) {
      const store = stores[at] as StateStore;
      try {
        store.flush();
      } catch (error) {
        throw taskFailure(error, store.name, this.#scope.input);
      }
    }
  }

  close(): void {
    for (const store of this.#inOrder) if (store.isOpen) store.close();
  }

  #open(name: string, store: StateStore): void {
    this.#stores.set(name, store);
    this.#inOrder.push(store);
    store.init(this);
  }
}
