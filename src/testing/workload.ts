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
  #turns = 0;

  /** Creates the topic. */
  constructor(cluster: SimulatedCluster, options: WorkloadOptions) {
    this.#cluster = cluster;
    this.#options = options;
    const { topic, partitions, replicationFactor = 3, minInSyncReplicas = 1 } = options;
    const single = new SingleLeader(cluster);
    const epochs = new MonotoneEpochs(cluster);
    const highWatermark = new MonotoneHighWatermark(cluster);
    const committed = new CommittedLog(cluster);
    cluster.createTopic({ topic, partitions, replicationFactor, minInSyncReplicas });
    this.topicId = cluster.image.topicByName(topic)?.id ?? 0;
    const writes = new AcknowledgedWrites(cluster, this.topicId, this.history, committed);
    this.#view = new ConsumerView(cluster, this.topicId, this.history, committed);
    const complete = new CompleteInSyncReplicas(cluster, committed);
    const leased = new LeasedExtents(cluster);
    this.#invariants = [single, epochs, highWatermark, committed, writes, complete, this.#view, leased];
    cluster.runtime.afterTurn.push((endpoint) => {
      for (const invariant of this.#invariants) invariant.afterTurn?.(endpoint);
      if (++this.#turns % FULL_CHECK_TURNS === 0) this.#checkInFull();
    });
    for (let index = 0; index < (options.producers ?? 2); index++) this.#addProducer(`p${index}`);
    for (let index = 0; index < (options.consumers ?? 2); index++) this.#addConsumer(`c${index}`);
  }

  /** Users begin to send and to read. */
  begin(): void {
    const end = this.#cluster.runtime.time.now + this.#options.durationMs;
    for (const producer of this.producers) this.#sendUntil(end, producer);
    for (const consumer of this.consumers) this.#pollForEver(consumer);
  }

  /** Steps until everything sent is acknowledged and every consumer has read to the end; then checks everything. */
  finish(deadlineMs = 60_000): void {
    const { runtime } = this.#cluster;
    for (const producer of this.producers) producer.flush();
    const acknowledged = () => this.producers.every((producer) => producer.unfinished === 0);
    runtime.runUntil(acknowledged, deadlineMs, "every record sent is acknowledged");
    this.#cluster.settled(deadlineMs);
    runtime.runUntil(() => this.#isRead, deadlineMs, "every consumer reads to the end");
    this.#checkInFull();
    if (this.history.failures.length > 0) throw runtime.failure("no user call fails", this.history.failures.join("; "));
    if (this.history.openCount > 0)
      throw runtime.failure("every operation ends", `${this.history.openCount} records have no result`);
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

  #addProducer(name: string): void {
    const { topic } = this.#options;
    const client = this.#cluster.client();
    this.producers.push(new SimProducer({ client, history: this.history, topic, name }));
  }

  #addConsumer(name: string): void {
    const { topic, partitions } = this.#options;
    const client = this.#cluster.client();
    const all = Array.from({ length: partitions }, (_, index) => index);
    const consumer = new SimConsumer({ client, history: this.history, topic, partitions: all, name });
    consumer.onRecord = (seen) => this.#view.see(seen);
    this.consumers.push(consumer);
  }

  #sendUntil(end: number, producer: SimProducer): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(1, 12), () => {
      if (runtime.time.now >= end) return;
      producer.send(runtime.random.between(0, this.#options.partitions - 1), runtime.random.between(1, 12));
      this.#sendUntil(end, producer);
    });
  }

  #pollForEver(consumer: SimConsumer): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(1, 15), () => {
      consumer.poll(runtime.random.between(0, 6));
      this.#pollForEver(consumer);
    });
  }
}
