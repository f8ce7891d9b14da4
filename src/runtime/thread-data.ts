import type { SharedArenaSource } from "../arena/arena.ts";
import type { MessagePort } from "../platform/threads.ts";
import type { ClusterConfig } from "./config.ts";

/** `workerData` of the guardian. */
export interface GuardianData {
  readonly memory: SharedArenaSource;
  readonly config: ClusterConfig;
  readonly control: MessagePort; // to the thread that started the cluster
}

/** `workerData` of the supervisor and of every broker. */
export interface MemberData {
  readonly memory: SharedArenaSource;
  readonly config: ClusterConfig;
  readonly endpoint: number;
  readonly incarnation: number;
  readonly guardian: MessagePort;
  readonly peers: readonly Peer[]; // supervisor: the brokers; broker: the supervisor
}

/** A port whose close is the death notice of one incarnation. */
export interface Peer {
  readonly endpoint: number;
  readonly incarnation: number;
  readonly port: MessagePort;
}

/** Guardian -> member: a peer that started after it. */
export interface PeerStarted {
  readonly type: "peer";
  readonly peer: Peer;
}

/** Guardian -> broker: fault injection. A paused endpoint takes no turns and gives no sign of life; its event loop goes on. */
export interface PauseChanged {
  readonly type: "pause";
  readonly paused: boolean;
}

/** Guardian -> member: fault injection. Its thread hangs in a loop for so long; Infinity: for good. */
export interface Hang {
  readonly type: "hang";
  readonly durationMs: number;
}

export type MemberMessage = PeerStarted | PauseChanged | Hang;

/** Supervisor -> guardian: this incarnation takes no turns any more, its thread is to be ended. */
export interface MemberSilent {
  readonly type: "silent";
  readonly endpoint: number;
  readonly incarnation: number;
  readonly beat: number; // unless it has beaten since
}

/** Supervisor -> guardian: this incarnation has given up its roles; its thread is to be ended, and the next one started. */
export interface MemberEnds {
  readonly type: "end";
  readonly endpoint: number;
  readonly incarnation: number;
}

/** Another thread -> guardian, by `postMessageToThread`. */
export interface AttachRequest {
  readonly type: "millrace-attach";
  readonly control: MessagePort;
}
