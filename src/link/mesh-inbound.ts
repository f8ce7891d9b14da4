import type { FrameReceiver, Inbound } from "../actor/transport.ts";
import type { Arena } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";
import {
  FRAME_HEADER_BYTES,
  frameBodyLength,
  frameCorrelation,
  frameFlags,
  frameLength,
  frameTarget,
  frameType,
  REFERENCE_BYTES,
  readReference,
} from "../arena/frame.ts";
import type { RingConsumer } from "../arena/ring.ts";
import { assert } from "../base/assert.ts";
import { MillraceError } from "../base/errors.ts";
import type { EndpointId, Slice } from "../base/ids.ts";
import { ENDPOINTS_MAX, FRAMES_PER_RING_PER_TURN } from "../base/limits.ts";
import { InPlaceReader } from "../generated/protobuf-runtime.js";
import { kindByNumber } from "../message/kinds.ts";
import { FLAG_PARCEL, FLAG_REPLY } from "./frame-flags.ts";
import type { MeshPeers } from "./mesh-peers.ts";

const LANES = ["control", "data"] as const;

interface InboundLink {
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  control: RingConsumer | undefined;
  data: RingConsumer | undefined;
}

/**
 * The receiving side of an endpoint in the mesh: frames of all senders are decoded and delivered in place, control rings
 * first. A death is noticed here: what the dead one had published comes before its notice. Owned by the endpoint's thread.
 *
 * `catchUp` runs between the look that finds a frame and its delivery: what its sender knew of the metadata when it
 * published the frame, this endpoint knows when it takes it. So nobody is refused for being faster than its receiver.
 */
export class MeshInbound implements Inbound {
  readonly #arena: Arena;
  readonly #bell: Doorbell;
  readonly #self: EndpointId;
  readonly #peers: MeshPeers;
  readonly #catchUp: () => void;
  readonly #reader = new InPlaceReader();
  #links: InboundLink[] = [];
  #inboundVersion: number;
  #membershipVersion: number;
  framesReceived = 0;

  constructor(arena: Arena, bell: Doorbell, self: EndpointId, peers: MeshPeers, catchUp: () => void) {
    this.#arena = arena;
    this.#bell = bell;
    this.#self = self;
    this.#peers = peers;
    this.#catchUp = catchUp;
    this.#inboundVersion = arena.endpoints.inboundVersion(self) - 1; // look once at the start
    this.#membershipVersion = arena.endpoints.membershipVersion - 1;
  }

