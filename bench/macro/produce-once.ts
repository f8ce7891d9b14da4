// One measurement of the produce bench: prints records per second.
import { Cluster } from "../../src/index.ts";

interface Job {
  readonly replicationFactor: number;
  readonly acks: 1 | "all";
  readonly records: number;
}

const PARTITIONS = 6;
const RECORD_BYTES = 100;
const ARENA_BYTES = 2 * 1024 ** 3;

const { replicationFactor, acks, records } = JSON.parse(process.argv[2] ?? "{}") as Job;
await using cluster = await Cluster.start({ brokers: 3, arenaBytes: ARENA_BYTES });
await cluster.admin.createTopics([{ topic: "load", partitions: PARTITIONS, replicationFactor }]);
await using producer = cluster.producer({ acks });
const value = new Uint8Array(RECORD_BYTES);

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    if (!producer.write({ topic: "load", partition: index % PARTITIONS, value })) await producer.ready();
  await producer.flush();
}

await write(records / 10); // the code gets warm, the rings are made
const startedAt = performance.now();
await write(records);
process.stdout.write(`${(records / (performance.now() - startedAt)) * 1000}\n`);
