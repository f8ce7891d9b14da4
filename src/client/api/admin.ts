export interface NewTopic {
  readonly topic: string;
  readonly partitions?: number; // default 1
  readonly replicationFactor?: number; // default min(3, brokers)
  readonly configs?: Readonly<Record<string, string>>;
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
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export interface ClusterDescription {
  readonly brokers: readonly { readonly id: number; readonly alive: boolean; readonly epoch: number }[];
}

export interface Admin extends AsyncDisposable {
  createTopics(topics: readonly NewTopic[]): Promise<void>;
  listTopics(): Promise<readonly string[]>;
  describeTopics(topics: readonly string[]): Promise<readonly TopicDescription[]>;
  describeCluster(): Promise<ClusterDescription>;
  /** Offsets by partition: the first ("earliest"), the next after the high watermark ("latest"), or the first at or after a timestamp in ms. */
  listOffsets(
    topic: string,
    at: "earliest" | "latest" | number,
  ): Promise<readonly { partition: number; offset: number }[]>;
  close(): Promise<void>;
}
