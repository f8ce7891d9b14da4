import type { MetadataImage, PartitionState } from "./image.ts";
import type { MetadataRecord } from "./records.ts";

/** What happens in a cluster, in the order of its metadata log. */
export type ClusterEvent =
  | { readonly type: "brokerRegistered"; readonly broker: number; readonly incarnation: number }
  | { readonly type: "brokerDied"; readonly broker: number; readonly reason: string }
  | {
      readonly type: "leaderElected";
      readonly topic: string;
      readonly partition: number;
      readonly leader: number;
      readonly leaderEpoch: number;
    }
  | { readonly type: "isrChanged"; readonly topic: string; readonly partition: number; readonly isr: readonly number[] }
  | { readonly type: "partitionOffline"; readonly topic: string; readonly partition: number }
  | { readonly type: "dataLost"; readonly topic: string; readonly partition: number }
  | { readonly type: "topicCreated"; readonly topic: string }
  | { readonly type: "supervisorStarted"; readonly incarnation: number };

/** The events that `entry` means to a cluster that is at `before`: call it just before `before.replay(entry)`. */
export function eventsOf(entry: MetadataRecord, before: MetadataImage): readonly ClusterEvent[] {
  switch (entry.type) {
    case "supervisorStarted":
      return [{ type: "supervisorStarted", incarnation: entry.incarnation }];
    case "brokerRegistered":
      return [{ type: "brokerRegistered", broker: entry.brokerId, incarnation: entry.incarnation }];
    case "brokerFenced":
      return [{ type: "brokerDied", broker: entry.brokerId, reason: entry.reason }];
    case "topicCreated":
      return [{ type: "topicCreated", topic: entry.name }];
    case "partitionChanged":
      return partitionEvents(entry.state, before);
    case "producerIdAllocated":
    case "requestAnswered":
      return [];
  }
}

function partitionEvents(state: PartitionState, image: MetadataImage): readonly ClusterEvent[] {
  const topic = image.topics.get(state.topicId)?.name ?? "";
  const { partition, leader, leaderEpoch, isr } = state;
  const before = image.partition(state.topicId, partition);
  const events: ClusterEvent[] = [];
  if (before !== undefined && !sameMembers(before.isr, isr)) events.push({ type: "isrChanged", topic, partition, isr });
  if (leader >= 0 && (before?.leader !== leader || before.leaderEpoch !== leaderEpoch)) {
    events.push({ type: "leaderElected", topic, partition, leader, leaderEpoch });
  }
  if (leader < 0 && before?.leader !== leader) events.push({ type: "partitionOffline", topic, partition });
  if (state.dataLost && before?.dataLost !== true) events.push({ type: "dataLost", topic, partition });
  return events;
}

function sameMembers(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}
