import type { SendResult } from "../../actor/actor.ts";
import type { Destination, FrameReceiver, Inbound, Transport } from "../../actor/transport.ts";
import { assert } from "../../base/assert.ts";
import type { EndpointId, Slice } from "../../base/ids.ts";
import { CONTROL_RING_BYTES } from "../../base/limits.ts";
import type { Lane, MessageKind } from "../../message/kind.ts";
import { SimLink } from "./sim-link.ts";
import type { SimNetwork } from "./sim-network.ts";

interface Peer {
  readonly control: SimLink;
  readonly data: SimLink;
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
  /** Room appeared in a link that this endpoint sends on. */
  roomAppeared = false;
  readonly #network: SimNetwork;
  readonly #peers = new Map<EndpointId, Peer[]>(); // by sender; one for each incarnation, oldest first
  readonly #dirty = new Map<SimLink, EndpointId>();
  #notices: DeathNotice[] = [];
  #framesPerLink = Number.POSITIVE_INFINITY;

  constructor(network: SimNetwork, endpoint: EndpointId, incarnation: number) {
    this.#network = network;
    this.endpoint = endpoint;
    this.incarnation = incarnation;
  }

  // ---- sending

  incarnationOf(endpoint: EndpointId): number | undefined {
    const unburied = this.#notices.find((notice) => notice.endpoint === endpoint);
    return unburied === undefined ? this.#network.port(endpoint)?.incarnation : unburied.incarnation;
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
    link.stage(frame);
    this.#dirty.set(link, to.endpoint);
    return "sent";
  }

  flush(): void {
    for (const [link, receiver] of this.#dirty) {
      if (this.losesNextFlush) link.discardStaged();
      else link.publish(() => this.#network.arrivalOf(this.endpoint, receiver));
    }
    this.#dirty.clear();
  }

  hasRoom(endpoint: EndpointId): boolean {
    const receiver = this.#network.port(endpoint);
    if (receiver === undefined || receiver.incarnation !== this.incarnationOf(endpoint)) return true;
    return receiver.linkFrom(this, "data").bytes <= this.#network.linkBytesMax / 2;
  }

  // ---- receiving

  linkFrom(sender: SimPort, lane: Lane): SimLink {
    const peers = this.#peers.get(sender.endpoint) ?? [];
    let peer = peers.find(({ control }) => control.incarnation === sender.incarnation);
    if (peer === undefined) {
      const { endpoint, incarnation } = sender;
      peer = {
        control: new SimLink(endpoint, incarnation),
        data: new SimLink(endpoint, incarnation),
      };
      this.#peers.set(endpoint, [...peers, peer]);
    }
    return peer[lane];
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
  }

  /** When there is something to receive; infinity when nothing is on its way. */
  nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#notices) if (at < next) next = at;
    for (const [sender, peers] of this.#peers) {
      const peer = peers[0]; // a successor's frames wait until its predecessor is buried
      if (peer === undefined || this.incarnationOf(sender) !== peer.control.incarnation) continue;
      const control = peer.control.first?.arrivesAt ?? next;
      const data = peer.data.first?.arrivesAt ?? next;
      next = Math.min(next, control, data);
    }
    return next;
  }

  *links(): Iterable<SimLink> {
    for (const peers of this.#peers.values())
      for (const peer of peers) {
        yield peer.control;
        yield peer.data;
      }
  }

  /** Frames that the next turn takes from each link. */
  limitTurn(framesPerLink: number): void {
    this.#framesPerLink = framesPerLink;
    this.roomAppeared = false;
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
    for (const [sender, peers] of this.#peers) {
      const peer = peers[0];
      if (peer === undefined || this.incarnationOf(sender) !== peer.control.incarnation) continue;
      more = this.#drainLink(peer[lane], receiver, this.#network.time.now, this.#framesPerLink) || more;
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
      const peers = this.#peers.get(endpoint) ?? [];
      const peer = peers.find(({ control }) => control.incarnation === incarnation);
      const unlimited = Number.POSITIVE_INFINITY;
      if (peer !== undefined) {
        this.#drainLink(peer.control, receiver, unlimited, unlimited);
        this.#drainLink(peer.data, receiver, unlimited, unlimited);
        this.#peers.set(
          endpoint,
          peers.filter((other) => other !== peer),
        );
      }
      const buried = due;
      this.#notices = this.#notices.filter((notice) => notice !== buried);
      this.#network.trace.note(1, this.endpoint, endpoint, incarnation);
      receiver.endpointDied(endpoint, incarnation);
    }
  }

  #nextDue(): DeathNotice | undefined {
    return this.#notices.find((notice) => notice.at <= this.#network.time.now);
  }
}
