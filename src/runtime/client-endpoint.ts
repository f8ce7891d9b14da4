import type { Actor, ActorContext } from "../actor/actor.ts";
import type { Arena } from "../arena/arena.ts";
import type { Allocator, ArenaMemory, Leases } from "../arena/memory.ts";
import { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import type { CompressElsewhere, CompressedNote, CompressionJob } from "../client/batch-compressor.ts";
import type { ClientEngine } from "../client/engine.ts";
import { type ClusterEvent, eventsOf } from "../metadata/events.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import { wallNow } from "../platform/clock.ts";
import { codecs } from "../platform/codecs.ts";
import { CompressionPool } from "../platform/compression-pool.ts";
import { crc32c } from "../platform/crc32c.ts";
import { restBriefly } from "../platform/rest.ts";
import { log } from "../platform/thread-log.ts";
import type { Crc32c } from "../record/crc.ts";
import { EndpointRuntime } from "./endpoint-runtime.ts";
import type { ClientRow } from "./guardian-control.ts";

/** Takes slot 0, so that a client's actors are like all others: nobody sends requests to a client. */
const NOBODY: Actor = { receive: () => {} };

/** The endpoint of a thread that runs user code: the engine of its producers, consumers and admins. */
export class ClientEndpoint implements ClientEngine {
  readonly arena: Arena;
  readonly runtime: EndpointRuntime;
  readonly memory: ArenaMemory;
  readonly allocator: Allocator;
  readonly leases: Leases;
  readonly crc: Crc32c = crc32c;
  readonly codecs = codecs;
  readonly compressElsewhere: CompressElsewhere = (job) => this.#compress(job);
  readonly wallTime = wallNow;
  readonly endpointName: string;
  readonly #closeListeners = new Set<(reason: Error) => void>();
  readonly #metadataListeners = new Set<() => void>();
  readonly #eventListeners = new Set<(event: ClusterEvent) => void>();
  readonly #listener: ActorRef;
  readonly #logChannel: string | undefined;
  readonly #compressionPool = new CompressionPool();
  readonly #quiet = Promise.withResolvers<void>();
  #owed = 0;
  #closed: Error | undefined;

  /** `logChannel`: of the cluster's logger. */
  constructor(arena: Arena, row: ClientRow, logChannel: string | undefined) {
    this.#logChannel = logChannel;
    this.arena = arena;
    this.memory = arena.memory;
    this.allocator = arena.bufferAllocatorOf(row.endpoint);
    this.leases = arena.leasesOf(row.endpoint);
    this.endpointName = `client-${row.endpoint}-${row.incarnation}`;
    this.runtime = new EndpointRuntime({
      arena,
      endpoint: row.endpoint,
      incarnation: row.incarnation,
      escalate: (error) => void this.close(asClusterFailure(error)),
      servesUser: true,
      onMetadata: (entry, image) => this.#publish(entry, image),
      logChannel,
    });
    this.runtime.system.spawn(NOBODY);
    this.#listener = this.runtime.system.spawn({
      receive: (message) => {
        if (message.type === "metadata") for (const look of [...this.#metadataListeners]) look();
      },
    });
    this.runtime.enter(this.#listener, (context) => context.subscribeMetadata());
  }

  get image(): MetadataImage {
    return this.runtime.metadata.image;
  }

  start(): void {
    this.runtime.start();
    this.runtime.keepAlive(this.#owed > 0);
  }

  /** Throws the reason of its end. */
  assertOpen(): void {
    if (this.#closed !== undefined) throw this.#closed;
  }

  spawn(actor: Actor): ActorRef {
    this.assertOpen();
    return this.runtime.system.spawn(actor);
  }

  stop(actor: ActorRef): void {
    this.runtime.system.stop(actor);
  }

  enter<T>(actor: ActorRef, run: (context: ActorContext) => T): T {
    this.assertOpen();
    return this.runtime.enter(actor, run);
  }

  poll(): void {
    this.runtime.poll();
  }

  rest(): void {
    restBriefly();
  }

  warn(message: string): void {
    log("warn", message, this.#logChannel);
  }

  memoryShortage(): string | undefined {
    return this.runtime.memoryShortage();
  }

  owe(): () => void {
    this.#owed++;
    this.runtime.keepAlive(true);
    let isOwed = true;
    return () => {
      if (!isOwed) return;
      isOwed = false;
      this.#owed--;
      if (this.#owed === 0) this.runtime.keepAlive(false);
    };
  }

  /** Throws the reason when it is closed already. */
  onClose(listener: (reason: Error) => void): () => void {
    this.assertOpen();
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  /** Resolves when `condition` holds for the image; rejects when the endpoint closes or after `timeoutMs`. */
  async waitForImage(
    condition: (image: MetadataImage) => boolean,
    timeoutMs: number,
    late: () => Error,
  ): Promise<void> {
    this.assertOpen();
    if (condition(this.image)) return;
    const settle = this.owe();
    await new Promise<void>((resolve, reject) => {
      const end = (finish: () => void): void => {
        clearTimeout(timeout);
        this.#metadataListeners.delete(look);
        forgetClose();
        settle();
        finish();
      };
      const look = (): void => {
        if (condition(this.image)) end(resolve);
      };
      const timeout = setTimeout(() => end(() => reject(late())), timeoutMs);
      const forgetClose = this.onClose((reason) => end(() => reject(reason)));
      this.#metadataListeners.add(look);
    });
  }

  onEvent(listener: (event: ClusterEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /**
   * Ends everything of this endpoint. Pending calls fail with `reason`. Resolves when this thread touches the arena no
   * more; the row stays alive until its thread says that it leaves, or its port closes, which is not before.
   */
  close(reason: Error): Promise<void> {
    if (this.#closed === undefined) {
      this.#closed = reason;
      for (const listener of [...this.#closeListeners]) listener(reason);
      void Promise.all([this.runtime.close(), this.#compressionPool.close()]).then(() => this.#quiet.resolve());
    }
    return this.#quiet.promise;
  }

  /** Resolves after `close`, whoever called it. */
  get quiet(): Promise<void> {
    return this.#quiet.promise;
  }

  #compress({ compression, source, actor, tag }: CompressionJob): boolean {
    const task = { compression, ...source, memory: this.memory.buffer };
    return this.#compressionPool.compress(task, (bytes) => {
      if (this.#closed !== undefined) return;
      const note: CompressedNote = { type: "compressed", tag, bytes };
      // As this actor, because the producer may be closed by now: then the note is a dead letter.
      this.runtime.enter(this.#listener, (context) => context.tell(actor, note));
    });
  }

  #publish(entry: MetadataRecord, image: MetadataImage): void {
    if (this.#eventListeners.size === 0) return;
    for (const event of eventsOf(entry, image)) for (const listener of this.#eventListeners) listener(event);
  }
}

function asClusterFailure(error: unknown): MillraceError {
  const text = error instanceof Error ? error.message : String(error);
  return new MillraceError("CLUSTER_FAILED", `A client's actor failed: ${text}`, { cause: error });
}
