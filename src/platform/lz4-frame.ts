// How many bytes an LZ4 frame becomes, without making them: the library has no limit of its own. A frame is a magic
// number, a descriptor, and blocks, each after its length; a length of 0 ends it (LZ4 Frame Format Description 1.6).

const MAGIC = 0x184d2204;
const MAGIC_BYTES = 4;
const FLAG_CONTENT_SIZE = 0x08;
const FLAG_DICTIONARY = 0x01;
const FLAG_BLOCK_CHECKSUM = 0x10;
const STORED = 0x80000000; // in a block's length: it is not compressed
const MATCH_BYTES_MIN = 4;

/** At least what the frame becomes, as far as its blocks can be read; more than `bytesMax` ends the count. */
export function lz4FrameBytes(frame: Uint8Array, bytesMax: number): number {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  if (frame.length < MAGIC_BYTES + 3 || view.getUint32(0, true) !== MAGIC) return 0;
  const flags = frame[MAGIC_BYTES] as number;
  const checksumBytes = flags & FLAG_BLOCK_CHECKSUM ? 4 : 0;
  let at = MAGIC_BYTES + 3 + (flags & FLAG_CONTENT_SIZE ? 8 : 0) + (flags & FLAG_DICTIONARY ? 4 : 0);
  let total = 0;
  while (at + 4 <= frame.length && total <= bytesMax) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const length = word & ~STORED;
    const end = Math.min(frame.length, at + length);
    total += word >= STORED ? length : blockBytes(frame, at, end);
    at = end + checksumBytes;
  }
  return total;
}

/** Tokens say how many literals follow and how long the match after them is; only lengths are looked at. */
function blockBytes(frame: Uint8Array, start: number, end: number): number {
  let total = 0;
  let at = start;
  while (at < end) {
    const token = frame[at++] as number;
    let literals = token >>> 4;
    if (literals === 15) {
      let byte = 255;
      while (byte === 255 && at < end) {
        byte = frame[at++] as number;
        literals += byte;
      }
    }
    at += literals + 2; // and the match's offset
    total += literals;
    if (at > end) break; // the last ones of a block have no match
    let match = (token & 15) + MATCH_BYTES_MIN;
    if ((token & 15) === 15) {
      let byte = 255;
      while (byte === 255 && at < end) {
        byte = frame[at++] as number;
        match += byte;
      }
    }
    total += match;
  }
  return total;
}
