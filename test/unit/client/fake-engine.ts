import type { Actor, ActorContext, AskOptions, Message, SendResult, TimerId } from "../../../src/actor/actor.ts";
import { LEASE_REVOKED } from "../../../src/arena/layout.ts";
import { LeaseGuard } from "../../../src/arena/lease-guard.ts";
import type { Allocator, ArenaMemory, Leases } from "../../../src/arena/memory.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { ActorRef, Slice } from "../../../src/base/ids.ts";
import { FRAME_BODY_BYTES_MAX } from "../../../src/base/limits.ts";
import { Random } from "../../../src/base/random.ts";
import type { CompressElsewhere } from "../../../src/client/batch-compressor.ts";
import type { ClientEngine } from "../../../src/client/engine.ts";
import { InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import type { MessageKind } from "../../../src/message/kind.ts";
import { MetadataImage, STEADY_PARTITION } from "../../../src/metadata/image.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";

/** A request that the client sent, with the bytes that it carried. */
export interface Sent {
  readonly actor: ActorRef;
  readonly target: ActorRef;
  readonly kind: MessageKind;
  // biome-ignore lint/suspicious/noExplicitAny: a test knows which kind it looks at
  readonly body: any;
  readonly bytes: Uint8Array;
  readonly correlation: number; // 0 for a send
}

interface Timer {
  readonly id: TimerId;
  readonly actor: ActorRef;
  readonly atMs: number;
  readonly tag: number;
}

const UNIT_BYTES = 64 * 1024;

export function plainMemory(bytes: number): ArenaMemory {
  const buffer = new ArrayBuffer(bytes);
  const all = new Uint8Array(buffer);
  return {
    buffer,
    bytes: all,
    words: new Int32Array(buffer),
    view: new DataView(buffer),
    copy: (target, source, length) => all.copyWithin(target, source, source + length),
    write: (target, source) => all.set(source, target),
    fill: (target, value, length) => all.fill(value, target, target + length),
  };
}

export class FakeAllocator implements Allocator {
  readonly unitBytes = UNIT_BYTES;
  readonly #free = new Map<number, number[]>();
  readonly #end: number;
  #next = UNIT_BYTES; // address 0 stays unused
  allocatedBytes = 0;
  isFull = false;

  constructor(bytes: number) {
    this.#end = bytes;
  }

  allocate(bytes: number): number | undefined {
    const size = Math.ceil(bytes / UNIT_BYTES) * UNIT_BYTES;
    const known = this.#free.get(size)?.pop();
    if (this.isFull || (known === undefined && this.#next + size > this.#end)) return undefined;
    this.allocatedBytes += size;
    if (known !== undefined) return known;
    this.#next += size;
    return this.#next - size;
  }

  free(address: number, bytes: number): void {
    const size = Math.ceil(bytes / UNIT_BYTES) * UNIT_BYTES;
    this.allocatedBytes -= size;
    this.#free.set(size, [...(this.#free.get(size) ?? []), address]);
  }
}

export class FakeLeases implements Leases {
  readonly held = new Map<number, number>();
  readonly #rows = new Map<number, Int32Array>();
  limit = Number.POSITIVE_INFINITY;
  #next = 1;

  register(address: number): number | undefined {
    if (this.held.size >= this.limit) return undefined;
    this.held.set(this.#next, address);
    this.#rows.set(this.#next, new Int32Array(1));
    return this.#next++;
  }

  guard(lease: number): LeaseGuard {
    return new LeaseGuard(this.#rows.get(lease) as Int32Array);
  }

  revokeAll(): void {
    for (const row of this.#rows.values()) row[0] = LEASE_REVOKED;
  }

  release(lease: number): void {
    this.#rows.delete(lease);
    if (!this.held.delete(lease)) throw new Error(`lease ${lease} is released once`);
  }
}

/** An endpoint by hand: the test is the network, the clock and the cluster. */
export class FakeEngine implements ClientEngine {
  readonly memory: ArenaMemory;
  readonly allocator: FakeAllocator;
  readonly leases = new FakeLeases();
  readonly crc = crc32cOfTable;
  readonly codecs = codecs;
  compressElsewhere: CompressElsewhere | undefined;
  readonly image = new MetadataImage();
  readonly endpointName = "client-9-1";
  now = 0;
  sent: Sent[] = [];
  readonly blockedEndpoints = new Set<number>();
  readonly deadEndpoints = new Set<number>();
  owed = 0;
  readonly warnings: string[] = [];
  pollCount = 0;
  onPoll: () => void = () => {};
  /** What a full arena would say. */
  shortage: string | undefined;
  /** A test that gives one plays an engine whose user may wait within a call. */
  rest?: () => void;
  readonly #actors = new Map<number, Actor>();
  readonly #contexts = new Map<number, ActorContext>();
  readonly #open = new Map<number, Sent>();
  readonly #mail: { actor: ActorRef; message: Message }[] = [];
  readonly #turnEnds = new Set<number>();
  readonly #subscribers = new Set<number>();
  readonly #waitingForSpace = new Map<number, Set<number>>();
  readonly #closeListeners = new Set<(reason: Error) => void>();
  readonly #frame = new Uint8Array(FRAME_BODY_BYTES_MAX);
  readonly #writer = new InPlaceWriter();
  #timers: Timer[] = [];
  #next = 1;
  #running = false;

  constructor(bytes = 16 * 1024 * 1024) {
    this.memory = plainMemory(bytes);
    this.allocator = new FakeAllocator(bytes);
    this.image.replay({ type: "supervisorStarted", incarnation: 1, brokerConfigs: new Map() });
  }

  get wallClock(): number {
    return 1_000_000 + this.now;
  }
  wallTime(): number {
    return this.wallClock;
  }
  memoryShortage(): string | undefined {
    return this.shortage;
  }
  get actorCount(): number {
    return this.#actors.size;
  }
  get timerCount(): number {
    return this.#timers.length;
  }

  // ---- the engine

  spawn(actor: Actor): ActorRef {
    const ref = { endpoint: 9, actor: this.#next++ };
    this.#actors.set(ref.actor, actor);
    this.#contexts.set(ref.actor, this.#contextFor(ref));
    return ref;
  }

  stop(ref: ActorRef): void {
    this.#actors.delete(ref.actor);
    this.#timers = this.#timers.filter((timer) => timer.actor.actor !== ref.actor);
    this.#subscribers.delete(ref.actor);
  }

  enter<T>(ref: ActorRef, run: (context: ActorContext) => T): T {
    if (this.#running) throw new Error("enter from inside an actor");
    this.#running = true;
    try {
      return run(this.#contexts.get(ref.actor) as ActorContext);
    } finally {
      this.#running = false;
      this.turn();
    }
  }

  poll(): void {
    this.pollCount++;
    this.onPoll();
    this.turn();
  }

  warn(message: string): void {
    this.warnings.push(message);
  }

  owe(): () => void {
    this.owed++;
    let isOwed = true;
    return () => {
      if (isOwed) this.owed--;
      isOwed = false;
    };
  }

  onClose(listener: (reason: Error) => void): () => void {
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  // ---- the test's side

  /** Delivers what waits, then turn ends, until all is quiet. */
  turn(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let round = 0; round < 1_000; round++) {
        for (let mail = this.#mail.shift(); mail; mail = this.#mail.shift()) this.#deliver(mail.actor, mail.message);
        const ends = [...this.#turnEnds];
        this.#turnEnds.clear();
        for (const actor of ends) this.#deliver({ endpoint: 9, actor }, { type: "turnEnd" });
        if (this.#mail.length === 0 && this.#turnEnds.size === 0) return;
      }
      throw new Error("the actors do not come to rest");
    } finally {
      this.#running = false;
    }
  }

  /** Moves the clock, timers in order. */
  advance(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const due = this.#timers.filter(({ atMs }) => atMs <= end).sort((a, b) => a.atMs - b.atMs || a.id - b.id)[0];
      if (!due) break;
      this.now = Math.max(this.now, due.atMs);
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#mail.push({ actor: due.actor, message: { type: "timer", timer: due.id, tag: due.tag } });
      this.turn();
    }
    this.now = end;
  }

  /** Takes what was sent since the last call. */
  take(kind?: MessageKind): Sent[] {
    const taken = kind ? this.sent.filter((sent) => sent.kind.number === kind.number) : this.sent;
    this.sent = kind ? this.sent.filter((sent) => sent.kind.number !== kind.number) : [];
    return taken;
  }

  /** Is the asker still waiting for this? */
  isOpen(request: Sent): boolean {
    return this.#open.has(request.correlation);
  }

  answer<B>(request: Sent, kind: MessageKind<B>, body: B): void {
    if (!this.#open.delete(request.correlation)) return;
    this.#mail.push({
      actor: request.actor,
      message: {
        type: "message",
        kind: kind as MessageKind,
        body,
        attachment: { address: 0, length: 0 },
        from: request.target.endpoint,
        replyTo: undefined,
        answers: request.correlation,
      },
    });
    this.turn();
  }

  fail(request: Sent, error: ErrorCode = ErrorCode.ENDPOINT_DIED): void {
    if (!this.#open.delete(request.correlation)) return;
    this.#mail.push({ actor: request.actor, message: { type: "askFailed", correlation: request.correlation, error } });
    this.turn();
  }

  makeSpace(endpoint: number): void {
    this.blockedEndpoints.delete(endpoint);
    for (const actor of this.#waitingForSpace.get(endpoint) ?? []) this.#turnEnds.add(actor);
    this.#waitingForSpace.delete(endpoint);
    this.turn();
  }

  closeEndpoint(reason: Error): void {
    for (const listener of [...this.#closeListeners]) listener(reason);
  }

  addBroker(id: number, incarnation = 1): void {
    this.image.replay({
      type: "brokerRegistered",
      brokerId: id,
      endpoint: id,
      incarnation,
      brokerEpoch: this.image.version,
      hasLog: true,
    });
    this.metadataMoved();
  }

  /** `leaders` by partition. */
  addTopic(name: string, leaders: readonly number[], configs: ReadonlyMap<string, string> = new Map()): number {
    const topicId = this.image.nextTopicId;
    this.image.replay({ type: "topicCreated", topicId, name, configs });
    for (const [partition, leader] of leaders.entries()) this.setLeader(topicId, partition, leader, 0);
    this.metadataMoved();
    return topicId;
  }

  setLeader(topicId: number, partition: number, leader: number, leaderEpoch: number): void {
    const state = { topicId, partition, replicas: [1, 2, 3], isr: [1, 2, 3], leader, leaderEpoch };
    this.image.replay({
      type: "partitionChanged",
      state: { ...state, partitionEpoch: leaderEpoch, ...STEADY_PARTITION, highWatermarkSlot: 0 },
    });
  }

  metadataMoved(): void {
    for (const actor of this.#subscribers)
      this.#mail.push({ actor: { endpoint: 9, actor }, message: { type: "metadata" } });
    this.turn();
  }

  #deliver(ref: ActorRef, message: Message): void {
    this.#actors.get(ref.actor)?.receive(message, this.#contexts.get(ref.actor) as ActorContext);
  }

  #contextFor(self: ActorRef): ActorContext {
    const engine = this;
    return {
      self,
      random: new Random(7),
      get now() {
        return engine.now;
      },
      get wallTime() {
        return engine.wallClock;
      },
      send: (target, kind, body, attachment) =>
        engine.#send(self, target, kind as MessageKind, body, attachment ?? [], 0),
      ask: (target, kind, body, options) => engine.#ask(self, target, kind as MessageKind, body, options),
      cancelAsk: (correlation) => {
        engine.#open.delete(correlation);
      },
      reply: () => "sent",
      tell: (actor, note) => {
        engine.#mail.push({ actor, message: { type: "local", note } });
      },
      forward: () => {},
      setTimer: (delayMs, tag) => {
        engine.#timers.push({ id: engine.#next, actor: self, atMs: engine.now + delayMs, tag });
        return engine.#next++;
      },
      cancelTimer: (id) => {
        engine.#timers = engine.#timers.filter((timer) => timer.id !== id);
      },
      atTurnEnd: () => {
        engine.#turnEnds.add(self.actor);
      },
      atSpace: (endpoint) => {
        const waiting = engine.#waitingForSpace.get(endpoint) ?? new Set();
        engine.#waitingForSpace.set(endpoint, waiting.add(self.actor));
      },
      spawn: (actor) => engine.spawn(actor),
      stop: (ref) => engine.stop(ref),
      watch: () => {},
      incarnationOf: () => 1,
      subscribeMetadata: () => {
        engine.#subscribers.add(self.actor);
        engine.#mail.push({ actor: self, message: { type: "metadata" } });
      },
    };
  }

  #send(
    actor: ActorRef,
    target: ActorRef,
    kind: MessageKind,
    body: unknown,
    attachment: readonly Slice[],
    correlation: number,
  ): SendResult {
    if (this.blockedEndpoints.has(target.endpoint)) return "backpressure";
    if (this.deadEndpoints.has(target.endpoint)) return "dead";
    // As a link does, before anything is sent: what cannot be written throws.
    kind.encode(body, this.#writer.aim(this.#frame, 0, FRAME_BODY_BYTES_MAX));
    const [slice] = attachment;
    const bytes = slice ? this.memory.bytes.slice(slice.address, slice.address + slice.length) : new Uint8Array(0);
    const sent = { actor, target, kind, body, bytes, correlation };
    this.sent.push(sent);
    if (correlation !== 0) this.#open.set(correlation, sent);
    return "sent";
  }

  #ask(actor: ActorRef, target: ActorRef, kind: MessageKind, body: unknown, options?: AskOptions): number {
    const correlation = this.#next++;
    const result = this.#send(actor, target, kind, body, options?.attachment ?? [], correlation);
    if (result === "backpressure") return 0;
    if (result === "dead") {
      const message: Message = { type: "askFailed", correlation, error: ErrorCode.ENDPOINT_DIED };
      this.#open.set(correlation, { actor, target, kind, body, bytes: new Uint8Array(0), correlation });
      this.#mail.push({ actor, message });
    }
    return correlation;
  }
}
