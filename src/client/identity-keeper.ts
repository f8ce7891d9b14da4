import type { ActorContext, Message, TimerId } from "../actor/actor.ts";
import { ErrorCode } from "../base/errors.ts";
import { ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { PRODUCER_EPOCH_MAX } from "../base/limits.ts";
import { INIT_PRODUCER_ID_REQUEST, INIT_PRODUCER_ID_RESPONSE, type InitProducerIdResponse } from "../message/kinds.ts";
import type { ProducerIdentity } from "./partition-queue.ts";
import { REQUEST_TIMEOUT_MS } from "./settings.ts";

const SUPERVISOR = { endpoint: SUPERVISOR_ENDPOINT, actor: ROOT_ACTOR };

/**
 * Asks the supervisor for a producer id and for bumps of its epoch (KIP-360), one request at a time, again with the same
 * request id until it is answered. Part of a producer's actor.
 *
 * Out: InitProducerIdRequest. In: InitProducerIdResponse, askFailed, its timer.
 */
export class IdentityKeeper {
  readonly #endpointName: string;
  readonly #timerTag: number;
  readonly #retryBackoffMs: number;
  #current: ProducerIdentity | undefined;
  #requestCount = 0;
  #requestId = "";
  #bumped: ProducerIdentity | undefined; // what the request under way replaces
  #isAsking = false;
  #correlation = 0;
  #timer: TimerId | undefined;

  constructor(endpointName: string, timerTag: number, retryBackoffMs: number) {
    this.#endpointName = endpointName;
    this.#timerTag = timerTag;
    this.#retryBackoffMs = retryBackoffMs;
  }

  get current(): ProducerIdentity | undefined {
    return this.#current;
  }

  /** Makes sure that an identity newer than `known` is there or on its way. */
  require(known: ProducerIdentity | undefined, context: ActorContext): void {
    if (this.#isAsking || this.#current !== known) return;
    this.#bumped = known !== undefined && known.producerEpoch < PRODUCER_EPOCH_MAX ? known : undefined;
    this.#begin(context);
  }

  /** True when the message was for the keeper. */
  receive(message: Message, context: ActorContext): boolean {
    switch (message.type) {
      case "message":
        if (message.answers !== this.#correlation || message.kind !== INIT_PRODUCER_ID_RESPONSE) return false;
        this.#answered(message.body as InitProducerIdResponse, context);
        return true;
      case "askFailed":
        if (message.correlation !== this.#correlation) return false;
        this.#correlation = 0;
        this.#askLater(context);
        return true;
      case "timer":
        if (message.tag !== this.#timerTag) return false;
        this.#timer = undefined;
        if (this.#isAsking && this.#correlation === 0) this.#ask(context);
        return true;
      default:
        return false;
    }
  }

  #begin(context: ActorContext): void {
    this.#isAsking = true;
    this.#requestId = `${this.#endpointName}/${context.self.actor}/producer/${++this.#requestCount}`;
    this.#ask(context);
  }

  #ask(context: ActorContext): void {
    const body = {
      requestId: this.#requestId,
      producerId: this.#bumped?.producerId ?? -1,
      producerEpoch: this.#bumped?.producerEpoch ?? -1,
    };
    this.#correlation = context.ask(SUPERVISOR, INIT_PRODUCER_ID_REQUEST, body, { timeoutMs: REQUEST_TIMEOUT_MS });
    if (this.#correlation === 0) this.#askLater(context);
  }

  #askLater(context: ActorContext): void {
    if (this.#timer === undefined) this.#timer = context.setTimer(this.#retryBackoffMs, this.#timerTag);
  }

  #answered(response: InitProducerIdResponse, context: ActorContext): void {
    this.#correlation = 0;
    if (response.error === ErrorCode.NONE) {
      this.#isAsking = false;
      this.#current = { producerId: response.producerId, producerEpoch: response.producerEpoch };
      return;
    }
    // The id is gone or somebody else bumped it: a new id is as good, because sequences restart anyway.
    if (this.#bumped !== undefined) {
      this.#bumped = undefined;
      this.#requestId = `${this.#endpointName}/${context.self.actor}/producer/${++this.#requestCount}`;
    }
    this.#askLater(context);
  }
}
