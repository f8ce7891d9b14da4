import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { Random } from "../../../src/base/random.ts";
import { producerSettings } from "../../../src/client/options.ts";
import { ProducerActor } from "../../../src/client/producer-actor.ts";
import type { BatchOutcome, ProducerListener } from "../../../src/client/producer-listener.ts";
import {
  INIT_PRODUCER_ID_REQUEST,
  INIT_PRODUCER_ID_RESPONSE,
  PRODUCE_REQUEST,
  PRODUCE_RESPONSE,
} from "../../../src/message/kinds.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";
import { FakeLog } from "./fake-log.ts";

/** One partition whose leader is killed, replaced and slow at random, with a log that no broker loses. */
class Faults {
  readonly engine = new FakeEngine(4 * 1024 * 1024);
  readonly log = new FakeLog();
  readonly acknowledged = new Map<number, number>(); // record number -> offset
  readonly failed = new Set<number>();
  readonly #random: Random;
  readonly #topicId: number;
  readonly #actor: ProducerActor;
  readonly #ref;
  #leader = 1;
  #epoch = 0;
  #producerEpoch = -1;
  #pending: Sent[] = []; // in the rings, per sender's order
  #unanswered: { request: Sent; baseOffset: number }[] = []; // in the log, but not committed
  #written = 0;

  constructor(seed: number, deliveryTimeoutMs: number) {
    this.#random = new Random(seed);
    for (const id of [1, 2, 3]) this.engine.addBroker(id);
    this.#topicId = this.engine.addTopic("t", [1]);
    const listener: ProducerListener = {
      acknowledged: (batch) =>
        this.#each(batch, (number, index) => this.acknowledged.set(number, batch.baseOffset + index)),
      failed: (batch) => this.#each(batch, (number) => this.failed.add(number)),
      spaceAvailable: () => {},
      settled: () => {},
      idle: () => {},
    };
    const settings = producerSettings({ batchBytes: 1_024, lingerMs: 2, deliveryTimeoutMs });
    this.#actor = new ProducerActor(this.engine, settings, listener);
    this.#ref = this.engine.spawn(this.#actor);
    this.engine.enter(this.#ref, (context) => this.#actor.start(context));
  }

  get written(): number {
    return this.#written;
  }

  step(): void {
    this.#collect();
    const dice = this.#random.between(0, 99);
    if (dice < 35) this.#write();
    else if (dice < 65) this.#serve(this.#random.between(1, 3));
    else if (dice < 72) this.#serveOne(false);
    else if (dice < 77) this.#refuse();
    else if (dice < 83) this.#kill();
    else if (dice < 88) this.#elect();
    else this.engine.advance(this.#random.between(1, 40));
  }

  /** No more faults: everything unfinished ends. */
  heal(): void {
    this.#elect();
    for (let round = 0; round < 400 && this.#actor.unfinished > 0; round++) {
      this.engine.advance(10);
      this.#collect();
      this.#serve(1_000);
    }
    expect(this.#actor.unfinished).toBe(0);
  }

  #each(batch: BatchOutcome, visit: (number: number, index: number) => void): void {
    for (let index = 0; index < batch.recordCount; index++) visit(batch.firstNumber + index, index);
  }

  #write(): void {
    this.engine.enter(this.#ref, (context) => {
      for (let count = this.#random.between(1, 12); count > 0; count--) {
        const value = String(this.#written++).padEnd(90, "-");
        this.#actor.append({ topic: "t", value }, undefined, context);
      }
    });
  }

  #collect(): void {
    for (const request of this.engine.take(INIT_PRODUCER_ID_REQUEST)) {
      this.#producerEpoch++;
      const body = { error: ErrorCode.NONE, producerId: 5, producerEpoch: this.#producerEpoch };
      this.engine.answer(request, INIT_PRODUCER_ID_RESPONSE, body);
    }
    this.#pending.push(...this.engine.take(PRODUCE_REQUEST));
  }

  #answer(request: Sent, error: ErrorCode, baseOffset = -1): void {
    this.engine.answer(request, PRODUCE_RESPONSE, {
      error,
      baseOffset,
      logStartOffset: 0,
      leaderEpoch: this.#epoch,
      logAppendTime: -1,
      message: "",
    });
    this.#collect();
  }

  /** Brokers read their ring in order: the leader appends, the others refuse. */
  #serve(count: number): void {
    this.#commit();
    for (; count > 0 && this.#pending.length > 0; count--) this.#serveOne(true);
  }

  #serveOne(commits: boolean): void {
    const request = this.#pending.shift();
    if (!request) return;
    if (!this.#isForLeader(request)) {
      this.#answer(request, ErrorCode.NOT_LEADER_OR_FOLLOWER);
      return;
    }
    const { error, baseOffset } = this.log.append(request.bytes);
    if (error !== ErrorCode.NONE) this.#answer(request, error);
    else this.#unanswered.push({ request, baseOffset });
    if (commits) this.#commit();
  }

  /** The high watermark moves: a leader answers in the order of its log. */
  #commit(): void {
    for (const { request, baseOffset } of this.#unanswered.splice(0)) this.#answer(request, ErrorCode.NONE, baseOffset);
  }

  #isForLeader({ target, body }: Sent): boolean {
    return target.endpoint === this.#leader && body.leaderEpoch === this.#epoch;
  }

  #refuse(): void {
    const request = this.#pending.shift();
    if (request) this.#answer(request, ErrorCode.NOT_ENOUGH_REPLICAS);
  }

  /** What the leader had is lost or in the log; whoever waited for it hears of its death. */
  #kill(): void {
    const lost = [...this.#unanswered.map(({ request }) => request), ...this.#pending].filter(
      ({ target }) => target.endpoint === this.#leader,
    );
    this.#pending = this.#pending.filter((request) => !lost.includes(request));
    this.#unanswered = [];
    this.#leader = (this.#leader % 3) + 1;
    this.#epoch++;
    for (const request of lost) this.engine.fail(request);
    if (this.#random.chance(1, 2)) this.#tell();
  }

  /** The old leader lives on and never answers. */
  #elect(): void {
    this.#unanswered = [];
    this.#leader = (this.#leader % 3) + 1;
    this.#epoch++;
    this.#tell();
  }

  #tell(): void {
    this.engine.setLeader(this.#topicId, 0, this.#leader, this.#epoch);
    this.engine.metadataMoved();
  }
}

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);

describe("an idempotent producer over failovers", () => {
  test.each(SEEDS)("loses, doubles and reorders nothing (seed %i)", (seed) => {
    const faults = new Faults(seed, 1_000_000);
    for (let count = 0; count < 300; count++) faults.step();
    faults.heal();
    const numbers = faults.log.values.map((value) => Number.parseInt(value, 10));
    expect(numbers).toEqual(Array.from({ length: faults.written }, (_, index) => index));
    expect(faults.failed.size).toBe(0);
    for (const [number, offset] of faults.acknowledged) expect(offset).toBe(number);
  });

  test.each(SEEDS)("with delivery timeouts keeps every acknowledged record once and in order (seed %i)", (seed) => {
    const faults = new Faults(seed, 150);
    for (let count = 0; count < 300; count++) faults.step();
    faults.heal();
    const numbers = faults.log.values.map((value) => Number.parseInt(value, 10));
    expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
    const stored = new Set(numbers);
    for (const number of faults.acknowledged.keys()) expect(stored.has(number)).toBe(true);
    for (let number = 0; number < faults.written; number++) {
      expect(faults.acknowledged.has(number) !== faults.failed.has(number)).toBe(true);
    }
  });
});
