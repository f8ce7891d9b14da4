import { writeInt32 } from "../../state/binary.ts";

// MurmurHash3 x64 128 (Austin Appleby, public domain), as Kafka uses it: with its seed, the hash as two longs, big-endian.

const SEED = 104_729;
const BLOCK_BYTES = 16;
const HALF_BYTES = 8;
export const HASH_BYTES = 16;

/** 64 bits that change in place: a number holds only 53, and a bigint is slow. */
class Long {
  high = 0;
  low = 0;

  set(high: number, low: number): void {
    this.high = high | 0;
    this.low = low | 0;
  }

  add(high: number, low: number): void {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.high = (this.high + high + (sum > 0xffff_ffff ? 1 : 0)) | 0;
    this.low = sum | 0;
  }

  multiply(high: number, low: number): void {
    const crossed = Math.imul(this.high, low) + Math.imul(this.low, high);
    this.high = (highProduct(this.low, low) + crossed) | 0;
    this.low = Math.imul(this.low, low);
  }

  xor(other: Long): void {
    this.high ^= other.high;
    this.low ^= other.low;
  }

  rotateLeft(bits: number): void {
    let { high, low } = this;
    if (bits >= 32) [high, low] = [low, high];
    const shift = bits & 31;
    this.high = shift === 0 ? high : (high << shift) | (low >>> (32 - shift));
    this.low = shift === 0 ? low : (low << shift) | (high >>> (32 - shift));
  }

  /** The last step: every bit of the input reaches every bit of the hash. */
  mix(): void {
    this.low ^= this.high >>> 1;
    this.multiply(0xff51_afd7, 0xed55_8ccd);
    this.low ^= this.high >>> 1;
    this.multiply(0xc4ce_b9fe, 0x1a85_ec53);
    this.low ^= this.high >>> 1;
  }

  /** Up to 8 bytes, little-endian. */
  read(bytes: Uint8Array, from: number, until: number): void {
    this.set(0, 0);
    const end = Math.min(until, from + HALF_BYTES);
    for (let at = from; at < end; at++) {
      const bits = (at - from) * 8;
      if (bits < 32) this.low |= (bytes[at] as number) << bits;
      else this.high |= (bytes[at] as number) << (bits - 32);
    }
  }
}

/** The upper 32 bits of the product of two unsigned numbers of 32. */
function highProduct(one: number, other: number): number {
  const oneLow = one & 0xffff;
  const oneHigh = one >>> 16;
  const otherLow = other & 0xffff;
  const otherHigh = other >>> 16;
  const crossed1 = oneLow * otherHigh;
  const crossed2 = oneHigh * otherLow;
  const carry = ((oneLow * otherLow) >>> 16) + (crossed1 & 0xffff) + (crossed2 & 0xffff);
  return oneHigh * otherHigh + (crossed1 >>> 16) + (crossed2 >>> 16) + (carry >>> 16);
}

const h1 = new Long();
const h2 = new Long();
const k1 = new Long();
const k2 = new Long();

export function murmur3Hash128(data: Uint8Array): Uint8Array {
  const { length } = data;
  h1.set(0, SEED);
  h2.set(0, SEED);
  const tail = length - (length % BLOCK_BYTES);
  for (let at = 0; at < tail; at += BLOCK_BYTES) {
    readHalves(data, at, tail);
    h1.xor(k1);
    h1.rotateLeft(27);
    h1.add(h2.high, h2.low);
    h1.multiply(0, 5);
    h1.add(0, 0x52dc_e729);
    h2.xor(k2);
    h2.rotateLeft(31);
    h2.add(h1.high, h1.low);
    h2.multiply(0, 5);
    h2.add(0, 0x3849_5ab5);
  }
  readHalves(data, tail, length);
  h1.xor(k1);
  h2.xor(k2);
  h1.low ^= length;
  h2.low ^= length;
  h1.add(h2.high, h2.low);
  h2.add(h1.high, h1.low);
  h1.mix();
  h2.mix();
  h1.add(h2.high, h2.low);
  h2.add(h1.high, h1.low);
  return resultOf();
}

/** Both scrambled; a half without bytes stays 0. */
function readHalves(data: Uint8Array, at: number, until: number): void {
  k1.read(data, at, until);
  k1.multiply(0x87c3_7b91, 0x1142_53d5);
  k1.rotateLeft(31);
  k1.multiply(0x4cf5_ad43, 0x2745_937f);
  k2.read(data, at + HALF_BYTES, until);
  k2.multiply(0x4cf5_ad43, 0x2745_937f);
  k2.rotateLeft(33);
  k2.multiply(0x87c3_7b91, 0x1142_53d5);
}

function resultOf(): Uint8Array {
  const hash = new Uint8Array(HASH_BYTES);
  writeInt32(hash, 0, h1.high);
  writeInt32(hash, 4, h1.low);
  writeInt32(hash, 8, h2.high);
  writeInt32(hash, 12, h2.low);
  return hash;
}
