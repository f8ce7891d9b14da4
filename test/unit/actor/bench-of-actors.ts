import type { Actor, ActorContext, Message } from "../../../src/actor/actor.ts";
import { ActorSystem } from "../../../src/actor/actor-system.ts";
import type { Destination, FrameReceiver, Inbound, InboundFrame, Transport } from "../../../src/actor/transport.ts";
import type { DeadLetterReason } from "../../../src/base/dead-letters.ts";
import type { Slice } from "../../../src/base/ids.ts";
import { Random } from "../../../src/base/random.ts";
import type { MessageKind } from "../../../src/message/kind.ts";

/** An actor that is two functions of a test: what it does, and what it has seen. */
export class Probe implements Actor {
  readonly seen: Message[] = [];
  readonly #act: (message: Message, context: ActorContext) => void;

  constructor(act: (message: Message, context: ActorContext) => void = () => {}) {
    this.#act = act;
  }

  receive(message: Message, context: ActorContext): void {
    this.seen.push(message);
    this.#act(message, context);
  }

  get types(): string[] {
    return this.seen.map((message) => (message.type === "local" ? String(message.note) : message.type));
  }
}

/** One endpoint whose peers are the test: frames out are a list, frames in are given by hand. */
export class LoneEndpoint implements Transport, Inbound {
  readonly system: ActorSystem;
  readonly sent: { to: Destination; kind: MessageKind; body: unknown; attachment: readonly Slice[] }[] = [];
  readonly alive = new Map<number, number>([[7, 0]]);
  readonly control: ((receiver: FrameReceiver) => void)[] = [];
  readonly data: ((receiver: FrameReceiver) => void)[] = [];
  readonly escalated: unknown[] = [];
  readonly deadLetters = new Map<DeadLetterReason, number>();
  flushes = 0;
  full = false;
  now = 0;

  constructor(endpoint = 7) {
    this.system = new ActorSystem({
      endpoint,
      random: new Random(1),
      transport: this,
      escalate: (error) => this.escalated.push(error),
      onDeadLetter: (reason) => this.deadLetters.set(reason, (this.deadLetters.get(reason) ?? 0) + 1),
    });
  }

  turn(elapsedMs = 0): boolean {
    this.now += elapsedMs;
    return this.system.turn(this.now, 1_000_000 + this.now, this);
  }

  send<B>(to: Destination, kind: MessageKind<B>, body: B, attachment: readonly Slice[]) {
    if (!this.alive.has(to.endpoint)) return "dead" as const;
    if (this.full && kind.lane === "data") return "backpressure" as const;
    this.sent.push({ to, kind: kind as MessageKind, body, attachment });
    return "sent" as const;
  }
  flush(): void {
    this.flushes++;
  }
  hasRoom(): boolean {
    return !this.full;
  }
  incarnationOf(endpoint: number): number | undefined {
    return this.alive.get(endpoint);
  }
  drainControl(receiver: FrameReceiver): boolean {
    for (const deliver of this.control.splice(0)) deliver(receiver);
    return false;
  }
  drainData(receiver: FrameReceiver): boolean {
    for (const deliver of this.data.splice(0)) deliver(receiver);
    return false;
  }
}

/** A frame from endpoint 1, incarnation 0, to the root actor, unless said otherwise. */
export function frameOf<B>(kind: MessageKind<B>, body: B, rest: Partial<InboundFrame> = {}): InboundFrame {
  return {
    from: 1,
    incarnation: 0,
    actor: 0,
    correlation: 0,
    reply: false,
    attachment: { address: 0, length: 0 },
    ...rest,
    kind: kind as MessageKind,
    body,
  };
}
