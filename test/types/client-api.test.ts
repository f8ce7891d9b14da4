import { expect, test } from "vitest";
import { errorsOf } from "./compile.ts";

const TYPES = `import type { Admin, Consumer, Producer, ProducerOptions } from "#/client/api.ts";
declare const producer: Producer; declare const consumer: Consumer; declare const admin: Admin;\n`;

const ALLOWED: readonly string[] = [
  `producer.send({ topic: "a", value: "text" });`,
  `producer.send({ topic: "a", key: null, value: new Uint8Array(1), headers: { a: "b" }, timestamp: 1, partition: 0 });`,
  `for await (const batch of consumer) for (const { key, value, headers } of batch) producer.write({ topic: "a", key, value, headers });`,
  `producer.write({ topic: "a", value: null, headers: (function* () { yield ["a", null] as const; })() });`,
  `producer.write({ topic: "a", value: null, headers: [["a", "b"], ["a", new Uint8Array(1)]] }) satisfies boolean;`,
  `const options: ProducerOptions = { partitioner: ({ key }, count) => (key === null ? 0 : count - 1) }; use(options); function use(_: unknown) {}`,
  `await producer.send({ topic: "a", value: "b" }, { signal: AbortSignal.timeout(5) }); await producer.close({ timeoutMs: 5 });`,
  `const options: ProducerOptions = { acks: "all", lingerMs: 5 }; use(options); function use(_: unknown) {}`,
  `consumer.assign([{ topic: "a", partition: 0, offset: "earliest" }, { topic: "a", partition: 1, offset: 7 }]);`,
  `consumer.assign([{ topic: "a", partition: 0, offset: { timestamp: 5 } }], { signal: AbortSignal.timeout(5) });`,
  `consumer.seekToBeginning(); consumer.pause(consumer.assignment()); consumer.lag({ topic: "a", partition: 0 })?.toFixed();`,
  `const [at] = await consumer.offsetsForTimes([{ topic: "a", partition: 0, timestamp: 5 }]); at?.offset?.toFixed();`,
  `for await (const batch of consumer) for (const record of batch) { record.copy().value satisfies Uint8Array | null; }`,
  `admin.createTopics([{ topic: "a", partitions: 6, configs: { "min.insync.replicas": "2" } }]);`,
  `const signal = AbortSignal.timeout(5); await admin.createTopics([{ topic: "a" }], { validateOnly: true, signal }); await admin.listOffsets("a", "latest", { signal });`,
  "await using own = producer;",
];

const REFUSED: readonly (readonly [string, string])[] = [
  [`producer.send({ value: "no topic" });`, "TS2741"],
  [`producer.send({ topic: "a" });`, "TS2741"],
  [`producer.send({ topic: "a", value: 1 });`, "TS2322"],
  [`const options: ProducerOptions = { acks: 2 }; void options;`, "TS2322"],
  [`const options: ProducerOptions = { linger: 5 }; void options;`, "TS2561"],
  [`const options: ProducerOptions = { lingerMs: undefined }; void options;`, "TS2375"],
  [`consumer.assign([{ topic: "a", partition: 0, offset: "newest" }]);`, "TS2322"],
  [`consumer.seekToTimestamp({ topic: "a", partition: 0, offset: 5 });`, "TS2353"],
  [`for await (const batch of consumer) for (const record of batch) record.offset = 1;`, "TS2540"],
  [`for await (const batch of consumer) for (const record of batch) record.value.length;`, "TS18047"],
];

test("the client types take what the documentation shows", () => {
  const errors = errorsOf(
    "tsconfig.json",
    ALLOWED.map((snippet) => TYPES + snippet),
  );
  ALLOWED.forEach((snippet, index) => expect(errors[index], snippet).toEqual([]));
});

test("the client types refuse options that do not exist, values of another type and writes to a record", () => {
  const errors = errorsOf(
    "tsconfig.json",
    REFUSED.map(([snippet]) => TYPES + snippet),
  );
  REFUSED.forEach(([snippet, code], index) => expect(errors[index], snippet).toEqual([code]));
});
