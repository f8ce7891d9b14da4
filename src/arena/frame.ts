/**
 * The one descriptor of a frame in a ring.
 *
 * ```
 *   0        4     5      6            8         12            16
 *   ┌────────┬─────┬──────┬────────────┬─────────┬─────────────┬──────┬────────────┬─────────┐
 *   │ length │ type│ flags│ body length│ target  │ correlation │ body │ attachment │ padding │
 *   │ i32    │ u8  │ u8   │ u16        │ u32     │ u32         │      │            │ to 16   │
 *   └────────┴─────┴──────┴────────────┴─────────┴─────────────┴──────┴────────────┴─────────┘
 * ```
 *
 * `length` counts header, body and attachment, not the padding. Frames start at multiples of 16 and never wrap: a pad
 * frame (type 0) fills the ring's end when the next one does not fit there. Little-endian, as every host of Node is.
 */
export const FRAME_HEADER_BYTES = 16;
export const FRAME_ALIGNMENT = 16;
export const FRAME_TYPE_PAD = 0;
/** For those who need no types: any number from 1 to 255 may be one. */
export const FRAME_TYPE_PLAIN = 1;

export const FRAME_LENGTH = 0;
export const FRAME_TYPE = 4;
export const FRAME_FLAGS = 5;
export const FRAME_BODY_LENGTH = 6;
export const FRAME_TARGET = 8;
export const FRAME_CORRELATION = 12;

/** The bytes that a frame of `length` takes in the ring. */
export function frameSpan(length: number): number {
  return (length + (FRAME_ALIGNMENT - 1)) & ~(FRAME_ALIGNMENT - 1);
}

/** The second word of the header: type, flags and body length packed. */
export function packKind(type: number, flags: number, bodyLength: number): number {
  return type | (flags << 8) | (bodyLength << 16);
}

/** Everything of a header but the length, which claim and trim write. `frame` is the frame's address. */
export function writeFrameHeader(
  words: Int32Array,
  frame: number,
  header: { type: number; flags: number; bodyLength: number; target: number; correlation: number },
): void {
  const word = frame / 4;
  words[word + FRAME_TYPE / 4] = packKind(header.type, header.flags, header.bodyLength);
  words[word + FRAME_TARGET / 4] = header.target;
  words[word + FRAME_CORRELATION / 4] = header.correlation;
}

export function frameLength(words: Int32Array, frame: number): number {
  return words[frame / 4] as number;
}

export function frameType(words: Int32Array, frame: number): number {
  return (words[frame / 4 + FRAME_TYPE / 4] as number) & 0xff;
}

export function frameFlags(words: Int32Array, frame: number): number {
  return ((words[frame / 4 + FRAME_TYPE / 4] as number) >>> 8) & 0xff;
}

export function frameBodyLength(words: Int32Array, frame: number): number {
  return (words[frame / 4 + FRAME_TYPE / 4] as number) >>> 16;
}

export function frameTarget(words: Int32Array, frame: number): number {
  return (words[frame / 4 + FRAME_TARGET / 4] as number) >>> 0;
}

export function frameCorrelation(words: Int32Array, frame: number): number {
  return (words[frame / 4 + FRAME_CORRELATION / 4] as number) >>> 0;
}
