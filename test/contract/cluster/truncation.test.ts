import { expect, it } from "vitest";
import { LogTruncationError } from "../../../src/index.ts";
import { eventually, leaderOf, readRecords, startCluster } from "./support.ts";

const PLACE = { topic: "cut", partition: 0 };

it("consumers on threads notice what an unclean election gave up, and go on where the logs part (KIP-320)", async () => {
  await using cluster = await startCluster({ brokerSessionTimeoutMs: 1_000 });
  const configs = { "unclean.leader.election.enable": "true" };
  await cluster.admin.createTopics([{ topic: "cut", replicaAssignment: [[1, 2]], configs }]);
  await cluster.settled({ topics: ["cut"] });
  await using strict = cluster.consumer({ autoOffsetReset: "none" });
  await using lenient = cluster.consumer({ autoOffsetReset: "latest" });
  for (const consumer of [strict, lenient]) await consumer.assign([{ ...PLACE, offset: 0 }]);
  await using producer = cluster.producer({ lingerMs: 0 });
  for (let index = 0; index < 5; index++) await producer.send({ ...PLACE, value: `${index}` });

  // Broker 2 sleeps: it leaves the ISR, and of what comes then at most one answer to its fetch is under way to it.
  await cluster.broker(2).pause();
  for (let index = 5; index < 10; index++) await producer.send({ ...PLACE, value: `${index}` });
  for (const consumer of [strict, lenient]) await readRecords(consumer, 10);
  await cluster.broker(1).kill({ restart: false });
  await cluster.broker(2).resume();
  let leader = -1;
  await eventually(
    async () => {
      leader = await leaderOf(cluster, "cut", 0);
      return leader === 2 ? true : undefined;
    },
    () => leader,
  );

  await using other = cluster.producer({ lingerMs: 0 });
  const { offset } = await other.send({ ...PLACE, value: "another" });
  expect(offset).toBeLessThan(10);
  const error = await strict.poll({ timeoutMs: 20_000 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LogTruncationError);
  const { code, place, divergentOffset } = error as LogTruncationError;
  expect({ code, place, divergentOffset }).toEqual({
    code: "LOG_TRUNCATION",
    place: { ...PLACE, offset: 10 },
    divergentOffset: { ...PLACE, offset, leaderEpoch: 0 },
  });
  await strict.seek(divergentOffset);
  for (const consumer of [strict, lenient]) {
    expect(await readRecords(consumer, 1)).toMatchObject([{ offset, value: "another" }]);
    expect(consumer.metrics).toMatchObject({ truncations: 1, offsetResets: 0 });
  }
});