  /** Is there anything that a turn would find? For the look between parking and sleeping. */
  hasWork(): boolean {
    const { endpoints } = this.#arena;
    if (endpoints.membershipVersion !== this.#membershipVersion) return true;
    if (endpoints.inboundVersion(this.#self) !== this.#inboundVersion) return true;
    for (const link of this.#links)
      if ((link.control !== undefined && !link.control.isEmpty) || (link.data !== undefined && !link.data.isEmpty))
        return true;
    return false;
  }

  drainControl(receiver: FrameReceiver): boolean {
    this.#catchUp(); // also when there is no frame
    // The version first: whoever is dead by then has made its last ring, and the look below finds it.
    const version = this.#arena.endpoints.membershipVersion;
    const isDeath = version !== this.#membershipVersion;
    const foundRings = this.#openNew(isDeath);
    if (isDeath || foundRings) this.#buryDead(receiver, version);
    let more = false;
    for (const link of this.#links)
      if (link.control !== undefined)
        more = this.#drain(link, link.control, receiver, FRAMES_PER_RING_PER_TURN) || more;
    return more;
  }

  drainData(receiver: FrameReceiver): boolean {
    let more = false;
    for (const link of this.#links)
      if (link.data !== undefined) more = this.#drain(link, link.data, receiver, FRAMES_PER_RING_PER_TURN) || more;
    return more;
  }

  /** After a death it looks at all senders: one may have made a ring and died before it announced it. */
  #openNew(isDeath: boolean): boolean {
    const version = this.#arena.endpoints.inboundVersion(this.#self);
    const isAnnounced = version !== this.#inboundVersion;
    this.#inboundVersion = version;
    if (isDeath) for (let sender = 0; sender < ENDPOINTS_MAX; sender++) this.#openFrom(sender);
    else if (isAnnounced) this.#arena.endpoints.inboundSenders(this.#self, (sender) => this.#openFrom(sender));
    return isAnnounced;
  }

  #openFrom(sender: EndpointId): void {
    const { rings } = this.#arena;
    for (const lane of LANES) {
      // None, or one to an earlier incarnation of this endpoint, whose maker died with it.
      const maker = rings.makerOf(sender, this.#self, lane);
      const known = maker === undefined ? undefined : this.#peers.incarnationOf(sender);
      if (maker === undefined || known === undefined) continue;
      assert(maker >= known, `endpoint ${sender} left no ring of ${maker} behind when ${known} was met`);
      // A ring of the sender's next incarnation waits until the death of the one known here was processed.
      if (maker > known) continue;
      const link = this.#linkOf(sender, maker);
      link[lane] ??= rings.openConsumer(sender, this.#self, lane);
    }
  }

  #linkOf(sender: EndpointId, incarnation: number): InboundLink {
    const present = this.#links.find((link) => link.endpoint === sender);
    if (present !== undefined) return present;
    const made: InboundLink = { endpoint: sender, incarnation, control: undefined, data: undefined };
    this.#links = [...this.#links, made];
    return made;
  }

  /** Runs at every change of the membership, and after new rings: their maker may be dead already. */
  #buryDead(receiver: FrameReceiver, version: number): void {
    // Until nobody is left: behind a dead incarnation the rings of the next one come to light, which may be dead as well.
    for (let dead = Array.from(this.#peers.dead()); dead.length > 0; dead = Array.from(this.#peers.dead()))
      for (const { endpoint, incarnation } of dead) this.#bury(endpoint, incarnation, receiver);
    this.#membershipVersion = version;
    this.#arena.endpoints.acknowledge(this.#self, version);
  }

  #bury(endpoint: EndpointId, incarnation: number, receiver: FrameReceiver): void {
    this.#openFrom(endpoint); // rings that were announced after the last look
    const link = this.#links.find((present) => present.endpoint === endpoint);
    for (const lane of LANES) {
      const ring = link?.[lane];
      if (link === undefined || ring === undefined) continue;
      this.#drain(link, ring, receiver, Number.POSITIVE_INFINITY);
      this.#arena.rings.closeConsumer(endpoint, this.#self, lane, link.incarnation);
    }
    this.#links = this.#links.filter((present) => present.endpoint !== endpoint);
    this.#peers.forget(endpoint);
    this.#openFrom(endpoint); // rings of its next incarnation, in a lane that this one had not used
    receiver.endpointDied(endpoint, incarnation);
    this.#bell.ring(endpoint); // its next incarnation may wait to make its rings
  }

  #drain(link: InboundLink, ring: RingConsumer, receiver: FrameReceiver, limit: number): boolean {
    let count = 0;
    for (; count < limit; count++) {
      const frame = ring.next();
      if (frame === 0) break;
      this.#catchUp();
      this.#deliver(link, frame, receiver);
    }
    this.framesReceived += count;
    if (ring.release()) this.#bell.ring(link.endpoint);
    return count === limit;
  }

  #deliver(link: InboundLink, frame: number, receiver: FrameReceiver): void {
    const { words, bytes } = this.#arena.memory;
    const kind = kindByNumber(frameType(words, frame));
    if (kind === undefined)
      throw new MillraceError(
        "RING_CORRUPT",
        `endpoint ${link.endpoint} sent a frame of unknown type ${frameType(words, frame)}`,
      );
    const bodyLength = frameBodyLength(words, frame);
    const bodyAddress = frame + FRAME_HEADER_BYTES;
    const flags = frameFlags(words, frame);
    const inFrame = {
      address: bodyAddress + bodyLength,
      length: frameLength(words, frame) - FRAME_HEADER_BYTES - bodyLength,
    };
    receiver.deliver({
      from: link.endpoint,
      incarnation: link.incarnation,
      actor: frameTarget(words, frame),
      correlation: frameCorrelation(words, frame),
      reply: (flags & FLAG_REPLY) !== 0,
      kind,
      body: kind.decode(this.#reader.aim(bytes, bodyAddress, bodyLength)),
      attachment: (flags & FLAG_PARCEL) === 0 ? inFrame : this.#parcel(link, inFrame),
    });
  }

  /** The attachment that a frame refers to; its sender leaves it alone until the frame is released. */
  #parcel(link: InboundLink, reference: Slice): Slice {
    const { memory, layout } = this.#arena;
    const place = readReference(memory.view, reference.address);
    const isSound =
      reference.length === REFERENCE_BYTES &&
      place.length > 0 &&
      place.address >= layout.unitsAddress &&
      place.address + place.length <= layout.endAddress;
    if (isSound) return place;
    const where = `${place.length} bytes at ${place.address}`;
    throw new MillraceError("RING_CORRUPT", `endpoint ${link.endpoint} sent a parcel of ${where}`);
  }
}
