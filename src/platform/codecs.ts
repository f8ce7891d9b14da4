import type { ZlibOptions, ZstdOptions } from "node:zlib";
import { MillraceError } from "../base/errors.ts";
import type { CodecName, Codecs } from "../record/codec.ts";
import { lz4FrameBytes } from "./lz4-frame.ts";
import { type RawSnappy, snappyCompress, snappyDecompress } from "./snappy-framing.ts";

type Lz4 = typeof import("lz4-napi");

/** Output grows in steps of this: batches are compressed a few times, and rarely more than 16. */
const OUTPUT_STEP_BYTES = 128 * 1024;
/** No LZ4 block becomes more than this many times its bytes. */
const LZ4_RATIO_MAX = 255;

let snappy: RawSnappy | undefined;
let lz4: Lz4 | undefined;

// Native modules take 4 to 7 ms to load and zlib 2 ms: only a thread that needs one does.

function zlib(): typeof import("node:zlib") {
  return process.getBuiltinModule("node:zlib");
}

function load(name: "snappy" | "lz4-napi"): unknown {
  return process.getBuiltinModule("node:module").createRequire(import.meta.url)(name);
}

function loadSnappy(): RawSnappy {
  snappy ??= load("snappy") as typeof import("snappy") as RawSnappy;
  return snappy;
}

function loadLz4(): Lz4 {
  lz4 ??= load("lz4-napi") as Lz4;
  return lz4;
}

/** One way back: `bytesMax` is what it may become. */
type Decompress = (source: Uint8Array, bytesMax: number) => Uint8Array;
type Compress = (source: Uint8Array, level: number | undefined) => Uint8Array;

const COMPRESS: Readonly<Record<CodecName, Compress>> = {
  gzip: (source, level) => zlib().gzipSync(source, gzipOptions(level)),
  snappy: (source) => snappyCompress(loadSnappy(), source),
  lz4: (source) => loadLz4().compressFrameSync(asBuffer(source)),
  zstd: (source, level) => zlib().zstdCompressSync(source, zstdOptions(level)),
};

const DECOMPRESS: Readonly<Record<CodecName, Decompress>> = {
  gzip: (source, bytesMax) => zlib().gunzipSync(source, outputOptions(bytesMax)),
  snappy: (source, bytesMax) => snappyDecompress(loadSnappy(), source, bytesMax),
  lz4: (source, bytesMax) => {
    if (source.length * LZ4_RATIO_MAX > bytesMax && lz4FrameBytes(source, bytesMax) > bytesMax)
      throw tooLarge(bytesMax);
    return loadLz4().decompressFrameSync(asBuffer(source));
  },
  zstd: (source, bytesMax) => zlib().zstdDecompressSync(source, outputOptions(bytesMax)),
};

/** Native codecs: gzip and zstd of Node, snappy in the framing of snappy-java, LZ4 frames of independent blocks. */
export const codecs: Codecs = {
  compress: ({ codec, level }, source) => plain(COMPRESS[codec](source, level)),
  decompress: (codec, source, bytesMax) => {
    try {
      return plain(DECOMPRESS[codec](source, bytesMax));
    } catch (error) {
      if (error instanceof MillraceError) throw error;
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(bytesMax);
      const problem = error instanceof Error ? error.message : String(error);
      throw new MillraceError("CORRUPT_MESSAGE", `no record batch: no ${codec} data: ${problem}`, { cause: error });
    }
  },
};

function gzipOptions(level: number | undefined): ZlibOptions {
  return { level: level ?? zlib().constants.Z_DEFAULT_COMPRESSION, chunkSize: OUTPUT_STEP_BYTES };
}

function zstdOptions(level: number | undefined): ZstdOptions {
  const chunkSize = OUTPUT_STEP_BYTES;
  return level === undefined
    ? { chunkSize }
    : { chunkSize, params: { [zlib().constants.ZSTD_c_compressionLevel]: level } };
}

function outputOptions(bytesMax: number): { chunkSize: number; maxOutputLength: number } {
  return { chunkSize: OUTPUT_STEP_BYTES, maxOutputLength: Math.max(1, bytesMax) };
}

function tooLarge(bytesMax: number): MillraceError {
  return new MillraceError("CORRUPT_MESSAGE", `no record batch: it becomes more than ${bytesMax} bytes`);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

/** The loops of the cursor stay of one shape when all bytes are plain arrays. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
