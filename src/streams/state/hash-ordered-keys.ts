const FIRST_CAPACITY = 16;
const LOAD_MAX = 0.75;

/**
 * A set of binary keys that is iterated in the order of Java's HashSet of the same bytes: Kafka logs the changes of a
 * suppression buffer in that order.
 */
export class HashOrderedKeys {
  readonly #keys = new Set<string>();
  /** The number of hash buckets. It grows with the set, and stays when the set is cleared. */
  #capacity = FIRST_CAPACITY;

  get size(): number {
    return this.#keys.size;
  }

  add(key: string): void {
    this.#keys.add(key);
    if (this.#keys.size > this.#capacity * LOAD_MAX) this.#capacity *= 2;
  }

  clear(): void {
    this.#keys.clear();
  }

  ordered(): readonly string[] {
    const keys = [...this.#keys];
    if (keys.length < 2) return keys;
    const buckets = new Map(keys.map((key) => [key, bucketOf(key, this.#capacity)]));
    return keys.sort((one, other) => (buckets.get(one) as number) - (buckets.get(other) as number));
  }
}

/** Java hashes bytes as signed numbers, and spreads the upper bits of the hash over the lower ones. */
function bucketOf(key: string, capacity: number): number {
  let hash = 1;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(31, hash) + ((key.charCodeAt(at) << 24) >> 24)) | 0;
  return (hash ^ (hash >>> 16)) & (capacity - 1);
}
