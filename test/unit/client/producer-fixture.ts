import { ErrorCode, MillraceError } from "../../../src/base/errors.ts";
import type { ProducerOptions } from "../../../src/client/api.ts";
import { EngineProducer } from "../../../src/client/producer.ts";
import {
  INIT_PRODUCER_ID_REQUEST,
  INIT_PRODUCER_ID_RESPONSE,
  PRODUCE_REQUEST,
  PRODUCE_RESPONSE,
} from "../../../src/message/kinds.ts";
import * as header from "../../../src/record/batch-header.ts";
import { FakeEngine, type Sent } from "./fake-engine.ts";

export function start(options: ProducerOptions = {}, leaders: readonly number[] = [1]) {
  const engine = new FakeEngine();
  for (const id of [1, 2, 3]) engine.addBroker(id);
  const topicId = engine.addTopic("t", leaders);
  const producer = new EngineProducer(engine, options);
  giveIdentity(engine);
  return { engine, producer, topicId };
}

export function giveIdentity(engine: FakeEngine, producerEpoch = 0): void {
  for (const request of engine.take(INIT_PRODUCER_ID_REQUEST)) {
    engine.answer(request, INIT_PRODUCER_ID_RESPONSE, { error: ErrorCode.NONE, producerId: 77, producerEpoch });
  }
}

export function acknowledge(engine: FakeEngine, request: Sent, baseOffset: number): void {
  refuse(engine, request, ErrorCode.NONE, baseOffset);
}

export function refuse(engine: FakeEngine, request: Sent, error: ErrorCode, baseOffset = -1): void {
  engine.answer(request, PRODUCE_RESPONSE, {
    error,
    baseOffset,
    logStartOffset: 0,
    leaderEpoch: 0,
    logAppendTime: -1,
    message: "",
  });
}

export function batches(engine: FakeEngine): Sent[] {
  return engine.take(PRODUCE_REQUEST);
}

export function stampOf({ bytes }: Sent): { epoch: number; sequence: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { epoch: header.producerEpoch(view, 0), sequence: header.baseSequence(view, 0) };
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "fulfilled";
  } catch (error) {
    return error instanceof MillraceError ? error.code : `not ours: ${String(error)}`;
  }
}

export const KIB = 1_024;
