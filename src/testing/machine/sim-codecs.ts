import { MillraceError } from "../../base/errors.ts";
import { type CodecName, type Codecs, codecNumber } from "../../record/codec.ts";

/** Shorter runs are written as they are. */
const RUN_MIN = 3;
const RUN_MAX = 127 + RUN_MIN;
const LITERALS_MAX = 128;

/**
 * Stands in for the codecs in a simulation: run lengths behind the codec's number, the same for all four. zlib and
 * zstd are free to give other bytes in another version or on another processor, and with other lengths batches, chunks and
 * the trace would not repeat everywhere. Its bytes are ours. What real codecs do with bytes is
 * a matter of contract and golden tests; here it only counts that batches become smaller, and are read with their codec.
 */
export const simCodecs: Codecs = {
  compress: ({ codec }, source) => {
    const target = new Uint8Array(1 + source.length + Math.ceil(source.length / LITERALS_MAX));
    target[0] = codecNumber(codec);
    return target.slice(0, runLengths(source, target));
  },
  decompress: (codec, source, bytesMax) => {
    if (source[0] !== codecNumber(codec)) throw corrupt(codec, `it begins with ${source[0]}`);
    const target = new Uint8Array(lengthOf(codec, source, bytesMax));
    let end = 0;
    for (let at = 1; at < source.length; ) {
      const head = source[at] as number;
      if (head < LITERALS_MAX) {
        target.set(source.subarray(at + 1, at + 2 + head), end);
        end += head + 1;
        at += head + 2;
      } else {
        const count = head - LITERALS_MAX + RUN_MIN;
        target.fill(source[at + 1] as number, end, end + count);
        end += count;
        at += 2;
      }
    }
    return target;
  },
};

/** Writes behind the first byte; returns the end. */
function runLengths(source: Uint8Array, target: Uint8Array): number {
  let end = 1;
  let literalsFrom = 0;
  const putLiterals = (until: number): void => {
    for (let from = literalsFrom; from < until; from += LITERALS_MAX) {
      const part = source.subarray(from, Math.min(until, from + LITERALS_MAX));
      target[end] = part.length - 1;
      target.set(part, end + 1);
      end += 1 + part.length;
    }
  };
  for (let at = 0; at < source.length; ) {
    const count = runAt(source, at);
    if (count >= RUN_MIN) {
      putLiterals(at);
      target[end++] = LITERALS_MAX + count - RUN_MIN;
      target[end++] = source[at] as number;
      literalsFrom = at + count;
    }
    at += count;
  }
  putLiterals(source.length);
  return end;
}

/** How often the byte at `at` comes in a row. */
function runAt(source: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < source.length && source[end] === source[at] && end - at < RUN_MAX) end++;
  return end - at;
}

function lengthOf(codec: CodecName, source: Uint8Array, bytesMax: number): number {
  let length = 0;
  let at = 1;
  while (at < source.length) {
    const head = source[at] as number;
    length += head < LITERALS_MAX ? head + 1 : head - LITERALS_MAX + RUN_MIN;
    at += head < LITERALS_MAX ? head + 2 : 2;
  }
  if (at !== source.length) throw corrupt(codec, "it ends too early");
  if (length > bytesMax) throw corrupt(codec, `it becomes more than ${bytesMax} bytes`);
  return length;
}

function corrupt(codec: CodecName, problem: string): MillraceError {
  return new MillraceError("CORRUPT_MESSAGE", `no record batch: no ${codec} data: ${problem}`);
}
