import type { SendResult } from "../actor/actor.ts";
import type { Destination, Transport } from "../actor/transport.ts";
import type { Arena } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";
import { FRAME_HEADER_BYTES, writeFrameHeader } from "../arena/frame.ts";
import type { EndpointId, Slice } from "../base/ids.ts";
import { ANSWERS_HELD_MAX, FRAME_BODY_BYTES_MAX } from "../base/limits.ts";
import { InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { MessageKind } from "../message/kind.ts";
import { FLAG_REPLY } from "./frame-flags.ts";
import type { MeshPeers, OutboundLink } from "./mesh-peers.ts";

/**
 * The sending side of an endpoint in the mesh: messages become frames in the ring to their receiver, written privately
 * and published once per turn. Owned by the endpoint's thread.
 *
 * A sender that meets a full ring is told so and comes again, except for small answers: whoever gives one has nobody to
 * come again for it, so it waits here. The asker bounds their number by what it has in flight.
 */
export class MeshTransport implements Transport {
  readonly #arena: Arena;
  readonly #bell: Doorbell;
  readonly #peers: MeshPeers;
  readonly #dirty: OutboundLink[] = [];
  readonly #holding = new Set<OutboundLink>();
  readonly #scratch = new Uint8Array(FRAME_BODY_BYTES_MAX);
  readonly #writer = new InPlaceWriter();
  framesSent = 0;

  constructor(arena: Arena, bell: Doorbell, peers: MeshPeers) {
    this.#arena = arena;
    this.#bell = bell;
    this.#peers = peers;
  }

  incarnationOf(endpoint: EndpointId): number | undefined {
    return this.#peers.incarnationOf(endpoint);
  }

  send<B>(to: Destination, kind: MessageKind<B>, body: B, attachment: readonly Slice[]): SendResult {
    if (this.#peers.incarnationOf(to.endpoint) === undefined) return "dead";
    const link = this.#peers.link(to.endpoint);
    const ring = this.#peers.ring(link, kind.lane);
    if (ring === "dead") return "dead";
    // The body is encoded first, because the ring wants the frame's length before the frame is written.
    const writer = this.#writer.aim(this.#scratch, 0, FRAME_BODY_BYTES_MAX);
    kind.encode(body, writer);
    const bodyLength = writer.pos;
    let length = FRAME_HEADER_BYTES + bodyLength;
    for (const slice of attachment) length += slice.length;
    // What is held goes first: the control lane keeps its order.
    const waits = kind.lane === "control" && link.held.length > 0;
    const frame = ring === "full" || waits ? 0 : ring.claim(length);
    if (frame === 0) return this.#full(link, to, kind, bodyLength);
    const flags = to.reply ? FLAG_REPLY : 0;
    writeFrameHeader(this.#arena.memory.words, frame, {
      type: kind.number,
      flags,
      bodyLength,
      target: to.actor,
      correlation: to.correlation,
    });
    this.#writeBody(frame, this.#scratch.subarray(0, bodyLength), attachment);
    this.#touch(link);
    return "sent";
  }

  /** Publishing a ring and waking its reader belong together: nothing may come between the two. */
  flush(): void {
    if (this.#holding.size > 0) this.#sendHeld();
    for (const link of this.#dirty) {
      if (!link.dirty) continue;
      link.dirty = false;
      const hasControl = link.control?.flush() ?? false;
      const hasData = link.data?.flush() ?? false;
      if (hasControl || hasData) this.#bell.ring(link.endpoint);
    }
    this.#dirty.length = 0;
  }

  /** Do answers wait for room in a ring? */
  get isHolding(): boolean {
    return this.#holding.size > 0;
  }

  hasRoom(endpoint: EndpointId): boolean {
    if (this.#peers.incarnationOf(endpoint) === undefined) return true; // the sender hears "dead" at its next try
    const link = this.#peers.link(endpoint);
    const ring = this.#peers.ring(link, "data");
    // Room for half a ring, so that a waiting sender is not woken for every frame.
    return typeof ring === "string" ? ring === "dead" : ring.hasRoom(ring.capacity / 2);
  }

  #writeBody(frame: number, body: Uint8Array, attachment: readonly Slice[]): void {
    const { memory } = this.#arena;
    memory.write(frame + FRAME_HEADER_BYTES, body);
    let position = frame + FRAME_HEADER_BYTES + body.length;
    for (const slice of attachment) {
      memory.copy(position, slice.address, slice.length);
      position += slice.length;
    }
  }

  #touch(link: OutboundLink): void {
    if (link.dirty) return;
    link.dirty = true;
    this.#dirty.push(link);
  }

  #full(link: OutboundLink, to: Destination, kind: MessageKind, bodyLength: number): SendResult {
    this.#touch(link); // a pad at the ring's end may wait to be published
    if (!to.reply || kind.lane === "data" || link.held.length === ANSWERS_HELD_MAX) return "backpressure";
    link.held.push({
      type: kind.number,
      correlation: to.correlation,
      body: this.#scratch.slice(0, bodyLength),
    });
    this.#holding.add(link);
    return "sent";
  }

  /** Answers that found the ring full: its reader rings when it has made room, so the next turn comes here again. */
  #sendHeld(): void {
    for (const link of this.#holding) {
      const sent = this.#sendHeldOf(link);
      if (sent > 0) link.held = link.held.slice(sent);
      if (link.held.length === 0) this.#holding.delete(link); // also when the endpoint died: its link was emptied
    }
  }

  #sendHeldOf(link: OutboundLink): number {
    if (link.held.length === 0) return 0;
    const ring = this.#peers.ring(link, "control");
    if (typeof ring === "string") return 0;
    let sent = 0;
    for (const { type, correlation, body } of link.held) {
      const frame = ring.claim(FRAME_HEADER_BYTES + body.length);
      if (frame === 0) break;
      const header = { type, flags: FLAG_REPLY, bodyLength: body.length, target: 0, correlation };
      writeFrameHeader(this.#arena.memory.words, frame, header);
      this.#writeBody(frame, body, []);
      sent++;
    }
    this.#touch(link);
    return sent;
  }
}
