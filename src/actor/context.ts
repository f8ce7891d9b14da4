import type { ActorRef, EndpointId, Slice } from "../base/ids.ts";
import type { Random } from "../base/random.ts";
import type { MessageKind } from "../message/kind.ts";
import type { Actor, ActorContext, AskOptions, ReplyTo, SendResult, TimerId } from "./actor.ts";
import type { ActorSystem } from "./actor-system.ts";
import type { Cell } from "./cell.ts";

const NOTHING: readonly Slice[] = [];

/** One actor's view of its endpoint. Made once per actor, used only while that actor runs. */
export class CellContext implements ActorContext {
  readonly #system: ActorSystem;
  readonly #cell: Cell;

  constructor(system: ActorSystem, cell: Cell) {
    this.#system = system;
    this.#cell = cell;
  }

  get self(): ActorRef {
    return this.#cell.ref;
  }
  get now(): number {
    return this.#system.now;
  }
  get wallTime(): number {
    return this.#system.wallTime;
  }
  get random(): Random {
    return this.#cell.random;
  }

  send<B>(target: ActorRef, kind: MessageKind<B>, body: B, attachment: readonly Slice[] = NOTHING): SendResult {
    return this.#system.send({ ...target, correlation: 0, reply: false }, kind, body, attachment);
  }

  ask<B>(target: ActorRef, kind: MessageKind<B>, body: B, options?: AskOptions): number {
    return this.#system.ask(this.#cell, target, kind, body, options);
  }

  cancelAsk(correlation: number): void {
    this.#system.cancelAsk(correlation);
  }

  reply<B>(to: ReplyTo, kind: MessageKind<B>, body: B, attachment: readonly Slice[] = NOTHING): SendResult {
    return this.#system.reply(to, kind, body, attachment);
  }

  tell(target: ActorRef, note: unknown): void {
    this.#system.enqueue(target.actor, { type: "local", note });
  }

  forward(target: ActorRef): void {
    this.#system.forwardTo(target);
  }

  setTimer(delayMs: number, tag: number): TimerId {
    return this.#system.setTimer(this.#cell, delayMs, tag);
  }

  cancelTimer(timer: TimerId): void {
    this.#system.cancelTimer(timer);
  }

  atTurnEnd(): void {
    this.#system.atTurnEnd(this.#cell);
  }

  atSpace(endpoint: EndpointId): void {
    this.#system.atSpace(this.#cell, endpoint);
  }

  spawn(actor: Actor, restart?: () => Actor): ActorRef {
    return this.#system.spawn(actor, restart);
  }

  stop(target: ActorRef): void {
    this.#system.stop(target);
  }

  watch(endpoint: EndpointId): void {
    this.#system.watch(this.#cell, endpoint);
  }

  incarnationOf(endpoint: EndpointId): number | undefined {
    return this.#system.incarnationOf(endpoint);
  }

  subscribeMetadata(): void {
    this.#system.subscribeMetadata(this.#cell);
  }
}
