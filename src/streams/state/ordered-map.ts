import type { Cursor } from "./stored.ts";

/** Keys in one chunk of the ordered view at most; a larger one is halved. */
const CHUNK_KEYS_MAX = 512;
/** The view is dropped, to be made anew, when this many keys and a quarter of all of them changed unlooked at. */
const CHANGES_MIN = 1024;

type Chunk = readonly string[];

export interface KeyedValue<V> {
  readonly key: string;
  readonly value: V;
}

export interface KeyRange {
  /** Inclusive; undefined is an open end. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Default true. */
  readonly toInclusive?: boolean;
  /** Default true. */
  readonly forward?: boolean;
}

/**
 * A hash map with an ordered view of its keys, which is made when somebody first iterates, and then only brought up to
 * date: by the changed keys, chunk by chunk. Chunks never change, so an iterator keeps the keys as they were when it was
 * made; it skips those deleted since and reads values as they are.
 */
export class OrderedMap<V> {
  readonly #values = new Map<string, V>();
  #chunks: readonly Chunk[] | undefined;
  /** Keys that came or went since the view was last brought up to date. */
  #changed: string[] = [];

  get size(): number {
    return this.#values.size;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    const { size } = this.#values;
    this.#values.set(key, value);
    if (this.#chunks !== undefined && this.#values.size !== size) this.#note(key);
  }

  delete(key: string): boolean {
    const deleted = this.#values.delete(key);
    if (deleted && this.#chunks !== undefined) this.#note(key);
    return deleted;
  }

  clear(): void {
    this.#values.clear();
    this.#chunks = undefined;
    this.#changed = [];
  }

  range({ from, to, toInclusive = true, forward = true }: KeyRange): Cursor<KeyedValue<V>> {
    const chunks = this.#orderedChunks();
    return forward
      ? new ForwardCursor(this.#values, chunks, from, to, toInclusive)
      : new BackwardCursor(this.#values, chunks, from, to, toInclusive);
  }

  #note(key: string): void {
    this.#changed.push(key);
    if (this.#changed.length < CHANGES_MIN || this.#changed.length < this.#values.size / 4) return;
    this.#chunks = undefined;
    this.#changed = [];
  }

  #orderedChunks(): readonly Chunk[] {
    if (this.#chunks === undefined) this.#chunks = split([...this.#values.keys()].sort(byBytes));
    else if (this.#changed.length > 0) this.#chunks = this.#merged(this.#chunks, this.#changed.sort(byBytes));
    this.#changed = [];
    return this.#chunks;
  }

  /** Chunks that no changed key belongs to are taken over as they are. */
  #merged(chunks: readonly Chunk[], changed: readonly string[]): readonly Chunk[] {
    const merged: Chunk[] = [];
    let at = 0;
    let done = 0;
    while (at < changed.length) {
      const index = Math.min(chunkOf(chunks, changed[at] as string), Math.max(0, chunks.length - 1));
      for (; done < index; done++) merged.push(chunks[done] as Chunk);
      const chunk = chunks[index] ?? [];
      const last = index + 1 < chunks.length ? chunk[chunk.length - 1] : undefined;
      let end = at + 1;
      while (end < changed.length && (last === undefined || (changed[end] as string) <= last)) end++;
      for (const part of split(this.#mergedChunk(chunk, changed.slice(at, end)))) merged.push(part);
      done = index + 1;
      at = end;
    }
    for (; done < chunks.length; done++) merged.push(chunks[done] as Chunk);
    return merged;
  }

  #mergedChunk(chunk: Chunk, changed: readonly string[]): string[] {
    const keys: string[] = [];
    let at = 0;
    let previous: string | undefined;
    for (const key of changed) {
      if (key === previous) continue;
      previous = key;
      while (at < chunk.length && (chunk[at] as string) < key) keys.push(chunk[at++] as string);
      if (chunk[at] === key) at++;
      if (this.#values.has(key)) keys.push(key);
    }
    while (at < chunk.length) keys.push(chunk[at++] as string);
    return keys;
  }
}

function byBytes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function split(keys: readonly string[]): Chunk[] {
  if (keys.length === 0) return [];
  if (keys.length <= CHUNK_KEYS_MAX) return [keys];
  const chunks: Chunk[] = [];
  const size = CHUNK_KEYS_MAX / 2;
  for (let at = 0; at < keys.length; at += size) chunks.push(keys.slice(at, at + size));
  return chunks;
}

/** The first chunk whose last key is not before this one; the number of chunks when there is none. */
function chunkOf(chunks: readonly Chunk[], key: string): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const chunk = chunks[middle] as Chunk;
    if ((chunk[chunk.length - 1] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place in a chunk whose key is not before this one. */
function placeOf(chunk: Chunk, key: string): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((chunk[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

abstract class ChunkCursor<V> implements Cursor<KeyedValue<V>> {
  readonly #values: ReadonlyMap<string, V>;
  protected readonly chunks: readonly Chunk[];
  protected chunk = 0;
  protected place = 0;

  constructor(values: ReadonlyMap<string, V>, chunks: readonly Chunk[]) {
    this.#values = values;
    this.chunks = chunks;
  }

  next(): KeyedValue<V> | undefined {
    for (;;) {
      const key = this.nextKey();
      if (key === undefined) return undefined;
      const value = this.#values.get(key);
      if (value !== undefined) return { key, value };
    }
  }

  protected abstract nextKey(): string | undefined;
}

class ForwardCursor<V> extends ChunkCursor<V> {
  readonly #to: string | undefined;
  readonly #toInclusive: boolean;

  constructor(
    values: ReadonlyMap<string, V>,
    chunks: readonly Chunk[],
    from: string | undefined,
    to: string | undefined,
    toInclusive: boolean,
  ) {
    super(values, chunks);
    this.#to = to;
    this.#toInclusive = toInclusive;
    if (from === undefined) return;
    this.chunk = chunkOf(chunks, from);
    const chunk = chunks[this.chunk];
    if (chunk !== undefined) this.place = placeOf(chunk, from);
  }

  protected nextKey(): string | undefined {
    const chunk = this.chunks[this.chunk];
    if (chunk === undefined) return undefined;
    const key = chunk[this.place++] as string;
    if (this.place === chunk.length) {
      this.chunk++;
      this.place = 0;
    }
    const to = this.#to;
    if (to === undefined || key < to || (this.#toInclusive && key === to)) return key;
    this.chunk = this.chunks.length;
    return undefined;
  }
}

class BackwardCursor<V> extends ChunkCursor<V> {
  readonly #from: string | undefined;

  constructor(
    values: ReadonlyMap<string, V>,
    chunks: readonly Chunk[],
    from: string | undefined,
    to: string | undefined,
    toInclusive: boolean,
  ) {
    super(values, chunks);
    this.#from = from;
    this.chunk = to === undefined ? chunks.length : chunkOf(chunks, to);
    const chunk = chunks[this.chunk];
    if (to === undefined || chunk === undefined) {
      this.#toChunkBefore();
      return;
    }
    const place = placeOf(chunk, to);
    this.place = toInclusive && chunk[place] === to ? place : place - 1;
    if (this.place < 0) this.#toChunkBefore();
  }

  protected nextKey(): string | undefined {
    const chunk = this.chunks[this.chunk];
    if (chunk === undefined) return undefined;
    const key = chunk[this.place--] as string;
    if (this.place < 0) this.#toChunkBefore();
    if (this.#from === undefined || key >= this.#from) return key;
    this.chunk = -1;
    return undefined;
  }

  #toChunkBefore(): void {
    this.chunk--;
    this.place = (this.chunks[this.chunk]?.length ?? 0) - 1;
  }
}
