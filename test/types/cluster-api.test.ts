import { expect, test } from "vitest";
import { errorsOf } from "./compile.ts";

const START = `import { Cluster, MillraceError, bytes, int32, int64, json, string, type StandardSchema } from "#/index.ts";
interface Flight { readonly delay: number } declare const schema: StandardSchema<{ at: string }, { at: Date }>;
import type { ClusterEvent, MillraceErrorCode } from "#/index.ts";
declare const cluster: Cluster; declare const event: ClusterEvent; declare const error: MillraceError;\n`;

const ALLOWED: readonly string[] = [
  `await using own = await Cluster.start({ brokers: 3, storage: "memory", arenaBytes: 64 * 1024 * 1024 });`,
  "const own = await Cluster.attach(cluster.handle); await own.close();",
  "await cluster.broker(1).kill({ restart: false }); await cluster.broker(1).restart();",
  `const p = cluster.producer({ key: string(), value: json<Flight>(), acks: 1 }); p.write({ topic: "a", key: "k", value: { delay: 1 } });`,
  `cluster.producer({ key: int32() }).write({ topic: "a", key: 7, value: "text stays" }); cluster.producer().write({ topic: "a", value: new Uint8Array(1) });`,
  `cluster.producer({ value: json(schema) }).write({ topic: "a", value: { at: "2001-01-01" } });`,
  `for await (const batch of cluster.consumer({ key: int64(), value: json(schema) })) for (const { key, value } of batch) { key satisfies bigint | null; value?.at.getTime(); }`,
  `for await (const batch of cluster.consumer({ value: bytes() })) for (const { key, value } of batch) { key satisfies Uint8Array | null; value satisfies Uint8Array | null; }`,
  `const copy = [...((await cluster.consumer({ value: json<Flight>() }).poll()) ?? [])].map((record) => record.copy()); copy[0]?.value?.delay.toFixed();`,
  "for await (const next of cluster.events()) next satisfies ClusterEvent;",
  `if (event.type === "leaderElected") event.leaderEpoch satisfies number;`,
  `if (error.code === "BATCH_EXPIRED" || error.retriable) throw error;`,
  `const codes: readonly MillraceErrorCode[] = ["NOT_LEADER_OR_FOLLOWER", "CLOSED"]; codes.length satisfies number;`,
];

const REFUSED: readonly (readonly [string, string])[] = [
  ["new Cluster();", "TS2673"],
  [`cluster.producer({ key: string() }).write({ topic: "a", key: 5, value: "x" });`, "TS2322"],
  [`cluster.producer({ value: json<Flight>() }).write({ topic: "a", value: "x" });`, "TS2322"],
  [`cluster.producer({ value: json(schema) }).write({ topic: "a", value: { at: new Date() } });`, "TS2322"],
  [
    `for await (const batch of cluster.consumer({ value: json<Flight>() })) for (const { value } of batch) value.delay;`,
    "TS18047",
  ],
  [
    `for await (const batch of cluster.consumer({ key: string() })) for (const { key } of batch) key satisfies Uint8Array | null;`,
    "TS1360",
  ],
  ["Cluster.start({ broker: 3 });", "TS2561"],
  [`Cluster.start({ storage: "disk" });`, "TS2322"],
  [`Cluster.attach({ kind: "something else" });`, "TS2322"],
  [`if (event.type === "brokerDied") event.leaderEpoch;`, "TS2339"],
  [`if (event.type === "brokerBorn") event;`, "TS2367"],
  [`if (error.code === "SOMETHING_ELSE") throw error;`, "TS2367"],
];

const compile = (snippets: readonly string[]) =>
  errorsOf(
    "tsconfig.json",
    snippets.map((snippet) => START + snippet),
  );

test("the cluster's types take what the documentation shows", () => {
  const errors = compile(ALLOWED);
  ALLOWED.forEach((snippet, index) => expect(errors[index], snippet).toEqual([]));
});

test("the cluster's types refuse unknown options, events and error codes", () => {
  const errors = compile(REFUSED.map(([snippet]) => snippet));
  REFUSED.forEach(([snippet, code], index) => expect(errors[index], snippet).toEqual([code]));
});
