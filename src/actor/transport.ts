import type { ActorId, EndpointId, Slice } from "../base/ids.ts";
import type { MessageKind } from "../message/kind.ts";
import type { SendResult } from "./actor.ts";

/** The addressing part of a frame. A reply is addressed by its correlation alone. */
export interface Destination {
  readonly endpoint: EndpointId;
  readonly actor: ActorId; // 0 in a reply
  readonly correlation: number; // 0 when no answer is wanted
  readonly reply: boolean;
}

/** Frames to other endpoints: rings in the thread runtime, a seeded network in the simulation. */
export interface Transport {
  /** Encodes body and attachment; privately until `flush`. */
  send<B>(destination: Destination, kind: MessageKind<B>, body: B, attachment: readonly Slice[]): SendResult;
  /** Publishes everything sent since the last flush and rings the receivers. */
  flush(): void;
  /** Does the data ring to this endpoint have room again? If not, its reader is asked to ring when it has. */
  hasRoom(endpoint: EndpointId): boolean;
  incarnationOf(endpoint: EndpointId): number | undefined;
}

/** Frames from other endpoints. Each delivers at most a bounded number and says whether more is waiting. */
export interface Inbound {
  drainControl(receiver: FrameReceiver): boolean;
  drainData(receiver: FrameReceiver): boolean;
}

/** What a transport hands over; the ActorSystem implements it. */
export interface FrameReceiver {
  deliver(frame: InboundFrame): void;
  /** After everything that the dead incarnation had published was delivered. */
  endpointDied(endpoint: EndpointId, incarnation: number): void;
}

export interface InboundFrame {
  readonly from: EndpointId;
  readonly incarnation: number; // of the sender
  readonly actor: ActorId;
  readonly correlation: number;
  readonly reply: boolean;
  readonly kind: MessageKind;
  readonly body: unknown;
  readonly attachment: Slice;
}
