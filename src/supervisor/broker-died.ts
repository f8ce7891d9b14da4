import type { MetadataImage } from "../metadata/image.ts";
import { ChangeList } from "./change-list.ts";
import { cleanLeader, withLeader } from "./election.ts";
import { aliveBroker, type Decision, type LastHighWatermark } from "./operation.ts";
import { electLeaderless } from "./unclean-election.ts";

export interface BrokerDeath {
  readonly brokerId: number;
  /** Of the registration that is dead: a later one of the same broker is not touched. */
  readonly brokerEpoch: number;
  readonly reason: string;
}

/**
 * A broker is dead, or silent for so long that it counts as dead. One list of records fences it, takes it out of every
 * ISR and elects the new leaders, so that nobody sees a partition led by a fenced broker.
 */
export function brokerDied(
  death: BrokerDeath,
  image: MetadataImage,
  lastHighWatermark: LastHighWatermark,
): Decision<undefined> {
  const broker = aliveBroker(image, death.brokerId);
  if (broker?.epoch !== death.brokerEpoch) return { records: [], response: undefined };
  const changes = new ChangeList(image);
  fenceBroker(changes, death);
  electLeaderless(changes, lastHighWatermark);
  return { records: changes.records, response: undefined };
}

/**
 * Adds the records of a death to `changes`; the registration must be the current one and not fenced yet. What the dead
 * one led has a clean leader or none.
 */
export function fenceBroker(changes: ChangeList, death: BrokerDeath): void {
  const { brokerId, brokerEpoch, reason } = death;
  changes.add({ type: "brokerFenced", brokerId, brokerEpoch, reason });
  leaveEveryIsr(changes, brokerId);
}

/** Adds the new states of all partitions in whose ISR a broker is that may lead no more, by what `changes` has already. */
export function leaveEveryIsr(changes: ChangeList, brokerId: number): void {
  const isActive = (id: number) => changes.isActive(id);
  for (const state of changes.partitions()) {
    if (!state.isr.includes(brokerId)) continue;
    const others = state.isr.filter((id) => id !== brokerId);
    // The last member stays, as in Kafka: it alone is known to have every acknowledged record.
    const isr = others.length === 0 ? state.isr : others;
    const remaining = { ...state, isr };
    if (state.leader === brokerId) changes.change(withLeader(remaining, cleanLeader(remaining, isActive)));
    else if (others.length > 0) changes.change(remaining);
  }
}
