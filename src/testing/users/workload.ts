import type { Reclaim } from "../../metadata/retention-config.ts";
import type { CodecName } from "../../record/codec.ts";
import { History } from "../history/history.ts";
import type { ConsumerRules, ProducerRules } from "../history/history-rules.ts";
import { AcknowledgedWrites } from "../invariants/acknowledged-writes.ts";
import { CommittedLog } from "../invariants/committed-log.ts";
import { CompleteInSyncReplicas } from "../invariants/complete-in-sync-replicas.ts";
import { FirstAnswers } from "../invariants/first-answers.ts";
import { HeldRecords } from "../invariants/held-records.ts";
import type { Invariant } from "../invariants/invariant.ts";
import { LeasedExtents } from "../invariants/leased-extents.ts";
import { MonotoneEpochs } from "../invariants/monotone-epochs.ts";
import { MonotoneHighWatermark } from "../invariants/monotone-high-watermark.ts";
import { NeighbouringRecords } from "../invariants/neighbouring-records.ts";
import { PlannedEnds } from "../invariants/planned-ends.ts";
import { ReplayedMetadata } from "../invariants/replayed-metadata.ts";
import { SingleLeader } from "../invariants/single-leader.ts";
import { UserHistory } from "../invariants/user-history.ts";
import { VisibleRecords } from "../invariants/visible-records.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import { type OperationKind, Operations } from "./operations.ts";
import type { SimConsumer } from "./sim-consumer.ts";
import type { SimProducer } from "./sim-producer.ts";
import { Users } from "./users.ts";

export interface WorkloadOptions {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor?: number; // default 3
  readonly minInSyncReplicas?: number; // default 1
  /** Idempotent ones with acks=all; default 2. */
  readonly producers?: number;
  /** Producers that are not idempotent or do not wait for all: less can be said of their records; default 0. */
  readonly looseProducers?: number;
  readonly consumers?: number; // default 2
  /** Of all producers together; default: each sends 1 to 12 records every 1 to 12 ms. */
  readonly recordsPerSecond?: number;
  readonly lingerMs?: number; // of producers; default 3
  /** What loose producers wait for; default drawn for each. */
  readonly looseAcks?: -1 | 0 | 1;
  /** In front of the names of its clients, which are p0, p1, … for producers (loose ones l0, …) and c0, … for consumers. */
  readonly namePrefix?: string;
  /** Configs of the topic, by Kafka's names. */
  readonly configs?: Readonly<Record<string, string>>;
  /** Records are sent for this long. */
  readonly durationMs: number;
  /** Producers give up after this long and go on with a new epoch (KIP-360); default never. */
  readonly deliveryTimeoutMs?: number;
  /** Clients die now and then, and others take their place; default false. */
  readonly clientsDie?: boolean;
  /** Consumers go to other offsets and timestamps now and then; default false. */
  readonly consumersSeek?: boolean;
  /** What goes when the arena is full. "oldest": consumers may miss records. "consumed": they hold them. */
  readonly reclaim?: Reclaim;
  /** Bytes that make every record longer; default 0. */
  readonly padding?: number;
  /** Producers compress their batches, which are larger then, partly in other threads; default none. */
  readonly compression?: CodecName;
  /** What an administrator does meanwhile, by weight; default nothing. */
  readonly operations?: readonly OperationKind[];
  /** Pause between two operations in virtual ms, at most; default 100. */
  readonly operationGapMsMax?: number;
  /** Records of the topic are deleted, and its retention is changed; default false. */
  readonly mayDeleteRecords?: boolean;
  /**
   * Unclean elections are allowed: what was committed may be given up, and is not asked for. Consumers with and without a
   * reset policy must notice. Default false.
   */
  readonly mayLoseRecords?: boolean;
  /** Topics that an administrator creates may get records of nearly 1 MiB; default false. */
  readonly mayBeLarge?: boolean;
}

/** Turns between two full checks, at least. */
const FULL_CHECK_TURNS = 500;
/** And this share of the run so far: a full check looks at all of it, and turns of a long run are to cost no more. */
const FULL_CHECK_SHARE = 1 / 2;
const SIDE_TOPICS_MAX = 4;

/**
 * Producers and consumers of one topic of a simulated cluster, and somebody who administers it, with every invariant
 * watching. `begin` sends for a while; `finish` demands that everything sent is acknowledged and seen.
 */
export class Workload {
  readonly history = new History();
  readonly topicId: number;
  /** Undefined: nobody administers anything. */
  readonly operations: Operations | undefined;
  readonly #cluster: SimulatedCluster;
  readonly #options: WorkloadOptions;
  readonly #invariants: readonly Invariant[];
  readonly #users: Users;
  #turns = 0;
  #nextFullCheck = FULL_CHECK_TURNS;

