import {
  MessageChannel,
  type MessagePort,
  postMessageToThread,
  type TransferListItem,
  Worker,
  type WorkerOptions,
} from "node:worker_threads";
import { log } from "./thread-log.ts";
import { workerUrl } from "./worker-url.ts";

export type { MessagePort };
export { MessageChannel, postMessageToThread };

/** A worker thread that this thread created; only this thread can terminate it. */
export interface Thread {
  readonly id: number;
  /** Resolves when the thread is gone: nothing of it touches shared memory any more. */
  terminate(): Promise<void>;
  /** Called once, when the thread is gone for whatever reason. */
  onExit(listener: () => void): void;
  /** The thread does not keep this thread alive. */
  unref(): void;
}

/** Flags of `node -e` and its kin: a worker that inherits them does not start. */
const EVAL_FLAGS = /^(--input-type(=|$)|--eval(=|$)|--print(=|$)|-e$|-p$|-pe$)/;
const FLAGS_WITH_A_VALUE = /^(--input-type|--eval|--print|-e|-p|-pe)$/;

function flagsForWorkers(flags: readonly string[]): string[] {
  return flags.filter((flag, index) => !EVAL_FLAGS.test(flag) && !FLAGS_WITH_A_VALUE.test(flags[index - 1] ?? ""));
}

/**
 * A worker inherits flags of V8 (`--expose-gc`, `--jitless`) from the process, but refuses to be given them, and the
 * refusal is the only way to tell them from flags of Node, which it must be given.
 */
function makeWorker(url: URL, options: WorkerOptions & { readonly execArgv: string[] }): Worker {
  try {
    return new Worker(url, options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ERR_WORKER_INVALID_EXEC_ARGV") throw error;
    const refused = new Set(message.slice(message.indexOf(":") + 1).split(/[\s,]+/));
    return new Worker(url, { ...options, execArgv: options.execArgv.filter((flag) => !refused.has(flag)) });
  }
}

/** Starts `workers/NAME`. An uncaught exception in it is logged and ends it. */
export function startThread(name: string, label: string, data: unknown, transfer: readonly MessagePort[]): Thread {
  const worker = makeWorker(workerUrl(name), {
    name: label,
    workerData: data,
    transferList: transfer as TransferListItem[],
    execArgv: flagsForWorkers(process.execArgv),
    stdin: false,
  });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  worker.on("error", (error: unknown) => {
    log("error", `${label} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
  return {
    id: worker.threadId,
    terminate: async () => {
      await worker.terminate();
      await exited;
    },
    onExit: (listener) => {
      void exited.then(listener);
    },
    unref: () => worker.unref(),
  };
}

/** Calls `listener` with every message of `port`, which does not keep the thread alive. */
export function listen(port: MessagePort, listener: (message: unknown) => void): void {
  port.on("message", listener);
  port.unref(); // last: attaching a listener refs the port again
}

/** Calls `listener` when the other end of `port` is gone: closed, or its thread died. */
export function onPeerGone(port: MessagePort, listener: () => void): void {
  port.once("close", listener);
  port.start();
  port.unref();
}

/** Calls `listener` with what other threads post to this one by its thread id. Returns the way to stop. */
export function onThreadMessage(listener: (message: unknown) => void): () => void {
  process.on("workerMessage", listener);
  return () => process.off("workerMessage", listener);
}

/** Ends the worker thread that calls, as a crash would, whatever flags say of uncaught errors. */
export function endThisThread(): never {
  process.exit(1);
}
