import type { EndpointId } from "../base/ids.ts";
import type { Beat } from "./failure-detector.ts";

/** One life of a broker's thread. */
export interface Incarnation {
  readonly brokerId: number;
  readonly incarnation: number;
}

/** The brokers' threads as the supervisor sees them besides their messages. */
export interface BrokerThreads {
  /** Moves with every turn of the incarnation that lives at `endpoint`; 0 before its first one. */
  beatOf(endpoint: EndpointId): number;
  /**
   * Asks for the end of a silent incarnation, so that its place can be filled again. It is left when it has beaten since,
   * or when a user paused it.
   */
  terminate(silent: Beat): void;
  /** Asks for the end of an incarnation as planned, paused or not. The next one starts at once. */
  end(planned: Incarnation): void;
}
