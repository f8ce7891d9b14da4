import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

const INDEX = new URL("../../../src/index.ts", import.meta.url).href;
const PRELOAD = new URL("./wasm-off.ts", import.meta.url).href;

const SCRIPT = `import { Cluster } from ${JSON.stringify(INDEX)};
const cluster = await Cluster.start({ arenaBytes: 64 * 1024 * 1024 });
await cluster.admin.createTopics([{ topic: "t", partitions: 2, replicationFactor: 3 }]);
const producer = cluster.producer({ acks: "all" });
for (let index = 0; index < 5_000; index++)
  if (!producer.write({ topic: "t", key: "k" + index, value: "value " + index })) await producer.ready();
await producer.flush();
const consumer = cluster.consumer({ autoOffsetReset: "earliest" });
await consumer.assign([{ topic: "t", partition: 0 }, { topic: "t", partition: 1 }]);
const seen = new Set<string>();
for await (const batch of consumer) {
  for (const record of batch) seen.add(Buffer.from(record.value!).toString());
  if (seen.size === 5_000) break;
}
const memory = cluster.handle.memory;
await cluster.close();
console.log(typeof WebAssembly, memory.constructor.name, seen.size, producer.metrics.recordsFailed);
`;

describe("a cluster where WebAssembly is off", () => {
  it("has its arena in a SharedArrayBuffer, and produces, replicates and consumes all the same", async () => {
    const flags = ["--import", PRELOAD, "--input-type=module-typescript", "-e", SCRIPT];
    const child = spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "pipe"] });
    const texts = { out: "", errors: "" };
    child.stdout.on("data", (chunk: Buffer) => {
      texts.out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      texts.errors += chunk.toString();
    });
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, ...texts }).toEqual({ code: 0, out: "undefined SharedArrayBuffer 5000 0\n", errors: "" });
  });
});
