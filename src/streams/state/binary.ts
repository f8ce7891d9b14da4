import type { Serialized } from "../api/serialized.ts";

// Keys inside stores are "binary strings": one character (0 to 255) a byte. `Map` finds them by content and `<` is the
// order of their bytes; the key of an ASCII text is that text itself.

const encoder = new TextEncoder();

const TIME_BYTES = 8;
const TWO_TO_32 = 2 ** 32;
/** As many arguments as `String.fromCharCode` takes safely in one call. */
const CHARACTERS_AT_ONCE = 4096;
/** Up to here a loop is faster than the machinery of one big call. */
const SHORT_BYTES = 12;

/** Both representations of the same bytes give the same key. */
export function binaryOf(data: Serialized): string {
  if (typeof data !== "string") return binaryOfBytes(data);
  return isAscii(data) ? data : binaryOfBytes(encoder.encode(data));
}

/** The shortest form: an ASCII key stays as it is. */
export function serializedOf(binary: string): Serialized {
  return isAscii(binary) ? binary : bytesOfBinary(binary);
}

export function bytesOfBinary(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  writeBinary(bytes, 0, binary);
  return bytes;
}

export function writeBinary(target: Uint8Array, offset: number, binary: string): void {
  for (let at = 0; at < binary.length; at++) target[offset + at] = binary.charCodeAt(at);
}

export function bytesOf(data: Serialized): Uint8Array {
  return typeof data === "string" ? encoder.encode(data) : data;
}

/** How many bytes they are, without making them. */
export function byteCountOf(data: Serialized): number {
  if (typeof data !== "string") return data.length;
  let count = data.length;
  for (let at = 0; at < data.length; at++) {
    const unit = data.charCodeAt(at);
    // Each half of a pair counts two of its four bytes.
    if (unit > 0x7f) count += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return count;
}

export function sameBytes(one: Serialized, other: Serialized): boolean {
  if (one === other) return true;
  if (typeof one === "string" && typeof other === "string") return false;
  return binaryOf(one) === binaryOf(other);
}

/** The key after every key that begins with `prefix`; undefined when there is none. */
export function afterPrefix(prefix: string): string | undefined {
  let end = prefix.length;
  while (end > 0 && prefix.charCodeAt(end - 1) === 0xff) end--;
  if (end === 0) return undefined;
  return prefix.slice(0, end - 1) + String.fromCharCode(prefix.charCodeAt(end - 1) + 1);
}

/** A time in ms as a long of Java: 8 bytes, big-endian. */
export function binaryOfTime(timeMs: number): string {
  const high = Math.floor(timeMs / TWO_TO_32);
  const low = timeMs >>> 0;
  return String.fromCharCode(
    (high >>> 24) & 0xff,
    (high >>> 16) & 0xff,
    (high >>> 8) & 0xff,
    high & 0xff,
    low >>> 24,
    (low >>> 16) & 0xff,
    (low >>> 8) & 0xff,
    low & 0xff,
  );
}

export function timeOfBinary(binary: string, offset: number): number {
  return int32At(binary, offset) * TWO_TO_32 + (int32At(binary, offset + TIME_BYTES / 2) >>> 0);
}

export function binaryOfInt32(value: number): string {
  return String.fromCharCode((value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

/** As a long of Java, big-endian. */
export function writeTime(target: Uint8Array, offset: number, timeMs: number): void {
  writeInt32(target, offset, Math.floor(timeMs / TWO_TO_32));
  writeInt32(target, offset + TIME_BYTES / 2, timeMs >>> 0);
}

export function readTime(source: Uint8Array, offset: number): number {
  return readInt32(source, offset) * TWO_TO_32 + (readInt32(source, offset + TIME_BYTES / 2) >>> 0);
}

export function writeInt32(target: Uint8Array, offset: number, value: number): void {
  target[offset] = value >>> 24;
  target[offset + 1] = value >>> 16;
  target[offset + 2] = value >>> 8;
  target[offset + 3] = value;
}

export function readInt32(source: Uint8Array, offset: number): number {
  return (
    ((source[offset] as number) << 24) |
    ((source[offset + 1] as number) << 16) |
    ((source[offset + 2] as number) << 8) |
    (source[offset + 3] as number)
  );
}

function int32At(binary: string, offset: number): number {
  return (
    (binary.charCodeAt(offset) << 24) |
    (binary.charCodeAt(offset + 1) << 16) |
    (binary.charCodeAt(offset + 2) << 8) |
    binary.charCodeAt(offset + 3)
  );
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function binaryOfBytes(bytes: Uint8Array): string {
  let binary = "";
  if (bytes.length <= SHORT_BYTES) {
    for (let at = 0; at < bytes.length; at++) binary += String.fromCharCode(bytes[at] as number);
    return binary;
  }
  for (let at = 0; at < bytes.length; at += CHARACTERS_AT_ONCE) {
    const part = bytes.subarray(at, at + CHARACTERS_AT_ONCE);
    binary += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return binary;
}
