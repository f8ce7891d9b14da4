import type { SendResult } from "../actor/actor.ts";
import type { Destination, Transport } from "../actor/transport.ts";
import type { Arena } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";
import { FRAME_HEADER_BYTES, REFERENCE_BYTES, writeFrameHeader, writeReference } from "../arena/frame.ts";
import type { ArenaMemory } from "../arena/memory.ts";
import type { RingProducer } from "../arena/ring.ts";
import type { EndpointId, Slice } from "../base/ids.ts";
import { ANSWERS_HELD_MAX, FRAME_BODY_BYTES_MAX, PARCEL_RING_SHARE } from "../base/limits.ts";
import { InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { MessageKind } from "../message/kind.ts";
import { FLAG_PARCEL, FLAG_REPLY } from "./frame-flags.ts";
import type { MeshPeers, OutboundLink } from "./mesh-peers.ts";

/** Up to here a loop over words takes less time than a view of the scratch and a native copy. */
const LOOP_BODY_BYTES_MAX = 256;

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
  readonly #withParcels = new Set<OutboundLink>();
  readonly #scratch = new Uint8Array(FRAME_BODY_BYTES_MAX);
  readonly #scratchWords = new Int32Array(this.#scratch.buffer);
  readonly #writer = new InPlaceWriter();

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
    // What is held goes first: the control lane keeps its order.
    const waits = kind.lane === "control" && link.held.length > 0;
    if (ring === "full" || waits) return this.#full(link, to, kind, bodyLength);
    let attachmentBytes = 0;
    for (const slice of attachment) attachmentBytes += slice.length;
    const isParcel = kind.lane === "data" && isLarge(attachmentBytes, bodyLength, ring);
    const frame = ring.claim(FRAME_HEADER_BYTES + bodyLength + (isParcel ? REFERENCE_BYTES : attachmentBytes));
    if (frame === 0) return this.#full(link, to, kind, bodyLength);
    const end = frame + FRAME_HEADER_BYTES + bodyLength;
    if (!isParcel) this.#copy(attachment, end);
    else if (!this.#sendParcel(link, ring, attachment, attachmentBytes, end)) {
      ring.cancel();
      return this.#full(link, to, kind, bodyLength);
    }
    const flags = (to.reply ? FLAG_REPLY : 0) | (isParcel ? FLAG_PARCEL : 0);
    const { memory } = this.#arena;
    const { actor: target, correlation } = to;
    writeFrameHeader(memory.words, frame, { type: kind.number, flags, bodyLength, target, correlation });
    this.#writeBody(memory, frame + FRAME_HEADER_BYTES, bodyLength);
    this.#touch(link);
    return "sent";
  }

  /** A body of the scratch; `target` is a multiple of 16. */
  #writeBody(memory: ArenaMemory, target: number, length: number): void {
    if (length > LOOP_BODY_BYTES_MAX) {
      memory.write(target, this.#scratch.subarray(0, length));
      return;
    }
    const { words, bytes } = memory;
    const wordCount = length >>> 2;
    const to = target / 4;
    for (let index = 0; index < wordCount; index++) words[to + index] = this.#scratchWords[index] as number;
    for (let at = wordCount * 4; at < length; at++) bytes[target + at] = this.#scratch[at] as number;
  }

  /** Copies the attachment into a parcel, and a reference to it into the frame. False: back-pressure. */
  #sendParcel(
    link: OutboundLink,
    ring: RingProducer,
    attachment: readonly Slice[],
    bytes: number,
    reference: number,
  ): boolean {
    const parcel = link.parcels.take(bytes, ring);
    if (parcel === undefined) return false;
    this.#copy(attachment, parcel.address);
    writeReference(this.#arena.memory.view, reference, parcel);
    this.#withParcels.add(link);
    return true;
  }

  /**
   * Publishing a ring and waking its reader belong together: nothing may come between the two. Who was written to last is
   * woken first: a wake-up takes as long as a short turn, records go out at a turn's end, and acknowledgements before.
   */
  flush(): void {
    if (this.#holding.size > 0) this.#sendHeld();
    if (this.#withParcels.size > 0) this.#settleParcels();
    for (let link = this.#dirty.pop(); link !== undefined; link = this.#dirty.pop()) {
      if (!link.dirty) continue;
      link.dirty = false;
      const hasControl = link.control?.flush() ?? false;
      const hasData = link.data?.flush() ?? false;
      if (hasControl || hasData) this.#bell.ring(link.endpoint);
    }
  }

  /** Do answers wait for room in a ring, or parcels for their receiver? */
  get isHolding(): boolean {
    return this.#holding.size > 0 || this.#withParcels.size > 0;
  }

  hasRoom(endpoint: EndpointId): boolean {
    if (this.#peers.incarnationOf(endpoint) === undefined) return true; // the sender hears "dead" at its next try
    const link = this.#peers.link(endpoint);
    const ring = this.#peers.ring(link, "data");
    if (typeof ring === "string") return ring === "dead";
    // Room for half a ring, so that a waiting sender is not woken for every frame.
    return ring.hasRoom(ring.capacity / 2) && link.parcels.hasRoom(ring);
  }

  #copy(slices: readonly Slice[], target: number): void {
    let position = target;
    for (const slice of slices) {
      this.#arena.memory.copy(position, slice.address, slice.length);
      position += slice.length;
    }
  }

  #settleParcels(): void {
    for (const link of this.#withParcels) {
      if (link.data !== undefined) link.parcels.settle(link.data);
      if (link.parcels.isEmpty) this.#withParcels.delete(link); // also when the endpoint died
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
      this.#arena.memory.write(frame + FRAME_HEADER_BYTES, body);
      sent++;
    }
    this.#touch(link);
    return sent;
  }
}

/** Of the smallest data rings a body may take half. */
function isLarge(attachmentBytes: number, bodyLength: number, { capacity }: RingProducer): boolean {
  if (attachmentBytes > capacity / PARCEL_RING_SHARE) return true;
  return attachmentBytes > 0 && FRAME_HEADER_BYTES + bodyLength + attachmentBytes > capacity / 2;
}
