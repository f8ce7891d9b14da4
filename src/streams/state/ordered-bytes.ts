import type { StoreContext } from "../api/store-context.ts";
import { bytesOf, readTime, writeTime } from "./binary.ts";
import type { KeyedValue, KeyRange } from "./ordered-map.ts";
import { type Cursor, NO_TIMESTAMP, Stored } from "./stored.ts";

/**
 * What an engine on disk is asked for: bytes under binary keys (not empty, in the order of their bytes). A write is seen by
 * every later read at once. After `flush` it survives the process; without, it may or may not.
 */
export interface OrderedBytes {
  get(key: string): Uint8Array | undefined;
  put(key: string, value: Uint8Array): void;
  delete(key: string): void;
  /** Keys deleted while one iterates are left out; those that come may be seen or not. */
  range(range: KeyRange): Cursor<KeyedValue<Uint8Array>>;
  count(): number;
  flush(): void;
  close(): void;
}

/** Opens the bytes of a store for one task. */
export type OpenBytes = (storeName: string, context: StoreContext) => OrderedBytes;

const TIME_BYTES = 8;
const NO_TIME = new Uint8Array(TIME_BYTES).fill(0xff);

/** Its time (8 bytes, all 0xff for none), then the value. */
export function storedBytes({ raw, timestamp }: Stored): Uint8Array {
  const value = bytesOf(raw);
  const bytes = new Uint8Array(TIME_BYTES + value.length);
  if (timestamp === NO_TIMESTAMP) bytes.set(NO_TIME);
  else writeTime(bytes, 0, timestamp);
  bytes.set(value, TIME_BYTES);
  return bytes;
}

export function storedOf(bytes: Uint8Array): Stored {
  return new Stored(bytes.subarray(TIME_BYTES), bytes[0] === 0xff ? NO_TIMESTAMP : readTime(bytes, 0), undefined);
}

/** Before the store's own keys; entries are found by key. */
export const BY_KEY = "k";
/** Before keys that begin with a time, which lead to those by key. */
export const BY_TIME = "t";
/** After all keys with one of these prefixes. */
export const AFTER_TIMES = "u";
/** Before what a store must remember of itself. */
export const OF_STORE = "a";

/** Remembers one number of a store beside its entries. */
export function readNumber(bytes: OrderedBytes, name: string, otherwise: number): number {
  const found = bytes.get(OF_STORE + name);
  return found === undefined ? otherwise : readTime(found, 0);
}

export function writeNumber(bytes: OrderedBytes, name: string, value: number): void {
  if (readNumber(bytes, name, -1) === value) return;
  const encoded = new Uint8Array(TIME_BYTES);
  writeTime(encoded, 0, value);
  bytes.put(OF_STORE + name, encoded);
}
