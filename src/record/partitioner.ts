import { TextStage } from "./text-stage.ts";

// Kafka's default partitioner for records with a key: the same key goes to the same partition whichever client sends it.

const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

/** Up to here a loop over the characters beats TextEncoder. */
const LOOP_CHARACTERS_MAX = 32;

const STAGED_CHARACTERS_MAX = 65_536;

const stage = new TextStage();

/** The partition of a key, 0 to `partitions` - 1. Text counts as its UTF-8 bytes. */
export function partitionForKey(key: Uint8Array | string, partitions: number): number {
  const hash = typeof key === "string" ? murmur2OfText(key) : murmur2(key);
  return (hash & 0x7fff_ffff) % partitions;
}

/** MurmurHash2 (Austin Appleby) with Kafka's seed of the first `length` bytes, as an int32. */
export function murmur2(bytes: Uint8Array, length = bytes.length): number {
  let hash = SEED ^ length;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    hash = mix(hash, word);
  }
  if (at < length) {
    let rest = 0;
    for (let index = length - 1; index >= at; index--) rest = (rest << 8) | (bytes[index] as number);
    hash = Math.imul(hash ^ rest, MULTIPLIER);
  }
  return finish(hash);
}

/** `murmur2` of the text's UTF-8 bytes. */
export function murmur2OfText(text: string): number {
  const length = text.length;
  if (length > LOOP_CHARACTERS_MAX) return murmur2OfUtf8(text);
  let hash = SEED ^ length;
  let all = 0;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    const a = text.charCodeAt(at);
    const b = text.charCodeAt(at + 1);
    const c = text.charCodeAt(at + 2);
    const d = text.charCodeAt(at + 3);
    all |= a | b | c | d;
    hash = mix(hash, a | (b << 8) | (c << 16) | (d << 24));
  }
  if (at < length) {
    let rest = 0;
    for (let index = length - 1; index >= at; index--) {
      const unit = text.charCodeAt(index);
      all |= unit;
      rest = (rest << 8) | unit;
    }
    hash = Math.imul(hash ^ rest, MULTIPLIER);
  }
  return all < 0x80 ? finish(hash) : murmur2OfUtf8(text);
}

function murmur2OfUtf8(text: string): number {
  // A giant key must not leave a giant stage behind.
  const place = text.length > STAGED_CHARACTERS_MAX ? new TextStage() : stage;
  const length = place.encode(text);
  return murmur2(place.bytes, length);
}

function mix(hash: number, word: number): number {
  const scrambled = Math.imul(word, MULTIPLIER);
  return Math.imul(hash, MULTIPLIER) ^ Math.imul(scrambled ^ (scrambled >>> 24), MULTIPLIER);
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return mixed ^ (mixed >>> 15);
}
