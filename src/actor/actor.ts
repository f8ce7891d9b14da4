import type { ErrorCode } from "../base/errors.ts";
import type { ActorRef, EndpointId, Slice } from "../base/ids.ts";
import type { Random } from "../base/random.ts";
import type { MessageKind } from "../message/kind.ts";

/** Where the answer to a request goes; kept by an actor that answers later. */
export interface ReplyTo {
  readonly endpoint: EndpointId;
  readonly incarnation: number; // an answer to a dead incarnation is dropped and counted
  readonly correlation: number; // of the request; never 0
}

/** A protobuf message from another actor, on this endpoint or another. */
export interface Received<B = unknown> {
  readonly type: "message";
  readonly kind: MessageKind<B>;
  readonly body: B;
  /** Bytes in the arena, valid during `receive` only. Length 0 when there is none. */
  readonly attachment: Slice;
  readonly from: EndpointId;
  /** Present when the sender asked: answer with `context.reply`. */
  readonly replyTo: ReplyTo | undefined;
  /** Present when this is an answer: what `context.ask` returned. */
  readonly answers: number | undefined;
}

export type Signal =
  /** A timer set with `context.setTimer` fired. */
  | { readonly type: "timer"; readonly timer: TimerId; readonly tag: number }
  /**
   * An ask has no answer: its endpoint died (ENDPOINT_DIED), nobody is there under that actor id, or it failed
   * (ACTOR_STOPPED), or the time was over (REQUEST_TIMED_OUT).
   */
  | { readonly type: "askFailed"; readonly correlation: number; readonly error: ErrorCode }
  /** Sent once at the end of a turn in which `context.atTurnEnd()` was called. */
  | { readonly type: "turnEnd" }
  /** The endpoint's metadata image moved (also sent once to every new subscriber of `context.subscribeMetadata`). */
  | { readonly type: "metadata" }
  /** A watched endpoint's incarnation is dead; everything that it had published was delivered before. */
  | { readonly type: "endpointDied"; readonly endpoint: EndpointId; readonly incarnation: number }
  /** A note between actors of one endpoint; never crosses a link. */
  | { readonly type: "local"; readonly note: unknown };

export type Message = Received | Signal;

/**
 * What decides. `receive` is synchronous and gets everything from `context`: it reads no clock, starts no promise,
 * touches no thread. An exception from it is a broken invariant and goes to the actor's supervision.
 */
export interface Actor {
  receive(message: Message, context: ActorContext): void;
}

export type TimerId = number;

/**
 * "sent": it is in the ring (or mailbox). "backpressure": nothing happened, ring or mailbox is full; the sender is told by
 * a turn end after room appeared if it calls `context.atSpace(endpoint)`. "dead": the endpoint is not alive.
 */
export type SendResult = "sent" | "backpressure" | "dead";

export interface ActorContext {
  readonly self: ActorRef;
  /** Milliseconds from an arbitrary start; fixed during a turn; never goes back. */
  readonly now: number;
  /** Milliseconds since 1970, for record timestamps. */
  readonly wallTime: number;
  readonly random: Random;

  send<B>(target: ActorRef, kind: MessageKind<B>, body: B, attachment?: readonly Slice[]): SendResult;
  /**
   * Sends a request. Returns a correlation > 0 that the answer (`answers`) or an `askFailed` carries, exactly one of
   * both; or 0 for back-pressure: a full ring or mailbox, ASKS_OPEN_MAX asks without an end, or ANSWERS_HELD_MAX that the
   * endpoint has not answered. To a dead endpoint: a correlation whose `askFailed` follows in the next turn.
   */
  ask<B>(target: ActorRef, kind: MessageKind<B>, body: B, options?: AskOptions): number;
  /** Forgets an ask: neither answer nor failure will be delivered. Who was asked is not told, and answers all the same. */
  cancelAsk(correlation: number): void;
  reply<B>(to: ReplyTo, kind: MessageKind<B>, body: B, attachment?: readonly Slice[]): SendResult;
  /** To an actor of the same endpoint, through its mailbox. */
  tell(target: ActorRef, note: unknown): void;
  /** The message being received is handed to another actor of this endpoint right after `receive` returns, attachment included. */
  forward(target: ActorRef): void;

  setTimer(delayMs: number, tag: number): TimerId;
  cancelTimer(timer: TimerId): void;
  atTurnEnd(): void;
  /** A `turnEnd` follows when the data ring to `endpoint`, seen full, has room again (or its endpoint died). */
  atSpace(endpoint: EndpointId): void;

  /** With `restart`, an exception in `receive` replaces the instance after a backoff; without, the endpoint fails. */
  spawn(actor: Actor, restart?: () => Actor): ActorRef;
  stop(target: ActorRef): void;
  /** Be told of the death of whatever incarnation is alive at `endpoint` now; at once if none is. */
  watch(endpoint: EndpointId): void;
  /** The incarnation that is alive at `endpoint` now, undefined when none is. */
  incarnationOf(endpoint: EndpointId): number | undefined;
  subscribeMetadata(): void;
}

export interface AskOptions {
  readonly attachment?: readonly Slice[];
  readonly timeoutMs?: number; // none: only the endpoint's death ends it
}
