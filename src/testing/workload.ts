import type { Reclaim } from "../metadata/retention-config.ts";
import type { CodecName } from "../record/codec.ts";
import { History } from "./history.ts";
import { AcknowledgedWrites } from "./invariants/acknowledged-writes.ts";
import { CommittedLog } from "./invariants/committed-log.ts";
import { CompleteInSyncReplicas } from "./invariants/complete-in-sync-replicas.ts";
import { ConsumerView } from "./invariants/consumer-view.ts";
import type { Invariant } from "./invariants/invariant.ts";
import { LeasedExtents } from "./invariants/leased-extents.ts";
import { MonotoneEpochs } from "./invariants/monotone-epochs.ts";
import { MonotoneHighWatermark } from "./invariants/monotone-high-watermark.ts";
import { SingleLeader } from "./invariants/single-leader.ts";
import { SimAdmin } from "./sim-admin.ts";
import { SimConsumer } from "./sim-consumer.ts";
import { SimProducer } from "./sim-producer.ts";
import type { SimulatedCluster } from "./simulated-cluster.ts";

export interface WorkloadOptions {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor?: number; // default 3
  readonly minInSyncReplicas?: number; // default 1
  readonly producers?: number; // default 2
  readonly consumers?: number; // default 2
  /** Records are sent for this long. */
  readonly durationMs: number;
  /** Producers give up after this long and go on with a new epoch (KIP-360); default never. */
  readonly deliveryTimeoutMs?: number;
  /** Clients die now and then, and others take their place; default false. */
  readonly clientsDie?: boolean;
  /** What goes when the arena is full. "oldest": consumers may miss records. "consumed": they hold them. */
  readonly reclaim?: Reclaim;
  /** Bytes that make every record longer; default 0. */
  readonly padding?: number;
  /** Producers compress their batches, which are larger then, partly in other threads; default none. */
  readonly compression?: CodecName;
  /** Topics that are created meanwhile; default 0. */
  readonly topicsCreated?: number;
}

/** Turns between two full checks. */
const FULL_CHECK_TURNS = 500;

/**
 * Producers with acks=all and consumers on one topic of a simulated cluster, with every invariant watching. `begin` sends
 * for a while; `finish` demands that everything sent is acknowledged and seen.
 */
export class Workload {
  readonly history = new History();
  readonly producers: SimProducer[] = [];
  readonly consumers: SimConsumer[] = [];
  readonly topicId: number;
  readonly #cluster: SimulatedCluster;
  readonly #options: WorkloadOptions;
  readonly #invariants: readonly Invariant[];
  readonly #view: ConsumerView;
  readonly #admin: SimAdmin;
  #turns = 0;
  #names = 0;
  #endsAt = 0;

