import type { MetadataImage, PartitionState } from "./image.ts";
import type { MetadataRecord } from "./records.ts";

/** What happens in a cluster, in the order of its metadata log. */
export type ClusterEvent =
  /** A broker serves, or serves again: its `incarnation`-th life. */
  | { readonly type: "brokerRegistered"; readonly broker: number; readonly incarnation: number }
  /** A broker is fenced: its thread ended or was silent for too long. Elections of its partitions follow. */
  | { readonly type: "brokerDied"; readonly broker: number; readonly reason: string }
  /** A planned restart: other brokers lead what this one led, and its thread is about to end. `brokerDied` follows. */
  | { readonly type: "brokerShutdownStarted"; readonly broker: number }
  /** A partition has a leader, a new one or the same in a new epoch. */
  | {
      readonly type: "leaderElected";
      readonly topic: string;
      readonly partition: number;
      readonly leader: number;
      readonly leaderEpoch: number;
    }
  /** Another set of replicas is in sync. */
  | { readonly type: "isrChanged"; readonly topic: string; readonly partition: number; readonly isr: readonly number[] }
  /** A partition has lost its leader and nobody may follow: neither reads nor writes until one can. */
  | { readonly type: "partitionOffline"; readonly topic: string; readonly partition: number }
  /** The last replica with all acknowledged records lost its memory, or a part of its log. */
  | { readonly type: "dataLost"; readonly topic: string; readonly partition: number }
  /** A replica's log is not what it was from `offset` on: its broker fetches that again from an in-sync replica. */
  | {
      readonly type: "replicaDamaged";
      readonly broker: number;
      readonly topic: string;
      readonly partition: number;
      readonly offset: number;
    }
  | { readonly type: "topicCreated"; readonly topic: string }
  | { readonly type: "topicDeleted"; readonly topic: string }
  | { readonly type: "topicConfigsChanged"; readonly topic: string; readonly configs: ReadonlyMap<string, string> }
  /** A partition is moved to other brokers, or has arrived there. */
  | {
      readonly type: "replicasChanged";
      readonly topic: string;
      readonly partition: number;
      readonly replicas: readonly number[];
    }
  /** The supervisor runs, for the first time or again after its death. */
  | { readonly type: "supervisorStarted"; readonly incarnation: number }
  /** This endpoint fell so far behind that the log was replaced by a snapshot: what happened in between is not told. */
  | { readonly type: "eventsMissed"; readonly recordCount: number }
  /** Leaders of this broker gave up their oldest records because the arena was full: since its last such event. */
  | {
      readonly type: "recordsReclaimed";
      readonly broker: number;
      readonly topics: readonly { readonly topic: string; readonly records: number; readonly bytes: number }[];
    }
  /** This reader of events was too slow: so many older ones were dropped just before the next. */
  | { readonly type: "eventsDropped"; readonly eventCount: number };

/** The events that `entry` means to a cluster that is at `before`: call it just before `before.replay(entry)`. */
export function eventsOf(entry: MetadataRecord, before: MetadataImage): readonly ClusterEvent[] {
  switch (entry.type) {
    case "supervisorStarted":
      return [{ type: "supervisorStarted", incarnation: entry.incarnation }];
    case "brokerRegistered":
      return [{ type: "brokerRegistered", broker: entry.brokerId, incarnation: entry.incarnation }];
    case "brokerFenced":
      return [{ type: "brokerDied", broker: entry.brokerId, reason: entry.reason }];
    case "brokerShutdownStarted":
      return [{ type: "brokerShutdownStarted", broker: entry.brokerId }];
    case "replicaDamaged": {
      const { brokerId: broker, topicId, partition, offset } = entry;
      return [{ type: "replicaDamaged", broker, topic: nameOf(topicId, before), partition, offset }];
    }
    case "topicCreated":
      return [{ type: "topicCreated", topic: entry.name }];
    case "topicDeleted":
      return [{ type: "topicDeleted", topic: nameOf(entry.topicId, before) }];
    case "topicConfigsChanged":
      return [{ type: "topicConfigsChanged", topic: nameOf(entry.topicId, before), configs: entry.configs }];
    case "partitionChanged":
      return partitionEvents(entry.state, before);
    case "snapshotStarted":
      return entry.version > before.version
        ? [{ type: "eventsMissed", recordCount: entry.version - before.version }]
        : [];
    case "recordsReclaimed": {
      const topics = entry.topics.map(({ topicId, records, bytes }) => ({
        topic: before.topics.get(topicId)?.name ?? "",
        records,
        bytes,
      }));
      return [{ type: "recordsReclaimed", broker: entry.brokerId, topics }];
    }
    case "producerIdAllocated":
    case "requestAnswered":
    case "holdChanged":
      return [];
  }
}

function partitionEvents(state: PartitionState, image: MetadataImage): readonly ClusterEvent[] {
  const topic = nameOf(state.topicId, image);
  const { partition, leader, leaderEpoch, isr } = state;
  const before = image.partition(state.topicId, partition);
  const events: ClusterEvent[] = [];
  if (before !== undefined && !sameMembers(before.isr, isr)) events.push({ type: "isrChanged", topic, partition, isr });
  if (before !== undefined && !sameOrder(before.replicas, state.replicas)) {
    events.push({ type: "replicasChanged", topic, partition, replicas: state.replicas });
  }
  if (leader >= 0 && (before?.leader !== leader || before.leaderEpoch !== leaderEpoch)) {
    events.push({ type: "leaderElected", topic, partition, leader, leaderEpoch });
  }
  if (leader < 0 && before?.leader !== leader) events.push({ type: "partitionOffline", topic, partition });
  if (state.dataLost && before?.dataLost !== true) events.push({ type: "dataLost", topic, partition });
  return events;
}

function nameOf(topicId: number, image: MetadataImage): string {
  return image.topics.get(topicId)?.name ?? "";
}

function sameOrder(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

function sameMembers(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}
