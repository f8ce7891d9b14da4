import { assert } from "../base/assert.ts";
import type { DeadLetterReason } from "../base/dead-letters.ts";
import { ErrorCode } from "../base/errors.ts";
import { type ActorId, type ActorRef, type EndpointId, ROOT_ACTOR, type Slice } from "../base/ids.ts";
import { MESSAGES_PER_ACTOR_PER_TURN } from "../base/limits.ts";
import type { Random } from "../base/random.ts";
import type { MessageKind } from "../message/kind.ts";
import { UNDELIVERED, type Undelivered } from "../message/kinds.ts";
import type { Actor, ActorContext, AskOptions, Message, Received, ReplyTo, SendResult, TimerId } from "./actor.ts";
import { AskTable } from "./ask-table.ts";
import type { Cell } from "./cell.ts";
import { CellTable } from "./cell-table.ts";
import { CellContext } from "./context.ts";
import { isOfInstance, receivedOf } from "./received.ts";
import { SpaceTable } from "./space-table.ts";
import { decideRestart } from "./supervision.ts";
import { TimerQueue } from "./timer-queue.ts";
import type { Destination, FrameReceiver, Inbound, InboundFrame, Transport } from "./transport.ts";
import { WatchTable } from "./watch-table.ts";

const NO_BYTES: Slice = { address: 0, length: 0 };
/** Local actors answer one another this often within one turn. */
const SETTLE_ROUNDS_MAX = 8;
const NONE: readonly Cell[] = [];
const RESTART_TAG = -2; // of timers

export interface ActorSystemOptions {
  readonly endpoint: EndpointId;
  readonly random: Random;
  readonly transport: Transport;
  /** An actor failed for good: the endpoint must end. */
  readonly escalate: (error: unknown) => void;
  /** A message reached nobody. */
  readonly onDeadLetter?: (reason: DeadLetterReason) => void;
}

/**
 * The actors of one endpoint and their turn. Owned by the endpoint's thread; knows neither threads nor clocks: the
 * thread runtime and the simulation call `turn` with the time, a transport and the inbound frames.
 */
export class ActorSystem implements FrameReceiver {
  readonly endpoint: EndpointId;
  now = 0;
  wallTime = 0;
  readonly #transport: Transport;
  readonly #escalate: (error: unknown) => void;
  readonly #deadLetter: (reason: DeadLetterReason) => void;
  readonly #cells: CellTable;
  readonly #timers = new TimerQueue();
  readonly #asks: AskTable;
  readonly #watches = new WatchTable();
  readonly #restarts = new Map<TimerId, Cell>();
  readonly #metadataSubscribers = new Set<Cell>();
  readonly #space = new SpaceTable();
  readonly #turnEnds: Cell[] = [];
  #runQueue: Cell[] = [];
  #forwardTarget: ActorRef | undefined;
  #running = false;

  constructor(options: ActorSystemOptions) {
    this.endpoint = options.endpoint;
    this.#asks = new AskTable(options.endpoint, this.#timers);
    this.#transport = options.transport;
    this.#escalate = options.escalate;
    this.#deadLetter = options.onDeadLetter ?? (() => {});
    this.#cells = new CellTable(options.endpoint, options.random);
  }

  /** True while actor code runs: user calls and turns must not nest. */
  get running(): boolean {
    return this.#running;
  }

