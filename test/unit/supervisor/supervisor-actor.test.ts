import { describe, expect, it } from "vitest";
import type { ActorContext, Message } from "../../../src/actor/actor.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { MessageKind } from "../../../src/message/kind.ts";
import {
  ALTER_PARTITION_REQUEST,
  CONTROLLED_SHUTDOWN_REQUEST,
  CREATE_TOPICS_REQUEST,
  INIT_PRODUCER_ID_REQUEST,
  PRODUCE_REQUEST,
  REGISTER_BROKER_REQUEST,
  SET_HOLD_REQUEST,
} from "../../../src/message/kinds.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { SupervisorActor } from "../../../src/supervisor/supervisor-actor.ts";
import { SimHighWatermarks } from "../../../src/testing/machine/sim-high-watermarks.ts";
import { ArrayLog, imageOf, newTopic } from "./fixture.ts";

const DEATH_RETRY_TAG = 1;
const SAMPLE_TAG = 2;
const SAMPLE_MS = 100;
const PLANNED_ENDS_TAG = 4;
const LOOK_MS = 50;
const START: Message = { type: "local", note: "start" };

/** An endpoint 0 without a mesh: notes what the actor says and lets the test say who is alive. */
class Bench {
  readonly log = new ArrayLog();
  readonly alive = new Map<number, number>();
  readonly beats = new Map<number, number>();
  readonly terminated: number[] = [];
  readonly ended: string[] = [];
  now = 0;
  readonly watched: number[] = [];
  readonly timers: { delayMs: number; tag: number }[] = [];
  readonly replies: { endpoint: number; kind: string; body: unknown }[] = [];
  readonly image;
  readonly actor: SupervisorActor;
  readonly #context: ActorContext;

  constructor(history: readonly MetadataRecord[] = [], incarnation = 1, leaderImbalanceCheckIntervalMs = 0) {
    this.log.records.push(...history);
    this.image = imageOf(history);
    const { image, log } = this;
    const threads = {
      beatOf: (endpoint: number) => this.beats.get(endpoint) ?? 0,
      terminate: ({ brokerId }: { brokerId: number }) => void this.terminated.push(brokerId),
      end: ({ brokerId, incarnation }: { brokerId: number; incarnation: number }) =>
        void this.ended.push(`${brokerId}/${incarnation} at ${this.now}`),
    };
    const highWatermarks = new SimHighWatermarks();
    const brokers = [1, 2, 3];
    const options = { image, log, incarnation, brokers, threads, highWatermarks, leaderImbalanceCheckIntervalMs };
    this.actor = new SupervisorActor(options);
    const calls: Pick<ActorContext, "watch" | "incarnationOf" | "reply"> & { now?: number; setTimer: unknown } = {
      watch: (endpoint) => void this.watched.push(endpoint),
      incarnationOf: (endpoint) => this.alive.get(endpoint),
      setTimer: (delayMs: number, tag: number) => this.timers.push({ delayMs, tag }),
      reply: (to, kind, body) => {
        this.replies.push({ endpoint: to.endpoint, kind: kind.name, body });
        return "sent";
      },
    };
    Object.defineProperty(calls, "now", { get: () => this.now });
    this.#context = calls as ActorContext;
  }

