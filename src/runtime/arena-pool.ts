import { Arena, type SharedArenaSource } from "../arena/arena.ts";
import { payloadRingBytesFor } from "../arena/ring-sizes.ts";
import { POOLED_ARENAS_MAX } from "../base/limits.ts";

/**
 * The memory of closed clusters, for the next ones: shared memory that was touched stays resident though nobody refers to
 * it any more, and fresh pages make a cluster slow. Belongs to the thread that starts and closes clusters.
 *
 * Only memory that nobody can touch any more is given back: every thread of the cluster has ended, the closing thread's
 * own wait has ended, and no other thread is attached (`GuardianControl.stop` says so). Views of records that a user keeps
 * after `close` show whatever comes next there, as they do after their batch.
 */
export class ArenaPool {
  #free: SharedArenaSource[] = [];

  get count(): number {
    return this.#free.length;
  }

  /** An empty arena of `arenaBytes`, in the smallest memory of the pool that is large enough, else in new memory. */
  take({ arenaBytes: bytes, brokers }: { readonly arenaBytes: number; readonly brokers: number }): Arena {
    const dataRingBytes = payloadRingBytesFor({ arenaBytes: bytes, brokers });
    const options = { bytes, shared: true, brokers, dataRingBytes };
    const [best] = this.#free.filter((source) => bytesOf(source) >= bytes).sort((a, b) => bytesOf(a) - bytesOf(b));
    if (best === undefined) return Arena.create(options);
    this.#free = this.#free.filter((source) => source !== best);
    return Arena.recycle(best, options);
  }

  /** Nobody touches this memory any more. */
  give(source: SharedArenaSource): void {
    if (this.#free.length < POOLED_ARENAS_MAX) this.#free.push(source);
  }
}

function bytesOf(source: SharedArenaSource): number {
  return (source instanceof SharedArrayBuffer ? source : source.buffer).byteLength;
}

/** The pool of this thread. */
export const arenaPool = new ArenaPool();
