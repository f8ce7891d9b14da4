import { MillraceError } from "../base/errors.ts";

/** Snappy's block format, without any framing. */
export interface RawSnappy {
  compressSync(source: Uint8Array): Uint8Array;
  uncompressSync(source: Uint8Array): Uint8Array;
}

// What Kafka's Java client writes (org.xerial.snappy.SnappyOutputStream): a header of 16 bytes, then blocks, each after
// its length as int32. All big-endian.
//
//  0                 8          12          16       20
//  +-----------------+----------+-----------+--------+---------+--------+---------+--
//  | 82 S N A P P Y 0| version 1| readable  | length | block   | length | block   | ..
//  |                 |          | by 1      |        |         |        |         |
//  +-----------------+----------+-----------+--------+---------+--------+---------+--
const MAGIC = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0] as const;
const VERSION = 1;
const VERSION_AT = 8;
const READABLE_BY_AT = 12;
const HEADER_BYTES = 16;
const LENGTH_BYTES = 4;
/** Of one block, before it is compressed. */
const BLOCK_BYTES = 32 * 1024;

export function snappyCompress(snappy: RawSnappy, source: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  let total = HEADER_BYTES;
  for (let at = 0; at < source.length; at += BLOCK_BYTES) {
    const block = snappy.compressSync(source.subarray(at, at + BLOCK_BYTES));
    blocks.push(block);
    total += LENGTH_BYTES + block.length;
  }
  const framed = new Uint8Array(total);
  const view = new DataView(framed.buffer);
  framed.set(MAGIC);
  view.setInt32(VERSION_AT, VERSION);
  view.setInt32(READABLE_BY_AT, VERSION);
  let at = HEADER_BYTES;
  for (const block of blocks) {
    view.setInt32(at, block.length);
    framed.set(block, at + LENGTH_BYTES);
    at += LENGTH_BYTES + block.length;
  }
  return framed;
}

/** Takes a single block without framing too, as other clients write it. Throws CORRUPT_MESSAGE, or whatever `snappy` throws. */
export function snappyDecompress(snappy: RawSnappy, source: Uint8Array, bytesMax: number): Uint8Array {
  const blocks = isFramed(source) ? blocksOf(source) : [source];
  let total = 0;
  for (const block of blocks) total += blockBytes(block);
  if (total > bytesMax) throw corrupt(`it becomes more than ${bytesMax} bytes`);
  if (blocks.length === 1) return snappy.uncompressSync(blocks[0] as Uint8Array);
  const whole = new Uint8Array(total);
  let at = 0;
  for (const block of blocks) {
    const part = snappy.uncompressSync(block);
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function isFramed(source: Uint8Array): boolean {
  return source.length >= HEADER_BYTES && MAGIC.every((byte, index) => source[index] === byte);
}

function blocksOf(source: Uint8Array): Uint8Array[] {
  const view = new DataView(source.buffer, source.byteOffset, source.length);
  if (view.getInt32(READABLE_BY_AT) > VERSION) throw corrupt(`snappy framing ${view.getInt32(READABLE_BY_AT)}`);
  const blocks: Uint8Array[] = [];
  for (let at = HEADER_BYTES; at < source.length; ) {
    // Streams that were put one after the other have their headers between the blocks.
    if (isFramed(source.subarray(at))) {
      at += HEADER_BYTES;
      continue;
    }
    const left = source.length - at - LENGTH_BYTES;
    const length = left < 0 ? -1 : view.getInt32(at);
    if (length <= 0 || length > left) throw corrupt(`a snappy block of ${length} bytes where ${left} are left`);
    blocks.push(source.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length));
    at += LENGTH_BYTES + length;
  }
  return blocks;
}

/** What a block says that it becomes: a varint at its start. */
function blockBytes(block: Uint8Array): number {
  let bytes = 0;
  for (let index = 0; index < 5; index++) {
    const byte = block[index] ?? 0xff;
    bytes += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return bytes;
  }
  throw corrupt("a snappy block without its length");
}

function corrupt(problem: string): MillraceError {
  return new MillraceError("CORRUPT_MESSAGE", `no record batch: ${problem}`);
}