  receive(message: Message): void {
    this.actor.receive(message, this.#context);
  }

  ask<B>(endpoint: number, kind: MessageKind<B>, body: B): unknown {
    const replyTo = { endpoint, incarnation: 1, correlation: 1 };
    const attachment = { address: 0, length: 0 };
    this.receive({ type: "message", kind, body, attachment, from: endpoint, replyTo, answers: undefined });
    return this.replies.at(-1)?.body;
  }

  register(brokerId: number, incarnation = 1): unknown {
    this.alive.set(brokerId, incarnation);
    return this.ask(brokerId, REGISTER_BROKER_REQUEST, { brokerId, incarnation, hasLog: false, damaged: [] });
  }

  shutDown(brokerId: number, incarnation = 1): unknown {
    return this.ask(40, CONTROLLED_SHUTDOWN_REQUEST, {
      requestId: `s-${brokerId}`,
      brokerId,
      incarnation,
      force: false,
    });
  }

  /** Its timer of planned ends fires, each time as late as it asked for, until `until`. */
  lookUntil(until: number): void {
    for (; this.now < until; this.now += LOOK_MS) this.receive({ type: "timer", timer: 1, tag: PLANNED_ENDS_TAG });
  }

  create(requestId: string, topic = newTopic("flights")): unknown {
    return this.ask(40, CREATE_TOPICS_REQUEST, { requestId, topics: [topic], validateOnly: false });
  }

  die(endpoint: number, incarnation = 1): void {
    this.alive.delete(endpoint);
    this.receive({ type: "endpointDied", endpoint, incarnation });
  }

  /** Its sampling timer fires until `until`; brokers that are in `beating` beat before each. */
  sampleUntil(until: number, beating: readonly number[]): void {
    for (; this.now < until; this.now += SAMPLE_MS) {
      for (const broker of beating) this.beats.set(broker, (this.beats.get(broker) ?? 0) + 1);
      this.receive({ type: "timer", timer: 1, tag: SAMPLE_TAG });
    }
  }

  get deathRetries(): number {
    return this.timers.filter(({ tag }) => tag === DEATH_RETRY_TAG).length;
  }

  get types(): string[] {
    return this.log.records.map((entry) => entry.type);
  }
}

function running(): Bench {
  const bench = new Bench();
  bench.receive(START);
  for (const brokerId of [1, 2, 3]) bench.register(brokerId);
  return bench;
}

describe("the supervisor's start", () => {
  it("is the first record of its incarnation, once", () => {
    const bench = new Bench();
    bench.receive(START);
    bench.receive(START);
    expect(bench.log.records).toEqual([{ type: "supervisorStarted", incarnation: 1, brokerConfigs: new Map() }]);
  });

  it("fences brokers that died while there was no supervisor and watches those that live", () => {
    const before = running();
    before.create("c-1", newTopic("flights", 3, 3));
    const bench = new Bench(before.log.records, 2);
    bench.alive.set(1, 1).set(2, 2);
    bench.receive(START);
    expect(bench.watched).toEqual([1]);
    expect([...bench.image.brokers.values()].map((broker) => broker.fenced)).toEqual([false, true, true]);
    for (const state of bench.image.topicByName("flights")?.partitions ?? []) {
      expect(state).toMatchObject({ leader: 1, isr: [1] });
    }
  });

  it("answers a retry of a request that its predecessor answered", () => {
    const before = running();
    const first = before.create("c-1");
    const bench = new Bench(before.log.records, 2);
    for (const brokerId of [1, 2, 3]) bench.alive.set(brokerId, 1);
    bench.receive(START);
    expect(bench.create("c-1")).toMatchObject(first as object);
    expect(bench.types.filter((type) => type === "topicCreated")).toHaveLength(1);
  });
});

describe("the supervisor's requests", () => {
  it("register brokers, whose endpoints it then watches", () => {
    const bench = running();
    expect(bench.replies.map(({ body }) => body)).toEqual(
      [1, 2, 3].map((brokerEpoch) => ({ error: ErrorCode.NONE, brokerEpoch })),
    );
    expect(bench.watched).toEqual([1, 2, 3]);
    bench.register(1);
    expect(bench.watched, "a retry is not watched twice").toEqual([1, 2, 3]);
    expect(bench.image.version).toBe(bench.log.records.length);
  });

  it("refuse a broker that is not expected or not at its endpoint", () => {
    const bench = running();
    expect(bench.register(4)).toMatchObject({ error: ErrorCode.INVALID_REQUEST });
    const request = { brokerId: 1, incarnation: 2, hasLog: false, damaged: [] };
    expect(bench.ask(2, REGISTER_BROKER_REQUEST, request)).toMatchObject({ error: ErrorCode.INVALID_REQUEST });
  });

  it("create topics with the default replication factor of three", () => {
    const bench = running();
    expect(bench.create("c-1")).toMatchObject({ topics: [{ partitions: 1, replicationFactor: 3 }] });
    expect(bench.image.topicByName("flights")?.partitions[0]).toMatchObject({ leader: 1, isr: [1, 2, 3] });
  });

  it("change an ISR and give producer ids", () => {
    const bench = running();
    bench.create("c-1");
    const newIsr = [{ brokerId: 1, brokerEpoch: 1 }];
    const position = { topicId: 1, partition: 0, leaderEpoch: 0, partitionEpoch: 0 };
    const alter = { brokerId: 1, brokerEpoch: 1, ...position, newIsr, damagedOffset: -1 };
    expect(bench.ask(1, ALTER_PARTITION_REQUEST, alter)).toMatchObject({ error: ErrorCode.NONE, isr: [1] });
    const request = { requestId: "c-2", producerId: -1, producerEpoch: -1 };
    expect(bench.ask(40, INIT_PRODUCER_ID_REQUEST, request)).toMatchObject({ producerId: 0, producerEpoch: 0 });
    expect(bench.replies.map(({ kind }) => kind).slice(-2)).toEqual([
      "AlterPartitionResponse",
      "InitProducerIdResponse",
    ]);
  });

  it("of a kind that nobody sends to it are a broken invariant", () => {
    const body = { topicId: 1, partition: 0, acks: 1, leaderEpoch: 0 };
    expect(() => running().ask(40, PRODUCE_REQUEST, body)).toThrow("ProduceRequest");
  });
});

describe("the death of a broker's endpoint", () => {
  it("fences the broker and moves its leaders in one append", () => {
    const bench = running();
    bench.create("c-1");
    const count = bench.log.records.length;
    bench.die(1);
    expect(bench.types.slice(count)).toEqual(["brokerFenced", "partitionChanged"]);
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: 2, leaderEpoch: 1, isr: [2, 3] });
  });

