/** The codecs of record batches in the order of their numbers in a batch's attributes, from 1 on; 0 is none. */
export const CODEC_NAMES = ["gzip", "snappy", "lz4", "zstd"] as const;

export type CodecName = (typeof CODEC_NAMES)[number];

/** The codec of attribute bits 0 to 2; undefined for none and for numbers that mean nothing. */
export function codecOf(number: number): CodecName | undefined {
  return CODEC_NAMES[number - 1];
}

export function codecNumber(codec: CodecName): number {
  return CODEC_NAMES.indexOf(codec) + 1;
}

/** How a producer compresses. */
export interface Compression {
  readonly codec: CodecName;
  /** 1 to 9 for gzip, 1 to 22 for zstd; undefined for the codec's own default, and for the others. */
  readonly level: number | undefined;
}

/**
 * The codecs, with the framing of Kafka's Java client. A port, as the CRC: the thread runtime gives native ones. Both
 * take shared memory and give bytes of their own.
 */
export interface Codecs {
  compress(compression: Compression, source: Uint8Array): Uint8Array;
  /** Throws MillraceError CORRUPT_MESSAGE when `source` is not of this codec, or becomes more than `bytesMax`. */
  decompress(codec: CodecName, source: Uint8Array, bytesMax: number): Uint8Array;
}
