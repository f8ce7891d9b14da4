import type { SharedArenaSource } from "../arena/arena.ts";
import { MillraceError } from "../base/errors.ts";
import { signalOf, type WaitOptions } from "../client/abort.ts";
import { EngineAdmin } from "../client/admin.ts";
import type {
  Admin,
  Bytes,
  ClusterEvent,
  Consumer,
  ConsumerOptions,
  Producer,
  ProducerOptions,
} from "../client/api.ts";
import { EngineConsumer } from "../client/consumer.ts";
import { checkNames, closeTimeoutMs } from "../client/options.ts";
import { producerOf } from "../client/serializing-producer.ts";
import type { Remote } from "../platform/control.ts";
import { checkNode } from "../platform/node-version.ts";
import { newLogChannel } from "../platform/thread-log.ts";
import { MessageChannel, type MessagePort, startThread, type Thread } from "../platform/threads.ts";
import { workerUrl } from "../platform/worker-url.ts";
import { arenaPool } from "./arena-pool.ts";
import { forceWanted, type RestartOptions, restartBroker } from "./broker-restart.ts";
import type { ClientEndpoint } from "./client-endpoint.ts";
import { ClusterLog } from "./cluster-log.ts";
import { type ClusterOptions, readClusterOptions } from "./cluster-options.ts";
import { type ClusterStats, readStats } from "./cluster-stats.ts";
import type { ClusterHandle } from "./config.ts";
import { EventStream } from "./event-stream.ts";
import type { GuardianControl } from "./guardian-control.ts";
import { type Joined, join, joinByHandle, keepingAlive } from "./join.ts";
import { type SettledOptions, settle } from "./settled.ts";
import type { GuardianData } from "./thread-data.ts";

const START_TIMEOUT_MS = 30_000;
const CLOSE_TIMEOUT_MS = 30_000;

/** One broker of a cluster: a failure domain that can be ended and started at will. */
export interface BrokerControl {
  readonly id: number;
  /**
   * A crash: the thread ends at once, its memory with it. It is started again unless `restart` is false; that also
   * cancels the restart of one that is dead. Else a dead one throws MillraceError BROKER_NOT_AVAILABLE.
   */
  kill(options?: { readonly restart?: boolean }): Promise<void>;
  /**
   * A planned restart (Kafka's controlled shutdown): other in-sync replicas lead what it led, it leaves the ISRs, and its
   * thread is ended some 50 ms later, after a second at most; nobody meets a dead broker. Starts one that was killed with
   * `restart: false`. Resolves when it has registered again; `settled()` waits until it is in sync.
   *
   * It comes back without its data. Where no other replica has all records of a partition nothing is done: it rejects with
   * an AdminError ELIGIBLE_LEADERS_NOT_AVAILABLE, whose `failures` name the partitions. With `force` they are without a
   * leader until it is back, and then empty: event `dataLost`. Else REQUEST_TIMED_OUT.
   */
  restart(options?: RestartOptions): Promise<void>;
  /**
   * It takes no turns until `resume`, like a stopped process: after `brokerSessionTimeoutMs` it is fenced. It is never
   * ended for that, and comes back with its log.
   */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

export interface SupervisorControl {
  /** A crash of the supervisor's thread. It is started again at once and goes on from the metadata log. */
  kill(): Promise<void>;
}

interface Closable {
  close(options?: { readonly timeoutMs?: number }): Promise<void>;
}

/** A client's own `close`, and whether its user has called it, who hears then what it rejects with. */
interface OpenClient {
  readonly close: Closable["close"];
  isHeard: boolean;
}

/**
 * A Kafka that lives inside this process. `Cluster.start` makes one; `Cluster.attach` joins it from another worker
 * thread. Belongs to the thread that called. `close()` ends the cluster (or only leaves it, when attached).
 */
export class Cluster implements AsyncDisposable {
  readonly admin: Admin;
  readonly supervisor: SupervisorControl;
  readonly handle: ClusterHandle;
  readonly #endpoint: ClientEndpoint;
  readonly #control: Remote<GuardianControl>;
  readonly #port: MessagePort;
  readonly #guardian: Thread | undefined; // of the cluster's starter only
  readonly #left: Promise<void>;
  readonly #log: ClusterLog | undefined;
  /** For restarts, which go on when the user has closed `admin`. */
  readonly #operator: EngineAdmin;
  readonly #clients = new Set<OpenClient>();
  #closing: Promise<void> | undefined;

