import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, type RootDatabase } from "lmdb";
import { MillraceError } from "../base/errors.ts";
import type { StoreContext } from "../streams/api/store-context.ts";
import { type BatchBytes, BufferedBytes } from "../streams/state/buffered-bytes.ts";
import type { OpenBytes, OrderedBytes } from "../streams/state/ordered-bytes.ts";
import type { KeyedValue, KeyRange } from "../streams/state/ordered-map.ts";
import { orderedStores, type StoreSuppliers } from "../streams/state/ordered-stores.ts";
import type { Cursor } from "../streams/state/stored.ts";

const WRITES_MAX = 10_000;
/** LMDB's limit, with its default page of 4096 bytes. */
const KEY_BYTES_MAX = 1_978;

export interface LmdbOptions {
  /** A folder of this computer; each store of each task gets a folder in it. */
  readonly path: string;
  /** So many changes of a store are gathered before they are written. Default 10,000. */
  readonly writesMax?: number;
}

/**
 * Stores on disk, in LMDB. The suppliers go where those of `Stores` go. What a store holds is on disk after each commit,
 * and there again when the same task opens the store. Keys have at most 1,978 bytes, with what the store adds to them.
 */
export function lmdbStores({ path, writesMax = WRITES_MAX }: LmdbOptions): StoreSuppliers {
  if (typeof path !== "string" || path === "")
    throw new MillraceError("INVALID_OPTION", "lmdbStores() needs a path: a folder for the stores' files");
  return orderedStores(openIn(path, writesMax));
}

function openIn(path: string, writesMax: number): OpenBytes {
  return (storeName: string, { applicationId, taskId }: StoreContext): OrderedBytes => {
    const folder = join(path, applicationId, taskId, storeName);
    mkdirSync(folder, { recursive: true });
    return new BufferedBytes(new LmdbBytes(folder), writesMax);
  };
}

class LmdbBytes implements BatchBytes {
  readonly #database: RootDatabase<Buffer, Buffer>;

  constructor(folder: string) {
    this.#database = open<Buffer, Buffer>({ path: folder, keyEncoding: "binary", encoding: "binary" });
  }

  get(key: string): Uint8Array | undefined {
    return this.#database.getBinary(Buffer.from(key, "latin1"));
  }

  range({ from, to, toInclusive = true, forward = true }: KeyRange): Cursor<KeyedValue<Uint8Array>> {
    const low = from === undefined ? undefined : Buffer.from(from, "latin1");
    // The key right after `to` makes an inclusive end of an exclusive one.
    const high = to === undefined ? undefined : Buffer.from(toInclusive ? `${to}\0` : to, "latin1");
    const range = forward
      ? { ...(low && { start: low }), ...(high && { end: high }) }
      : {
          ...(high && { start: high, exclusiveStart: true }),
          ...(low && { end: low, inclusiveEnd: true }),
          reverse: true,
        };
    return new RangeCursor(this.#database.getRange(range)[Symbol.iterator]());
  }

  count(): number {
    const { entryCount } = this.#database.getStats() as { readonly entryCount: number };
    return entryCount;
  }

  write(entries: Cursor<KeyedValue<{ readonly value: Uint8Array | undefined }>>): void {
    this.#database.transactionSync(() => {
      for (let entry = entries.next(); entry !== undefined; entry = entries.next()) {
        const key = keyOf(entry.key);
        const { value } = entry.value;
        if (value === undefined) this.#database.removeSync(key);
        else this.#database.putSync(key, Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      }
    });
  }

  close(): void {
    void this.#database.close();
  }
}

class RangeCursor implements Cursor<KeyedValue<Uint8Array>> {
  readonly #iterator: Iterator<{ readonly key: Buffer; readonly value: Buffer }>;

  constructor(iterator: Iterator<{ readonly key: Buffer; readonly value: Buffer }>) {
    this.#iterator = iterator;
  }

  next(): KeyedValue<Uint8Array> | undefined {
    const { done, value } = this.#iterator.next();
    return done === true ? undefined : { key: value.key.toString("latin1"), value: value.value };
  }
}

function keyOf(binary: string): Buffer {
  if (binary.length <= KEY_BYTES_MAX) return Buffer.from(binary, "latin1");
  const problem = `a key of ${binary.length} bytes, with what its store adds, is too long for LMDB, which takes ${KEY_BYTES_MAX}`;
  throw new MillraceError("RECORD_TOO_LARGE", `${problem}: keep this store in memory`);
}
