import { BroadcastChannel, receiveMessageOnPort, threadId } from "node:worker_threads";
import { logLine } from "./stderr.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

/** What a thread of a cluster has to say. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly message: string;
}

let channelName: string | undefined;
let channelCount = 0;

/** What is done at the exit, by one listener however many clusters there are: Node warns of more than ten. */
const drains = new Set<() => void>();

function drainAll(): void {
  for (const drain of drains) drain();
}

/** A name that no other channel of this process has. */
export function newLogChannel(): string {
  return `millrace-log-${threadId}-${++channelCount}`;
}

/** This thread's lines go to whoever receives the channel of that name; without one to standard error, at once. */
export function sendLogTo(name: string | undefined): void {
  channelName = name;
}

/**
 * Is gone from this thread when the call returns, even if the thread ends right after. `to`: the channel of one cluster, for
 * a user's thread, which may belong to several and has none of its own.
 */
export function log(level: LogLevel, message: string, to = channelName): void {
  if (to === undefined) {
    logLine(`millrace: ${message}`);
    return;
  }
  const channel = new BroadcastChannel(to);
  channel.postMessage({ level, message } satisfies LogEntry);
  channel.close();
}

/**
 * Calls `listener` with the lines of all threads that send to `name`, whenever this thread's event loop is free, and with
 * what is there when the process exits. Does not keep the thread alive. Returns the way to stop, which takes what is
 * there, too.
 */
export function receiveLog(name: string, listener: (entry: LogEntry) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event) => listener((event as { data: LogEntry }).data);
  channel.unref();
  const drain = (): void => {
    // A channel is a port for Node's receiveMessageOnPort; its types do not know.
    const port = channel as unknown as Parameters<typeof receiveMessageOnPort>[0];
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
      listener(next.message as LogEntry);
  };
  if (drains.size === 0) process.on("exit", drainAll);
  drains.add(drain);
  return () => {
    drains.delete(drain);
    if (drains.size === 0) process.off("exit", drainAll);
    drain();
    channel.close();
  };
}
