import type { Crc32c } from "./crc.ts";

/** The Castagnoli polynomial, bits reversed. */
const POLYNOMIAL = 0x82f63b78;

/**
 * Eight tables of 256 words in one array: table k gives what a byte adds to the CRC when k more bytes follow it
 * (slicing by eight: Kounavis and Berry, "A Systematic Approach to Building High Performance Software-based CRC
 * Generators", 2005).
 */
const TABLES = buildTables();

function buildTables(): Int32Array {
  const tables = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (-(crc & 1) & POLYNOMIAL);
    tables[byte] = crc;
  }
  for (let index = 256; index < tables.length; index++) {
    const previous = tables[index - 256] as number;
    tables[index] = (previous >>> 8) ^ (tables[previous & 0xff] as number);
  }
  return tables;
}

/** CRC-32C without a native module: for the simulation, and where the native one is missing. */
export const crc32cOfTable: Crc32c = (bytes, start, length) => {
  // A window keeps the positions below small integers, wherever in an arena of 4 GiB the bytes lie.
  const window = new Uint8Array(bytes.buffer, bytes.byteOffset + start, length);
  const tables = TABLES;
  let crc = -1;
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    crc ^= word(window, at);
    const high = word(window, at + 4);
    crc =
      (tables[1792 + (crc & 0xff)] as number) ^
      (tables[1536 + ((crc >>> 8) & 0xff)] as number) ^
      (tables[1280 + ((crc >>> 16) & 0xff)] as number) ^
      (tables[1024 + (crc >>> 24)] as number) ^
      (tables[768 + (high & 0xff)] as number) ^
      (tables[512 + ((high >>> 8) & 0xff)] as number) ^
      (tables[256 + ((high >>> 16) & 0xff)] as number) ^
      (tables[high >>> 24] as number);
  }
  for (; at < length; at++) crc = (crc >>> 8) ^ (tables[(crc ^ (window[at] as number)) & 0xff] as number);
  return ~crc >>> 0;
};

function word(window: Uint8Array, at: number): number {
  return (
    (window[at] as number) |
    ((window[at + 1] as number) << 8) |
    ((window[at + 2] as number) << 16) |
    ((window[at + 3] as number) << 24)
  );
}