  /** Creates the topic. */
  constructor(cluster: SimulatedCluster, options: WorkloadOptions) {
    this.#cluster = cluster;
    this.#options = options;
    const { topic, partitions, replicationFactor = 3, minInSyncReplicas = 1 } = options;
    const single = new SingleLeader(cluster);
    const epochs = new MonotoneEpochs(cluster);
    const highWatermark = new MonotoneHighWatermark(cluster);
    const committed = new CommittedLog(cluster);
    cluster.createTopic({
      topic,
      partitions,
      replicationFactor,
      minInSyncReplicas,
      reclaim: options.reclaim ?? "oldest",
    });
    this.topicId = cluster.image.topicByName(topic)?.id ?? 0;
    const writes = new AcknowledgedWrites(cluster, this.topicId, this.history, committed);
    this.#view = new ConsumerView(cluster, this.topicId, this.history, committed);
    this.#view.mayMiss = options.deliveryTimeoutMs !== undefined;
    this.#view.mayJump = options.reclaim === "oldest";
    const complete = new CompleteInSyncReplicas(cluster, committed);
    const leased = new LeasedExtents(cluster);
    this.#invariants = [single, epochs, highWatermark, committed, writes, complete, this.#view, leased];
    cluster.runtime.afterTurn.push((endpoint) => {
      for (const invariant of this.#invariants) invariant.afterTurn?.(endpoint);
      if (++this.#turns % FULL_CHECK_TURNS === 0) this.#checkInFull();
    });
    this.#admin = new SimAdmin(cluster.client());
    for (let index = 0; index < (options.producers ?? 2); index++) this.#addProducer();
    for (let index = 0; index < (options.consumers ?? 2); index++) this.#addConsumer();
  }

  /** Users begin to send and to read. */
  begin(): void {
    this.#endsAt = this.#cluster.runtime.time.now + this.#options.durationMs;
    for (const producer of this.producers) this.#sendUntilEnd(producer);
    for (const consumer of this.consumers) this.#pollForEver(consumer);
    if (this.#options.clientsDie) this.#killClients();
    this.#createTopics(this.#options.topicsCreated ?? 0);
  }

  /** Steps until everything sent is acknowledged and every consumer has read to the end; then checks everything. */
  finish(deadlineMs = 60_000): void {
    const { runtime } = this.#cluster;
    for (const producer of this.producers) producer.flush();
    const acknowledged = () => this.producers.every((producer) => producer.unfinished === 0);
    runtime.runUntil(acknowledged, deadlineMs, "every record sent is acknowledged");
    runtime.runUntil(() => this.#admin.unfinished === 0, deadlineMs, "every topic is created or refused");
    this.#cluster.settled(deadlineMs);
    runtime.runUntil(() => this.#isRead, deadlineMs, "every consumer reads to the end");
    this.#checkInFull();
    this.#view.atEnd();
    const { failures } = this.history;
    const unexpected = failures.filter(
      (text) => this.#options.deliveryTimeoutMs === undefined || !text.includes("DELIVERY_TIMEOUT"),
    );
    if (unexpected.length > 0) throw runtime.failure("no user call fails", unexpected.join("; "));
    this.#checkTopics();
    for (const { name } of this.producers) {
      const open = this.history.openOf(name);
      if (open > 0) throw runtime.failure("every operation ends", `${open} records of ${name} have no result`);
    }
  }

  get #isRead(): boolean {
    for (const { topicId, partition, leader } of this.#cluster.partitions()) {
      if (topicId !== this.topicId) continue;
      const end = this.#cluster.replica(leader, topicId, partition)?.highWatermark;
      const isBehind = (consumer: SimConsumer) => consumer.position(this.#options.topic, partition) !== end;
      if (this.consumers.some(isBehind)) return false;
    }
    return true;
  }

  #checkInFull(): void {
    for (const invariant of this.#invariants) invariant.inFull?.();
  }

  /** A request is answered once, however often it is sent: no creation may meet its own topic. */
  #checkTopics(): void {
    const { created, refused } = this.#admin;
    for (const topic of created)
      if (this.#cluster.image.topicByName(topic) === undefined)
        throw this.#cluster.failure("what was created is there", `topic ${topic} is not`);
    for (const { topic, error } of refused)
      if (error.code !== "INVALID_REPLICATION_FACTOR" || this.#cluster.image.topicByName(topic) !== undefined)
        throw this.#cluster.failure(
          "a refused topic is not there, and none is refused without reason",
          `${topic}: ${error.message}`,
        );
  }

  #createTopics(left: number): void {
    if (left === 0) return;
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(20, 400), () => {
      if (runtime.time.now >= this.#endsAt) return;
      const partitions = runtime.random.between(1, 3);
      this.#admin.create({ topic: `other-${left}`, partitions, replicationFactor: runtime.random.between(2, 3) });
      this.#createTopics(left - 1);
    });
  }

  #addProducer(): SimProducer {
    const { topic, deliveryTimeoutMs, padding, compression } = this.#options;
    const client = this.#cluster.client();
    const settings = {
      ...(deliveryTimeoutMs !== undefined && { deliveryTimeoutMs }),
      ...(compression && { compression: { codec: compression, level: undefined }, batchBytes: 16_384 }),
    };
    const name = `p${this.#names++}`;
    const padded = padding === undefined ? {} : { padding };
    const producer = new SimProducer({ client, history: this.history, topic, name, settings, ...padded });
    this.producers.push(producer);
    return producer;
  }

  #addConsumer(): SimConsumer {
    const { topic, partitions, reclaim } = this.#options;
    const client = this.#cluster.client();
    const all = Array.from({ length: partitions }, (_, index) => index);
    const name = `c${this.#names++}`;
    const consumer = new SimConsumer({
      client,
      history: this.history,
      topic,
      partitions: all,
      name,
      hold: reclaim === "consumed",
    });
    if (this.#options.reclaim === "consumed" && this.#endsAt > 0) this.#view.mayStartLate.add(name);
    consumer.onRecord = (seen) => this.#view.see(seen);
    this.consumers.push(consumer);
    return consumer;
  }

  #sendUntilEnd(producer: SimProducer): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(1, 12), () => {
      if (runtime.time.now >= this.#endsAt || !this.producers.includes(producer)) return;
      if (!producer.client.endpoint.paused)
        producer.send(runtime.random.between(0, this.#options.partitions - 1), runtime.random.between(1, 12));
      this.#sendUntilEnd(producer);
    });
  }

  /** A client dies with what it had not sent and with its leases; another one begins. */
  #killClients(): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(20, 400), () => {
      if (runtime.time.now >= this.#endsAt) return;
      if (runtime.random.chance(1, 2)) {
        const [dying] = this.producers.splice(runtime.random.between(0, this.producers.length - 1), 1);
        if (dying !== undefined) this.#cluster.killClient(dying.client);
        this.#sendUntilEnd(this.#addProducer());
      } else {
        const [dying] = this.consumers.splice(runtime.random.between(0, this.consumers.length - 1), 1);
        if (dying !== undefined) this.#cluster.killClient(dying.client);
        this.#pollForEver(this.#addConsumer());
      }
      this.#killClients();
    });
  }

  #pollForEver(consumer: SimConsumer): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(1, 15), () => {
      if (!this.consumers.includes(consumer)) return;
      if (!consumer.client.endpoint.paused) consumer.poll(runtime.random.between(0, 6));
      this.#pollForEver(consumer);
    });
  }
}
