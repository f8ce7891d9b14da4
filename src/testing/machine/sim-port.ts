import type { SendResult } from "../../actor/actor.ts";
import type { Destination, FrameReceiver, Inbound, Transport } from "../../actor/transport.ts";
import { assert } from "../../base/assert.ts";
import type { EndpointId, Slice } from "../../base/ids.ts";
import { CONTROL_RING_BYTES } from "../../base/limits.ts";
import type { Lane, MessageKind } from "../../message/kind.ts";
import { SimLink } from "./sim-link.ts";
import type { SimNetwork } from "./sim-network.ts";

/** The lanes from one incarnation of a sender. */
interface Peer {
  readonly incarnation: number;
  readonly control: SimLink;
  readonly data: SimLink;
}

interface Sender {
  readonly endpoint: EndpointId;
  peers: readonly Peer[]; // one for each incarnation, oldest first
}

interface DeathNotice {
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  readonly at: number; // ms
}

/**
 * One incarnation of an endpoint in the simulated network: what it sends, what waits for it, and whom it knows to be
 * alive. It learns of a death by a notice of its own, later than others or earlier.
 */
export class SimPort implements Transport, Inbound {
  readonly endpoint: EndpointId;
  readonly incarnation: number;
  /** The next flush loses everything: the thread dies at the end of its turn, before it publishes. */
  losesNextFlush = false;
  /** Called when somebody else did what may be a reason for a turn. */
  onChange: () => void = () => {};
  readonly #network: SimNetwork;
  readonly #senders: Sender[] = [];
  #dirty: SimLink[] = []; // to flush
  #notices: DeathNotice[] = [];
  #framesPerLink = Number.POSITIVE_INFINITY;
  #roomAppeared = false;

  constructor(network: SimNetwork, endpoint: EndpointId, incarnation: number) {
    this.#network = network;
    this.endpoint = endpoint;
    this.incarnation = incarnation;
  }

  // ---- sending