  it("changes nothing when its next incarnation has registered before the notice", () => {
    const bench = running();
    bench.register(1, 2);
    const count = bench.log.records.length;
    bench.receive({ type: "endpointDied", endpoint: 1, incarnation: 1 });
    expect(bench.log.records).toHaveLength(count);
    bench.die(1, 2);
    expect(bench.image.brokers.get(1)).toMatchObject({ incarnation: 2, fenced: true });
  });

  it("is watched again after the broker came back", () => {
    const bench = running();
    bench.die(1);
    bench.register(1, 2);
    expect(bench.watched).toEqual([1, 2, 3, 1]);
  });

  it("is heard when nobody was alive any more as the watch was set", () => {
    const bench = running();
    bench.die(1, -1);
    expect(bench.image.brokers.get(1)?.fenced).toBe(true);
    bench.register(1, 2);
    expect(bench.watched).toEqual([1, 2, 3, 1]);
  });

  it("of a client is nothing to it", () => {
    const bench = running();
    const count = bench.log.records.length;
    bench.die(40);
    expect(bench.log.records).toHaveLength(count);
  });

  it("is tried again when the metadata log has no room for it", () => {
    const bench = running();
    bench.create("c-1");
    bench.log.recordsMax = bench.log.records.length;
    bench.die(1);
    bench.die(2);
    expect(bench.image.brokers.get(1)?.fenced).toBe(false);
    expect(bench.timers.at(-1)).toEqual({ delayMs: 1_000, tag: DEATH_RETRY_TAG });
    expect(bench.deathRetries).toBe(1);
    bench.log.recordsMax += 3;
    bench.receive({ type: "timer", timer: 1, tag: DEATH_RETRY_TAG });
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: 2, isr: [2, 3] });
    expect(bench.deathRetries, "broker 2 is still to be recorded").toBe(2);
    bench.log.recordsMax += 10;
    bench.receive({ type: "timer", timer: 2, tag: DEATH_RETRY_TAG });
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: 3, isr: [3] });
    expect(bench.deathRetries).toBe(2);
  });
});

