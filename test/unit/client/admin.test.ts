import { describe, expect, test } from "vitest";
import { ErrorCode, MillraceError } from "../../../src/base/errors.ts";
import { EngineAdmin } from "../../../src/client/admin.ts";
import type { NewTopic } from "../../../src/client/api.ts";
import {
  CREATE_TOPICS_REQUEST,
  CREATE_TOPICS_RESPONSE,
  DELETE_RECORDS_REQUEST,
  DELETE_RECORDS_RESPONSE,
  DELETE_TOPICS_REQUEST,
  DELETE_TOPICS_RESPONSE,
  LIST_OFFSETS_REQUEST,
  LIST_OFFSETS_RESPONSE,
} from "../../../src/message/kinds.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";

function start() {
  const engine = new FakeEngine();
  for (const id of [2, 1]) engine.addBroker(id);
  return { engine, admin: new EngineAdmin(engine) };
}

function requests(engine: FakeEngine): Sent[] {
  return engine.take(CREATE_TOPICS_REQUEST);
}

function answer(engine: FakeEngine, request: Sent, error = ErrorCode.NONE, message = ""): void {
  const [topic] = request.body.topics;
  const created = { name: topic.name, error, message, topicId: 1, partitions: 1, replicationFactor: 1 };
  engine.answer(request, CREATE_TOPICS_RESPONSE, { error: ErrorCode.NONE, message: "", topics: [created] });
}

async function outcomeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "fulfilled";
  } catch (error) {
    return error instanceof MillraceError ? `${error.code}: ${error.message}` : `not ours: ${String(error)}`;
  }
}

describe("createTopics", () => {
  test("resolves when this endpoint's image shows the topic with leaders", async () => {
    const { engine, admin } = start();
    let isDone = false;
    const created = admin.createTopics([{ topic: "t", partitions: 2, configs: { "min.insync.replicas": "1" } }]);
    created.then(() => {
      isDone = true;
    });
    const [request] = requests(engine) as [Sent];
    expect(request.body.topics).toEqual([
      {
        name: "t",
        partitions: 2,
        replicationFactor: -1,
        configs: [{ name: "min.insync.replicas", value: "1" }],
        assignment: [],
      },
    ]);
    answer(engine, request);
    const topicId = engine.addTopic("t", [1, -1]);
    await Promise.resolve();
    expect(isDone).toBe(false);
    expect(engine.owed).toBe(1);
    engine.setLeader(topicId, 1, 2, 1);
    engine.metadataMoved();
    await created;
    expect(engine.owed).toBe(0);
  });

  test("asks again with the same request id after the supervisor's death", async () => {
    const { engine, admin } = start();
    const created = admin.createTopics([{ topic: "t" }]);
    const [first] = requests(engine) as [Sent];
    engine.fail(first);
    engine.advance(20);
    const [second] = requests(engine) as [Sent];
    expect(second.body).toEqual(first.body);
    engine.addTopic("t", [1]);
    answer(engine, second);
    expect(await outcomeOf(created)).toBe("fulfilled");
    const other = admin.createTopics([{ topic: "u" }]);
    expect(requests(engine)[0]?.body.requestId).not.toBe(first.body.requestId);
    await admin.close();
    expect(await outcomeOf(other)).toMatch(/^CLOSED/);
  });

  test("of many calls at once asks for a few at a time, in their order", async () => {
    const { engine, admin } = start();
    const names = Array.from({ length: 40 }, (_, index) => `t${index}`);
    const outcomes = names.map((topic) => outcomeOf(admin.createTopics([{ topic }])));
    const asked = new Set<string>(); // in the order of their first requests
    for (let round = requests(engine); round.length > 0; round = requests(engine)) {
      expect(round.length).toBeLessThanOrEqual(16);
      for (const { body } of round) asked.add(body.topics[0].name);
      const [first, ...others] = round as [Sent, ...Sent[]];
      if (others.length === 0) answer(engine, first, ErrorCode.INVALID_REPLICATION_FACTOR, "too many");
      else engine.fail(first); // it is asked again after a pause
      for (const request of others) answer(engine, request, ErrorCode.INVALID_REPLICATION_FACTOR, "too many");
      engine.advance(20);
    }
    expect([...asked]).toEqual(names);
    for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatch(/^INVALID_REPLICATION_FACTOR: /);
  });

  test("rejects with the supervisor's reason", async () => {
    const { engine, admin } = start();
    const created = admin.createTopics([{ topic: "t" }]);
    answer(engine, requests(engine)[0] as Sent, ErrorCode.TOPIC_ALREADY_EXISTS, "Topic 't' already exists.");
    expect(await outcomeOf(created)).toMatch(/^TOPIC_ALREADY_EXISTS: .*'t' already exists/);
  });

  test("gives up after a minute without a supervisor or a leader", async () => {
    const { engine, admin } = start();
    const created = admin.createTopics([{ topic: "t" }]);
    engine.advance(60_020);
    expect(await outcomeOf(created)).toMatch(/^REQUEST_TIMED_OUT: .*supervisor/);
    expect(engine.timerCount).toBe(0);
  });

  test("refuses what is no topic before it asks", async () => {
    const { engine, admin } = start();
    for (const topic of [{}, { topic: "" }, { topic: "t", partitions: 0 }, { topic: "t", replicas: 3 }]) {
      expect(await outcomeOf(admin.createTopics([topic as NewTopic]))).toMatch(/^INVALID_OPTION/);
    }
    expect(requests(engine)).toHaveLength(0);
  });
});

