import type { Actor, ActorContext, Message } from "../../../src/actor/actor.ts";
import type { ErrorCode } from "../../../src/base/errors.ts";
import { LIST_OFFSETS_REQUEST, type ListOffsetsResponse } from "../../../src/message/kinds.ts";
import type { PartitionState } from "../../../src/metadata/image.ts";
import type { ReplicaView } from "../../../src/replica/replica-view.ts";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import type { SimProducer } from "../../../src/testing/sim-producer.ts";
import { SimulatedCluster } from "../../../src/testing/simulated-cluster.ts";
import { Workload } from "../../../src/testing/workload.ts";

export interface SceneOptions {
  readonly storage: "memory" | "directory";
  readonly seed?: number; // default 1
  readonly rules?: Partial<ReplicaRules>;
  readonly minInSyncReplicas?: number;
  readonly replicaLagTimeMaxMs?: number;
}

/** Longer than anything that a scene waits for. */
export const VERY_SLOW_MS = 20_000;

/** A stage for scenarios: three brokers, one partition on all of them, one producer, and every invariant watching. */
export class Scene {
  readonly cluster: SimulatedCluster;
  readonly workload: Workload;
  readonly producer: SimProducer;
  /** The partition's replicas in their order: the first leads, the next in sync follows it as leader. */
  readonly a: number;
  readonly b: number;
  readonly c: number;

  constructor(options: SceneOptions) {
    this.cluster = new SimulatedCluster({
      seed: options.seed ?? 1,
      storage: options.storage,
      rules: options.rules ?? {},
      replicaLagTimeMaxMs: options.replicaLagTimeMaxMs ?? VERY_SLOW_MS,
      delayMsMax: 1,
      noticeMsMax: 1,
      metadataDelayMsMax: 1,
    });
    const { minInSyncReplicas = 1 } = options;
    this.workload = new Workload(this.cluster, {
      topic: "scene",
      partitions: 1,
      minInSyncReplicas,
      producers: 1,
      consumers: 1,
      durationMs: 0,
    });
    this.workload.begin();
    const producer = this.workload.producers[0];
    if (producer === undefined) throw new Error("the workload has a producer");
    this.producer = producer;
    this.cluster.settled();
    const [a = 0, b = 0, c = 0] = this.state.replicas;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  get state(): PartitionState {
    const state = this.cluster.image.partition(this.workload.topicId, 0);
    if (state === undefined) throw new Error("the partition is there");
    return state;
  }

  replica(brokerId: number): ReplicaView {
    const replica = this.cluster.replica(brokerId, this.workload.topicId, 0);
    if (replica === undefined) throw new Error(`broker ${brokerId} has its replica`);
    return replica;
  }

  get acknowledged(): number {
    return this.workload.history.acknowledged.reduce(
      (sum, { baseOffset, lastOffset }) => sum + lastOffset + 1 - baseOffset,
      0,
    );
  }

  send(count: number): void {
    this.producer.send(0, count);
    this.producer.flush();
  }

  sendAndAwait(count: number): void {
    this.send(count);
    this.until(() => this.producer.unfinished === 0, "the records are acknowledged");
  }

  until(condition: () => boolean, what: string): void {
    this.cluster.runUntil(condition, 3_000, what);
  }

  untilLeader(brokerId: number): void {
    const leads = () => {
      const replica = this.cluster.replica(brokerId, this.workload.topicId, 0);
      return (
        this.state.leader === brokerId && replica?.role === "leader" && replica.leaderEpoch === this.state.leaderEpoch
      );
    };
    this.until(leads, `broker ${brokerId} leads`);
  }

  /** What the leader answers to ListOffsets(latest) of someone who believes in this epoch. */
  latestOffset(leader: number, believedEpoch = this.state.leaderEpoch): { error: ErrorCode; offset: number } {
    const client = this.cluster.client();
    const asker = new Asker();
    const ref = client.spawn(asker);
    const body = { topicId: this.workload.topicId, partition: 0, timestamp: -1, currentLeaderEpoch: believedEpoch };
    client.enter(ref, (context) => asker.ask(leader, body, context));
    this.until(() => asker.answer !== undefined, "the leader answers");
    return asker.answer as ListOffsetsResponse;
  }
}

class Asker implements Actor {
  answer: ListOffsetsResponse | undefined;

  ask(
    leader: number,
    body: { topicId: number; partition: number; timestamp: number; currentLeaderEpoch: number },
    context: ActorContext,
  ): void {
    context.ask({ endpoint: leader, actor: 0 }, LIST_OFFSETS_REQUEST, body);
  }

  receive(message: Message): void {
    if (message.type === "message") this.answer = message.body as ListOffsetsResponse;
  }
}
