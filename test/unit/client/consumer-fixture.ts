import { expect } from "vitest";
import { ErrorCode, MillraceError } from "../../../src/base/errors.ts";
import type { ConsumerBatch, ConsumerOptions } from "../../../src/client/api.ts";
import { EngineConsumer } from "../../../src/client/consumer.ts";
import { FETCH_REQUEST, FETCH_RESPONSE, type FetchedPartition, type Reference } from "../../../src/message/kinds.ts";
import { stampBatch } from "../../../src/record/batch-header.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";

const KIB = 1_024;

export function start(options: ConsumerOptions = {}, leaders: readonly number[] = [1]) {
  const engine = new FakeEngine();
  for (const id of [1, 2, 3]) engine.addBroker(id);
  const topicId = engine.addTopic("t", leaders);
  return { engine, topicId, consumer: new EngineConsumer(engine, options), log: new LogWriter(engine) };
}

/** Writes batches one behind the other, as a leader's log has them. */
export class LogWriter {
  /** Of the leader that writes. */
  epoch = 0;
  readonly #engine: FakeEngine;
  #at: number;

  constructor(engine: FakeEngine) {
    this.#engine = engine;
    this.#at = engine.allocator.allocate(1_024 * KIB) as number;
  }

  /** One run: a batch for each list of values. */
  run(baseOffset: number, ...batches: readonly (readonly string[])[]): Reference {
    const address = this.#at;
    let offset = baseOffset;
    for (const values of batches) {
      const writer = new BatchWriter();
      writer.open(this.#engine.memory, this.#at, 64 * KIB);
      for (const value of values) writer.append({ key: `k${value}`, value, timestamp: 500, headers: [["h", value]] });
      const length = writer.seal({ crc: this.#engine.crc });
      stampBatch(this.#engine.memory.view, this.#at, offset, this.epoch);
      this.#at += length;
      offset += values.length;
    }
    return { address, length: this.#at - address };
  }
}

export function fetched(
  topicId: number,
  partition: number,
  references: readonly Reference[],
  error = ErrorCode.NONE,
): FetchedPartition {
  return {
    topicId,
    partition,
    error,
    highWatermark: 1_000,
    logStartOffset: 0,
    attachmentBytes: 0,
    references: [...references],
    diverging: undefined,
  };
}

/** The leader's log ends `epoch` at `endOffset`, before what was fetched. */
export function diverging(topicId: number, partition: number, epoch: number, endOffset: number): FetchedPartition {
  return { ...fetched(topicId, partition, []), diverging: { epoch, endOffset } };
}

export function deliver(engine: FakeEngine, request: Sent, ...partitions: FetchedPartition[]): void {
  engine.answer(request, FETCH_RESPONSE, { error: ErrorCode.NONE, partitions });
}

export function fetches(engine: FakeEngine): Sent[] {
  return engine.take(FETCH_REQUEST);
}

export function oneFetch(engine: FakeEngine): Sent {
  const requests = fetches(engine);
  expect(requests).toHaveLength(1);
  return requests[0] as Sent;
}

export function valuesOf(batch: ConsumerBatch | undefined): string[] {
  return Array.from(batch ?? [], (record) => new TextDecoder().decode(record.value ?? undefined));
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "fulfilled";
  } catch (error) {
    return error instanceof MillraceError ? error.code : `not ours: ${String(error)}`;
  }
}

export function codeOfCall(call: () => unknown): string {
  try {
    call();
    return "returned";
  } catch (error) {
    return error instanceof MillraceError ? error.code : `not ours: ${String(error)}`;
  }
}