  /**
   * One turn: control frames, local messages, data frames, timers, turn ends, one flush. Returns whether work is left
   * for another turn now.
   */
  turn(now: number, wallTime: number, inbound: Inbound): boolean {
    assert(!this.#running, "a turn does not nest");
    this.#running = true;
    this.now = Math.max(this.now, now);
    this.wallTime = wallTime;
    try {
      for (const cell of this.#space.take((endpoint) => this.#hasRoom(endpoint))) this.atTurnEnd(cell);
      let more = inbound.drainControl(this);
      this.#runLocal();
      more = inbound.drainData(this) || more;
      this.#fireTimers();
      return this.#settle() || more;
    } finally {
      this.#running = false;
    }
  }

  /** A call from outside as `target`, with its context; its effects are published before this returns. */
  enter<T>(target: ActorRef, now: number, wallTime: number, run: (context: ActorContext) => T): T {
    assert(!this.#running, "a user's call does not come from inside an actor");
    const cell = this.#cells.get(target.actor);
    assert(cell, `actor ${target.actor} lives`);
    this.#running = true;
    this.now = Math.max(this.now, now);
    this.wallTime = wallTime;
    try {
      return run(this.#contextOf(cell));
    } finally {
      try {
        this.#settle();
      } finally {
        this.#running = false;
      }
    }
  }

  /** When the next timer is due, in ms of `now`. */
  nextTimerAt(): number | undefined {
    return this.#timers.nextAt();
  }

  get hasLocalWork(): boolean {
    return this.#runQueue.length + this.#turnEnds.length > 0;
  }

  /** Is an actor waiting for room in a ring? Then its reader must ring this endpoint. */
  get awaitsSpace(): boolean {
    return this.#space.size > 0;
  }

  // ---- actors

  /** The first spawn takes slot 0 (ROOT_ACTOR) and is told `{ type: "local", note: "start" }`. */
  spawn(actor: Actor, restart?: () => Actor): ActorRef {
    const cell = this.#cells.add(actor, restart);
    if (cell.ref.actor === ROOT_ACTOR) this.#push(cell, { type: "local", note: "start" });
    return cell.ref;
  }

  stop(target: ActorRef): void {
    const cell = this.#cells.get(target.actor);
    if (cell === undefined) return;
    cell.stopped = true;
    this.#cells.remove(cell);
    this.#metadataSubscribers.delete(cell);
    this.#watches.forget(cell);
    this.#forget(cell);
    this.#space.forget(cell);
    for (const lost of cell.withdraw(() => true)) this.#undeliverable(lost);
  }

  // ---- frames in

  deliver(frame: InboundFrame): void {
    const ask = frame.reply ? this.#asks.answered(frame.correlation) : undefined;
    if (frame.reply && ask === undefined) {
      this.#deadLetter("answer too late");
      return;
    }
    if (ask !== undefined && frame.kind === UNDELIVERED) {
      this.#failAsk(ask.actor, ask.correlation, (frame.body as Undelivered).error);
      return;
    }
    const cell = this.#cells.get(ask?.actor ?? frame.actor);
    const message = receivedOf(frame, ask?.correlation);
    if (cell === undefined || cell.suspended) this.#undeliverable(message);
    else this.#dispatch(cell, message);
  }

  endpointDied(endpoint: EndpointId, incarnation: number): void {
    // A successor may be alive and asked already: what was addressed to it stays open.
    for (const ask of this.#asks.endpointDied(endpoint, incarnation))
      this.#failAsk(ask.actor, ask.correlation, ErrorCode.ENDPOINT_DIED);
    for (const cell of this.#watches.take(endpoint, incarnation))
      this.#push(cell, { type: "endpointDied", endpoint, incarnation });
    // Inside a turn the notice keeps its place before the frames of a successor.
    if (this.#running) this.#runLocal();
  }

  /**
   * Inside a turn it is acted on at once, and what it leads to is published: a new leader's followers wait for nothing
   * but its metadata, and the frames of a turn may take a while.
   */
  metadataMoved(): void {
    for (const cell of this.#metadataSubscribers) this.#push(cell, { type: "metadata" });
    if (this.#running) this.#settle();
  }

  enqueue(actor: ActorId, message: Message): void {
    const cell = this.#cells.get(actor);
    if (cell === undefined) this.#undeliverable(message);
    else this.#push(cell, message);
  }

  send<B>(to: Destination, kind: MessageKind<B>, body: B, attachment: readonly Slice[]): SendResult {
    if (to.endpoint === this.endpoint) return this.#sendLocally(to, kind, body, attachment);
    const result = this.#transport.send(to, kind, body, attachment);
    if (result === "dead") this.#deadLetter("endpoint dead");
    return result;
  }

  ask<B>(cell: Cell, to: ActorRef, kind: MessageKind<B>, body: B, options: AskOptions | undefined): number {
    if (!this.#asks.hasRoom(to.endpoint)) return 0;
    const correlation = this.#asks.nextCorrelation();
    const destination = { endpoint: to.endpoint, actor: to.actor, correlation, reply: false };
    const result = this.send(destination, kind, body, options?.attachment ?? []);
    if (result === "backpressure") return 0;
    if (result === "dead") {
      this.#failAsk(cell.ref.actor, correlation, ErrorCode.ENDPOINT_DIED);
      return correlation;
    }
    const timeoutMs = options?.timeoutMs;
    this.#asks.open(correlation, {
      actor: cell.ref.actor,
      endpoint: to.endpoint,
      incarnation: this.#transport.incarnationOf(to.endpoint) ?? 0,
      timeoutAt: timeoutMs === undefined ? undefined : this.now + timeoutMs,
    });
    return correlation;
  }

  cancelAsk(correlation: number): void {
    this.#asks.cancel(correlation);
  }

  /** Asks without an end yet. */
  get openAsks(): number {
    return this.#asks.size;
  }

  reply<B>(to: ReplyTo, kind: MessageKind<B>, body: B, attachment: readonly Slice[]): SendResult {
    if (to.endpoint !== this.endpoint && this.#transport.incarnationOf(to.endpoint) !== to.incarnation) {
      this.#deadLetter("endpoint dead");
      return "dead";
    }
    const destination = { endpoint: to.endpoint, actor: ROOT_ACTOR, correlation: to.correlation, reply: true };
    const result = this.send(destination, kind, body, attachment);
    if (result === "backpressure" && kind.lane === "control") this.#deadLetter("ring full"); // nobody tries again
    return result;
  }

  forwardTo(target: ActorRef): void {
    this.#forwardTarget = target;
  }

  setTimer(cell: Cell, delayMs: number, tag: number): TimerId {
    assert(tag >= 0, "tags of actors are not negative");
    return this.#timers.set(this.now + delayMs, cell.ref.actor, tag);
  }

  cancelTimer(timer: TimerId): void {
    this.#timers.cancel(timer);
  }

  atTurnEnd(cell: Cell): void {
    if (cell.wantsTurnEnd) return;
    cell.wantsTurnEnd = true;
    this.#turnEnds.push(cell);
  }

  atSpace(cell: Cell, endpoint: EndpointId): void {
    this.#space.add(endpoint, cell);
  }

  watch(cell: Cell, endpoint: EndpointId): void {
    const incarnation = this.#transport.incarnationOf(endpoint);
    if (incarnation === undefined) this.#push(cell, { type: "endpointDied", endpoint, incarnation: -1 });
    else this.#watches.add(endpoint, incarnation, cell);
  }

  incarnationOf(endpoint: EndpointId): number | undefined {
    return this.#transport.incarnationOf(endpoint);
  }

  subscribeMetadata(cell: Cell): void {
    this.#metadataSubscribers.add(cell);
    this.#push(cell, { type: "metadata" });
  }

  // ---- the inside of a turn

  #push(cell: Cell, message: Message): void {
    cell.push(message);
    if (cell.queued || cell.suspended) return;
    cell.queued = true;
    this.#runQueue.push(cell);
  }

  #dispatch(cell: Cell, message: Message): void {
    for (let target: Cell | undefined = cell; target !== undefined; ) {
      this.#forwardTarget = undefined;
      try {
        target.actor.receive(message, this.#contextOf(target));
      } catch (error) {
        this.#fail(target, error);
        if (message.type === "message") this.#refuse(message);
        return;
      }
      const next = this.#forwardTarget as ActorRef | undefined; // set by `receive`, which the compiler cannot see
      if (next === undefined) return;
      const found = this.#cells.get(next.actor);
      target = found?.suspended === true ? undefined : found;
      if (target === undefined) this.#undeliverable(message);
    }
  }

  /** False for a timer or the end of an ask that was cancelled while it waited in the mailbox. */
  #isWanted(message: Message): boolean {
    if (message.type === "timer") return this.#timers.finish(message.timer);
    if (message.type === "askFailed") return this.#asks.deliver(message.correlation);
    if (message.type === "message" && message.answers !== undefined) return this.#asks.deliver(message.answers);
    return true;
  }

  #runLocal(): void {
    const queue = this.#runQueue;
    this.#runQueue = [];
    for (const cell of queue) {
      cell.queued = false;
      for (let count = 0; count < MESSAGES_PER_ACTOR_PER_TURN && !cell.stopped && !cell.suspended; count++) {
        const message = cell.shift();
        if (message === undefined) break;
        if (this.#isWanted(message)) this.#dispatch(cell, message);
      }
      if (cell.waiting === 0 || cell.stopped || cell.suspended || cell.queued) continue;
      cell.queued = true;
      this.#runQueue.push(cell);
    }
  }

  #fireTimers(): void {
    for (let due = this.#timers.takeDue(this.now); due !== undefined; due = this.#timers.takeDue(this.now)) {
      const restarted = this.#restarts.get(due.id);
      const expired = this.#asks.timedOut(due.id);
      if (restarted !== undefined) {
        this.#timers.finish(due.id);
        this.#resume(restarted, due.id);
      } else if (expired !== undefined) this.#failAsk(expired.actor, expired.correlation, ErrorCode.REQUEST_TIMED_OUT);
      else this.enqueue(due.owner, { type: "timer", timer: due.id, tag: due.tag });
    }
  }

  #failAsk(actor: ActorId, correlation: number, error: ErrorCode): void {
    this.#asks.awaitDelivery(correlation);
    this.enqueue(actor, { type: "askFailed", correlation, error });
  }

  /** Local messages and turn ends until both are quiet or their share of the turn is used up; then one flush. */
  #settle(): boolean {
    for (let round = 0; round < SETTLE_ROUNDS_MAX; round++) {
      this.#runLocal();
      const ends = this.#turnEnds.length === 0 ? NONE : this.#turnEnds.splice(0);
      for (const cell of ends) {
        cell.wantsTurnEnd = false;
        if (!cell.stopped && !cell.suspended) this.#dispatch(cell, { type: "turnEnd" });
      }
      if (this.#runQueue.length === 0 && this.#turnEnds.length === 0) break;
    }
    this.#transport.flush();
    return this.hasLocalWork;
  }

  #sendLocally<B>(to: Destination, kind: MessageKind<B>, body: B, attachment: readonly Slice[]): SendResult {
    assert(attachment.length <= 1, "a local message carries at most one slice");
    const incarnation = this.#transport.incarnationOf(this.endpoint) ?? 0;
    const frame = { ...to, from: this.endpoint, incarnation, kind, body, attachment: attachment[0] ?? NO_BYTES };
    if (!to.reply) {
      if (this.#cells.get(to.actor)?.isFull) return "backpressure";
      this.enqueue(to.actor, receivedOf(frame, undefined));
      return "sent";
    }
    const ask = this.#asks.answered(to.correlation);
    if (ask === undefined) this.#deadLetter("answer too late");
    else if (frame.kind.number === UNDELIVERED.number)
      this.#failAsk(ask.actor, ask.correlation, (frame.body as unknown as Undelivered).error);
    else {
      this.#asks.awaitDelivery(ask.correlation);
      this.enqueue(ask.actor, receivedOf(frame, ask.correlation));
    }
    return "sent";
  }

  // ---- failure of an actor

  #fail(cell: Cell, error: unknown): void {
    const verdict = cell.restart === undefined ? "escalate" : decideRestart(cell.failures, this.now);
    cell.suspended = true; // a failed instance receives nothing more, also while the endpoint ends
    this.#forget(cell);
    if (verdict === "escalate") {
      this.#escalate(error);
      return;
    }
    const timer = this.#timers.set(this.now + verdict, cell.ref.actor, RESTART_TAG);
    this.#restarts.set(timer, cell);
  }

  #resume(cell: Cell, timer: TimerId): void {
    this.#restarts.delete(timer);
    if (cell.stopped || cell.restart === undefined) return;
    cell.actor = cell.restart();
    cell.suspended = false;
    this.#dispatch(cell, { type: "local", note: "start" }); // before whatever has waited in the mailbox
    if (cell.waiting === 0 || cell.suspended || cell.queued) return;
    cell.queued = true;
    this.#runQueue.push(cell);
  }

  /** Asks and timers of an instance end with it. */
  #forget(cell: Cell): void {
    this.#asks.forget(cell.ref.actor);
    this.#timers.cancelAll(cell.ref.actor);
    for (const message of cell.withdraw(isOfInstance)) this.#isWanted(message);
    for (const [timer, restarting] of this.#restarts) if (restarting === cell) this.#restarts.delete(timer);
  }

  #contextOf(cell: Cell): ActorContext {
    cell.context ??= new CellContext(this, cell);
    return cell.context;
  }

  /** Its actor does not live. Whoever asked is told so at once. */
  #undeliverable(message: Message): void {
    this.#deadLetter("actor stopped");
    if (message.type === "message") this.#refuse(message);
  }

  #refuse({ replyTo }: Received): void {
    if (replyTo !== undefined) this.reply(replyTo, UNDELIVERED, { error: ErrorCode.ACTOR_STOPPED }, []);
  }

  /** A full mailbox of this endpoint empties itself, turn by turn. */
  #hasRoom(endpoint: EndpointId): boolean {
    return endpoint === this.endpoint || this.#transport.hasRoom(endpoint);
  }
}