describe("the death of a consumer that holds records", () => {
  const HOLDER = 40;

  function holding(): Bench {
    const bench = running();
    bench.create("c-1");
    bench.alive.set(HOLDER, 1);
    const partitions = [{ topicId: 1, partition: 0 }];
    bench.ask(HOLDER, SET_HOLD_REQUEST, { holdId: 1, partitions, clientId: "c" });
    expect(bench.image.holds.all.size).toBe(1);
    return bench;
  }

  it("ends its holds", () => {
    const bench = holding();
    bench.die(HOLDER);
    expect(bench.image.holds.all.size).toBe(0);
    expect(bench.deathRetries).toBe(0);
  });

  it("that does not fit in the log is recorded when there is room again", () => {
    const bench = holding();
    bench.log.recordsMax = bench.log.records.length;
    bench.die(HOLDER);
    expect(bench.image.holds.all.size).toBe(1);
    expect(bench.deathRetries).toBe(1);
    bench.receive({ type: "timer", timer: 2, tag: DEATH_RETRY_TAG });
    expect(bench.deathRetries).toBe(2);
    bench.log.recordsMax += 10;
    bench.receive({ type: "timer", timer: 2, tag: DEATH_RETRY_TAG });
    expect(bench.image.holds.all.size).toBe(0);
    expect(bench.deathRetries).toBe(2);
  });
});

describe("a broker that falls silent", () => {
  function silentFrom(): Bench {
    const bench = running();
    bench.create("c-1");
    bench.sampleUntil(1_000, [1, 2, 3]);
    return bench;
  }

  it("is fenced after the session timeout, and its leaders move in the same append", () => {
    const bench = silentFrom();
    bench.sampleUntil(2_800, [2, 3]);
    expect(bench.image.brokers.get(1)?.fenced).toBe(false);
    bench.sampleUntil(3_000, [2, 3]);
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: 2, isr: [2, 3], leaderEpoch: 1 });
    const fences = bench.log.records.filter((entry) => entry.type === "brokerFenced");
    expect(fences).toMatchObject([{ brokerId: 1, reason: "it was silent for 2000 ms" }]);
    bench.sampleUntil(8_000, [2, 3]);
    expect(bench.log.records.filter((entry) => entry.type === "brokerFenced")).toHaveLength(1);
  });

  it("registers again in its incarnation with its log, and keeps its place in an ISR that it alone is in", () => {
    const bench = running();
    bench.create("c-1", newTopic("alone", 1, 1));
    const leader = bench.image.partition(1, 0)?.leader ?? 0;
    bench.sampleUntil(1_000, [1, 2, 3]);
    bench.sampleUntil(
      3_100,
      [1, 2, 3].filter((id) => id !== leader),
    );
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: -1, isr: [leader] });
    const epochBefore = bench.image.brokers.get(leader)?.epoch ?? 0;
    bench.ask(leader, REGISTER_BROKER_REQUEST, { brokerId: leader, incarnation: 1, hasLog: true, damaged: [] });
    expect(bench.image.brokers.get(leader)).toMatchObject({ fenced: false, incarnation: 1 });
    expect(bench.image.brokers.get(leader)?.epoch).toBeGreaterThan(epochBefore);
    expect(bench.image.partition(1, 0)).toMatchObject({ leader, isr: [leader], dataLost: false, leaderEpoch: 2 });
  });

  it("is fenced again if it registers without ever beating", () => {
    const bench = silentFrom();
    bench.sampleUntil(3_100, [2, 3]);
    bench.ask(1, REGISTER_BROKER_REQUEST, { brokerId: 1, incarnation: 1, hasLog: true, damaged: [] });
    expect(bench.image.brokers.get(1)?.fenced).toBe(false);
    bench.sampleUntil(3_200, [2, 3]);
    expect(bench.image.brokers.get(1)?.fenced).toBe(true);
  });

  it("has its thread ended after ten seconds, unless a partition has nothing but it", () => {
    const bench = silentFrom();
    bench.sampleUntil(10_900, [2, 3]);
    expect(bench.terminated).toEqual([]);
    bench.sampleUntil(11_000, [2, 3]);
    expect(bench.terminated).toEqual([1]);
    const alone = running();
    alone.create("c-1", newTopic("alone", 1, 1));
    const leader = alone.image.partition(1, 0)?.leader ?? 0;
    alone.sampleUntil(1_000, [1, 2, 3]);
    alone.sampleUntil(
      30_000,
      [1, 2, 3].filter((id) => id !== leader),
    );
    expect(alone.terminated).toEqual([]);
  });

  it("is not silent before its first turn", () => {
    const bench = running();
    bench.sampleUntil(30_000, [2, 3]);
    expect(bench.image.brokers.get(1)?.fenced).toBe(false);
    expect(bench.terminated).toEqual([]);
  });
});

