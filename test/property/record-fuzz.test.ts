// Whatever lies where a batch should be: a value or a typed error, within bounds, in a time that its bytes explain.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ErrorCode, MillraceError } from "../../src/base/errors.ts";
import { codecs } from "../../src/platform/codecs.ts";
import { BatchCursor } from "../../src/record/batch-cursor.ts";
import * as header from "../../src/record/batch-header.ts";
import * as layout from "../../src/record/batch-layout.ts";
import { type ValidateOptions, validateBatch, verifyBatch } from "../../src/record/batch-validate.ts";
import { CODEC_NAMES, type CodecName, type Codecs, codecOf } from "../../src/record/codec.ts";
import { crc, sharedMemory } from "../unit/record/support.ts";

const url = new URL("record-corpus/corpus.json", import.meta.url);
const corpus = Object.entries(JSON.parse(readFileSync(url, "utf8")) as Record<string, string>).map(
  ([name, hex]) => [name, Uint8Array.from(Buffer.from(hex, "hex"))] as const,
);
const seeds = corpus.map(([, bytes]) => bytes);

/** A record takes seven bytes at least. */
const RECORD_BYTES_MIN = layout.RECORD_BODY_BYTES_MIN + 1;
const UNCOMPRESSED_MAX = 1 << 20;
/** The port as it is, with a smaller limit, so that what comes of a mutated bomb stays small. */
const bounded: Codecs = {
  compress: codecs.compress,
  decompress: (codec, source) => codecs.decompress(codec, source, UNCOMPRESSED_MAX),
};

/** Runs `look`; only MillraceError may come out of it. */
function guarded(look: () => void): MillraceError | undefined {
  try {
    look();
    return undefined;
  } catch (error) {
    if (error instanceof MillraceError) return error;
    throw error;
  }
}

/** Everything that reads batches reads these bytes, which nobody changes. Returns the records seen. */
function readEverywhere(bytes: Uint8Array): number {
  const memory = sharedMemory(bytes.length);
  memory.bytes.set(bytes);
  const length = bytes.length;
  let seen = 0;
  let room = length;
  const cursor = new BatchCursor({
    ...bounded,
    decompress: (codec, source, bytesMax) => {
      const records = bounded.decompress(codec, source, bytesMax);
      room += records.length;
      return records;
    },
  });
  guarded(() => {
    cursor.aim(memory, 0, length);
    while (cursor.next()) {
      seen++;
      expect(Number.isSafeInteger(cursor.offset)).toBe(true);
      cursor.keyView();
      cursor.valueView();
      guarded(() => cursor.headers());
    }
  });
  expect(cursor.next()).toBe(false); // an error ends the walk
  expect(seen).toBeLessThanOrEqual(room / RECORD_BYTES_MIN);
  const options: ValidateOptions = { crc, maxBytes: length };
  const codes = [
    verifyBatch(memory, 0, length, crc),
    validateBatch(memory, 0, length, options),
    validateBatch(memory, 0, length, { ...options, walk: bounded }),
  ];
  for (const code of codes) expect(ErrorCode[code]).toBeDefined();
  // What passes the walk is read to its end.
  if (codes[2] === ErrorCode.NONE) expect(seen).toBe(header.recordCount(memory.view, 0));
  expect(Buffer.compare(memory.bytes, bytes)).toBe(0);
  return seen;
}

function resealed(bytes: Uint8Array): Uint8Array {
  const sealed = bytes.slice();
  if (sealed.length < layout.HEADER_BYTES) return sealed;
  const memory = { bytes: sealed, view: new DataView(sealed.buffer) };
  header.setBatchBytes(memory.view, 0, sealed.length);
  header.sealCrc(memory, 0, crc);
  return sealed;
}

describe("the corpus", () => {
  test("has every codec and every kind of trap", () => {
    expect(corpus.length).toBeGreaterThan(100);
    for (const codec of CODEC_NAMES)
      expect(corpus.filter(([name]) => name.startsWith(codec)).length).toBeGreaterThan(20);
  });

  test.each(corpus)("%s", (name, bytes) => {
    const seen = readEverywhere(bytes);
    if (name.endsWith("forty records")) expect(seen).toBe(40);
  });

  test("gives no record of a batch whose first one is none", () => {
    const read = corpus.filter(([, bytes]) => readEverywhere(bytes) > 0).map(([name]) => name.replace(/^\w+, /, ""));
    const sound = ["one record", "forty records", "log append time", "transactional", "a time delta of 2^53 - 1"];
    // Headers are not looked at before they are asked for, and what is missing is missed behind the last record.
    const lazy = ["headers: 2^31 - 1", "a header without a name", "2^31 - 1 records in fifteen bytes"];
    expect(new Set(read)).toEqual(new Set([...sound, ...lazy]));
  });
});

