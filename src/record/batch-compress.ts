import * as header from "./batch-header.ts";
import * as layout from "./batch-layout.ts";
import type { WritableBatchMemory } from "./batch-writer.ts";
import { type CodecName, codecNumber } from "./codec.ts";

/** The records of a sealed batch of `length` bytes: what is compressed of it. */
export function recordsOf(memory: layout.BatchMemory, at: number, length: number): Uint8Array {
  const { buffer, byteOffset } = memory.bytes;
  return new Uint8Array(buffer, byteOffset + at + layout.HEADER_BYTES, length - layout.HEADER_BYTES);
}

/**
 * Puts the compressed records of a sealed batch in the place of its records; returns the batch's bytes. When they are not
 * fewer, the batch stays as it is. The CRC is the caller's to set.
 */
export function putCompressed(
  memory: WritableBatchMemory,
  at: number,
  codec: CodecName,
  compressed: Uint8Array,
): number {
  const { view } = memory;
  const bytes = layout.HEADER_BYTES + compressed.length;
  if (bytes >= header.batchBytes(view, at)) return header.batchBytes(view, at);
  if (memory.write) memory.write(at + layout.HEADER_BYTES, compressed);
  else memory.bytes.set(compressed, at + layout.HEADER_BYTES);
  header.setBatchBytes(view, at, bytes);
  header.setAttributes(view, at, header.attributes(view, at) | codecNumber(codec));
  return bytes;
}
