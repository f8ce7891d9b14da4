import type { Actor, Message } from "../../../src/actor/actor.ts";
import type { ErrorCode } from "../../../src/base/errors.ts";
import { ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../../../src/base/ids.ts";
import type { MessageKind } from "../../../src/message/kind.ts";
import {
  FETCH_REQUEST,
  type FetchRequest,
  type FetchResponse,
  LIST_OFFSETS_REQUEST,
} from "../../../src/message/kinds.ts";
import type { PartitionState } from "../../../src/metadata/image.ts";
import type { ReplicaView } from "../../../src/replica/replica-view.ts";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import type { Target } from "../../../src/testing/faults/fault-step.ts";
import { SimulatedCluster } from "../../../src/testing/simulated-cluster.ts";
import type { SimProducer } from "../../../src/testing/users/sim-producer.ts";
import { Workload } from "../../../src/testing/users/workload.ts";

export interface SceneOptions {
  readonly storage: "memory" | "directory";
  readonly seed?: number; // default 1
  readonly rules?: Partial<ReplicaRules>;
  readonly minInSyncReplicas?: number;
  readonly replicaLagTimeMaxMs?: number;
  /** Unclean elections are allowed. */
  readonly mayLoseRecords?: boolean;
  readonly consumers?: number; // default 1
}

/** Longer than anything that a scene waits for. */
const VERY_SLOW_MS = 20_000;

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
    const { minInSyncReplicas = 1, mayLoseRecords = false, consumers = 1 } = options;
    this.workload = new Workload(this.cluster, {
      topic: "scene",
      partitions: 1,
      minInSyncReplicas,
      mayLoseRecords,
      producers: 1,
      consumers,
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

  /** Nothing arrives from there for longer than any scene waits. */
  cut(from: number, to: number): void {
    this.slow(from, to, VERY_SLOW_MS);
  }

  slow(from: number, to: number, extraMs: number): void {
    this.cluster.slow(targetOf(from), targetOf(to), extraMs);
  }

  /** Every link is as fast as it was. */
  mend(): void {
    this.cluster.heal();
  }

  /** The leader dies, and `next` leads. */
  failOver(leader: number, next: number): void {
    this.cluster.kill({ broker: leader });
    this.untilLeader(next);
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
    return this.workload.history.acknowledgedRecords;
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
    const body = { topicId: this.workload.topicId, partition: 0, timestamp: -1, currentLeaderEpoch: believedEpoch };
    return this.#ask(leader, LIST_OFFSETS_REQUEST, body);
  }

  /** What the leader says to a fetch from the log's beginning of someone who believes in this epoch. */
  fetch(leader: number, role: FetchRequest["role"], brokerId: number, believedEpoch: number): ErrorCode | undefined {
    const { topicId } = this.workload;
    const { epoch: brokerEpoch = 0 } = this.cluster.image.brokers.get(brokerId) ?? {};
    const place = { topicId, partition: 0, fetchOffset: 0, lastFetchedEpoch: -1, logStartOffset: 0 };
    const moved = [{ ...place, currentLeaderEpoch: believedEpoch }];
    const session = { sessionId: 7, sessionEpoch: 0, maxBytes: 1_024, forgotten: [], corrupt: [] };
    const answer: FetchResponse = this.#ask(leader, FETCH_REQUEST, { role, brokerId, brokerEpoch, ...session, moved });
    return answer.partitions[0]?.error;
  }

  #ask<Request, Answer>(broker: number, kind: MessageKind<Request>, body: Request): Answer {
    const client = this.cluster.client();
    const asker = new Asker();
    const ref = client.spawn(asker);
    client.enter(ref, (context) => context.ask({ endpoint: broker, actor: ROOT_ACTOR }, kind, body));
    this.until(() => asker.answer !== undefined, `broker ${broker} answers`);
    return asker.answer as Answer;
  }
}

function targetOf(endpoint: number): Target {
  return endpoint === SUPERVISOR_ENDPOINT ? "supervisor" : { broker: endpoint };
}

class Asker implements Actor {
  answer: unknown;

  receive(message: Message): void {
    if (message.type === "message") this.answer = message.body;
  }
}
