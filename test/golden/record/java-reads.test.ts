// Kafka's own Java classes read what our writer wrote. Needs Java 17 and the jars of fetch-jars.sh.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type TestContext, test } from "vitest";
import { codecs } from "../../../src/platform/codecs.ts";
import { putCompressed, recordsOf as recordBytes } from "../../../src/record/batch-compress.ts";
import { sealCrc, stampLogAppendTime } from "../../../src/record/batch-header.ts";
import { BatchWriter, type SealOptions } from "../../../src/record/batch-writer.ts";
import { CODEC_NAMES, type Compression } from "../../../src/record/codec.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";
import type { RecordInput } from "../../../src/record/record-input.ts";
import { javaClasses } from "../../support/java.ts";
import { fieldsOf, type GoldenBatch, goldenBatches, memoryWith, recordsOf } from "./golden-batches.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const KAFKA = {
  folder: "kafka-clients-4.3.1",
  jar: "kafka-clients-4.3.1.jar",
  fetch: "test/golden/record/fetch-jars.sh",
} as const;
const AT = 5;
const TIME = 1_700_000_000_000;

interface WriteOptions extends Omit<SealOptions, "crc"> {
  readonly compression?: Compression;
  readonly logAppendTime?: number;
}

function write(name: string, records: readonly RecordInput[], options: WriteOptions = {}): GoldenBatch {
  const { compression, logAppendTime, ...stamp } = options;
  const memory = memoryWith("00".repeat(400_000), AT);
  const writer = new BatchWriter();
  writer.open(memory, AT, 400_000);
  for (const record of records) expect(writer.append(record)).toBe(true);
  let length = writer.seal({ ...stamp, crc: crc32cOfTable });
  if (compression) {
    const plain = length;
    length = putCompressed(memory, AT, compression.codec, codecs.compress(compression, recordBytes(memory, AT, plain)));
    expect(length).toBeLessThan(plain);
    sealCrc(memory, AT, crc32cOfTable);
  }
  if (logAppendTime !== undefined) stampLogAppendTime(memory, AT, logAppendTime, crc32cOfTable);
  return {
    name,
    hex: Buffer.from(memory.bytes.slice(AT, AT + length)).toString("hex"),
    fields: fieldsOf(memory.view, AT),
    records: recordsOf(memory, AT, length),
  };
}

function ourBatches(): GoldenBatch[] {
  const value = new Uint8Array(3_000).fill(7);
  const many = Array.from({ length: 2_000 }, (_, index) => ({
    key: index % 3 === 0 ? null : `key ${index} ü`,
    value: index % 5 === 0 ? null : value.subarray(0, index % 120),
    timestamp: TIME + ((index * 7_919) % 10_000) - 5_000,
    headers: index % 4 === 0 ? { trace: `${index}`, größe: null } : [],
  }));
  const compressions: Compression[] = [
    ...CODEC_NAMES.map((codec) => ({ codec, level: undefined })),
    ...[1, 9].map((level) => ({ codec: "gzip" as const, level })),
    ...[1, 19, 22].map((level) => ({ codec: "zstd" as const, level })),
  ];
  const compressed = compressions.flatMap((compression) => {
    const name = `${compression.codec} ${compression.level}`;
    const identity = { producerId: 7, producerEpoch: 1, baseSequence: 0 };
    return [
      write(name, many, { compression }),
      write(`${name}, log append time`, many.slice(0, 99), { compression, ...identity, logAppendTime: TIME + 7 }),
    ];
  });
  return [
    ...compressed,
    write("log append time", many.slice(0, 9), { logAppendTime: TIME + 7 }),
    write("text of every width", [{ key: "aé✈😀\ud800", value: "\udc00", timestamp: 0 }]),
    write("a producer's identity", [{ value: "v", timestamp: TIME }], {
      producerId: 2 ** 40 + 1,
      producerEpoch: 9,
      baseSequence: 77,
    }),
    write("2,000 records of all kinds", many),
    write(
      "long values",
      [value, value, value].map((bytes) => ({ key: bytes, value: bytes, timestamp: TIME })),
    ),
  ];
}

/** What Golden.java prints. Where there is no Java, the test is skipped and says why. */
function java(context: TestContext, mode: "generate" | "read", input: string): readonly GoldenBatch[] {
  const jars = javaClasses(context, KAFKA);
  const options = { input, encoding: "utf8", maxBuffer: 1 << 26, timeout: 120_000 } as const;
  const result = spawnSync("java", ["-cp", `${jars}/*`, join(HERE, "Golden.java"), mode], options);
  expect(result.status, result.stderr).toBe(0);
  return JSON.parse(result.stdout) as GoldenBatch[];
}

test("Kafka takes our batches for valid and reads the same in them", (context) => {
  const ours = ourBatches();
  const input = ours.map((batch) => `${batch.name}\t${batch.hex}\n`).join("");
  expect(java(context, "read", input)).toEqual(ours);
});

test("batches.json is what Golden.java makes today", (context) => {
  // gzip's bytes differ from one zlib to the next.
  const steady = (batches: readonly GoldenBatch[]) => batches.filter((batch) => !batch.name.startsWith("gzip"));
  expect(steady(goldenBatches())).toEqual(steady(java(context, "generate", "")));
});