describe("a broker in controlled shutdown", () => {
  it("is ended when it has taken a turn and 50 ms have passed, again and again until it is gone", () => {
    const bench = running();
    bench.create("c-1");
    expect(bench.shutDown(1)).toMatchObject({ error: ErrorCode.NONE, results: [] });
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: 2, isr: [2, 3] });
    expect(bench.timers.at(-1)).toEqual({ delayMs: LOOK_MS, tag: PLANNED_ENDS_TAG });
    bench.beats.set(1, 1);
    bench.lookUntil(101);
    expect(bench.ended).toEqual(["1/1 at 50", "1/1 at 100"]);
    const timers = bench.timers.length;
    bench.die(1);
    bench.lookUntil(300);
    expect(bench.ended).toHaveLength(2);
    expect(bench.timers, "nobody is waited for").toHaveLength(timers);
    expect(bench.log.records.at(-1)).toMatchObject({ type: "brokerFenced", reason: "its thread ended as planned" });
  });

  it("that takes no turn is ended after a second", () => {
    const bench = running();
    bench.shutDown(1);
    bench.lookUntil(1_001);
    expect(bench.ended).toEqual(["1/1 at 1000"]);
  });

  it("is waited for by one timer, however many there are", () => {
    const bench = running();
    bench.shutDown(1);
    bench.create("c-1");
    bench.shutDown(2);
    expect(bench.timers.filter(({ tag }) => tag === PLANNED_ENDS_TAG)).toHaveLength(1);
  });

  it("is ended by the next supervisor if the first one dies, and a retry gets the first answer", () => {
    const before = running();
    before.create("c-1");
    const first = before.shutDown(1);
    const bench = new Bench(before.log.records, 2);
    for (const brokerId of [1, 2, 3]) bench.alive.set(brokerId, 1);
    bench.receive(START);
    expect(bench.shutDown(1)).toMatchObject(first as object);
    bench.beats.set(1, 1);
    bench.lookUntil(51);
    expect(bench.ended).toEqual(["1/1 at 50"]);
  });

  it("is not ended where that is refused", () => {
    const bench = running();
    bench.create("c-1", newTopic("alone", 1, 1));
    const leader = bench.image.partition(1, 0)?.leader ?? 0;
    expect(bench.shutDown(leader)).toMatchObject({ results: [{ topic: "alone" }] });
    expect(bench.timers.filter(({ tag }) => tag === PLANNED_ENDS_TAG)).toEqual([]);
    bench.lookUntil(2_000);
    expect(bench.ended).toEqual([]);
  });
});
