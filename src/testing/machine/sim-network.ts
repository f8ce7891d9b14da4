import type { Destination, FrameReceiver } from "../../actor/transport.ts";
import { assert } from "../../base/assert.ts";
import type { EndpointId, Slice } from "../../base/ids.ts";
import { FRAME_BODY_BYTES_MAX } from "../../base/limits.ts";
import type { Random } from "../../base/random.ts";
import { InPlaceReader, InPlaceWriter } from "../../generated/protobuf-runtime.js";
import type { MessageKind } from "../../message/kind.ts";
import { kindByNumber } from "../../message/kinds.ts";
import type { SimArena } from "./sim-arena.ts";
import { HELD, type SimFrame, type SimLink } from "./sim-link.ts";
import { SimPort } from "./sim-port.ts";
import type { SimTime } from "./sim-time.ts";
import type { Trace } from "./trace.ts";

const NO_BYTES = Buffer.alloc(0);
const NOTHING: Slice = { address: 0, length: 0 };

export interface SimNetworkOptions {
  readonly time: SimTime;
  readonly random: Random;
  readonly arena: SimArena;
  readonly trace: Trace;
  /** Every frame takes 0 to this many ms; default 3. */
  readonly delayMsMax?: number;
  /** A death is noticed by each endpoint after 0 to this many ms; default 6. */
  readonly noticeMsMax?: number;
  /** Bytes in a data link from which a sender meets back-pressure; default 65,536. */
  readonly linkBytesMax?: number;
}

/** Watches the traffic: `body` is decoded, `frame` as it was sent. */
export type OnFrame = (from: EndpointId, to: EndpointId, frame: SimFrame, body: unknown) => void;

/**
 * The links between simulated endpoints. Every frame is really encoded and decoded and its attachment copied; each lane
 * of each pair keeps its order; delays are drawn from the seed.
 */
export class SimNetwork {
  readonly time: SimTime;
  readonly trace: Trace;
  readonly linkBytesMax: number;
  /** Called before a frame is handed over: for what watches the traffic. */
  readonly onDeliver: OnFrame[] = [];
  readonly #random: Random;
  readonly #arena: SimArena;
  readonly #delayMsMax: number;
  readonly #noticeMsMax: number;
  readonly #ports = new Map<EndpointId, SimPort>();
  readonly #slow = new Map<number, number>();
  readonly #cut = new Set<number>();
  readonly #scratch = new Uint8Array(FRAME_BODY_BYTES_MAX);
  readonly #writer = new InPlaceWriter();
  readonly #reader = new InPlaceReader();
  #sequence = 1;

  constructor(options: SimNetworkOptions) {
    this.time = options.time;
    this.trace = options.trace;
    this.#random = options.random;
    this.#arena = options.arena;
    this.#delayMsMax = options.delayMsMax ?? 3;
    this.#noticeMsMax = options.noticeMsMax ?? 6;
    this.linkBytesMax = options.linkBytesMax ?? 65_536;
    options.arena.nextSequence = () => this.#sequence;
    options.arena.oldestUnderWay = () => this.#oldestUnderWay();
  }

  /** The living incarnation of an endpoint. */
  port(endpoint: EndpointId): SimPort | undefined {
    return this.#ports.get(endpoint);
  }

  ports(): Iterable<SimPort> {
    return this.#ports.values();
  }

