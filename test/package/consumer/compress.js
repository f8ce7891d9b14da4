import { Cluster } from "millrace";

let threads = 0;
const cluster = await Cluster.start({ brokers: 1, arenaBytes: 64 * 1024 * 1024 });
await cluster.admin.createTopics([{ topic: "compressed" }]);
process.on("worker", () => threads++);
const codecs = ["gzip", "snappy", "lz4", "zstd"];
for (const compression of codecs) {
  const producer = cluster.producer({ compression });
  await producer.send({ topic: "compressed", value: compression.repeat(50_000) }); // in a thread of its own
  await producer.close();
}
const consumer = cluster.consumer();
await consumer.assign([{ topic: "compressed", partition: 0, offset: "earliest" }]);
let count = 0;
for await (const batch of consumer) {
  for (const record of batch) {
    const text = new TextDecoder().decode(record.value.slice());
    console.log(text.slice(0, text.length / 50_000));
    count++;
  }
  if (count === codecs.length) break;
}
await cluster.close();
console.log("in threads", threads > 0);
