import type { SendResult } from "../actor/actor.ts";
import type { Destination, Transport } from "../actor/transport.ts";
import type { Arena } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";
import { FRAME_HEADER_BYTES, writeFrameHeader } from "../arena/frame.ts";
import { assert } from "../base/assert.ts";
import type { EndpointId, Slice } from "../base/ids.ts";
import { FRAME_BODY_BYTES_MAX } from "../base/limits.ts";
import { InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { MessageKind } from "../message/kind.ts";
import { FLAG_REPLY } from "./frame-flags.ts";
import type { MeshPeers, OutboundLink } from "./mesh-peers.ts";

/**
 * The sending side of an endpoint in the mesh: messages become frames in the ring to their receiver, written privately
 * and published once per turn. Owned by the endpoint's thread.
 */
export class MeshTransport implements Transport {
  readonly #arena: Arena;
  readonly #bell: Doorbell;
  readonly #peers: MeshPeers;
  readonly #dirty: OutboundLink[] = [];
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
    if (ring === "full") return this.#full(link, kind);
    // The body is encoded first, because the ring wants the frame's length before the frame is written.
    const writer = this.#writer.aim(this.#scratch, 0, FRAME_BODY_BYTES_MAX);
    kind.encode(body, writer);
    const bodyLength = writer.pos;
    let length = FRAME_HEADER_BYTES + bodyLength;
    for (const slice of attachment) length += slice.length;
    const frame = ring.claim(length);
    if (frame === 0) return this.#full(link, kind);
    this.#write(frame, to, kind, bodyLength, attachment);
    this.#touch(link);
    return "sent";
  }

  /** Publishing a ring and waking its reader belong together: nothing may come between the two. */
  flush(): void {
    for (const link of this.#dirty) {
      if (!link.dirty) continue;
      link.dirty = false;
      const hasControl = link.control?.flush() ?? false;
      const hasData = link.data?.flush() ?? false;
      if (hasControl || hasData) this.#bell.ring(link.endpoint);
    }
    this.#dirty.length = 0;
  }

  hasRoom(endpoint: EndpointId): boolean {
    if (this.#peers.incarnationOf(endpoint) === undefined) return true; // the sender hears "dead" at its next try
    const link = this.#peers.link(endpoint);
    const ring = this.#peers.ring(link, "data");
    // Room for half a ring, so that a waiting sender is not woken for every frame.
    return typeof ring === "string" ? ring === "dead" : ring.hasRoom(ring.capacity / 2);
  }

  #write(frame: number, to: Destination, kind: MessageKind, bodyLength: number, attachment: readonly Slice[]): void {
    const { memory } = this.#arena;
    writeFrameHeader(memory.words, frame, {
      type: kind.number,
      flags: to.reply ? FLAG_REPLY : 0,
      bodyLength,
      target: to.actor,
      correlation: to.correlation,
    });
    memory.write(frame + FRAME_HEADER_BYTES, this.#scratch.subarray(0, bodyLength));
    let position = frame + FRAME_HEADER_BYTES + bodyLength;
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

  #full(link: OutboundLink, kind: MessageKind): SendResult {
    assert(
      kind.lane === "data" || link.control === undefined,
      `the control ring to endpoint ${link.endpoint} has room for a ${kind.name}`,
    );
    this.#touch(link); // a pad at the ring's end may wait to be published
    return "backpressure";
  }
}
