import type { PartitionPlace } from "../faults/fault-step.ts";
import type { Load } from "../scenario/scenario.ts";

/** A client of a load: who faults mean by this name, and what it writes or reads. */
export interface PlannedClient {
  readonly name: string;
  readonly role: "producer" | "consumer";
  /** Its topic's partitions, as indexes of all places. */
  readonly own: readonly number[];
}

/**
 * Each topic has producers and consumers of its own, by the names that they have in a simulation too: p0, p1, c0; with
 * more than one topic orders-p0. Producers that are not idempotent, or wait for less than all, are l0, l1.
 */
export function plannedClients(load: Load, places: readonly PartitionPlace[]): PlannedClient[] {
  const { producers = 2, consumers = 2, acks = -1, idempotent = acks === -1 } = load;
  const topics = [...new Set(places.map(({ topic }) => topic))];
  return topics.flatMap((topic) => {
    const own = Array.from(places.keys()).filter((place) => places[place]?.topic === topic);
    const prefix = topics.length === 1 ? "" : `${topic}-`;
    const named = (role: PlannedClient["role"], kind: string, count: number): PlannedClient[] =>
      Array.from({ length: count }, (_, index) => ({ name: `${prefix}${kind}${index}`, role, own }));
    return [
      ...named("producer", acks === -1 && idempotent ? "p" : "l", producers),
      ...named("consumer", "c", consumers),
    ];
  });
}
