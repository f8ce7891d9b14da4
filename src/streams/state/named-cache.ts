import type { Headers } from "../api/record.ts";
import type { CacheBudget, RecordContext } from "../api/store-context.ts";
import { byteCountOf } from "./binary.ts";
import { type KeyedValue, type KeyRange, OrderedMap } from "./ordered-map.ts";
import { type Cursor, NO_TIMESTAMP, type Stored } from "./stored.ts";

// Sizes as Kafka estimates them, so that a limit in bytes acts at the same record.
const NODE_BYTES = 24;
const ENTRY_BYTES = 1;
const CONTEXT_BYTES = 8 + 8 + 4;
const TIMESTAMP_BYTES = 8;

/** A change that is held back. */
export interface DirtyEntry {
  readonly key: string;
  /** undefined: a deletion. */
  readonly value: Stored | undefined;
  /** That of the record which made the change. */
  readonly context: RecordContext;
}

export interface CacheEntry {
  readonly key: string;
  readonly value: Stored | undefined;
  /** Undefined: what was read from the store, unchanged. */
  readonly context: RecordContext | undefined;
}

class Node implements CacheEntry {
  readonly key: string;
  value: Stored | undefined;
  context: RecordContext | undefined;
  dirty = false;
  bytes = 0;
  newer: Node | undefined;
  older: Node | undefined;

  constructor(key: string) {
    this.key = key;
  }
}

/**
 * The cache of one store: the newest values by key, those least recently used going first when the task's budget is spent.
 * As in Kafka, when a changed entry must go all changes of the store are handed on, that one first, the others in the
 * order of their last change.
 */
export class NamedCache {
  readonly #budget: CacheBudget;
  readonly #keyOverheadBytes: number;
  readonly #handOn: (entry: DirtyEntry) => void;
  readonly #nodes = new OrderedMap<Node>();
  readonly #dirty = new Set<Node>();
  #newest: Node | undefined;
  #oldest: Node | undefined;
  #bytes = 0;

  /** `keyOverheadBytes`: what Kafka's keys in this cache have beyond ours. */
  constructor(budget: CacheBudget, keyOverheadBytes: number, handOn: (entry: DirtyEntry) => void) {
    this.#budget = budget;
    this.#keyOverheadBytes = keyOverheadBytes;
    this.#handOn = handOn;
  }

  get(key: string): CacheEntry | undefined {
    const node = this.#nodes.get(key);
    if (node !== undefined) this.#touch(node);
    return node;
  }

  /** `context`: that of the record that makes the change; undefined for what was only read. */
  put(key: string, value: Stored | undefined, context: RecordContext | undefined): void {
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = new Node(key);
      this.#nodes.set(key, node);
      this.#link(node);
    } else this.#touch(node);
    node.value = value;
    node.context = context === undefined ? undefined : { ...context };
    node.dirty = context !== undefined;
    if (node.dirty) {
      this.#dirty.delete(node);
      this.#dirty.add(node);
    }
    this.#resize(node, this.#bytesOf(node));
    while (this.#budget.bytes > this.#budget.maxBytes && this.#oldest !== undefined) this.#evict(this.#oldest);
  }

  flush(): void {
    this.#flush(undefined);
  }

  /** What an iteration comes to counts as used, as in Kafka. */
  range(range: KeyRange): Cursor<KeyedValue<CacheEntry>> {
    const nodes = this.#nodes.range(range);
    return {
      next: () => {
        const found = nodes.next();
        if (found !== undefined && this.#nodes.get(found.key) === found.value) this.#touch(found.value);
        return found;
      },
    };
  }

  /** All entries in the order of their keys, without counting as used what is looked at. */
  untouched(): Cursor<KeyedValue<CacheEntry>> {
    return this.#nodes.range({});
  }

  clear(): void {
    this.#budget.bytes -= this.#bytes;
    this.#bytes = 0;
    this.#nodes.clear();
    this.#dirty.clear();
    this.#newest = undefined;
    this.#oldest = undefined;
  }

  #evict(node: Node): void {
    this.#remove(node);
    if (node.dirty) this.#flush(node);
  }

  #flush(evicted: Node | undefined): void {
    if (this.#dirty.size === 0) return;
    const nodes = evicted === undefined ? [] : [evicted];
    for (const node of this.#dirty) if (node !== evicted) nodes.push(node);
    const entries = nodes.map(({ key, value, context }) => ({ key, value, context: context as RecordContext }));
    for (const node of nodes) node.dirty = false;
    this.#dirty.clear();
    for (const entry of entries) this.#handOn(entry);
    for (const node of nodes) {
      if (node.value === undefined && !node.dirty && node !== evicted && this.#nodes.get(node.key) === node)
        this.#remove(node);
    }
  }

  #remove(node: Node): void {
    this.#nodes.delete(node.key);
    this.#unlink(node);
    this.#resize(node, 0);
  }

  #resize(node: Node, bytes: number): void {
    this.#bytes += bytes - node.bytes;
    this.#budget.bytes += bytes - node.bytes;
    node.bytes = bytes;
  }

  #bytesOf({ key, value, context }: Node): number {
    const keyBytes = key.length + this.#keyOverheadBytes;
    const contextBytes =
      CONTEXT_BYTES + (context === undefined ? 0 : context.topic.length + headerBytes(context.headers));
    return NODE_BYTES + keyBytes + ENTRY_BYTES + contextBytes + valueBytes(value);
  }

  #touch(node: Node): void {
    if (node === this.#newest) return;
    this.#unlink(node);
    this.#link(node);
  }

  #link(node: Node): void {
    node.older = this.#newest;
    node.newer = undefined;
    if (this.#newest !== undefined) this.#newest.newer = node;
    this.#newest = node;
    this.#oldest ??= node;
  }

  #unlink(node: Node): void {
    if (node.newer === undefined) this.#newest = node.older;
    else node.newer.older = node.older;
    if (node.older === undefined) this.#oldest = node.newer;
    else node.older.newer = node.newer;
  }
}

function valueBytes(value: Stored | undefined): number {
  if (value === undefined) return 0;
  return byteCountOf(value.raw) + (value.timestamp === NO_TIMESTAMP ? 0 : TIMESTAMP_BYTES);
}

export function headerBytes(headers: Headers): number {
  let bytes = 0;
  for (const [key, value] of headers) bytes += key.length + (value?.length ?? 0);
  return bytes;
}
