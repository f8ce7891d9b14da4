import type { Actor, ActorContext, Message } from "../../../src/actor/actor.ts";
import type { ActorRef, Slice } from "../../../src/base/ids.ts";
import { ROOT_ACTOR } from "../../../src/base/ids.ts";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import type { MessageKind } from "../../../src/message/kind.ts";
import { CREATE_TOPICS_REQUEST } from "../../../src/message/kinds.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";
import { BrokerActor, type BrokerOptions } from "../../../src/replica/broker-actor.ts";
import { SupervisorActor } from "../../../src/supervisor/supervisor-actor.ts";
import { SimDisk } from "../../../src/testing/machine/sim-disk.ts";
import { SimRuntime, type SimRuntimeOptions } from "../../../src/testing/machine/sim-runtime.ts";

/** A client as a test plays it: sends what it is told and keeps what it gets. */
export class Probe implements Actor {
  readonly got: Message[] = [];
  context: ActorContext | undefined;

  receive(message: Message, context: ActorContext): void {
    this.context = context;
    this.got.push(message);
  }
}

export interface BrokerClusterOptions extends Omit<SimRuntimeOptions, "seed"> {
  readonly seed?: number;
  readonly brokers?: number;
  readonly durable?: boolean;
  readonly broker?: Partial<BrokerOptions>;
  readonly sessionTimeoutMs?: number; // default 2,000
}

/** The real supervisor and brokers on the simulation's machinery, and one client endpoint. */
export class BrokerCluster {
  readonly runtime: SimRuntime;
  readonly probe = new Probe();
  readonly probeRef: ActorRef;
  readonly actors = new Map<number, BrokerActor>();
  readonly #options: BrokerClusterOptions;
  readonly #disks = new Map<number, SimDisk>();
  readonly #started = new Set<number>();
  readonly clientEndpoint: number;

  constructor(options: BrokerClusterOptions = {}) {
    const { brokers = 3, seed = 1 } = options;
    this.#options = options;
    this.runtime = new SimRuntime({ ...options, seed });
    this.clientEndpoint = brokers + 1;
    this.startSupervisor();
    for (let id = 1; id <= brokers; id++) this.startBroker(id);
    const client = this.runtime.join(this.clientEndpoint);
    client.spawnRoot(this.probe);
    this.probeRef = { endpoint: this.clientEndpoint, actor: ROOT_ACTOR };
    this.runtime.runUntil(() => [...this.actors.values()].every((actor) => actor.isActive), 1_000, "brokers register");
  }

  startSupervisor(): void {
    const endpoint = this.runtime.join(0);
    endpoint.spawnRoot(
      new SupervisorActor({
        image: endpoint.metadata.image,
        log: this.runtime.world.metadata,
        highWatermarks: this.runtime.world.highWatermarks,
        leaderImbalanceCheckIntervalMs: 0,
        incarnation: endpoint.incarnation,
        brokers: Array.from({ length: this.#options.brokers ?? 3 }, (_, index) => index + 1),
        threads: {
          beatOf: (broker) => this.runtime.endpoint(broker)?.lookAtBeat() ?? 0,
          terminate: () => {},
          end: () => {},
        },
        failureDetection: { sessionTimeoutMs: this.#options.sessionTimeoutMs ?? 2_000 },
      }),
    );
  }

  startBroker(id: number): BrokerActor {
    const { durable = false } = this.#options;
    const { random, time, world } = this.runtime;
    const disk = this.#disks.get(id) ?? new SimDisk(time, random.fork());
    if (durable) this.#disks.set(id, disk);
    const endpoint = this.runtime.join(id, durable ? disk : undefined);
    const { memory } = world.arena;
    const actor = new BrokerActor({
      brokerId: id,
      incarnation: endpoint.incarnation,
      hasLog: durable && this.#started.has(id),
      memory,
      image: endpoint.metadata.image,
      crc: crc32cOfTable,
      codecs,
      openStorage: (topicId, partition) =>
        durable
          ? disk.open(topicId, partition, memory, endpoint.allocator)
          : new ArenaStorage(memory, endpoint.allocator),
      highWatermarks: world.highWatermarks,
      replicaLagTimeMaxMs: 500,
      ...this.#options.broker,
    });
    this.#started.add(id);
    endpoint.spawnRoot(actor);
    this.actors.set(id, actor);
    return actor;
  }

  kill(id: number): void {
    this.runtime.crash(id);
    this.actors.delete(id);
  }

  /** Sends a request as the client; the answer is in `probe.got` with this correlation. */
  ask<B>(endpoint: number, kind: MessageKind<B>, body: B, attachment?: Slice): number {
    const client = this.runtime.endpoint(this.clientEndpoint);
    if (client === undefined) throw new Error("the client lives");
    const { now, wall } = this.runtime.time;
    const options = attachment === undefined ? {} : { attachment: [attachment] };
    return client.system.enter(this.probeRef, now, wall, (context) =>
      context.ask({ endpoint, actor: ROOT_ACTOR }, kind, body, options),
    );
  }

  /** Asks and waits for the answer's body; undefined when the ask failed. */
  call<B, A>(endpoint: number, kind: MessageKind<B>, body: B, attachment?: Slice, deadlineMs = 2_000): A | undefined {
    const correlation = this.ask(endpoint, kind, body, attachment);
    const find = () =>
      this.probe.got.find(
        (one) =>
          (one.type === "message" && one.answers === correlation) ||
          (one.type === "askFailed" && one.correlation === correlation),
      );
    this.runtime.runUntil(() => find() !== undefined, deadlineMs, `answer to ${kind.name}`);
    const message = find();
    return message?.type === "message" ? (message.body as A) : undefined;
  }

  createTopic(name: string, partitions: number, configs: Record<string, string> = {}): void {
    this.call(0, CREATE_TOPICS_REQUEST, {
      requestId: name,
      validateOnly: false,
      topics: [
        {
          name,
          partitions,
          replicationFactor: -1,
          assignment: [],
          configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
        },
      ],
    });
  }

  leaderOf(topicId: number, partition: number): number {
    return this.runtime.world.metadata.image.partition(topicId, partition)?.leader ?? -1;
  }
}
