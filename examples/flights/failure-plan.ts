/** Which failures, and when. Pure. */
import type { TopicDescription } from "../../src/client/api.ts";
import type { FailureKind } from "./options.ts";

export interface PlannedFailure {
  readonly kind: FailureKind;
  readonly atRecord: number; // happens before this record is written
}

/** Spreads the failures evenly: two of them come after one and two thirds of the records. */
export function planFailures(kinds: readonly FailureKind[], recordCount: number): readonly PlannedFailure[] {
  return kinds.map((kind, index) => ({
    kind,
    atRecord: Math.floor((recordCount * (index + 1)) / (kinds.length + 1)),
  }));
}

export interface BusiestLeader {
  readonly broker: number;
  readonly partitions: readonly number[]; // that it leads
}

/** The broker that leads most partitions; of equals the one with the lowest id. */
export function busiestLeader(topic: TopicDescription): BusiestLeader | undefined {
  const led = new Map<number, number[]>();
  for (const { partition, leader } of topic.partitions) {
    if (leader >= 0) led.set(leader, [...(led.get(leader) ?? []), partition]);
  }
  const [busiest] = [...led].sort(([leftId, left], [rightId, right]) => right.length - left.length || leftId - rightId);
  return busiest === undefined ? undefined : { broker: busiest[0], partitions: busiest[1] };
}