describe("mutations of the corpus", () => {
  const seed = fc.constantFrom(...seeds);
  const spots = fc.array(fc.tuple(fc.nat(200_000), fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff))), {
    minLength: 1,
    maxLength: 8,
  });

  test("with any bytes changed, under a CRC that fits", () => {
    fc.assert(
      fc.property(seed, spots, (bytes, changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at % changed.length] = byte;
        readEverywhere(changed);
        readEverywhere(resealed(changed));
      }),
      { numRuns: 1_500 },
    );
  });

  test("cut anywhere, lengthened, and one behind the other", () => {
    fc.assert(
      fc.property(seed, seed, fc.nat(200_000), fc.uint8Array({ maxLength: 40 }), (first, second, cut, tail) => {
        const short = first.subarray(0, cut % (first.length + 1));
        for (const bytes of [short, new Uint8Array([...first, ...tail]), new Uint8Array([...first, ...second])]) {
          readEverywhere(bytes);
          readEverywhere(resealed(bytes));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("as the bytes of another codec", () => {
    for (const [, bytes] of corpus)
      for (let number = 0; number <= 7; number++) {
        const other = bytes.slice();
        other[layout.ATTRIBUTES_AT + 1] = number;
        readEverywhere(resealed(other));
      }
  });
});

const INTEGERS_32 = [0, 1, -1, 2, 0x7f, 0xff, 0x7fff, 2 ** 31 - 1, -(2 ** 31), -61, 61, 49, 1 << 24];
const INTEGERS_64 = [0n, -1n, 2n ** 53n, 2n ** 53n - 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 32n, -(2n ** 53n)];

test("every field of a header with every integer that is a trap", () => {
  const wide = [layout.BASE_OFFSET_AT, layout.BASE_TIMESTAMP_AT, layout.MAX_TIMESTAMP_AT, layout.PRODUCER_ID_AT];
  const narrow = [layout.LENGTH_AT, layout.LEADER_EPOCH_AT, layout.LAST_OFFSET_DELTA_AT, layout.BASE_SEQUENCE_AT];
  for (const [, bytes] of corpus.filter(([name]) => name.endsWith("forty records"))) {
    const put = (write: (view: DataView) => void): void => {
      const changed = bytes.slice();
      write(new DataView(changed.buffer));
      readEverywhere(changed);
      const sealed = changed.slice();
      header.setCrc(
        new DataView(sealed.buffer),
        0,
        crc(sealed, layout.CRC_START_AT, sealed.length - layout.CRC_START_AT),
      );
      readEverywhere(sealed);
    };
    for (const at of wide) for (const value of INTEGERS_64) put((view) => view.setBigInt64(at, value));
    for (const at of [...narrow, layout.RECORD_COUNT_AT])
      for (const value of INTEGERS_32) put((view) => view.setInt32(at, value));
    for (let value = 0; value < 256; value++) {
      put((view) => view.setUint8(layout.MAGIC_AT, value));
      put((view) => view.setUint8(layout.ATTRIBUTES_AT + 1, value));
    }
  }
});

describe.each(CODEC_NAMES)("decompressing %s", (codec: CodecName) => {
  const streams = seeds
    .filter((bytes) => codecOf((bytes[layout.ATTRIBUTES_AT + 1] as number) & 7) === codec)
    .map((bytes) => bytes.slice(layout.HEADER_BYTES));

  function decompress(source: Uint8Array, bytesMax: number): void {
    const error = guarded(() => {
      expect(codecs.decompress(codec, source, bytesMax).length).toBeLessThanOrEqual(bytesMax);
    });
    if (error) expect(error.code).toBe("CORRUPT_MESSAGE");
  }

  test("any bytes end in bytes or in CORRUPT_MESSAGE, and never in more than they may", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(5_000), (bytes, bytesMax) => decompress(bytes, bytesMax)),
      { numRuns: 1_000 },
    );
  });

  test("so do good streams with any bytes changed, cut and doubled", () => {
    const changes = fc.array(fc.tuple(fc.nat(3_000), fc.nat(255)), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.constantFrom(...streams),
        changes,
        fc.nat(3_000),
        fc.nat(80_000),
        (stream, spots, cut, bytesMax) => {
          const changed = stream.slice();
          if (changed.length > 0) for (const [at, byte] of spots) changed[at % changed.length] = byte;
          decompress(changed, bytesMax);
          decompress(changed.subarray(0, cut % (changed.length + 1)), bytesMax);
          decompress(new Uint8Array([...changed, ...stream]), bytesMax);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
