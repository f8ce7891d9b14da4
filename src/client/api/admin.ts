import type { WaitOptions } from "../abort.ts";
import type { OffsetSpec } from "./consumer.ts";
import type { TopicPartition } from "./record.ts";

export interface NewTopic {
  readonly topic: string;
  readonly partitions?: number; // default: the cluster's defaultPartitions
  readonly replicationFactor?: number; // default: the cluster's defaultReplicationFactor
  /** Broker ids of each partition's replicas, the preferred leader first; instead of the two numbers above. */
  readonly replicaAssignment?: readonly (readonly number[])[];
  readonly configs?: Readonly<Record<string, string>>;
}

export interface NewPartitions {
  readonly topic: string;
  /** How many the topic has afterwards; more than now. */
  readonly totalCount: number;
  /** Broker ids of the replicas of each partition that is added; default: the supervisor chooses. */
  readonly replicaAssignment?: readonly (readonly number[])[];
}

/** "append" and "subtract" change the words of a list, for example of cleanup.policy. */
export type ConfigOperation = "set" | "delete" | "append" | "subtract";

export interface ConfigChange {
  readonly name: string;
  readonly operation?: ConfigOperation; // default "set"; "delete" gives it its default again
  readonly value?: string; // not with "delete"
}

export interface TopicConfigChanges {
  readonly topic: string;
  readonly configs: readonly ConfigChange[];
}

export interface ConfigEntry {
  readonly name: string;
  readonly value: string;
  /** Nobody set it. */
  readonly isDefault: boolean;
  /** It is what the cluster was started with. */
  readonly isReadOnly: boolean;
}

/** A topic, or a broker by its id. */
export type ConfigResource = { readonly topic: string } | { readonly broker: number };

export interface ConfigDescription {
  readonly resource: ConfigResource;
  readonly configs: readonly ConfigEntry[];
}

export interface Reassignment extends TopicPartition {
  /** The replicas that it is to have, the preferred leader first; null cancels what is going on. */
  readonly replicas: readonly number[] | null;
}

export interface OngoingReassignment extends TopicPartition {
  readonly replicas: readonly number[]; // all that there are now
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

/** Which offset of a partition is asked for. */
export interface OffsetQuery extends TopicPartition {
  readonly at: OffsetSpec; // a number is a timestamp in ms since 1970
}

/** Records of a partition that are to go. */
export interface RecordsToDelete extends TopicPartition {
  /** Those below it, which must be committed; "latest": all that are. */
  readonly offset: number | "latest";
}

export interface TopicDescription {
  readonly topic: string;
  readonly topicId: number;
  readonly configs: Readonly<Record<string, string>>; // with defaults
  readonly partitions: readonly PartitionDescription[];
}

export interface PartitionDescription {
  readonly partition: number;
  readonly leader: number; // broker id, -1 when there is none
  readonly leaderEpoch: number;
  readonly replicas: readonly number[]; // the preferred leader first
  readonly isr: readonly number[];
  /** Every in-sync replica came back without its data, and others may have some of it: see `electLeaders`. */
  readonly dataLost: boolean;
}

export interface ClusterDescription {
  readonly brokers: readonly { readonly id: number; readonly alive: boolean; readonly epoch: number }[];
  /** The supervisor, which is no broker: its endpoint, and how often it was started. */
  readonly controller: { readonly id: number; readonly incarnation: number };
}

export interface ValidateOptions extends WaitOptions {
  /** Only says whether it would be done. */
  readonly validateOnly?: boolean;
}

/**
 * Names and rules are Kafka's. A call on many topics or partitions does what it can: if some are refused it rejects with
 * an `AdminError` whose `failures` name them; the others are done. Before anything is done, arguments are refused with
 * INVALID_OPTION, names of topics beyond 249 characters with INVALID_TOPIC_EXCEPTION, names and values of configs beyond 256
 * with INVALID_CONFIG, and a single item of more than 32 KiB with INVALID_REQUEST. A call is finished when this thread's
 * metadata shows the outcome, and rejects with REQUEST_TIMED_OUT after a minute. It may be under way when the supervisor
 * dies: it is done once. A signal ends the wait, not always the work: see the message of ABORTED.
 */
export interface Admin extends AsyncDisposable {
  /** Errors: TOPIC_ALREADY_EXISTS, INVALID_TOPIC_EXCEPTION, INVALID_PARTITIONS, INVALID_REPLICATION_FACTOR, INVALID_REPLICA_ASSIGNMENT, INVALID_CONFIG. */
  createTopics(topics: readonly NewTopic[], options?: ValidateOptions): Promise<void>;
  /** Their records are gone. A topic created later under the same name is another one. Errors: UNKNOWN_TOPIC_OR_PARTITION. */
  deleteTopics(topics: readonly string[], options?: WaitOptions): Promise<void>;
  /** Records with keys may go to other partitions afterwards (KIP-195). Errors: INVALID_PARTITIONS, INVALID_REPLICA_ASSIGNMENT. */
  createPartitions(topics: readonly NewPartitions[], options?: ValidateOptions): Promise<void>;
  /** In force at once; all changes of a topic or none (KIP-339). Errors: INVALID_CONFIG. */
  incrementalAlterConfigs(topics: readonly TopicConfigChanges[], options?: ValidateOptions): Promise<void>;
  describeConfigs(resources: readonly ConfigResource[], options?: WaitOptions): Promise<readonly ConfigDescription[]>;
  listTopics(options?: WaitOptions): Promise<readonly string[]>;
  describeTopics(topics: readonly string[], options?: WaitOptions): Promise<readonly TopicDescription[]>;
  describeCluster(options?: WaitOptions): Promise<ClusterDescription>;
  /**
   * "preferred" hands leadership to the first replica of the list (KIP-183); "unclean" gives partitions without a leader to
   * any replica that lives, and gives up what that one does not have (KIP-460). Without `partitions`: wherever it is needed.
   * Errors: ELECTION_NOT_NEEDED, PREFERRED_LEADER_NOT_AVAILABLE, ELIGIBLE_LEADERS_NOT_AVAILABLE.
   */
  electLeaders(
    type: "preferred" | "unclean",
    partitions?: readonly TopicPartition[],
    options?: WaitOptions,
  ): Promise<void>;
  /**
   * Begins to move partitions; `listPartitionReassignments` says what is still going on (KIP-455). Errors:
   * INVALID_REPLICA_ASSIGNMENT, NO_REASSIGNMENT_IN_PROGRESS.
   */
  alterPartitionReassignments(partitions: readonly Reassignment[], options?: WaitOptions): Promise<void>;
  listPartitionReassignments(
    partitions?: readonly TopicPartition[],
    options?: WaitOptions,
  ): Promise<readonly OngoingReassignment[]>;
  /** Offsets by partition: the first ("earliest"), the next after the high watermark ("latest"), or the first at or after a timestamp in ms; -1 when there is none. */
  listOffsets(
    topic: string,
    at: OffsetSpec,
    options?: WaitOptions,
  ): Promise<readonly { partition: number; offset: number }[]>;
  listOffsets(
    queries: readonly OffsetQuery[],
    options?: WaitOptions,
  ): Promise<readonly (TopicPartition & { offset: number })[]>;
  /**
   * Deletes records below an offset, as they were reclaimed: the log starts there afterwards, at every replica that lives.
   * Rejects with OFFSET_OUT_OF_RANGE where the offset is not committed; other partitions may have been changed then.
   */
  deleteRecords(
    partitions: readonly RecordsToDelete[],
    options?: WaitOptions,
  ): Promise<readonly (TopicPartition & { lowWatermark: number })[]>;
  close(): Promise<void>;
}
