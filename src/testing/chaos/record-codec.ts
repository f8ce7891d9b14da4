/** Bytes of a record below which it could not say who sent it. */
export const RECORD_BYTES_MIN = 12;

const HEADER_BYTES = 8;

/** Who sent a record: the producer's code, and the how-manieth record of its partition it is. */
export interface RecordName {
  producer: number;
  number: number;
}

/**
 * The value of a record: producer and number in eight bytes, then a pattern that follows from them and from the place
 * (`topic-partition`, as an index), so that a record of another place, or torn bytes, show.
 */
export function encodeRecord(name: RecordName, place: number, bytes: number): Uint8Array {
  const value = new Uint8Array(bytes);
  writeWord(value, 0, name.producer);
  writeWord(value, 4, name.number);
  const seed = patternSeed(name.producer, name.number, place);
  for (let index = HEADER_BYTES; index < bytes; index++) value[index] = patternByte(seed, index);
  return value;
}

/** Reads the value of `length` bytes at `start` into `name`. False when no producer wrote it for this place. */
export function decodeRecord(
  bytes: Uint8Array,
  start: number,
  length: number,
  place: number,
  name: RecordName,
): boolean {
  if (length < RECORD_BYTES_MIN) return false;
  name.producer = readWord(bytes, start);
  name.number = readWord(bytes, start + 4);
  const seed = patternSeed(name.producer, name.number, place);
  for (let index = HEADER_BYTES; index < length; index++)
    if (bytes[start + index] !== patternByte(seed, index)) return false;
  return true;
}

function patternSeed(producer: number, number: number, place: number): number {
  return (
    (Math.imul(producer + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35)) | 0
  );
}

function patternByte(seed: number, index: number): number {
  return ((seed >>> ((index & 3) * 8)) & 0xff) ^ (index & 0xff);
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word;
  bytes[at + 1] = word >>> 8;
  bytes[at + 2] = word >>> 16;
  bytes[at + 3] = word >>> 24;
}

function readWord(bytes: Uint8Array, at: number): number {
  const byte = (index: number): number => bytes[at + index] as number;
  return byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
}
