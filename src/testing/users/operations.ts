import type { MillraceErrorCode } from "../../base/errors.ts";
import type { Random } from "../../base/random.ts";
import type { CommittedLog } from "../invariants/committed-log.ts";
import type { Invariant } from "../invariants/invariant.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import { SideTopic } from "./side-topic.ts";
import { type Refusal, SimAdmin } from "./sim-admin.ts";

export type OperationKind =
  | "createTopic" // beside the main one, with users of its own
  | "deleteTopic"
  | "growTopic"
  | "alterConfig"
  | "reassign"
  | "electPreferred"
  | "electUnclean" // only of topics that allow it
  | "deleteRecords"; // of the main topic only where `mayDeleteRecords`

export const OPERATION_KINDS: readonly OperationKind[] = [
  "createTopic",
  "createTopic",
  "deleteTopic",
  "growTopic",
  "alterConfig",
  "alterConfig",
  "reassign",
  "reassign",
  "electPreferred",
  "electUnclean",
  "deleteRecords",
];

export interface OperationsOptions {
  readonly topic: string;
  readonly partitions: number;
  readonly kinds: readonly OperationKind[];
  /** Pause between two operations, at most. */
  readonly gapMsMax: number;
  /** Records of the main topic are deleted, and its retention is changed. */
  readonly mayDeleteRecords: boolean;
  /** Some topics get records of nearly 1 MiB: the arena must have room for some of them. */
  readonly mayBeLarge: boolean;
  readonly committed: CommittedLog;
  readonly sideTopicsMax: number;
}

/** Of a topic beside the main one. */
const PARTITIONS_MAX = 4;

/** Why a call may be refused, beside the deletion of its topic. Anything else is a bug. */
const MAY_BE_REFUSED: Readonly<Record<string, readonly MillraceErrorCode[]>> = {
  create: ["INVALID_REPLICATION_FACTOR"], // too few brokers are alive
  delete: [],
  grow: ["INVALID_REPLICATION_FACTOR", "INVALID_PARTITIONS"], // asked for twice
  alterConfig: [],
  reassign: ["INVALID_REPLICA_ASSIGNMENT"], // nobody of them is in sync
  elect: ["ELECTION_NOT_NEEDED", "PREFERRED_LEADER_NOT_AVAILABLE", "ELIGIBLE_LEADERS_NOT_AVAILABLE"],
  deleteRecords: ["OFFSET_OUT_OF_RANGE", "REQUEST_TIMED_OUT"], // a new leader knows of less; a replica is away
};

/** An administrator who changes things by the seed while records are written, through the product's admin. */
export class Operations {
  readonly #cluster: SimulatedCluster;
  readonly #options: OperationsOptions;
  readonly #random: Random;
  readonly #admin: SimAdmin;
  readonly #topics: SideTopic[] = [];
  #names = 0;
  #endsAt = 0;
  count = 0;

  constructor(cluster: SimulatedCluster, options: OperationsOptions) {
    this.#cluster = cluster;
    this.#options = options;
    this.#random = cluster.runtime.random.fork();
    this.#admin = new SimAdmin(cluster.client("admin"));
  }

  begin(endsAt: number): void {
    this.#endsAt = endsAt;
    this.#scheduleNext();
  }

