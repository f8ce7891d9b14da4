import type { Actor, ActorContext } from "../actor/actor.ts";
import type { Allocator, ArenaMemory, Leases } from "../arena/memory.ts";
import type { ActorRef } from "../base/ids.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { Codecs } from "../record/codec.ts";
import type { Crc32c } from "../record/crc.ts";
import type { CompressElsewhere } from "./batch-compressor.ts";

/**
 * What a client needs of the endpoint it lives in: the thread runtime's or the simulation's. Single-threaded: actor
 * code, user calls through `enter` and event-loop callbacks of one endpoint never overlap.
 */
export interface ClientEngine {
  readonly memory: ArenaMemory;
  readonly allocator: Allocator;
  readonly leases: Leases;
  readonly crc: Crc32c;
  readonly codecs: Codecs;
  /** Without it batches are compressed in the caller's turn. */
  readonly compressElsewhere?: CompressElsewhere | undefined;
  /** Live: moves between turns. */
  readonly image: MetadataImage;
  /** Unique among all client endpoints and incarnations of the cluster; prefix of request ids. */
  readonly endpointName: string;

  spawn(actor: Actor): ActorRef;
  stop(actor: ActorRef): void;
  /**
   * Runs a user's call as `actor`, with its context; what it sends is published when it returns. Must not be called from
   * inside `receive`. Throws MillraceError CLOSED after the endpoint closed.
   */
  enter<T>(actor: ActorRef, run: (context: ActorContext) => T): T;
  /** Takes a turn now if none is running: lets a busy synchronous loop see acknowledgements. */
  poll(): void;
  /**
   * Lets other threads have the processor for a moment, for a caller who waits within a synchronous call. Not there where
   * nothing happens while a call runs.
   */
  rest?(): void;
  /**
   * Milliseconds since 1970, as `ActorContext.wallTime`, for records that are appended without `enter`. Without it every
   * record that has no timestamp of its own takes the long way.
   */
  wallTime?(): number;
  /** What is short, with the numbers, while the arena has no room for what waits; undefined while it has. */
  memoryShortage?(): string | undefined;
  /** Something is owed to the user: the process stays alive until the function returned is called. */
  owe(): () => void;
  /** A line for the cluster's logger, or for standard error: what nobody else can be told. */
  warn(message: string): void;
  /** Called with the reason when the endpoint closes or the cluster fails, before actors vanish. Returns the way to unsubscribe. */
  onClose(listener: (reason: Error) => void): () => void;
}
