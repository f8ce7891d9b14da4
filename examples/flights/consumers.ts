import { Worker } from "node:worker_threads";
import type { ConsumeJob, ConsumeResult, EndOffsets } from "./consume.ts";
import { partitionsOf } from "./consume.ts";
import type { FromConsumer, ToConsumer } from "./consumer-worker.ts";

/** The consumers as the main thread sees them. */
export interface Consumers {
  /** Records read so far, by consumer. */
  readonly recordCounts: Int32Array;
  /** Tells every consumer where to stop, and collects what they saw. Rejects as soon as one has failed. */
  finish(endOffsets: EndOffsets): Promise<readonly ConsumeResult[]>;
  /** Rejects when one fails; never resolves. */
  readonly failed: Promise<never>;
  close(): Promise<void>;
}

export interface ConsumerJobs {
  readonly consumers: number;
  readonly partitions: number;
  readonly rowCount: number;
}

export function consumeJobs({ consumers, partitions, rowCount }: ConsumerJobs): readonly ConsumeJob[] {
  const recordCounts = new Int32Array(new SharedArrayBuffer(consumers * 4));
  return Array.from({ length: consumers }, (_, index) => ({
    index,
    partitions: partitionsOf(index, consumers, partitions),
    rowCount,
    recordCounts,
  }));
}

/** Starts one worker per job; resolves when all of them have attached to the cluster. */
export async function startConsumerWorkers(handle: unknown, jobs: readonly ConsumeJob[]): Promise<Consumers> {
  const workers = jobs.map((job) => new ConsumerWorker(handle, job));
  const close = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  try {
    await Promise.all(workers.map((worker) => worker.ready));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    recordCounts: jobs[0]?.recordCounts ?? new Int32Array(0),
    finish: (endOffsets) => {
      for (const worker of workers) worker.stopAt(endOffsets);
      return Promise.all(workers.map((worker) => worker.result));
    },
    failed: Promise.race(workers.map((worker) => worker.failed)),
    close,
  };
}

/** One worker and what it promises. */
class ConsumerWorker {
  readonly ready: Promise<void>;
  readonly result: Promise<ConsumeResult>;
  readonly failed: Promise<never>;
  readonly #worker: Worker;

  constructor(handle: unknown, job: ConsumeJob) {
    this.#worker = new Worker(new URL("consumer-worker.ts", import.meta.url), { workerData: { handle, job } });
    const ready = Promise.withResolvers<void>();
    const result = Promise.withResolvers<ConsumeResult>();
    const failed = Promise.withResolvers<never>();
    let done = false;
    const fail = (error: unknown): void => {
      if (done) return;
      for (const promise of [ready, result, failed]) promise.reject(error);
    };
    this.#worker.on("message", (message: FromConsumer) => {
      if (message.type === "ready") ready.resolve();
      else {
        done = true;
        result.resolve(message.result);
      }
    });
    this.#worker.on("error", fail);
    this.#worker.on("exit", (code) => fail(new Error(`consumer ${job.index} ended early, with exit code ${code}`)));
    this.ready = ready.promise;
    this.result = result.promise;
    this.failed = failed.promise;
    // They are awaited later; a failure before that must not count as unhandled.
    for (const promise of [this.ready, this.result, this.failed]) promise.catch(() => undefined);
  }

  stopAt(endOffsets: EndOffsets): void {
    this.#worker.postMessage({ endOffsets } satisfies ToConsumer);
  }

  async terminate(): Promise<void> {
    this.#worker.removeAllListeners("exit");
    await this.#worker.terminate();
  }
}