  /** Of the topics that are there. */
  *invariants(): Iterable<Invariant> {
    for (const { isDeleted, invariants } of this.#topics) if (!isDeleted) yield* invariants;
  }

  get isOver(): boolean {
    return this.#admin.unfinished === 0 && this.#topics.every(({ unfinished }) => unfinished === 0);
  }

  flush(): void {
    for (const topic of this.#topics) topic.flush();
  }

  /** A request is answered once, however often it is sent: no creation may meet its own topic. */
  check(): void {
    const { created, deleted, refused } = this.#admin;
    for (const topic of created)
      if ((this.#cluster.image.topicByName(topic) === undefined) !== deleted.includes(topic))
        throw this.#cluster.failure("what was done stays done", `topic ${topic} is not as it was left`);
    for (const refusal of refused) this.#checkRefusal(refusal);
    for (const topic of this.#topics) topic.check();
  }

  #checkRefusal({ call, topic, error }: Refusal): void {
    const isDeleted = this.#topics.find(({ name }) => name === topic)?.isDeleted;
    if (isDeleted && call !== "delete" && error.code === "UNKNOWN_TOPIC_OR_PARTITION") return;
    if (!MAY_BE_REFUSED[call]?.includes(error.code))
      throw this.#cluster.failure("no operation is refused without a reason", `${call} ${topic}: ${error.message}`);
  }

  #scheduleNext(): void {
    const { runtime } = this.#cluster;
    runtime.after(this.#random.between(5, this.#options.gapMsMax), () => {
      if (runtime.time.now >= this.#endsAt) return;
      this.count++;
      this.#operate(this.#random.pick(this.#options.kinds));
      this.#scheduleNext();
    });
  }

  #operate(kind: OperationKind): void {
    if (this.#admin.client.endpoint.paused) return;
    const random = this.#random;
    const living = this.#topics.filter(({ isDeleted }) => !isDeleted);
    const side = living.length > 0 ? random.pick(living) : undefined;
    const { topic, partitions } = random.chance(1, 2) || !side ? this.#main : { topic: side.name, ...side };
    const partition = random.between(0, partitions - 1);
    switch (kind) {
      case "createTopic":
        this.#create();
        return;
      case "deleteTopic":
        if (side) this.#delete(side);
        return;
      case "growTopic":
        if (side) this.#grow(side);
        return;
      case "alterConfig":
        this.#alter(topic);
        return;
      case "reassign":
        this.#reassign(topic, partition);
        return;
      case "electPreferred":
        this.#admin.elect("preferred", topic, partition);
        return;
      case "electUnclean":
        if (side?.isUnclean) this.#admin.elect("unclean", side.name, 0);
        return;
      case "deleteRecords":
        this.#deleteRecords(topic, partition);
    }
  }

  get #main(): { readonly topic: string; readonly partitions: number } {
    return this.#options;
  }

  #create(): void {
    if (this.#topics.length >= this.#options.sideTopicsMax) return;
    const random = this.#random;
    const isUnclean = random.chance(1, 3);
    const isLarge = this.#options.mayBeLarge && random.chance(1, 2);
    const topic = `side-${this.#names++}`;
    const plan = {
      topic,
      partitions: random.between(1, 3),
      replicationFactor: isUnclean ? random.between(1, 3) : random.between(2, 3),
      configs: {
        "unclean.leader.election.enable": `${isUnclean}`,
        "message.timestamp.type": random.pick(["CreateTime", "LogAppendTime"]),
        ...(isLarge ? { "retention.bytes": "2500000" } : {}),
        ...(random.chance(1, 4) && !isLarge ? { "retention.ms": "150" } : {}),
      },
    };
    const { committed } = this.#options;
    this.#admin.create(plan, () => {
      const side = new SideTopic(this.#cluster, { plan, isUnclean, isLarge, committed });
      this.#topics.push(side);
      side.begin(this.#endsAt);
    });
  }

  #grow(side: SideTopic): void {
    const { name, partitions } = side;
    if (partitions === PARTITIONS_MAX) return;
    this.#admin.grow(name, partitions + 1, () => {
      side.partitions = partitions + 1;
    });
  }

  #delete(side: SideTopic): void {
    side.isDeleted = true;
    this.#admin.delete(side.name);
  }

  #alter(topic: string): void {
    const random = this.#random;
    const isMain = topic === this.#options.topic;
    const changes: (readonly [string, string])[] = [
      ["message.timestamp.type", random.pick(["CreateTime", "LogAppendTime"])],
      ["min.insync.replicas", random.pick(["1", "2"])],
    ];
    if (!isMain || this.#options.mayDeleteRecords) changes.push(["retention.bytes", random.pick(["4000", "-1"])]);
    const [name, value] = random.pick(changes);
    // With one replica alone it would never be written to again.
    const replicas = this.#cluster.image.topicByName(topic)?.partitions[0]?.replicas.length ?? 0;
    if (name !== "min.insync.replicas" || replicas > 1) this.#admin.alterConfig(topic, name, value);
  }

  /** To as many other replicas as there are, in any order. */
  #reassign(topic: string, partition: number): void {
    const state = this.#cluster.image.topicByName(topic)?.partitions[partition];
    if (state === undefined) return;
    const { replicas, removingReplicas } = state;
    const count = replicas.length - removingReplicas.length;
    const left = [...this.#cluster.brokerIds];
    const target = Array.from(
      { length: count },
      () => left.splice(this.#random.between(0, left.length - 1), 1)[0] ?? 0,
    );
    this.#admin.reassign(topic, partition, target);
  }

  #deleteRecords(topic: string, partition: number): void {
    if (topic === this.#options.topic && !this.#options.mayDeleteRecords) return;
    const end = this.#options.committed.end(this.#cluster.image.topicByName(topic)?.id ?? -1, partition);
    this.#admin.deleteRecords(topic, partition, this.#random.chance(1, 3) ? -1 : this.#random.between(0, end));
  }
}
