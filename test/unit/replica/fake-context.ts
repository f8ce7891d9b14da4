import type {
  Actor,
  ActorContext,
  AskOptions,
  Message,
  ReplyTo,
  SendResult,
  TimerId,
} from "../../../src/actor/actor.ts";
import type { ActorRef, Slice } from "../../../src/base/ids.ts";
import { Random } from "../../../src/base/random.ts";
import type { MessageKind } from "../../../src/message/kind.ts";

export interface Sent {
  readonly kind: string;
  readonly body: unknown;
  readonly correlation: number;
  readonly attachment: readonly Slice[];
}

const NO_BYTES: Slice = { address: 0, length: 0 };

/**
 * The actors of one endpoint under a test's hand: what they send is kept, notes and turn ends are delivered by `settle`,
 * timers by `fire`.
 */
export class FakeEndpoint {
  readonly endpoint: number;
  now = 1_000;
  /** What the next replies meet in the data lane; a full control ring holds answers back. */
  replyResult: SendResult = "sent";
  readonly replies: Sent[] = [];
  readonly asks: Sent[] = [];
  readonly watched: number[] = [];
  readonly waitsForSpace: number[] = [];
  readonly timers = new Map<TimerId, { readonly context: FakeContext; readonly at: number; readonly tag: number }>();
  readonly #contexts = new Map<number, FakeContext>();
  readonly #queue: { readonly actor: number; readonly message: Message }[] = [];
  readonly #turnEnds = new Set<FakeContext>();
  #actorIds = 0;
  #correlations = 0;
  #timerIds = 0;

  constructor(endpoint = 1) {
    this.endpoint = endpoint;
  }

  spawn(actor: Actor): FakeContext {
    const context = new FakeContext(this, actor, this.#actorIds++);
    this.#contexts.set(context.self.actor, context);
    return context;
  }

  contextOf(ref: ActorRef): FakeContext {
    const context = this.#contexts.get(ref.actor);
    if (context === undefined) throw new Error(`no actor ${ref.actor}`);
    return context;
  }

  /** Actors that live. */
  get size(): number {
    return this.#contexts.size;
  }

  /** The actor that was spawned last. */
  get last(): FakeContext {
    const context = Array.from(this.#contexts.values()).at(-1);
    if (context === undefined) throw new Error("nothing was spawned");
    return context;
  }

  /** Delivers a request; `correlation` is where its answer goes. */
  request<B>(
    to: ActorRef,
    kind: MessageKind<B>,
    body: B,
    options: { correlation: number; from?: number; bytes?: Slice },
  ) {
    const { correlation, from = 9, bytes = NO_BYTES } = options;
    const replyTo = { endpoint: from, incarnation: 0, correlation };
    this.deliver(to, { type: "message", kind, body, attachment: bytes, from, replyTo, answers: undefined });
  }

  answer<B>(to: ActorRef, kind: MessageKind<B>, body: B, answers: number, bytes: Slice = NO_BYTES): void {
    this.deliver(to, { type: "message", kind, body, attachment: bytes, from: 2, replyTo: undefined, answers });
  }

  /** Delivers a message, along its forwards. */
  deliver(to: ActorRef, message: Message): void {
    for (let target: ActorRef | undefined = to; target !== undefined; ) {
      const context = this.contextOf(target);
      context.forwarded = undefined;
      context.actor.receive(message, context);
      target = context.forwarded;
    }
  }

  /** Notes and turn ends, until there are none. */
  settle(): void {
    while (this.#queue.length > 0 || this.#turnEnds.size > 0) {
      for (const { actor, message } of this.#queue.splice(0)) {
        const context = this.#contexts.get(actor);
        context?.actor.receive(message, context);
      }
      for (const context of Array.from(this.#turnEnds)) {
        this.#turnEnds.delete(context);
        context.actor.receive({ type: "turnEnd" }, context);
      }
    }
  }

  /** Lets so many ms pass and fires the timers that are due. */
  pass(ms: number): void {
    this.now += ms;
    for (const [timer, { context, at, tag }] of Array.from(this.timers)) {
      if (at > this.now) continue;
      this.timers.delete(timer);
      context.actor.receive({ type: "timer", timer, tag }, context);
    }
    this.settle();
  }

  tell(target: ActorRef, note: unknown): void {
    this.#queue.push({ actor: target.actor, message: { type: "local", note } });
  }

  atTurnEnd(context: FakeContext): void {
    this.#turnEnds.add(context);
  }

  stop(target: ActorRef): void {
    this.#contexts.delete(target.actor);
  }

  nextCorrelation(): number {
    return ++this.#correlations;
  }

  setTimer(context: FakeContext, delayMs: number, tag: number): TimerId {
    this.timers.set(++this.#timerIds, { context, at: this.now + delayMs, tag });
    return this.#timerIds;
  }
}

export class FakeContext implements ActorContext {
  readonly self: ActorRef;
  readonly actor: Actor;
  readonly random = new Random(1);
  forwarded: ActorRef | undefined;
  readonly #endpoint: FakeEndpoint;

  constructor(endpoint: FakeEndpoint, actor: Actor, id: number) {
    this.#endpoint = endpoint;
    this.actor = actor;
    this.self = { endpoint: endpoint.endpoint, actor: id };
  }

  get now(): number {
    return this.#endpoint.now;
  }
  get wallTime(): number {
    return this.#endpoint.now;
  }
  send(): SendResult {
    return "sent";
  }
  ask<B>(_target: ActorRef, kind: MessageKind<B>, body: B, options?: AskOptions): number {
    const correlation = this.#endpoint.nextCorrelation();
    this.#endpoint.asks.push({ kind: kind.name, body, correlation, attachment: options?.attachment ?? [] });
    return correlation;
  }
  cancelAsk(): void {}
  reply<B>(to: ReplyTo, kind: MessageKind<B>, body: B, attachment: readonly Slice[] = []): SendResult {
    const { replyResult, replies } = this.#endpoint;
    const result = kind.lane === "data" ? replyResult : "sent";
    if (result === "sent") replies.push({ kind: kind.name, body, correlation: to.correlation, attachment });
    return result;
  }
  tell(target: ActorRef, note: unknown): void {
    this.#endpoint.tell(target, note);
  }
  forward(target: ActorRef): void {
    this.forwarded = target;
  }
  setTimer(delayMs: number, tag: number): TimerId {
    return this.#endpoint.setTimer(this, delayMs, tag);
  }
  cancelTimer(timer: TimerId): void {
    this.#endpoint.timers.delete(timer);
  }
  atTurnEnd(): void {
    this.#endpoint.atTurnEnd(this);
  }
  atSpace(endpoint: number): void {
    this.#endpoint.waitsForSpace.push(endpoint);
  }
  spawn(actor: Actor): ActorRef {
    return this.#endpoint.spawn(actor).self;
  }
  stop(target: ActorRef): void {
    this.#endpoint.stop(target);
  }
  watch(endpoint: number): void {
    this.#endpoint.watched.push(endpoint);
  }
  incarnationOf(): number | undefined {
    return 0;
  }
  subscribeMetadata(): void {
    this.#endpoint.deliver(this.self, { type: "metadata" });
  }
}
