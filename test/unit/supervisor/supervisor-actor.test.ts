import { describe, expect, it } from "vitest";
import type { ActorContext, Message } from "../../../src/actor/actor.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { MessageKind } from "../../../src/message/kind.ts";
import {
  ALTER_PARTITION_REQUEST,
  CREATE_TOPICS_REQUEST,
  INIT_PRODUCER_ID_REQUEST,
  PRODUCE_REQUEST,
  REGISTER_BROKER_REQUEST,
} from "../../../src/message/kinds.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { SupervisorActor } from "../../../src/supervisor/supervisor-actor.ts";
import { ArrayLog, imageOf, newTopic } from "./fixture.ts";

const START: Message = { type: "local", note: "start" };

/** An endpoint 0 without a mesh: notes what the actor says and lets the test say who is alive. */
class Bench {
  readonly log = new ArrayLog();
  readonly alive = new Map<number, number>();
  readonly watched: number[] = [];
  readonly timers: { delayMs: number; tag: number }[] = [];
  readonly replies: { endpoint: number; kind: string; body: unknown }[] = [];
  readonly image;
  readonly actor: SupervisorActor;
  readonly #context: ActorContext;

  constructor(history: readonly MetadataRecord[] = [], incarnation = 1) {
    this.log.records.push(...history);
    this.image = imageOf(history);
    const { image, log } = this;
    this.actor = new SupervisorActor({ image, log, incarnation, brokers: [1, 2, 3] });
    const calls: Partial<ActorContext> = {
      watch: (endpoint) => void this.watched.push(endpoint),
      incarnationOf: (endpoint) => this.alive.get(endpoint),
      setTimer: (delayMs, tag) => this.timers.push({ delayMs, tag }),
      reply: (to, kind, body) => {
        this.replies.push({ endpoint: to.endpoint, kind: kind.name, body });
        return "sent";
      },
    };
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
    return this.ask(brokerId, REGISTER_BROKER_REQUEST, { brokerId, incarnation, hasLog: false });
  }

  create(requestId: string, topic = newTopic("flights")): unknown {
    return this.ask(40, CREATE_TOPICS_REQUEST, { requestId, topics: [topic], validateOnly: false });
  }

  die(endpoint: number, incarnation = 1): void {
    this.alive.delete(endpoint);
    this.receive({ type: "endpointDied", endpoint, incarnation });
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
    expect(bench.log.records).toEqual([{ type: "supervisorStarted", incarnation: 1 }]);
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
    const request = { brokerId: 1, incarnation: 2, hasLog: false };
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
    const alter = { brokerId: 1, brokerEpoch: 1, ...position, newIsr };
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
    expect(bench.timers).toEqual([{ delayMs: 1_000, tag: 1 }]);
    bench.log.recordsMax += 3;
    bench.receive({ type: "timer", timer: 1, tag: 1 });
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: 2, isr: [2, 3] });
    expect(bench.timers, "broker 2 is still to be recorded").toHaveLength(2);
    bench.log.recordsMax += 10;
    bench.receive({ type: "timer", timer: 2, tag: 1 });
    expect(bench.image.partition(1, 0)).toMatchObject({ leader: 3, isr: [3] });
    expect(bench.timers).toHaveLength(2);
  });
});
