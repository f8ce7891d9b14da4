/** CRC-32C (Castagnoli) of a part of a buffer, as an unsigned 32-bit number. A port: the thread runtime gives a native one. */
export type Crc32c = (bytes: Uint8Array, start: number, length: number) => number;
