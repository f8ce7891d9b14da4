import { Random } from "../../../src/base/random.ts";
import { ElectionType } from "../../../src/message/kinds.ts";
import type { MetadataImage } from "../../../src/metadata/image.ts";
import { alterConfigs } from "../../../src/supervisor/alter-configs.ts";
import { alterReassignments } from "../../../src/supervisor/alter-reassignments.ts";
import { controlledShutdown } from "../../../src/supervisor/controlled-shutdown.ts";
import type { AdminDecision } from "../../../src/supervisor/controller.ts";
import { createPartitions } from "../../../src/supervisor/create-partitions.ts";
import { deleteTopics } from "../../../src/supervisor/delete-topics.ts";
import { electLeaders } from "../../../src/supervisor/elect-leaders.ts";
import { controllerWith, newTopic } from "./fixture.ts";

const BROKERS = [1, 2, 3, 4];

/** A cluster under random operations: deaths, registrations with and without log, ISR proposals, topics, producers. */
export class RandomCluster {
  readonly random: Random;
  readonly setup = controllerWith({ partitions: 2, replicationFactor: 2 });
  readonly incarnations = new Map<number, number>();
  requests = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  get image(): MetadataImage {
    return this.setup.image;
  }

  step(): void {
    const { random } = this;
    const actions = [this.register, this.die, this.alter, this.alter, this.createTopic, this.initProducer];
    const admin = [
      this.deleteTopic,
      this.grow,
      this.alterConfigs,
      this.elect,
      this.rebalance,
      this.reassign,
      this.shutDown,
    ];
    random.pick(random.chance(1, 3) ? admin : actions).call(this);
  }

  /** Three brokers register, then `steps` operations. */
  run(steps: number, check: () => void = () => {}): void {
    for (const brokerId of BROKERS.slice(0, 3)) {
      this.incarnations.set(brokerId, 1);
      this.setup.controller.registerBroker({
        brokerId,
        incarnation: 1,
        hasLog: false,
        endpoint: brokerId,
        damaged: [],
      });
    }
    for (let step = 0; step < steps; step++) {
      this.step();
      check();
    }
  }

  deleteTopic(): void {
    if (this.random.chance(1, 2)) this.ask(deleteTopics, { topics: [this.topicName()] });
  }

  grow(): void {
    const topics = [{ topic: this.topicName(), totalCount: this.random.between(1, 6), assignment: [] }];
    this.ask(createPartitions, { topics, validateOnly: this.random.chance(1, 4) });
  }

  alterConfigs(): void {
    const name = this.random.pick(["unclean.leader.election.enable", "min.insync.replicas", "none"]);
    const changes = [{ name, operation: this.random.pick([0, 0, 1]), value: this.random.pick(["true", "false", "2"]) }];
    this.ask(alterConfigs, { topics: [{ topic: this.topicName(), changes }], validateOnly: false });
  }

  elect(): void {
    const electionType = this.random.pick([ElectionType.PREFERRED, ElectionType.UNCLEAN]);
    this.ask(electLeaders, { electionType, partitions: [{ topic: this.topicName(), partition: 0 }] });
  }

  rebalance(): void {
    this.setup.controller.rebalanceLeaders();
  }

  reassign(): void {
    const replicas = BROKERS.filter(() => this.random.chance(1, 2));
    if (this.random.chance(1, 2)) replicas.reverse();
    this.ask(alterReassignments, { partitions: [{ topic: this.topicName(), partition: 0, replicas }] });
  }

  shutDown(): void {
    const brokerId = this.random.pick(BROKERS);
    const incarnation = (this.incarnations.get(brokerId) ?? 1) - (this.random.chance(1, 8) ? 1 : 0);
    this.ask(controlledShutdown, { brokerId, incarnation, force: this.random.chance(1, 2) });
  }

  ask<Request extends { requestId: string }>(decide: AdminDecision<Request>, body: Omit<Request, "requestId">): void {
    this.setup.controller.administer(decide, { ...body, requestId: this.requestId() } as Request);
  }

  topicName(): string {
    return `topic-${this.random.between(1, 12)}`;
  }

  register(): void {
    const brokerId = this.random.pick(BROKERS);
    const incarnation = (this.incarnations.get(brokerId) ?? 0) + this.random.between(0, 1);
    this.incarnations.set(brokerId, incarnation);
    const hasLog = this.random.chance(1, 2);
    this.setup.controller.registerBroker({ brokerId, incarnation, hasLog, endpoint: brokerId, damaged: [] });
  }

  die(): void {
    const broker = this.image.brokers.get(this.random.pick(BROKERS));
    if (broker === undefined || this.random.chance(1, 3)) return;
    const brokerEpoch = this.random.chance(1, 10) ? broker.epoch + 1 : broker.epoch;
    this.setup.controller.brokerDied({ brokerId: broker.id, brokerEpoch, reason: "random" });
  }

  alter(): void {
    const topics = [...this.image.topics.values()];
    if (topics.length === 0) return;
    const state = this.random.pick(this.random.pick(topics).partitions);
    const epochOf = (id: number) => this.image.brokers.get(id)?.epoch ?? 0;
    const isr = state.replicas.filter((id) => id === state.leader || this.random.chance(1, 2));
    const newIsr = isr.map((brokerId) => ({ brokerId, brokerEpoch: epochOf(brokerId) }));
    const { topicId, partition, leader, leaderEpoch, partitionEpoch } = state;
    const brokerId = this.random.chance(1, 8) ? this.random.pick(BROKERS) : Math.max(leader, 0);
    const staleBy = this.random.chance(1, 8) ? 1 : 0;
    this.setup.controller.alterPartition({
      brokerId,
      brokerEpoch: epochOf(brokerId),
      topicId,
      partition,
      leaderEpoch: leaderEpoch - staleBy,
      partitionEpoch,
      newIsr,
      damagedOffset: -1,
    });
  }

  createTopic(): void {
    const partitions = this.random.between(-1, 4);
    const topics = [newTopic(this.topicName(), partitions, this.random.between(1, 3))];
    this.setup.controller.createTopics({ requestId: this.requestId(), topics, validateOnly: false });
  }

  initProducer(): void {
    const producerId = this.random.between(-1, 2);
    const producerEpoch = this.image.producerEpoch(producerId) ?? -1;
    this.setup.controller.initProducerId({ requestId: this.requestId(), producerId, producerEpoch });
  }

  /** One in four is a retry of an earlier request. */
  requestId(): string {
    return `request-${this.random.chance(1, 4) ? this.random.between(0, this.requests) : ++this.requests}`;
  }
}
