import type { ActorId, EndpointId } from "../../base/ids.ts";
import type { MessageKind } from "../../message/kind.ts";

/** A frame under way: what would lie in a ring. */
export interface SimFrame {
  readonly sequence: number; // over the whole network
  readonly kind: MessageKind;
  readonly actor: ActorId;
  readonly correlation: number;
  readonly reply: boolean;
  readonly body: Uint8Array;
  readonly attachment: Uint8Array;
  arrivesAt: number; // ms; `HELD` while its link is cut
}

/** A frame's arrival while its link is cut: it waits there, as links lose nothing. */
export const HELD = Number.POSITIVE_INFINITY;

/** One lane from one incarnation of an endpoint to one incarnation of another: first in, first out. */
export class SimLink {
  readonly from: EndpointId;
  readonly incarnation: number; // of the sender
  /** Staged, under way or waiting at the receiver. */
  bytes = 0;
  readonly #staged: SimFrame[] = [];
  #frames: SimFrame[] = [];
  #head = 0;
  #lastAt = 0;

  constructor(from: EndpointId, incarnation: number) {
    this.from = from;
    this.incarnation = incarnation;
  }

  stage(frame: SimFrame): void {
    this.#staged.push(frame);
    this.bytes += bytesOf(frame);
  }

  get hasStaged(): boolean {
    return this.#staged.length > 0;
  }

  /** Publishes what was staged; `arrival` gives each frame its moment, which FIFO may push back. */
  publish(arrival: () => number): void {
    for (const frame of this.#staged) {
      this.#giveArrival(frame, arrival());
      this.#frames.push(frame);
    }
    this.#staged.length = 0;
  }

  /** What has not arrived at `now` waits until it is released. */
  hold(now: number): void {
    for (const frame of this.#frames) if (frame.arrivesAt > now) frame.arrivesAt = HELD;
  }

  release(arrival: () => number): void {
    for (const frame of this.#frames) if (frame.arrivesAt === HELD) this.#giveArrival(frame, arrival());
  }

  #giveArrival(frame: SimFrame, at: number): void {
    if (at !== HELD) this.#lastAt = Math.max(this.#lastAt, at);
    frame.arrivesAt = at === HELD ? HELD : this.#lastAt;
  }

  /** The sender died before it published. */
  discardStaged(): void {
    for (const frame of this.#staged) this.bytes -= bytesOf(frame);
    this.#staged.length = 0;
  }

  get first(): SimFrame | undefined {
    return this.#frames[this.#head];
  }

  /** Of what is not held: a death is heard of in spite of a cut, and what the dead had published comes with it. */
  get lastArrivesAt(): number {
    return this.#lastAt;
  }

  takeFirst(): SimFrame | undefined {
    const frame = this.#frames[this.#head];
    if (frame === undefined) return undefined;
    this.#head++;
    this.bytes -= bytesOf(frame);
    if (this.#head > 64 && this.#head * 2 > this.#frames.length) {
      this.#frames = this.#frames.slice(this.#head);
      this.#head = 0;
    }
    return frame;
  }

  /** Is a frame of this kind staged, under way or waiting? */
  carries(kindNumber: number): boolean {
    const isOfKind = (frame: SimFrame) => frame.kind.number === kindNumber;
    return this.#frames.slice(this.#head).some(isOfKind) || this.#staged.some(isOfKind);
  }
}

function bytesOf(frame: SimFrame): number {
  return 16 + frame.body.length + frame.attachment.length;
}
