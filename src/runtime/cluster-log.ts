import type { ClusterEvent } from "../metadata/events.ts";
import { type LogEntry, type LogLevel, receiveLog } from "../platform/thread-log.ts";

/**
 * Where a cluster's lines go; `console`, pino and their kin are loggers. It is called by the event loop, so that an error
 * which it throws is an uncaught exception.
 */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Gives a user's logger what the threads of a cluster say and what happens in it. Belongs to the cluster's starter. */
export class ClusterLog {
  readonly #logger: Logger;
  readonly #stop: () => void;

  /** `channel`: where the threads send their lines. */
  constructor(logger: Logger, channel: string) {
    this.#logger = logger;
    this.#stop = receiveLog(channel, (entry) => this.#write(entry));
  }

  /** Within a turn: the user's code must not run, and not throw, in there. */
  readonly event = (event: ClusterEvent): void => {
    const entry = { level: LEVELS[event.type], message: describe(event) };
    queueMicrotask(() => this.#write(entry));
  };

  /** Takes what is there, and no more. */
  close(): void {
    this.#stop();
  }

  #write({ level, message }: LogEntry): void {
    this.#logger[level](`millrace: ${message}`);
  }
}

const LEVELS: Readonly<Record<ClusterEvent["type"], LogLevel>> = {
  brokerRegistered: "info",
  brokerShutdownStarted: "info",
  brokerDied: "warn",
  leaderElected: "debug",
  isrChanged: "debug",
  partitionOffline: "error",
  dataLost: "error",
  replicaDamaged: "warn",
  topicCreated: "info",
  recordsReclaimed: "warn",
  topicDeleted: "info",
  topicConfigsChanged: "info",
  replicasChanged: "info",
  supervisorStarted: "info",
  eventsMissed: "warn",
  eventsDropped: "warn",
};

/** `leaderElected topic=flights partition=3 leader=2 leaderEpoch=5` */
function describe({ type, ...fields }: ClusterEvent): string {
  const parts = Object.entries(fields).map(([name, value]) => `${name}=${textOf(value)}`);
  return [type, ...parts].join(" ");
}

function textOf(value: unknown): string {
  if (value instanceof Map) return Array.from(value, ([key, entry]) => `${key}:${entry}`).join(",");
  const hasParts = Array.isArray(value) && value.some((part) => typeof part === "object");
  return hasParts ? JSON.stringify(value) : String(value);
}
