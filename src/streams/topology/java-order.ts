/**
 * The order in which Java's HashMap and HashSet of strings iterate: by bucket, and within a bucket as inserted.
 * `describe()` and the order of stores in a task follow it in Kafka, so they do here.
 */
export function javaHashOrder(names: Iterable<string>, capacity = 16): string[] {
  const unique = [...new Set(names)];
  let size = capacity;
  while (unique.length > size * LOAD_FACTOR) size *= 2;
  return unique
    .map((name, inserted) => ({ name, inserted, bucket: spread(hashCode(name)) & (size - 1) }))
    .sort((a, b) => a.bucket - b.bucket || a.inserted - b.inserted)
    .map(({ name }) => name);
}

/** As `new HashSet<>(collection)`, which is made with room for all. */
export function javaCopyOrder(names: Iterable<string>): string[] {
  const unique = [...new Set(names)];
  const wanted = Math.max(Math.trunc(unique.length / LOAD_FACTOR) + 1, 16);
  return javaHashOrder(unique, 2 ** Math.ceil(Math.log2(wanted)));
}

const LOAD_FACTOR = 0.75;

/** Java's String.hashCode. */
function hashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}