  incarnationOf(endpoint: EndpointId): number | undefined {
    for (const notice of this.#notices) if (notice.endpoint === endpoint) return notice.incarnation;
    return this.#network.port(endpoint)?.incarnation;
  }

  send<B>(to: Destination, kind: MessageKind<B>, body: B, attachment: readonly Slice[]): SendResult {
    const incarnation = this.incarnationOf(to.endpoint);
    if (incarnation === undefined) return "dead";
    const receiver = this.#network.port(to.endpoint);
    if (receiver?.incarnation !== incarnation) return "sent"; // it is dead, which this endpoint will learn later
    const link = receiver.linkFrom(this, kind.lane);
    const frame = this.#network.encode(to, kind as MessageKind, body, attachment);
    const bytes = link.bytes + 16 + frame.body.length + frame.attachment.length;
    if (kind.lane === "data") {
      if (link.bytes > 0 && bytes > this.#network.linkBytesMax) return "backpressure";
    } else
      assert(
        bytes <= CONTROL_RING_BYTES,
        `the control ring ${this.endpoint} -> ${to.endpoint} has room for a ${kind.name}`,
      );
    if (!link.hasStaged) this.#dirty.push(link);
    link.stage(frame);
    return "sent";
  }

  flush(): void {
    if (this.#dirty.length === 0) return;
    for (const link of this.#dirty) {
      if (this.losesNextFlush) link.discardStaged();
      else link.publish();
    }
    this.#dirty = [];
  }

  hasRoom(endpoint: EndpointId): boolean {
    const receiver = this.#network.port(endpoint);
    if (receiver === undefined || receiver.incarnation !== this.incarnationOf(endpoint)) return true;
    return receiver.linkFrom(this, "data").bytes <= this.#network.linkBytesMax / 2;
  }

  // ---- receiving

  linkFrom({ endpoint, incarnation }: SimPort, lane: Lane): SimLink {
    let sender = this.#senderAt(endpoint);
    if (sender === undefined) {
      sender = { endpoint, peers: [] };
      this.#senders.push(sender);
    }
    for (const peer of sender.peers) if (peer.incarnation === incarnation) return peer[lane];
    const peer = this.#peerOf(endpoint, incarnation);
    sender.peers = [...sender.peers, peer];
    return peer[lane];
  }

  #peerOf(endpoint: EndpointId, incarnation: number): Peer {
    const options = {
      arrival: () => this.#network.arrivalOf(endpoint, this.endpoint),
      published: () => this.onChange(),
    };
    const link = () => new SimLink(endpoint, incarnation, options);
    return { incarnation, control: link(), data: link() };
  }

  #senderAt(endpoint: EndpointId): Sender | undefined {
    for (const sender of this.#senders) if (sender.endpoint === endpoint) return sender;
    return undefined;
  }

  /** The lanes that are read now: a successor's frames wait until its predecessor is buried. */
  #readable({ endpoint, peers }: Sender): Peer | undefined {
    const peer = peers[0];
    if (this.#notices.length === 0) return peer; // whoever died is buried, and its lanes with it
    return peer !== undefined && peer.incarnation === this.incarnationOf(endpoint) ? peer : undefined;
  }

  /** Told by the network: this incarnation died. The notice comes after everything that it had published. */
  hearOfDeath(endpoint: EndpointId, incarnation: number, at: number): void {
    let after = at;
    for (const link of this.links()) {
      if (link.from !== endpoint || link.incarnation !== incarnation) continue;
      link.discardStaged();
      after = Math.max(after, link.lastArrivesAt);
    }
    for (const notice of this.#notices) if (notice.endpoint === endpoint) after = Math.max(after, notice.at);
    this.#notices.push({ endpoint, incarnation, at: after });
    this.onChange();
  }

  /** Told by the network: there may be room in a link that this endpoint sends on. */
  roomAppears(): void {
    this.#roomAppeared = true;
    this.onChange();
  }

  get roomAppeared(): boolean {
    return this.#roomAppeared;
  }

  /** When there is something to receive; infinity when nothing is on its way. */
  nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#notices) if (at < next) next = at;
    for (const sender of this.#senders) {
      const peer = this.#readable(sender);
      const control = peer?.control.first;
      const data = peer?.data.first;
      if (control !== undefined && control.arrivesAt < next) next = control.arrivesAt;
      if (data !== undefined && data.arrivesAt < next) next = data.arrivesAt;
    }
    return next;
  }

  *links(): Iterable<SimLink> {
    for (const { peers } of this.#senders)
      for (const peer of peers) {
        yield peer.control;
        yield peer.data;
      }
  }

  /** Frames that the next turn takes from each link. */
  limitTurn(framesPerLink: number): void {
    this.#framesPerLink = framesPerLink;
    this.#roomAppeared = false;
  }

  drainControl(receiver: FrameReceiver): boolean {
    this.#buryDead(receiver);
    return this.#drain("control", receiver);
  }

  drainData(receiver: FrameReceiver): boolean {
    return this.#drain("data", receiver);
  }

  #drain(lane: Lane, receiver: FrameReceiver): boolean {
    let more = false;
    for (const sender of this.#senders) {
      const link = this.#readable(sender)?.[lane];
      if (link === undefined) continue;
      more = this.#drainLink(link, receiver, this.#network.time.now, this.#framesPerLink) || more;
    }
    return more;
  }

  #drainLink(link: SimLink, receiver: FrameReceiver, until: number, limit: number): boolean {
    for (let count = 0; count < limit; count++) {
      const frame = link.first;
      if (frame === undefined || frame.arrivesAt > until) return false;
      link.takeFirst();
      this.#network.deliver(link, frame, this.endpoint, receiver);
      this.#network.roomIn(link);
    }
    return true;
  }

  #buryDead(receiver: FrameReceiver): void {
    for (let due = this.#nextDue(); due !== undefined; due = this.#nextDue()) {
      const { endpoint, incarnation } = due;
      const sender = this.#senderAt(endpoint);
      const peer = sender?.peers.find((one) => one.incarnation === incarnation);
      const unlimited = Number.POSITIVE_INFINITY;
      if (sender !== undefined && peer !== undefined) {
        this.#drainLink(peer.control, receiver, unlimited, unlimited);
        this.#drainLink(peer.data, receiver, unlimited, unlimited);
        sender.peers = sender.peers.filter((other) => other !== peer);
      }
      const buried = due;
      this.#notices = this.#notices.filter((notice) => notice !== buried);
      this.#network.trace.note(1, this.endpoint, endpoint, incarnation);
      receiver.endpointDied(endpoint, incarnation);
    }
  }

  #nextDue(): DeathNotice | undefined {
    if (this.#notices.length === 0) return undefined;
    return this.#notices.find((notice) => notice.at <= this.#network.time.now);
  }
}
