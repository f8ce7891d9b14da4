import { type EndpointId, SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import { ArenaStorage } from "../../log/arena-storage.ts";
import { crc32cOfTable } from "../../record/crc-table.ts";
import { BrokerActor } from "../../replica/broker-actor.ts";
import type { Incarnation } from "../../supervisor/broker-threads.ts";
import type { Beat } from "../../supervisor/failure-detector.ts";
import { SupervisorActor } from "../../supervisor/supervisor-actor.ts";
import type { BitRot } from "../machine/bit-rot.ts";
import { simCodecs } from "../machine/sim-codecs.ts";
import { SimDisk, type StoredLog } from "../machine/sim-disk.ts";
import type { SimEndpoint } from "../machine/sim-endpoint.ts";
import type { SimRuntime } from "../machine/sim-runtime.ts";
import type { StorageFault } from "../machine/sim-storage.ts";
import type { SimulatedClusterOptions } from "./cluster-options.ts";

/** A terminated broker is started again after this (virtual ms). */
const RESTART_DELAY_MS = 100;
/** The next thread after a planned end takes this long to start. */
const PLANNED_START_MS = 10;

export interface LivingBroker {
  readonly endpoint: SimEndpoint;
  readonly actor: BrokerActor;
}

interface LivesOptions extends SimulatedClusterOptions {
  readonly brokerIds: readonly number[];
  readonly survivesCrashes: boolean;
  readonly flushesEveryBatch: boolean;
  readonly bitRot: BitRot;
  readonly nameOf: (endpoint: EndpointId) => string;
  /** An endpoint has died. */
  readonly died: (endpoint: EndpointId) => void;
}

/**
 * Life and death of a simulated cluster's threads: the supervisor, the brokers with their disks, and what the guardian
 * does for them (it ends a thread that hangs, and starts the next one).
 */
export class Lives {
  readonly brokers = new Map<number, LivingBroker>();
  readonly #runtime: SimRuntime;
  readonly #options: LivesOptions;
  readonly #disks = new Map<number, SimDisk>();

  constructor(runtime: SimRuntime, options: LivesOptions) {
    this.#runtime = runtime;
    this.#options = options;
    runtime.afterTurn.push((endpoint) => {
      if (endpoint.port.losesNextFlush) this.#forget(endpoint.endpoint);
    });
    // A broker whose storage failed ends as a crashed process, and is started again.
    runtime.mayFail = ({ endpoint }) => this.#disks.get(endpoint)?.takeFailure() ?? false;
    runtime.onFailed = ({ endpoint }) => {
      if (this.brokers.has(endpoint)) this.kill(endpoint);
      else runtime.crash(endpoint); // it was about to die in this turn
      this.#startLater(endpoint, RESTART_DELAY_MS);
    };
  }

  start(endpoint: EndpointId): void {
    if (this.#runtime.endpoint(endpoint) !== undefined) return;
    if (endpoint === SUPERVISOR_ENDPOINT) this.#startSupervisor();
    else this.#startBroker(endpoint);
  }

  kill(endpoint: EndpointId, how = "killed"): void {
    if (this.#runtime.endpoint(endpoint) === undefined) return;
    this.#runtime.timeline.note(`${this.#options.nameOf(endpoint)} ${how}`);
    this.#forget(endpoint);
    this.#runtime.crash(endpoint);
  }

  /** It dies at the end of its next turn, before it publishes what it sent in it. */
  killInTurn(endpoint: EndpointId): void {
    const dying = this.#runtime.endpoint(endpoint);
    if (dying === undefined) return;
    this.#runtime.timeline.note(`${this.#options.nameOf(endpoint)} will die in its next turn`);
    dying.port.losesNextFlush = true;
  }

  failStorage(brokerId: number, fault: StorageFault): void {
    const disk = this.#disks.get(brokerId);
    if (disk === undefined || !this.brokers.has(brokerId)) return;
    disk.fault = fault;
    this.#runtime.timeline.note(`broker ${brokerId}: storage ${fault}`);
  }

  /** A disk is about to fail, and its broker with it. */
  get expectsFailure(): boolean {
    for (const { fault } of this.#disks.values()) if (fault !== undefined) return true;
    return false;
  }

  restartSupervisor(): void {
    this.kill(SUPERVISOR_ENDPOINT, "ends as planned");
    this.#startLater(SUPERVISOR_ENDPOINT, PLANNED_START_MS);
  }

  #startSupervisor(): void {
    const { rules, brokerSessionTimeoutMs, brokerTerminateTimeoutMs, leaderImbalanceCheckIntervalMs } = this.#options;
    const endpoint = this.#runtime.join(SUPERVISOR_ENDPOINT);
    const { incarnation } = endpoint;
    const { metadata: log, highWatermarks } = this.#runtime.world;
    const threads = {
      beatOf: (broker: number) => this.#runtime.endpoint(broker)?.lookAtBeat() ?? 0,
      terminate: (silent: Beat) => this.#runtime.after(0, () => this.#terminate(silent)),
      end: (planned: Incarnation) => this.#runtime.after(0, () => this.#endAsPlanned(planned)),
    };
    const failureDetection = {
      ...(brokerSessionTimeoutMs === undefined ? {} : { sessionTimeoutMs: brokerSessionTimeoutMs }),
      ...(brokerTerminateTimeoutMs === undefined ? {} : { terminateAfterMs: brokerTerminateTimeoutMs }),
    };
    endpoint.spawnRoot(
      new SupervisorActor({
        image: endpoint.metadata.image,
        log,
        incarnation,
        fencesByEpoch: rules?.fenceByEpoch ?? true,
        brokers: this.#options.brokerIds,
        threads,
        failureDetection,
        highWatermarks,
        leaderImbalanceCheckIntervalMs: leaderImbalanceCheckIntervalMs ?? 0,
      }),
    );
    this.#noteStart(endpoint);
  }

  #startBroker(brokerId: number): void {
    const { replicaLagTimeMaxMs = 200, flushesEveryBatch, rules = {}, survivesCrashes } = this.#options;
    const hasLog = survivesCrashes && this.#disks.has(brokerId);
    const disk = this.#diskOf(brokerId);
    const endpoint = this.#runtime.join(brokerId, disk);
    const { incarnation, allocator } = endpoint;
    const { arena, highWatermarks, metadata } = this.#runtime.world;
    const { memory } = arena;
    // Others' files are as good as deleted.
    const isOwn = ({ topicId, partition }: StoredLog) =>
      metadata.image.partition(topicId, partition)?.replicas.includes(brokerId) === true;
    const actor = new BrokerActor({
      brokerId,
      incarnation,
      hasLog,
      memory,
      image: endpoint.metadata.image,
      crc: crc32cOfTable,
      codecs: simCodecs,
      openStorage: (topicId, partition, chunkBytesMax) => {
        const storage =
          disk?.open(topicId, partition, memory, allocator) ?? new ArenaStorage(memory, allocator, chunkBytesMax);
        this.#options.bitRot.opened(brokerId, topicId, partition, storage);
        return storage;
      },
      storedLogs: (disk?.storedLogs ?? []).filter(isOwn),
      arenaUse: arena,
      highWatermarks,
      replicaLagTimeMaxMs,
      flush: flushesEveryBatch ? "batch" : "none",
      rules,
      warn: (message) => this.#runtime.timeline.note(message),
    });
    endpoint.spawnRoot(actor);
    this.brokers.set(brokerId, { endpoint, actor });
    this.#noteStart(endpoint);
  }

  #diskOf(brokerId: number): SimDisk | undefined {
    const { survivesCrashes: survives, writeMsMax = 0, honourSyncs = true } = this.#options;
    const known = this.#disks.get(brokerId);
    if (known !== undefined || (!survives && writeMsMax === 0)) return known;
    const { time, random } = this.#runtime;
    const disk = new SimDisk(time, random.fork(), { survives, writeMsMax, honourSyncs });
    this.#disks.set(brokerId, disk);
    return disk;
  }

  #noteStart({ endpoint, incarnation }: SimEndpoint): void {
    if (incarnation > 0)
      this.#runtime.timeline.note(`${this.#options.nameOf(endpoint)} restarted (incarnation ${incarnation})`);
  }

  #startLater(endpoint: EndpointId, delayMs: number): void {
    this.#runtime.after(delayMs, () => this.start(endpoint));
  }

  /** The guardian's part: it ends a thread that hangs, not one that was paused on purpose. */
  #terminate({ brokerId, incarnation }: Beat): void {
    const silent = this.brokers.get(brokerId)?.endpoint;
    if (silent?.incarnation !== incarnation || !silent.hangs) return;
    this.kill(brokerId, "terminated, as it hangs");
    this.#startLater(brokerId, RESTART_DELAY_MS);
  }

  #endAsPlanned({ brokerId, incarnation }: Incarnation): void {
    if (this.brokers.get(brokerId)?.endpoint.incarnation !== incarnation) return;
    this.kill(brokerId, "ends as planned");
    this.#startLater(brokerId, PLANNED_START_MS);
  }

  /** It dies in this turn: nobody looks at it any more. */
  #forget(endpoint: EndpointId): void {
    if (this.brokers.delete(endpoint)) this.#options.bitRot.crashed(endpoint, this.#options.survivesCrashes);
    this.#options.died(endpoint);
  }
}
