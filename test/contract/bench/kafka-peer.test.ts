// The comparison's other side: a real Apache Kafka. Needs Java 17, and Maven when its jars were never fetched.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, type TestContext, test } from "vitest";
import { KafkaPeer } from "../../../bench/compare/kafka-peer.ts";

const TIMEOUT_MS = 300_000;
const RECORDS = 20_000;

/** Why there is no Kafka here; undefined when there is. CI fetches what it misses. */
function missing(): string | undefined {
  if (spawnSync("java", ["-version"]).status !== 0) return "no java command";
  const jars = join(process.env["MILLRACE_CACHE"] ?? join(homedir(), ".cache/millrace"), "kafka-4.3.1");
  if (existsSync(jars) || process.env["CI"] === "true") return undefined;
  return `no jars in ${jars}: run bench/compare/fetch-kafka.sh`;
}

function needKafka(context: TestContext): void {
  const reason = missing();
  if (reason === undefined) return;
  if (process.env["CI"] === "true") throw new Error(`Kafka must be there in CI: ${reason}`);
  console.warn(`SKIPPED: Apache Kafka does not run beside the benches (${reason})`);
  context.skip(reason);
}

test("three brokers of Apache Kafka are measured by their own tools, and end", {
  timeout: TIMEOUT_MS,
}, async (context) => {
  needKafka(context);
  const peer = await KafkaPeer.start();
  try {
    expect(await peer.produce({ replicationFactor: 3, acks: "all", records: RECORDS })).toBeGreaterThan(0);
    expect(await peer.consume(RECORDS)).toBeGreaterThan(0);
  } finally {
    peer.close();
  }
  expect(existsSync(peer.folder)).toBe(false);
});
