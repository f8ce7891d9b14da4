import { expect, test } from "vitest";
import { errorsOf } from "./compile.ts";

const START = `import { Cluster, MillraceError } from "#/index.ts";
import type { ClusterEvent, MillraceErrorCode } from "#/index.ts";
declare const cluster: Cluster; declare const event: ClusterEvent; declare const error: MillraceError;\n`;

const ALLOWED: readonly string[] = [
  `await using own = await Cluster.start({ brokers: 3, storage: "memory", arenaBytes: 64 * 1024 * 1024 });`,
  "const own = await Cluster.attach(cluster.handle); await own.close();",
  "await cluster.broker(1).kill({ restart: false }); await cluster.broker(1).restart();",
  "for await (const next of cluster.events()) next satisfies ClusterEvent;",
  `if (event.type === "leaderElected") event.leaderEpoch satisfies number;`,
  `if (error.code === "BATCH_EXPIRED" || error.retriable) throw error;`,
  `const codes: readonly MillraceErrorCode[] = ["NOT_LEADER_OR_FOLLOWER", "CLOSED"]; codes.length satisfies number;`,
];

const REFUSED: readonly (readonly [string, string])[] = [
  ["new Cluster();", "TS2673"],
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
