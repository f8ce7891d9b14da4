import { expect, it } from "vitest";
import type { ClusterEvent } from "../../../src/client/api.ts";
import { newLogChannel } from "../../../src/platform/thread-log.ts";
import { ClusterLog } from "../../../src/runtime/cluster-log.ts";

const EVENTS: readonly (readonly [ClusterEvent, string])[] = [
  [{ type: "brokerDied", broker: 2, reason: "killed" }, "warn millrace: brokerDied broker=2 reason=killed"],
  [{ type: "partitionOffline", topic: "t", partition: 0 }, "error millrace: partitionOffline topic=t partition=0"],
  [
    { type: "isrChanged", topic: "t", partition: 0, isr: [1, 2] },
    "debug millrace: isrChanged topic=t partition=0 isr=1,2",
  ],
  [
    { type: "topicConfigsChanged", topic: "t", configs: new Map([["retention.ms", "5"]]) },
    "info millrace: topicConfigsChanged topic=t configs=retention.ms:5",
  ],
];

it("writes events at their level, in order, and never within the call that brings them", async () => {
  const lines: string[] = [];
  const level = (name: string) => (message: string) => void lines.push(`${name} ${message}`);
  const logger = { debug: level("debug"), info: level("info"), warn: level("warn"), error: level("error") };
  const log = new ClusterLog(logger, newLogChannel());
  for (const [event] of EVENTS) log.event(event);
  expect(lines).toEqual([]);
  await Promise.resolve();
  expect(lines).toEqual(EVENTS.map(([, line]) => line));
  log.close();
});
