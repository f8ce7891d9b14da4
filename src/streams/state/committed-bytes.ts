import { OF_STORE, type OrderedBytes, readNumber, writeNumber } from "./ordered-bytes.ts";
import type { KeyedValue, KeyRange } from "./ordered-map.ts";
import type { Cursor } from "./stored.ts";

const OFFSET = "offset";

/**
 * Bytes that know up to which offset of the changelog they go (KIP-1035). The first write after a commit takes the offset
 * away: should it reach the disk without the next commit, the bytes are of no known offset.
 */
export class CommittedBytes implements OrderedBytes {
  readonly #bytes: OrderedBytes;
  #offset: number | undefined;

  constructor(bytes: OrderedBytes) {
    this.#bytes = bytes;
    const offset = readNumber(bytes, OFFSET, -1);
    this.#offset = offset < 0 ? undefined : offset;
  }

  /** Undefined: they have changed since, or never were committed. */
  get offset(): number | undefined {
    return this.#offset;
  }

  get(key: string): Uint8Array | undefined {
    return this.#bytes.get(key);
  }

  put(key: string, value: Uint8Array): void {
    if (this.#offset !== undefined) this.#forget();
    this.#bytes.put(key, value);
  }

  delete(key: string): void {
    if (this.#offset !== undefined) this.#forget();
    this.#bytes.delete(key);
  }

  range(range: KeyRange): Cursor<KeyedValue<Uint8Array>> {
    return this.#bytes.range(range);
  }

  count(): number {
    return this.#bytes.count() - (this.#offset === undefined ? 0 : 1);
  }

  flush(): void {
    this.#bytes.flush();
  }

  /** Flushes what was written and the offset, in one transaction. */
  commit(offset: number): void {
    writeNumber(this.#bytes, OFFSET, offset);
    this.#bytes.flush();
    this.#offset = offset;
  }

  clear(): void {
    const cursor = this.#bytes.range({});
    for (let entry = cursor.next(); entry !== undefined; entry = cursor.next()) this.#bytes.delete(entry.key);
    this.#offset = undefined;
  }

  close(): void {
    this.#bytes.close();
  }

  #forget(): void {
    this.#offset = undefined;
    this.#bytes.delete(OF_STORE + OFFSET);
  }
}
