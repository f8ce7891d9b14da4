import { MillraceError } from "./errors.ts";

// Zigzag base-128 integers as in Kafka's records: a varint holds 32 bits, a varlong 64 of which millrace takes what a JS
// number holds exactly.

export const VARINT_BYTES_MAX = 5;
export const VARLONG_BYTES_MAX = 10;

const TWO_POW_32 = 4_294_967_296;

/** Bytes that `writeVarint` takes for an int32. */
export function varintBytes(value: number): number {
  const zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
  if (zigzag < 0x80) return 1;
  if (zigzag < 0x4000) return 2;
  if (zigzag < 0x20_0000) return 3;
  return zigzag < 0x1000_0000 ? 4 : 5;
}

/** Writes an int32 at `at` and returns the position after it. The caller has made sure of the room. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
  let position = at;
  while (zigzag > 0x7f) {
    bytes[position++] = zigzag | 0x80;
    zigzag >>>= 7;
  }
  bytes[position++] = zigzag;
  return position;
}

/** Bytes that `writeVarlong` takes for an integer of at most 2^53 in either direction. */
export function varlongBytes(value: number): number {
  if (value === (value | 0)) return varintBytes(value);
  const high = Math.floor(value / TWO_POW_32) | 0;
  const low = value | 0;
  const sign = high >> 31;
  const zigzagHigh = (((high << 1) | (low >>> 31)) ^ sign) >>> 0;
  const zigzagLow = ((low << 1) ^ sign) >>> 0;
  const bits = zigzagHigh === 0 ? 32 - Math.clz32(zigzagLow) : 64 - Math.clz32(zigzagHigh);
  return Math.ceil(bits / 7);
}

/** Writes an integer of at most 2^53 in either direction and returns the position after it. */
export function writeVarlong(bytes: Uint8Array, at: number, value: number): number {
  if (value === (value | 0)) return writeVarint(bytes, at, value);
  const high = Math.floor(value / TWO_POW_32) | 0;
  const low = value | 0;
  const sign = high >> 31;
  let zigzagHigh = (((high << 1) | (low >>> 31)) ^ sign) >>> 0;
  let zigzagLow = ((low << 1) ^ sign) >>> 0;
  let position = at;
  while (zigzagHigh !== 0 || zigzagLow > 0x7f) {
    bytes[position++] = zigzagLow | 0x80;
    zigzagLow = ((zigzagLow >>> 7) | (zigzagHigh << 25)) >>> 0;
    zigzagHigh >>>= 7;
  }
  bytes[position++] = zigzagLow;
  return position;
}

const NO_BYTES = new Uint8Array(0);

/**
 * Reads integers one after the other and never beyond `end`. A reused object, so that a read needs no pair of results.
 * Throws MillraceError INVALID_RECORD for an integer that is cut off, too long or not exact in a JS number.
 */
export class VarintReader {
  bytes: Uint8Array = NO_BYTES;
  position = 0;
  end = 0;

  /** `end` must not lie beyond the bytes. */
  aim(bytes: Uint8Array, position: number, end: number): void {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  readVarint(): number {
    const position = this.position;
    // One or two bytes, nearly all of them, without a loop or a call.
    if (position + 2 <= this.end) {
      const first = this.bytes[position] as number;
      if (first < 0x80) {
        this.position = position + 1;
        return (first >>> 1) ^ -(first & 1);
      }
      const second = this.bytes[position + 1] as number;
      if (second < 0x80) {
        this.position = position + 2;
        return ((second << 6) | ((first & 0x7f) >>> 1)) ^ -(first & 1);
      }
    }
    return this.#readLongVarint();
  }

  #readLongVarint(): number {
    let position = this.position;
    let byte = this.#byteAt(position++);
    let zigzag = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      if (shift > 28) throw new MillraceError("INVALID_RECORD", "varint longer than 5 bytes");
      byte = this.#byteAt(position++);
      zigzag |= (byte & 0x7f) << shift;
    }
    this.position = position;
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  readVarlong(): number {
    let position = this.position;
    let low = 0;
    let high = 0;
    let shift = 0;
    let byte: number;
    do {
      if (shift > 63) throw new MillraceError("INVALID_RECORD", "varlong longer than 10 bytes");
      byte = this.#byteAt(position++);
      const bits = byte & 0x7f;
      if (shift < 32) low |= bits << shift;
      // The fifth group (shift 28) lies in both words.
      if (shift >= 32) high |= bits << (shift - 32);
      else if (shift === 28) high |= bits >>> 4;
      shift += 7;
    } while (byte > 0x7f);
    this.position = position;
    const sign = -(low & 1);
    const valueLow = (((low >>> 1) | (high << 31)) ^ sign) >>> 0;
    const valueHigh = (high >>> 1) ^ sign;
    const value = valueHigh * TWO_POW_32 + valueLow;
    if (!Number.isSafeInteger(value)) throw new MillraceError("INVALID_RECORD", "varlong beyond 2^53");
    return value;
  }

  #byteAt(position: number): number {
    if (position >= this.end) throw new MillraceError("INVALID_RECORD", "varint beyond the end of its record");
    return this.bytes[position] as number;
  }
}
