import type { Piscina } from "piscina";
import { COMPRESSION_THREADS_MAX } from "../base/limits.ts";
import type { Compression } from "../record/codec.ts";
import { codecs } from "./codecs.ts";
import { log } from "./thread-log.ts";
import { workerUrl } from "./worker-url.ts";

const { availableParallelism } = process.getBuiltinModule("node:os");

/** An idle thread costs about 8 MiB; to start one again takes 60 ms. */
const IDLE_MS = 10_000;

/** Work of one of the pool's threads: bytes of shared memory, which stay as they are until it is done. */
export interface CompressionTask {
  readonly memory: ArrayBufferLike;
  readonly address: number;
  readonly length: number;
  readonly compression: Compression;
}

/** What a thread of the pool does. The result has a buffer of its own: the whole of it is copied to the asker. */
export function runCompressionTask({ memory, address, length, compression }: CompressionTask): Uint8Array {
  return codecs.compress(compression, new Uint8Array(memory, address, length)).slice();
}

/**
 * Threads that compress, made when the first task comes, kept while there is work, ended by `close`. They leave one core
 * to their owner where they can, and do not keep the process alive.
 */
export class CompressionPool {
  readonly #threads = Math.max(1, Math.min(COMPRESSION_THREADS_MAX, availableParallelism() - 1));
  #pool: Piscina | undefined;
  #isUsable = true;
  #running = 0;

  /**
   * Calls `done` later with the compressed bytes; with undefined when the thread died or the pool was closed. False:
   * each thread has a task and one to follow, nothing happened.
   */
  compress(task: CompressionTask, done: (bytes: Uint8Array | undefined) => void): boolean {
    if (this.#running >= this.#threads * 2) return false;
    const pool = this.#open();
    if (pool === undefined) return false;
    this.#running++;
    const end = (bytes: Uint8Array | undefined): void => {
      this.#running--;
      done(bytes);
    };
    pool.run(task).then(end, () => end(undefined));
    return true;
  }

  /** Resolves when its threads are gone. */
  async close(): Promise<void> {
    this.#isUsable = false;
    await this.#pool?.destroy();
  }

  #open(): Piscina | undefined {
    if (this.#pool !== undefined || !this.#isUsable) return this.#isUsable ? this.#pool : undefined;
    try {
      const load = process.getBuiltinModule("node:module").createRequire(import.meta.url);
      const { Piscina: Pool } = load("piscina") as typeof import("piscina");
      const filename = workerUrl("compression").href;
      const threads = { minThreads: 0, maxThreads: this.#threads, idleTimeout: IDLE_MS };
      this.#pool = new Pool({ ...threads, filename, execArgv: [], recordTiming: false });
      this.#pool.on("error", (error) => log("warn", `A compression thread failed: ${String(error)}`));
    } catch (error) {
      // Without threads batches are compressed by their producer.
      this.#isUsable = false;
      log("warn", `There are no compression threads: ${String(error)}`);
    }
    return this.#pool;
  }
}