  /** Creates the topic. */
  constructor(cluster: SimulatedCluster, options: WorkloadOptions) {
    this.#cluster = cluster;
    this.#options = options;
    const { topic, partitions } = options;
    const { history } = this;
    // Those that watch the metadata from its beginning on.
    const early = [new SingleLeader(cluster), new MonotoneEpochs(cluster), new MonotoneHighWatermark(cluster)];
    const committed = new CommittedLog(cluster);
    const answers = new FirstAnswers(cluster);
    const { replicationFactor = 3, minInSyncReplicas = 1, reclaim = "oldest", mayLoseRecords = false } = options;
    const configs = { ...options.configs, ...(mayLoseRecords && { "unclean.leader.election.enable": "true" }) };
    cluster.createTopic({ topic, partitions, replicationFactor, minInSyncReplicas, reclaim, configs });
    this.topicId = cluster.image.topicByName(topic)?.id ?? 0;
    // Without producers of its own nobody keeps book of what was acknowledged.
    if ((options.producers ?? 2) + (options.looseProducers ?? 0) > 0)
      cluster.acknowledgedEnds.push((topicId, partition) =>
        topicId === this.topicId ? history.acknowledgedEnd(partition) : undefined,
      );
    const producerRules = new Map<string, ProducerRules>();
    const consumerRules = new Map<string, ConsumerRules>();
    const seen = new UserHistory(cluster, {
      topic,
      topicId: this.topicId,
      history,
      producers: producerRules,
      consumers: consumerRules,
      mayLose: mayLoseRecords,
      mayTrim: options.reclaim !== undefined || options.mayDeleteRecords === true,
      isReadToEnd: true,
      keepsAll: options.consumersSeek === true,
      now: () => cluster.runtime.time.now,
    });
    const held = new HeldRecords(cluster, this.topicId);
    const holds = options.reclaim === "consumed" && options.mayDeleteRecords !== true ? [held] : [];
    const ofWhatIsKept = () => [
      new AcknowledgedWrites(cluster, this.topicId, history, committed),
      new VisibleRecords(cluster, this.topicId, committed),
      ...holds,
    ];
    this.#invariants = [
      ...early,
      committed,
      answers,
      new CompleteInSyncReplicas(cluster, committed),
      ...(mayLoseRecords ? [] : ofWhatIsKept()),
      seen,
      new NeighbouringRecords(cluster, this.topicId),
      new LeasedExtents(cluster),
      new ReplayedMetadata(cluster),
      new PlannedEnds(cluster),
    ];
    cluster.runtime.afterTurn.push((endpoint) => {
      for (const invariant of this.#invariants) invariant.afterTurn?.(endpoint);
      if (this.operations) for (const invariant of this.operations.invariants()) invariant.afterTurn?.(endpoint);
      if (++this.#turns < this.#nextFullCheck) return;
      this.#nextFullCheck = this.#turns + Math.max(FULL_CHECK_TURNS, Math.floor(this.#turns * FULL_CHECK_SHARE));
      this.#checkInFull();
    });
    const invariants = this.#invariants;
    this.#users = new Users(cluster, { ...options, history, producerRules, consumerRules, invariants });
    this.operations = this.#administrator(options.operations ?? [], committed);
  }

  get producers(): readonly SimProducer[] {
    return this.#users.producers;
  }

  get consumers(): readonly SimConsumer[] {
    return this.#users.consumers;
  }

  /** Users begin to send and to read. */
  begin(): void {
    const endsAt = this.#cluster.runtime.time.now + this.#options.durationMs;
    this.#users.begin(endsAt);
    this.operations?.begin(endsAt);
  }

  /** Steps until everything sent is acknowledged and every consumer has read to the end; then checks everything. */
  finish(deadlineMs = 60_000): void {
    const { runtime } = this.#cluster;
    for (const producer of this.producers) producer.flush();
    this.operations?.flush();
    const acknowledged = () => this.producers.every((producer) => producer.unfinished === 0);
    runtime.runUntil(acknowledged, deadlineMs, "every record sent is acknowledged");
    runtime.runUntil(() => this.operations?.isOver !== false, deadlineMs, "every operation is done or refused");
    this.#cluster.settled(deadlineMs);
    runtime.runUntil(() => this.#isRead, deadlineMs, "every consumer reads to the end");
    this.#checkInFull();
    for (const invariant of this.#all()) invariant.atEnd?.();
    for (const consumer of this.consumers) consumer.releaseDownTo(0);
    for (const { consumer, partition, offset } of this.history.corruptReads)
      if (!this.#cluster.bitRot.wasSpoiled(this.topicId, partition))
        throw runtime.failure(
          "no user call fails",
          `${consumer}: CORRUPT_MESSAGE at ${partition}/${offset}, where nothing was spoiled`,
        );
    const { failures } = this.history;
    const unexpected = failures.filter(
      (text) => this.#options.deliveryTimeoutMs === undefined || !text.includes("DELIVERY_TIMEOUT"),
    );
    if (unexpected.length > 0) throw runtime.failure("no user call fails", unexpected.join("; "));
    this.operations?.check();
    for (const { name } of this.producers) {
      const open = this.history.openOf(name);
      if (open > 0) throw runtime.failure("every operation ends", `${open} records of ${name} have no result`);
    }
  }

  #administrator(kinds: readonly OperationKind[], committed: CommittedLog): Operations | undefined {
    if (kinds.length === 0) return undefined;
    const { topic, partitions, operationGapMsMax, mayDeleteRecords = false, mayBeLarge = false } = this.#options;
    const gapMsMax = operationGapMsMax ?? 100;
    const sideTopicsMax = SIDE_TOPICS_MAX;
    const plan = { topic, partitions, kinds, gapMsMax, mayDeleteRecords, mayBeLarge, committed, sideTopicsMax };
    return new Operations(this.#cluster, plan);
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

  *#all(): Iterable<Invariant> {
    yield* this.#invariants;
    if (this.operations) yield* this.operations.invariants();
  }

  #checkInFull(): void {
    for (const invariant of this.#all()) invariant.inFull?.();
  }
}
