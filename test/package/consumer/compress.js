import { Cluster } from "millrace";

const cluster = await Cluster.start({ brokers: 1, arenaBytes: 64 * 1024 * 1024 });
await cluster.admin.createTopics([{ topic: "compressed" }]);
const codecs = ["gzip", "snappy", "lz4", "zstd"];
for (const compression of codecs) {
  const producer = cluster.producer({ compression });
  await producer.send({ topic: "compressed", value: compression.repeat(100) });
  await producer.close();
}
const consumer = cluster.consumer();
await consumer.assign([{ topic: "compressed", partition: 0, offset: "earliest" }]);
let count = 0;
for await (const batch of consumer) {
  for (const record of batch) {
    const text = new TextDecoder().decode(record.value.slice());
    console.log(text.slice(0, text.length / 100));
    count++;
  }
  if (count === codecs.length) break;
}
await cluster.close();