describe("arguments", () => {
  test("of the wrong type are refused by name, and nothing is done", async () => {
    const { engine, admin } = start();
    engine.addTopic("t", [1]);
    const place = { topic: "t", partition: 0 };
    const calls: [unknown, RegExp][] = [
      [admin.createTopics([{ topic: "q" }], { validateOnly: "yes" as never }), /validateOnly .* true or false/],
      [admin.createTopics([{ topic: "q" }], null as never), /options of createTopics/],
      [admin.createTopics([{ topic: "q", configs: "x" as never }]), /configs of q/],
      [admin.describeTopics("t" as never), /describeTopics takes a list/],
      [admin.describeConfigs([{} as never]), /describeConfigs takes/],
      [admin.describeConfigs([null as never]), /describeConfigs must be an object/],
      [admin.describeConfigs([{ topic: "t", broker: 1 } as never]), /describeConfigs takes/],
      [admin.describeConfigs([{ topik: "t" } as never]), /"topik"/],
      [admin.createTopics([{ topic: "q", configs: new Map([["retention.ms", "5"]]) as never }]), /configs of q/],
      [admin.deleteTopics([{ topic: "t" } as never]), /deleteTopics takes a list of names/],
      [admin.describeTopics([{ topic: "t" } as never]), /describeTopics takes a list of names/],
      [admin.listOffsets([{ ...place, at: "latest", offset: 5 } as never]), /listOffsets has no option "offset"/],
      [admin.deleteRecords([{ ...place, offset: 5, below: 6 } as never]), /deleteRecords has no option "below"/],
      [
        admin.alterPartitionReassignments([{ ...place, replicas: [1], adding: [2] } as never]),
        /alterPartitionReassignments has no option "adding"/,
      ],
    ];
    for (const [call, message] of calls) {
      const outcome = await outcomeOf(call as Promise<unknown>);
      expect(outcome).toMatch(/^INVALID_OPTION/);
      expect(outcome).toMatch(message);
    }
    expect(requests(engine)).toEqual([]);
  });

  test("that name a partition which the topic does not have are refused at once", async () => {
    const { engine, admin } = start();
    engine.addTopic("t", [1, 1]);
    const place = { topic: "t", partition: 2 };
    for (const call of [
      admin.listOffsets([{ ...place, at: "latest" }]),
      admin.deleteRecords([
        { topic: "t", partition: 0, offset: 5 },
        { ...place, offset: 5 },
      ]),
    ])
      expect(await outcomeOf(call)).toMatch(/^UNKNOWN_TOPIC_OR_PARTITION: t has no partition 2: it has 0 to 1/);
    expect(engine.take(DELETE_RECORDS_REQUEST)).toEqual([]);
  });

  test("of deleteRecords beyond what is committed are refused with the partition's name", async () => {
    const { engine, admin } = start();
    engine.addTopic("t", [1]);
    const deleted = admin.deleteRecords([{ topic: "t", partition: 0, offset: 5 }]);
    const [request] = engine.take(DELETE_RECORDS_REQUEST) as [Sent];
    engine.answer(request, DELETE_RECORDS_RESPONSE, { error: ErrorCode.OFFSET_OUT_OF_RANGE, lowWatermark: -1 });
    expect(await outcomeOf(deleted)).toMatch(/^OFFSET_OUT_OF_RANGE: deleting records of t-0 below 5: .*high watermark/);
  });
});

