// Writes corpus.json anew: batches of every codec and kind, and batches with one trap each, as starting points of the
// fuzzer. All of it is made by our own writer. Run: node test/property/record-corpus/generate.ts
import { writeFileSync } from "node:fs";
import { writeVarint, writeVarlong } from "../../../src/base/varint.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { putCompressed, recordsOf } from "../../../src/record/batch-compress.ts";
import * as header from "../../../src/record/batch-header.ts";
import * as layout from "../../../src/record/batch-layout.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import { CODEC_NAMES, type CodecName, codecNumber } from "../../../src/record/codec.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";

const ATTRIBUTES = {
  "log append time": layout.ATTRIBUTE_LOG_APPEND_TIME,
  transactional: layout.ATTRIBUTE_TRANSACTIONAL,
  control: layout.ATTRIBUTE_CONTROL,
};
const TIME = 1_700_000_000_000;
const bytes = new Uint8Array(1 << 17);
const memory = { bytes, view: new DataView(bytes.buffer) };
const writer = new BatchWriter();
const corpus: Record<string, string> = {};

/** Keeps the batch at 0, with a CRC that fits. */
function keep(name: string, length: number): void {
  header.setBatchBytes(memory.view, 0, length);
  header.sealCrc(memory, 0, crc32cOfTable);
  corpus[name] = Buffer.from(bytes.subarray(0, length)).toString("hex");
}

function write(count: number): number {
  writer.open(memory, 0, bytes.length);
  for (let index = 0; index < count; index++) {
    const headers = index % 3 === 1 ? { trace: `${index}`, empty: null } : [];
    const value = index % 5 === 4 ? null : `a value like the others ${index}`;
    writer.append({ key: index % 2 === 0 ? null : `key ${index % 7}`, value, timestamp: TIME + index, headers });
  }
  return writer.seal({ crc: undefined });
}

/** A batch whose records are these bytes. */
function writeRaw(records: readonly number[], count: number, codec?: CodecName): number {
  write(1);
  header.setRecordCount(memory.view, 0, count);
  header.setLastOffsetDelta(memory.view, 0, count - 1);
  const content = codec ? codecs.compress({ codec, level: undefined }, Uint8Array.from(records)) : records;
  bytes.set(content, layout.HEADER_BYTES);
  header.setAttributes(memory.view, 0, codec ? codecNumber(codec) : 0);
  return layout.HEADER_BYTES + content.length;
}

function varint(value: number): number[] {
  const place = new Uint8Array(10);
  return [...place.subarray(0, writeVarint(place, 0, value))];
}

function varlong(value: number): number[] {
  const place = new Uint8Array(10);
  return [...place.subarray(0, writeVarlong(place, 0, value))];
}

/** A record without key and headers, with any of its integers given as they are to lie there. */
function record(
  traps: Partial<Record<"length" | "time" | "offset" | "key" | "value" | "headers", number[]>>,
): number[] {
  const { time = [0], offset = [0], key = varint(-1), value = [...varint(2), 104, 105], headers = [0] } = traps;
  const body = [0, ...time, ...offset, ...key, ...value, ...headers];
  return [...(traps.length ?? varint(body.length)), ...body];
}

function compressed(codec: CodecName, count: number): number {
  const length = write(count);
  return putCompressed(memory, 0, codec, codecs.compress({ codec, level: undefined }, recordsOf(memory, 0, length)));
}

keep("one record", write(1));
keep("forty records", write(40));
for (const codec of CODEC_NAMES) {
  keep(`${codec}, forty records`, compressed(codec, 40));
  for (const [kind, attribute] of Object.entries(ATTRIBUTES)) {
    const length = compressed(codec, 20);
    header.setAttributes(memory.view, 0, codecNumber(codec) | attribute);
    keep(`${codec}, ${kind}`, length);
  }
  keep(`${codec}, no bytes`, writeRaw([], 1, codec));
  keep(`${codec}, a bomb of zeros`, writeRaw(new Array(60_000).fill(0), 1, codec));
}

const OVERLONG = new Array<number>(11).fill(0xff);
const TRAPS: Readonly<Record<string, readonly number[]>> = {
  "a length that does not end": record({ length: OVERLONG }),
  "a negative length": record({ length: varint(-5) }),
  "a length of 2^31 - 1": record({ length: varint(2 ** 31 - 1) }),
  "a length of -2^31": record({ length: varint(-(2 ** 31)) }),
  "a key of 2^31 - 1": record({ key: varint(2 ** 31 - 1) }),
  "a key of -2": record({ key: varint(-2) }),
  "a value beyond the record": record({ value: [...varint(3), 104, 105] }),
  "a value of -2^31": record({ value: varint(-(2 ** 31)) }),
  "headers: 2^31 - 1": record({ headers: varint(2 ** 31 - 1) }),
  "headers: -1": record({ headers: varint(-1) }),
  "a header without a name": record({ headers: [...varint(1), ...varint(-1), ...varint(-1)] }),
  "an offset delta of 2^31 - 1": record({ offset: varint(2 ** 31 - 1) }),
  "an offset delta of -1": record({ offset: varint(-1) }),
  "a time delta of 2^53 - 1": record({ time: varlong(2 ** 53 - 1) }),
  "a time delta that does not end": record({ time: OVERLONG }),
  "a time delta of ten bytes": record({ time: [...new Array<number>(9).fill(0xff), 0x01] }),
};
for (const [name, records] of Object.entries(TRAPS)) {
  keep(name, writeRaw(records, 1));
  for (const codec of CODEC_NAMES) keep(`${codec}, ${name}`, writeRaw(records, 1, codec));
}
keep("2^31 - 1 records in fifteen bytes", writeRaw(record({}), 2 ** 31 - 1));
const one = write(1);
header.setBaseOffset(memory.view, 0, 2 ** 53);
keep("a base offset of 2^53", one);
header.setBaseOffset(memory.view, 0, -1);
keep("a base offset of -1", one);
writeFileSync(new URL("corpus.json", import.meta.url), `${JSON.stringify(corpus, null, 2)}\n`);
