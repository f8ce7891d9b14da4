// A script of its own that has every actor of the product at work on threads, and then ends.
import { Cluster } from "../../../src/index.ts";

await using cluster = await Cluster.start({ arenaBytes: 64 * 1024 * 1024 });
await cluster.admin.createTopics([{ topic: "used", replicationFactor: 3 }]);
await using producer = cluster.producer();
await producer.send({ topic: "used", value: "x" });
await using consumer = cluster.consumer({ autoOffsetReset: "earliest" });
await consumer.assign([{ topic: "used", partition: 0 }]);
const batch = await consumer.poll({ timeoutMs: 20_000 });
console.log(batch === undefined ? "nothing came" : "read");