  join(endpoint: EndpointId, incarnation: number): SimPort {
    assert(!this.#ports.has(endpoint), `endpoint ${endpoint} is free`);
    const port = new SimPort(this, endpoint, incarnation);
    this.#ports.set(endpoint, port);
    return port;
  }

  /** The incarnation is dead from here on: what was on its way to it is lost, everybody else hears of it later. */
  crash(endpoint: EndpointId): void {
    const dead = this.#ports.get(endpoint);
    assert(dead, `endpoint ${endpoint} lives`);
    this.#ports.delete(endpoint);
    for (const other of this.#ports.values()) {
      other.hearOfDeath(endpoint, dead.incarnation, this.time.now + this.#random.between(0, this.#noticeMsMax));
      other.roomAppears();
    }
  }

  /** Every frame of this direction takes so much longer; 0 heals the link. */
  slow(from: EndpointId, to: EndpointId, extraMs: number): void {
    if (extraMs === 0) this.#slow.delete(linkKey(from, to));
    else this.#slow.set(linkKey(from, to), extraMs);
  }

  /** Nothing arrives in this direction until it is mended; deaths are heard of all the same. */
  cut(from: EndpointId, to: EndpointId): void {
    this.#cut.add(linkKey(from, to));
    for (const link of this.#linksBetween(from, to)) link.hold(this.time.now);
  }

  /** What was held arrives from now on. */
  mend(from: EndpointId, to: EndpointId): void {
    if (!this.#cut.delete(linkKey(from, to))) return;
    for (const link of this.#linksBetween(from, to)) link.release();
  }

  /** Is a frame of this kind on its way? */
  isUnderWay(from: EndpointId, to: EndpointId, kindNumber: number): boolean {
    for (const link of this.#linksBetween(from, to)) if (link.carries(kindNumber)) return true;
    return false;
  }

  *#linksBetween(from: EndpointId, to: EndpointId): Iterable<SimLink> {
    for (const link of this.#ports.get(to)?.links() ?? []) if (link.from === from) yield link;
  }

  get isQuiet(): boolean {
    for (const port of this.#ports.values()) for (const link of port.links()) if (link.bytes > 0) return false;
    return true;
  }

  // ---- what ports use

  encode(to: Destination, kind: MessageKind, body: unknown, attachment: readonly Slice[]): SimFrame {
    const writer = this.#writer.aim(this.#scratch, 0, FRAME_BODY_BYTES_MAX);
    kind.encode(body, writer);
    const { actor, correlation, reply } = to;
    return {
      sequence: this.#sequence++,
      kind,
      actor,
      correlation,
      reply,
      body: this.#scratch.slice(0, writer.pos),
      attachment: attachment.length === 0 ? NO_BYTES : this.#copyOf(attachment),
      arrivesAt: 0,
    };
  }

  #copyOf(slices: readonly Slice[]): Uint8Array {
    let bytes = 0;
    for (const { length } of slices) bytes += length;
    const copy = Buffer.allocUnsafe(bytes); // written in full; small ones share their memory
    let position = 0;
    for (const { address, length } of slices) {
      copy.set(this.#arena.memory.bytes.subarray(address, address + length), position);
      position += length;
    }
    return copy;
  }

  arrivalOf(from: EndpointId, to: EndpointId): number {
    if (this.#cut.has(linkKey(from, to))) return HELD;
    return this.time.now + this.#random.between(0, this.#delayMsMax) + (this.#slow.get(linkKey(from, to)) ?? 0);
  }

  deliver(link: SimLink, frame: SimFrame, to: EndpointId, receiver: FrameReceiver): void {
    const kind = kindByNumber(frame.kind.number);
    assert(kind === frame.kind, `${frame.kind.name} is a known kind`);
    const body = kind.decode(this.#reader.aim(frame.body, 0, frame.body.length));
    this.trace.note(2, link.from, to, kind.number, frame.body.length, frame.attachment.length, frame.correlation);
    for (const watch of this.onDeliver) watch(link.from, to, frame, body);
    if (frame.attachment.length === 0) this.#handOver(link, frame, body, NOTHING, receiver);
    else this.#arena.withAttachment(frame.attachment, (place) => this.#handOver(link, frame, body, place, receiver));
  }

  #handOver(link: SimLink, frame: SimFrame, body: unknown, attachment: Slice, receiver: FrameReceiver): void {
    const { from, incarnation } = link;
    const { kind, actor, correlation, reply } = frame;
    receiver.deliver({ from, incarnation, actor, correlation, reply, kind, body, attachment });
  }

  roomIn(link: SimLink): void {
    const sender = this.#ports.get(link.from);
    if (sender !== undefined && link.bytes <= this.linkBytesMax / 2) sender.roomAppears();
  }

  #oldestUnderWay(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const port of this.#ports.values())
      for (const link of port.links()) oldest = Math.min(oldest, link.first?.sequence ?? oldest);
    return oldest;
  }
}

function linkKey(from: EndpointId, to: EndpointId): number {
  return from * 2 ** 20 + to;
}