  private constructor(parts: ClusterParts) {
    this.handle = parts.handle;
    this.#endpoint = parts.endpoint;
    this.#control = parts.control;
    this.#port = parts.port;
    this.#guardian = parts.guardian;
    this.#left = parts.left;
    this.#log = parts.log;
    this.admin = new EngineAdmin(parts.endpoint);
    this.#operator = new EngineAdmin(parts.endpoint);
    this.supervisor = { kill: () => this.#owing(() => this.#control.killSupervisor()) };
  }

  /**
   * Starts a cluster and resolves when all its brokers serve. Throws MillraceError INVALID_OPTION, or START_FAILED, of
   * which nothing is left.
   */
  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const checked = readClusterOptions(options);
    checkNode();
    const { logger } = options;
    const logChannel = logger && newLogChannel();
    const config = { ...checked, ...(logChannel && { logChannel }) };
    workerUrl("guardian"); // throws before there is anything that would have to be undone
    const arena = arenaPool.take(config);
    const memory = arena.source as SharedArenaSource;
    const channel = new MessageChannel();
    const data: GuardianData = { memory, config, control: channel.port2 };
    const guardian = startThread("guardian", "millrace-guardian", data, [channel.port2]);
    guardian.unref();
    const handle: ClusterHandle = { kind: "millrace-cluster", memory, guardianThread: guardian.id, config };
    const log = logger && logChannel ? new ClusterLog(logger, logChannel) : undefined;
    let parts: ClusterParts | undefined;
    try {
      parts = { ...(await join(arena, config.logChannel, channel.port1)), handle, guardian, log };
      if (log) parts.endpoint.onEvent(log.event);
      await Promise.race([allRegistered(parts.endpoint, config.brokers), failedStart(parts.control)]);
      return new Cluster(parts);
    } catch (error) {
      await keepingAlive(parts?.endpoint.close(error as Error) ?? Promise.resolve());
      channel.port1.close();
      await guardian.terminate();
      arenaPool.give(memory); // nobody could attach yet
      log?.close();
      const { message } = error as Error;
      throw new MillraceError("START_FAILED", `The cluster did not start: ${message}`, { cause: error });
    }
  }

  /**
   * Joins a running cluster, from another thread or once more from this one: an endpoint of its own, with its own clients.
   * It passes through the main thread, so a blocked main thread delays it. Throws MillraceError CLUSTER_FAILED when the
   * cluster is closed or its guardian gone, TOO_MANY_ENDPOINTS, INVALID_OPTION for what is no handle.
   */
  static async attach(handle: ClusterHandle): Promise<Cluster> {
    if (!isHandle(handle))
      throw new MillraceError(
        "INVALID_OPTION",
        "Cluster.attach takes the `handle` of a running cluster, as workerData or a message.",
      );
    const parts = { ...(await joinByHandle(handle)), handle, guardian: undefined, log: undefined };
    // An ordinary end. When the guardian dies instead, its closed port fails everything.
    const closed = new MillraceError("CLOSED", "The thread that started the cluster has closed it.");
    parts.control.untilClosing().then(
      () => parts.endpoint.close(closed),
      () => {},
    );
    return new Cluster(parts);
  }

  /**
   * A producer of this thread. With serdes (`{ key: string(), value: json<Flight>() }`) its records have their types.
   * Throws MillraceError INVALID_OPTION, CLOSED.
   */
  producer<K = Bytes | string, V = Bytes | string>(options: ProducerOptions<K, V> = {}): Producer<K, V> {
    return this.#remember(producerOf(this.#endpoint, options));
  }

  /** A consumer of this thread; serdes as for `producer`. Throws MillraceError INVALID_OPTION, CLOSED. */
  consumer<K = Bytes, V = Bytes>(options: ConsumerOptions<K, V> = {}): Consumer<K, V> {
    return this.#remember(new EngineConsumer(this.#endpoint, options));
  }

  /**
   * Restarts of and faults on broker `id`, 1 to the number of brokers; else throws INVALID_OPTION. `kill`, `pause` and
   * `resume` of a broker that is dead reject with BROKER_NOT_AVAILABLE.
   */
  broker(id: number): BrokerControl {
    const { brokers } = this.handle.config;
    if (!Number.isInteger(id) || id < 1 || id > brokers)
      throw new MillraceError("INVALID_OPTION", `There is no broker ${id}: choose 1 to ${brokers}.`);
    return {
      id,
      kill: (options) => this.#owing(() => this.#control.killBroker(id, restartWanted(options))),
      restart: (options) => this.#owing(() => this.#restart(id, forceWanted(options))),
      pause: () => this.#owing(() => this.#control.pauseBroker(id, true)),
      resume: () => this.#owing(() => this.#control.pauseBroker(id, false)),
    };
  }

  /**
   * What happens in the cluster from now on, for one reader. At most 4,096 events wait for it; then the oldest go, and an
   * `eventsDropped` tells how many. Ends with the cluster, with `return()`, or when `signal` is aborted. Does not keep the
   * process alive.
   */
  events(options?: WaitOptions): AsyncIterableIterator<ClusterEvent> {
    const signal = signalOf("events", options);
    return new EventStream((listener, end) => {
      const forgetEvents = this.#endpoint.onEvent(listener);
      const forgetClose = this.#endpoint.onClose(end);
      return () => {
        forgetEvents();
        forgetClose();
      };
    }, signal);
  }

