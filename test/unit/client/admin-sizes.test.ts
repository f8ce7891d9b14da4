import { describe, expect, test } from "vitest";
import type { Message } from "../../../src/actor/actor.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import { FRAME_BODY_BYTES_MAX } from "../../../src/base/limits.ts";
import { EngineAdmin } from "../../../src/client/admin.ts";
import { AdminCalls } from "../../../src/client/admin-calls.ts";
import { DELETE_TOPICS_REQUEST, DELETE_TOPICS_RESPONSE, ELECT_LEADERS_REQUEST } from "../../../src/message/kinds.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";
import { codeOf } from "./producer-fixture.ts";

function start() {
  const engine = new FakeEngine();
  engine.addBroker(1);
  engine.addTopic("t", [1]);
  return { engine, admin: new EngineAdmin(engine) };
}

function acceptAll(engine: FakeEngine): Sent[] {
  const seen: Sent[] = [];
  engine.onPoll = () => {
    for (const request of engine.take()) {
      seen.push(request);
      const results = request.body.topics.map((topic: string) => ({ topic, partition: -1, error: 0, message: "" }));
      engine.answer(request, DELETE_TOPICS_RESPONSE, {
        error: ErrorCode.NONE,
        message: "",
        results,
        metadataVersion: 0,
      });
    }
  };
  return seen;
}

describe("what is longer than it may be", () => {
  const long = "x".repeat(40_000);
  const place = { topic: long, partition: 0 };
  const calls: [string, string, (admin: EngineAdmin) => Promise<unknown>][] = [
    ["a name to create", "INVALID_TOPIC_EXCEPTION", (admin) => admin.createTopics([{ topic: long }])],
    ["a name to delete", "INVALID_TOPIC_EXCEPTION", (admin) => admin.deleteTopics([long])],
    ["a name that is one too long", "INVALID_TOPIC_EXCEPTION", (admin) => admin.deleteTopics(["x".repeat(250)])],
    [
      "a name to add to",
      "INVALID_TOPIC_EXCEPTION",
      (admin) => admin.createPartitions([{ topic: long, totalCount: 2 }]),
    ],
    ["a name to elect for", "INVALID_TOPIC_EXCEPTION", (admin) => admin.electLeaders("preferred", [place])],
    [
      "a name to move",
      "INVALID_TOPIC_EXCEPTION",
      (admin) => admin.alterPartitionReassignments([{ ...place, replicas: [1] }]),
    ],
    ["a value", "INVALID_CONFIG", (admin) => admin.createTopics([{ topic: "u", configs: { "retention.ms": long } }])],
    ["a config's name", "INVALID_CONFIG", (admin) => admin.createTopics([{ topic: "u", configs: { [long]: "1" } }])],
    [
      "a changed value",
      "INVALID_CONFIG",
      (admin) => admin.incrementalAlterConfigs([{ topic: "t", configs: [{ name: "retention.ms", value: long }] }]),
    ],
    [
      "a request of one item",
      "INVALID_REQUEST",
      (admin) => admin.createTopics([{ topic: "u", replicaAssignment: Array(FRAME_BODY_BYTES_MAX).fill([1]) }]),
    ],
  ];

  test.each(calls)("%s is refused with %s, and the admin goes on", async (_, code, call) => {
    const { engine, admin } = start();
    expect(await codeOf(call(admin))).toBe(code);
    expect({ sent: engine.sent, owed: engine.owed }).toEqual({ sent: [], owed: 0 });
    acceptAll(engine);
    expect(await codeOf(admin.deleteTopics(["t"]))).toBe("fulfilled");
  });
});

describe("many items", () => {
  test("go in requests of which each fits in a frame, whatever their characters need", async () => {
    const { engine, admin } = start();
    const seen = acceptAll(engine);
    const names = Array.from({ length: 120 }, (_, index) => `${"日".repeat(245)}${index}`);
    await admin.deleteTopics(names);
    expect(seen.flatMap(({ body }) => body.topics)).toEqual(names);
    expect(seen.every(({ kind }) => kind === DELETE_TOPICS_REQUEST)).toBe(true);
  });

  test("are at most fifty in a request", async () => {
    const { engine, admin } = start();
    const seen = acceptAll(engine);
    await admin.deleteTopics(Array.from({ length: 120 }, (_, index) => `t${index}`));
    expect(seen.map(({ body }) => body.topics.length)).toEqual([50, 50, 20]);
  });
});

test("a partition number that has more than 31 bits names no partition", async () => {
  const { engine, admin } = start();
  expect(await codeOf(admin.electLeaders("unclean", [{ topic: "t", partition: 2 ** 32 }]))).toBe("INVALID_OPTION");
  expect(engine.take(ELECT_LEADERS_REQUEST)).toEqual([]);
});

test("a request that cannot be written fails its call, not the actor", () => {
  const engine = new FakeEngine();
  const calls = new AdminCalls("client-9-1", 0);
  const ref = engine.spawn({ receive: (message: Message, context) => calls.receive(message, context) });
  const errors: unknown[] = [];
  const body = { topics: ["x".repeat(FRAME_BODY_BYTES_MAX)] };
  const call = { what: "asking", kind: DELETE_TOPICS_REQUEST as never, body, missing: "", isShown: () => true };
  const ends = { done: () => expect.unreachable(), failed: (error: unknown) => errors.push(error) };
  engine.enter(ref, (context) => calls.start({ ...call, ...ends }, context));
  expect(errors).toEqual([expect.objectContaining({ code: "INVALID_REQUEST", cause: expect.any(RangeError) })]);
  engine.advance(1_000);
  expect(engine.timerCount).toBe(0);
});
