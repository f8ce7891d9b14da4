// One measurement of the bare encode loop: the records of the produce bench into batches with their CRC, and nothing else.
import { crc32c } from "../../src/platform/crc32c.ts";
import { BatchWriter } from "../../src/record/batch-writer.ts";
import { answer, job } from "../harness/side.ts";
import { recordValue, timeOf } from "./load.ts";

export interface EncodeJob {
  readonly records: number;
  readonly warmRecords: number;
}

const BATCH_BYTES = 64 * 1024; // the producer's default
const BATCHES = 64;

const { records, warmRecords } = job<EncodeJob>();
const pages = (BATCH_BYTES * BATCHES) / 65_536;
const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
const memory = { bytes: new Uint8Array(buffer), view: new DataView(buffer) };
const writer = new BatchWriter();
const value = recordValue();

function encode(count: number): void {
  let batch = 0;
  writer.open(memory, 0, BATCH_BYTES);
  for (let index = 0; index < count; index++) {
    const timestamp = timeOf(index);
    if (writer.put(null, value, timestamp)) continue;
    writer.seal({ crc: crc32c });
    batch = (batch + 1) % BATCHES;
    writer.open(memory, batch * BATCH_BYTES, BATCH_BYTES);
    writer.put(null, value, timestamp);
  }
  writer.seal({ crc: crc32c });
}

encode(warmRecords);
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
encode(records);
const elapsedMs = performance.now() - startedAt;
const cpu = process.cpuUsage(cpuBefore);
answer({
  recordsPerSecond: (records / elapsedMs) * 1000,
  cpuNs: ((cpu.user + cpu.system) * 1000) / records,
});