  /** What this thread sees of the cluster now. Reads one word for each 64 KiB of the arena. Throws CLOSED, CLUSTER_FAILED. */
  stats(): ClusterStats {
    this.#endpoint.assertOpen();
    return readStats(this.#endpoint, this.handle.config);
  }

  /**
   * Resolves when every partition has a leader and all its replicas in sync, as this thread's metadata shows. Rejects with
   * REQUEST_TIMED_OUT, which names what is missing, after `timeoutMs`; with CLOSED or CLUSTER_FAILED when the cluster ends.
   */
  settled(options: SettledOptions = {}): Promise<void> {
    return settle(this.#endpoint, options);
  }

  /**
   * Closes its clients (producers flush), then the cluster, or this thread's part in it when attached. What is not
   * acknowledged after `timeoutMs` (default 30,000) fails with CLOSED: a partition without a leader may never get one. A
   * second call may shorten that. Rejects, when all is closed, with the first error of a producer's `write` that nobody
   * has heard of.
   */
  close(options: { readonly timeoutMs?: number } = {}): Promise<void> {
    try {
      const timeoutMs = closeTimeoutMs("cluster", options);
      if (this.#closing === undefined) this.#closing = this.#close(timeoutMs ?? CLOSE_TIMEOUT_MS);
      else if (timeoutMs !== undefined) void this.#closeClients(timeoutMs);
      return this.#closing;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(timeoutMs: number): Promise<void> {
    const settle = this.#endpoint.owe();
    const [unheard] = await Promise.all([this.#closeClients(timeoutMs), this.admin.close()]);
    const isOwner = this.#guardian !== undefined;
    // A guardian that is gone already leaves nothing to stop, but perhaps clients in other threads.
    const isAlone = isOwner && (await this.#control.stop().catch(() => false));
    await this.#endpoint.close(new MillraceError("CLOSED", "The cluster was closed."));
    settle();
    if (!isOwner) await keepingAlive(this.#left);
    this.#port.close();
    await this.#guardian?.terminate();
    if (isAlone) arenaPool.give(this.handle.memory);
    this.#log?.close();
    if (unheard !== undefined) throw unheard;
  }

  /** Resolves with the first error that nobody else hears of. */
  async #closeClients(timeoutMs: number): Promise<unknown> {
    const clients = [...this.#clients];
    const ends = await Promise.allSettled(clients.map(({ close }) => close({ timeoutMs })));
    const unheard = ends.find((end, index) => end.status === "rejected" && clients[index]?.isHeard === false);
    return (unheard as PromiseRejectedResult | undefined)?.reason;
  }

  #restart(broker: number, force: boolean): Promise<void> {
    return restartBroker({
      broker,
      force,
      endpoint: this.#endpoint,
      control: this.#control,
      admin: this.#operator,
    });
  }

  #remember<T extends Closable>(client: T): T {
    if (this.#closing !== undefined) throw new MillraceError("CLOSED", "The cluster was closed.");
    const open: OpenClient = { close: client.close.bind(client), isHeard: false };
    this.#clients.add(open);
    client.close = (options) => {
      const closed = open.close(options);
      open.isHeard = true;
      const forget = (): boolean => this.#clients.delete(open);
      closed.then(forget, (error: unknown) => {
        // Refused for its options, it is as open as before.
        if ((error as MillraceError).code === "INVALID_OPTION") open.isHeard = false;
        else forget();
      });
      return closed;
    };
    return client;
  }

  /** Keeps the process alive until a control call is answered. */
  async #owing<T>(call: () => Promise<T>): Promise<T> {
    this.#endpoint.assertOpen();
    const settle = this.#endpoint.owe();
    try {
      return await call();
    } finally {
      settle();
    }
  }
}

interface ClusterParts extends Joined {
  readonly guardian: Thread | undefined;
  readonly handle: ClusterHandle;
  readonly log: ClusterLog | undefined;
}

/** What JSON leaves of a handle has no memory. */
function isHandle(handle: ClusterHandle | null | undefined): handle is ClusterHandle {
  if (handle?.kind !== "millrace-cluster" || !Number.isInteger(handle.guardianThread)) return false;
  const { memory } = handle as { memory?: { buffer?: ArrayBufferLike; byteLength?: number } };
  return typeof (memory?.buffer ?? memory)?.byteLength === "number";
}

/** Throws MillraceError INVALID_OPTION. */
function restartWanted(options: { readonly restart?: boolean } = {}): boolean {
  checkNames("kill", options, ["restart"]);
  const { restart = true } = options;
  if (typeof restart === "boolean") return restart;
  throw new MillraceError("INVALID_OPTION", "kill option restart must be true or false");
}

function allRegistered(endpoint: ClientEndpoint, brokers: number): Promise<void> {
  return endpoint.waitForImage(
    (image) => image.brokers.size === brokers && ![...image.brokers.values()].some((broker) => broker.fenced),
    START_TIMEOUT_MS,
    () => new MillraceError("START_FAILED", `Not all of ${brokers} brokers registered in ${START_TIMEOUT_MS} ms.`),
  );
}

/** Rejects when a thread keeps failing: it would do so until the time for the start is over. */
async function failedStart(control: Remote<GuardianControl>): Promise<never> {
  throw new MillraceError("START_FAILED", await control.untilMemberKeepsFailing());
}
