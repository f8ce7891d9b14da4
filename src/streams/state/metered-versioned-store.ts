import type { ChangelogEntry } from "../api/store-context.ts";
import type { VersionedKeyValueStore, VersionedRecord, VersionRange } from "../api/stores.ts";
import { binaryOf } from "./binary.ts";
import type { Version, VersionedBytesStore } from "./byte-stores.ts";
import { MeteredStore } from "./metered-store.ts";

export class MeteredVersionedKeyValueStore<K, V>
  extends MeteredStore<VersionedBytesStore, K, V>
  implements VersionedKeyValueStore<K, V>
{
  get historyRetentionMs(): number {
    return this.inner.historyRetentionMs;
  }

  put(key: K, value: V | null | undefined, timestampMs: number): number | undefined | "not-put" {
    return this.inner.put(this.keys.encode(key), this.values.encode(value), timestampMs);
  }

  delete(key: K, timestampMs: number): VersionedRecord<V> | undefined {
    return this.#decoded(this.inner.delete(this.keys.encode(key), timestampMs));
  }

  get(key: K): VersionedRecord<V> | undefined {
    return this.#decoded(this.inner.get(this.keys.encode(key)));
  }

  getAsOf(key: K, asOfTimestampMs: number): VersionedRecord<V> | undefined {
    return this.#decoded(this.inner.getAsOf(this.keys.encode(key), asOfTimestampMs));
  }

  *versions(
    key: K,
    { fromMs = -Infinity, toMs = Infinity, order = "descending" }: VersionRange = {},
  ): Generator<VersionedRecord<V>, undefined> {
    const versions = this.inner.versions(this.keys.encode(key), fromMs, toMs);
    const step = order === "ascending" ? 1 : -1;
    for (let at = step === 1 ? 0 : versions.length - 1; versions[at] !== undefined; at += step)
      yield this.#record(versions[at] as Version);
  }

  protected restore(store: VersionedBytesStore, { key, value, timestamp }: ChangelogEntry): void {
    store.put(binaryOf(key), this.values.restored(value, timestamp), timestamp);
  }

  #decoded(version: Version | undefined): VersionedRecord<V> | undefined {
    return version === undefined ? undefined : this.#record(version);
  }

  #record({ value, timestamp, validTo }: Version): VersionedRecord<V> {
    return { value: this.values.decode(value), timestamp, validTo };
  }
}