describe("descriptions", () => {
  test("come from the image", async () => {
    const { engine, admin } = start();
    engine.addTopic("b", [1]);
    engine.addTopic("a", [2, 1]);
    expect(await admin.listTopics()).toEqual(["a", "b"]);
    const [description] = await admin.describeTopics(["a"]);
    expect(description?.partitions.map(({ leader }) => leader)).toEqual([2, 1]);
    expect(description?.configs["min.insync.replicas"]).toBe("1");
    expect((await admin.describeCluster()).brokers.map(({ id, alive }) => [id, alive])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(await outcomeOf(admin.describeTopics(["c"]))).toMatch(/^UNKNOWN_TOPIC_OR_PARTITION/);
  });
});

describe("listOffsets", () => {
  test("asks every partition's leader, again after a death", async () => {
    const { engine, admin } = start();
    engine.addTopic("t", [1, 2]);
    const listed = admin.listOffsets("t", "latest");
    const [first, second] = engine.take(LIST_OFFSETS_REQUEST) as [Sent, Sent];
    expect([first.target.endpoint, second.target.endpoint]).toEqual([1, 2]);
    const response = { error: ErrorCode.NONE, timestamp: -1, leaderEpoch: 0 };
    engine.answer(second, LIST_OFFSETS_RESPONSE, { ...response, offset: 20 });
    engine.fail(first);
    engine.advance(20);
    const [again] = engine.take(LIST_OFFSETS_REQUEST) as [Sent];
    engine.answer(again, LIST_OFFSETS_RESPONSE, { ...response, offset: 10 });
    expect(await listed).toEqual([
      { partition: 0, offset: 10 },
      { partition: 1, offset: 20 },
    ]);
    expect(await outcomeOf(admin.listOffsets("t", -7))).toMatch(/^INVALID_OPTION/);
  });

  test("of many partitions are asked for a few at a time", async () => {
    const { engine, admin } = start();
    engine.addTopic("t", Array(40).fill(1));
    const listed = admin.listOffsets("t", "earliest");
    const response = { error: ErrorCode.NONE, timestamp: -1, leaderEpoch: 0, offset: 0 };
    for (let asked = 0; asked < 40; ) {
      const batch = engine.take(LIST_OFFSETS_REQUEST);
      expect(batch.length).toBeGreaterThan(0);
      expect(batch.length).toBeLessThanOrEqual(16);
      asked += batch.length;
      for (const request of batch) engine.answer(request, LIST_OFFSETS_RESPONSE, response);
    }
    expect(await listed).toHaveLength(40);
  });
});

describe("a signal", () => {
  const place = { topic: "t", partition: 0 };
  type Call = (admin: EngineAdmin, options: { signal: AbortSignal }) => Promise<unknown>;
  const waiting: [string, Call, RegExp][] = [
    ["createTopics", (admin, options) => admin.createTopics([{ topic: "q" }], options), /may be done all the same/],
    ["deleteTopics", (admin, options) => admin.deleteTopics(["t"], options), /may be done/],
    [
      "createPartitions",
      (admin, { signal }) => admin.createPartitions([{ topic: "t", totalCount: 2 }], { signal, validateOnly: true }),
      /may be done/,
    ],
    [
      "incrementalAlterConfigs",
      (admin, options) =>
        admin.incrementalAlterConfigs([{ topic: "t", configs: [{ name: "a", value: "b" }] }], options),
      /may be done/,
    ],
    ["electLeaders", (admin, options) => admin.electLeaders("unclean", [place], options), /may be done/],
    [
      "alterPartitionReassignments",
      (admin, options) => admin.alterPartitionReassignments([{ ...place, replicas: [1] }], options),
      /may be done/,
    ],
    ["listOffsets", (admin, options) => admin.listOffsets("t", "latest", options), /nothing was changed/],
    ["listOffsets", (admin, options) => admin.listOffsets([{ ...place, at: 5 }], options), /nothing was changed/],
    ["deleteRecords", (admin, options) => admin.deleteRecords([{ ...place, offset: 5 }], options), /may be done/],
  ];
  const answering: [string, Call][] = [
    ["listTopics", (admin, options) => admin.listTopics(options)],
    ["describeTopics", (admin, options) => admin.describeTopics(["t"], options)],
    ["describeConfigs", (admin, options) => admin.describeConfigs([{ topic: "t" }], options)],
    ["describeCluster", (admin, options) => admin.describeCluster(options)],
    ["listPartitionReassignments", (admin, options) => admin.listPartitionReassignments([place], options)],
  ];

  test.each(waiting)(
    "ends the wait of %s, for which nothing keeps the process alive then",
    async (name, call, effect) => {
      const { engine, admin } = start();
      engine.addTopic("t", [-1]);
      const controller = new AbortController();
      const outcome = outcomeOf(call(admin, controller));
      expect(engine.owed).toBe(1);
      controller.abort("enough");
      expect(await outcome).toMatch(`ABORTED: ${name} was aborted: `);
      expect(await outcome).toMatch(effect);
      expect(engine.owed).toBe(0);
      engine.advance(60_020); // what its actor still did for it is over, and nobody hears of that
      expect(engine.timerCount).toBe(0);
      engine.take();
      expect(await outcomeOf(call(admin, controller))).toBe(`ABORTED: ${name} was aborted: nothing was done`);
      expect(engine.sent).toEqual([]);
    },
  );

  test.each(answering)("that is aborted already ends %s", async (name, call) => {
    const { engine, admin } = start();
    engine.addTopic("t", [1]);
    expect(await outcomeOf(call(admin, new AbortController()))).toBe("fulfilled");
    expect(await outcomeOf(call(admin, { signal: AbortSignal.abort() }))).toMatch(`ABORTED: ${name}`);
    expect(await outcomeOf(call(admin, { singal: 5 } as never))).toMatch(/^INVALID_OPTION: .*"singal"/);
  });

  test("ends a call between two of its requests, too", async () => {
    const { engine, admin } = start();
    const controller = new AbortController();
    const names = Array.from({ length: 60 }, (_, index) => `t${index}`);
    const outcome = outcomeOf(admin.deleteTopics(names, controller));
    const [request] = engine.take(DELETE_TOPICS_REQUEST) as [Sent];
    engine.answer(request, DELETE_TOPICS_RESPONSE, { error: 0, message: "", results: [], metadataVersion: 0 });
    controller.abort();
    expect(await outcome).toMatch(/^ABORTED/);
    expect(engine.take(DELETE_TOPICS_REQUEST)).toEqual([]);
  });
});
