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

export interface SimLinkOptions {
  /** When a frame that is published now is to arrive; first in, first out may push it back. */
  arrival(): number;
  /** Something is on its way, or arrives at another time than before. */
  published(): void;
}

/** One lane from one incarnation of an endpoint to one incarnation of another: first in, first out. */
export class SimLink {
  readonly from: EndpointId;
  readonly incarnation: number; // of the sender
  /** Staged, under way or waiting at the receiver. */
  bytes = 0;
  readonly #options: SimLinkOptions;
  /** Taken, then published from the head on, then staged. */
  #frames: SimFrame[] = [];
  #head = 0;
  #published = 0; // frames, those that were taken included
  #lastAt = 0;

  constructor(from: EndpointId, incarnation: number, options: SimLinkOptions) {
    this.from = from;
    this.incarnation = incarnation;
    this.#options = options;
  }

  stage(frame: SimFrame): void {
    this.#frames.push(frame);
    this.bytes += bytesOf(frame);
  }

  get hasStaged(): boolean {
    return this.#frames.length > this.#published;
  }

  /** Publishes what was staged. */
  publish(): void {
    for (; this.#published < this.#frames.length; this.#published++)
      this.#giveArrival(this.#frames[this.#published] as SimFrame, this.#options.arrival());
    this.#options.published();
  }

  /** What has not arrived at `now` waits until it is released. */
  hold(now: number): void {
    for (const frame of this.#underWay()) if (frame.arrivesAt > now) frame.arrivesAt = HELD;
    this.#options.published();
  }

  release(): void {
    for (const frame of this.#underWay())
      if (frame.arrivesAt === HELD) this.#giveArrival(frame, this.#options.arrival());
    this.#options.published();
  }

  #underWay(): readonly SimFrame[] {
    return this.#frames.slice(this.#head, this.#published);
  }

  #giveArrival(frame: SimFrame, at: number): void {
    if (at !== HELD) this.#lastAt = Math.max(this.#lastAt, at);
    frame.arrivesAt = at === HELD ? HELD : this.#lastAt;
  }

  /** The sender died before it published. */
  discardStaged(): void {
    for (const frame of this.#frames.splice(this.#published)) this.bytes -= bytesOf(frame);
  }

  get first(): SimFrame | undefined {
    return this.#head < this.#published ? this.#frames[this.#head] : undefined;
  }

  /** Of what is not held: a death is heard of in spite of a cut, and what the dead had published comes with it. */
  get lastArrivesAt(): number {
    return this.#lastAt;
  }

  takeFirst(): SimFrame | undefined {
    const frame = this.first;
    if (frame === undefined) return undefined;
    this.#head++;
    this.bytes -= bytesOf(frame);
    if (this.#head > 64 && this.#head * 2 > this.#frames.length) {
      this.#frames = this.#frames.slice(this.#head);
      this.#published -= this.#head;
      this.#head = 0;
    }
    return frame;
  }

  /** Is a frame of this kind staged, under way or waiting? */
  carries(kindNumber: number): boolean {
    return this.#frames.slice(this.#head).some(({ kind }) => kind.number === kindNumber);
  }
}

function bytesOf(frame: SimFrame): number {
  return 16 + frame.body.length + frame.attachment.length;
}
