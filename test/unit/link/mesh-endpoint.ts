import type { Actor, ActorContext, Message, Received } from "../../../src/actor/actor.ts";
import { ActorSystem } from "../../../src/actor/actor-system.ts";
import { Arena } from "../../../src/arena/arena.ts";
import { DEAD_LETTER_REASONS } from "../../../src/base/dead-letters.ts";
import { ROOT_ACTOR } from "../../../src/base/ids.ts";
import { Random } from "../../../src/base/random.ts";
import { MeshInbound } from "../../../src/link/mesh-inbound.ts";
import { MeshPeers } from "../../../src/link/mesh-peers.ts";
import { MeshTransport } from "../../../src/link/mesh-transport.ts";

/** An endpoint on the test's own thread, over a plain arena. */
export class Endpoint implements Actor {
  readonly system: ActorSystem;
  readonly inbound: MeshInbound;
  readonly heard: Message[] = [];
  /** The bytes of each attachment; undefined: they are too many to note. */
  attachments: string[] | undefined = [];
  readonly arena: Arena;
  readonly incarnation: number;
  /** Whom it woke, in this order. */
  readonly woken: number[] = [];
  /** Endpoints to which there was no room for a ring, at each try. */
  readonly refusedRings: number[] = [];
  readonly peers: MeshPeers;
  onMessage: (message: Message, context: ActorContext) => void = () => {};

  constructor(source: ArrayBuffer, id: number) {
    // Each thread opens its own Arena over the same memory; the rows are shared.
    this.arena = Arena.open(source);
    this.incarnation = this.arena.endpoints.claim(id) ?? -1;
    const bell = this.arena.doorbellOf(id);
    const ring = bell.ring.bind(bell);
    bell.ring = (endpoint) => {
      this.woken.push(endpoint);
      return ring(endpoint);
    };
    const peers = new MeshPeers(this.arena, id, this.incarnation, (endpoint) => this.refusedRings.push(endpoint));
    this.peers = peers;
    const transport = new MeshTransport(this.arena, bell, peers);
    this.inbound = new MeshInbound(this.arena, bell, id, peers, () => {});
    const escalate = (error: unknown): never => {
      throw error;
    };
    this.system = new ActorSystem({
      endpoint: id,
      random: new Random(id),
      transport,
      escalate,
      onDeadLetter: (reason) => this.arena.endpoints.countDeadLetter(id, reason),
    });
    this.system.spawn(this);
  }

  receive(message: Message, context: ActorContext): void {
    if (message.type === "local") return;
    this.heard.push(message);
    if (message.type === "message" && message.attachment.length > 0) {
      const { address, length } = message.attachment;
      this.attachments?.push(Array.from(this.arena.memory.bytes.subarray(address, address + length)).join(","));
    }
    this.onMessage(message, context);
  }

  get deadLetters(): number {
    const { endpoint } = this.system;
    return DEAD_LETTER_REASONS.reduce((sum, reason) => sum + this.arena.endpoints.deadLetters(endpoint, reason), 0);
  }

  turn(): boolean {
    return this.system.turn(0, 0, this.inbound);
  }

  enter<T>(run: (context: ActorContext) => T): T {
    return this.system.enter({ endpoint: this.system.endpoint, actor: ROOT_ACTOR }, 0, 0, run);
  }
}

export const SMALL = { unitBytes: 1024, dataRingBytes: 4096, controlRingBytes: 2048, metadataBytes: 4096 };
/** A body that goes with an attachment. */
export const PRODUCE = { topicId: 1, partition: 0, acks: -1, leaderEpoch: 0 };

export function plainArena(bytes = 16 * 1024 * 1024): ArrayBuffer {
  return Arena.create({ bytes, shared: false, ...SMALL }).source as ArrayBuffer;
}

export function root(endpoint: number) {
  return { endpoint, actor: ROOT_ACTOR };
}

export function messages(endpoint: Endpoint): Received[] {
  return endpoint.heard.filter((message): message is Received => message.type === "message");
}
