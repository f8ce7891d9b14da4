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

// Bytes from the frame's start. Type, flags and body length share a word, which is read and written as one.
const FRAME_LENGTH = 0;
export const FRAME_KIND = 4;
const FRAME_TARGET = 8;
const FRAME_CORRELATION = 12;
const BYTE_MASK = 0xff;
const FLAGS_SHIFT = 8;
const BODY_LENGTH_SHIFT = 16;

/** The bytes that a frame of `length` takes in the ring. */
export function frameSpan(length: number): number {
  return (length + (FRAME_ALIGNMENT - 1)) & ~(FRAME_ALIGNMENT - 1);
}

/** Everything of a header but the length, which claim and trim write. `frame` is the frame's address. */
export function writeFrameHeader(
  words: Int32Array,
  frame: number,
  header: { type: number; flags: number; bodyLength: number; target: number; correlation: number },
): void {
  words[(frame + FRAME_KIND) / 4] =
    header.type | (header.flags << FLAGS_SHIFT) | (header.bodyLength << BODY_LENGTH_SHIFT);
  words[(frame + FRAME_TARGET) / 4] = header.target;
  words[(frame + FRAME_CORRELATION) / 4] = header.correlation;
}

export function frameLength(words: Int32Array, frame: number): number {
  return words[(frame + FRAME_LENGTH) / 4] as number;
}

export function frameType(words: Int32Array, frame: number): number {
  return (words[(frame + FRAME_KIND) / 4] as number) & BYTE_MASK;
}

export function frameFlags(words: Int32Array, frame: number): number {
  return ((words[(frame + FRAME_KIND) / 4] as number) >>> FLAGS_SHIFT) & BYTE_MASK;
}

export function frameBodyLength(words: Int32Array, frame: number): number {
  return (words[(frame + FRAME_KIND) / 4] as number) >>> BODY_LENGTH_SHIFT;
}

export function frameTarget(words: Int32Array, frame: number): number {
  return (words[(frame + FRAME_TARGET) / 4] as number) >>> 0;
}

export function frameCorrelation(words: Int32Array, frame: number): number {
  return (words[(frame + FRAME_CORRELATION) / 4] as number) >>> 0;
}

/** A place of bytes in the arena. */
interface Place {
  readonly address: number;
  readonly length: number;
}

/**
 * What a frame carries instead of an attachment that lies elsewhere in the arena: address as f64 (it may pass 2^32),
 * length as i32, 4 bytes unused.
 */
export const REFERENCE_BYTES = 16;
const REFERENCE_LENGTH = 8;

export function writeReference(view: DataView, at: number, place: Place): void {
  view.setFloat64(at, place.address, true);
  view.setInt32(at + REFERENCE_LENGTH, place.length, true);
}

export function readReference(view: DataView, at: number): Place {
  return { address: view.getFloat64(at, true), length: view.getInt32(at + REFERENCE_LENGTH, true) };
}
