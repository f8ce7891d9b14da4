/** Which failures, when, and whom they hit. Pure. */
import type { TopicDescription } from "../../src/client/api.ts";
import type { FailureKind, FlightsOptions } from "./options.ts";

export interface PlannedFailure {
  readonly kind: FailureKind;
  readonly atRecord: number; // happens before this record is written, or soon after when it has to wait
  /** In a storm: 0 to 1, draws one of the leaders that may be killed. Otherwise the busiest leader is meant. */
  readonly draw?: number;
}

/** Kills of a storm: enough for kills that meet each other's consequences. */
export const STORM_KILLS = 16;
const STORM_SUPERVISOR_SHARE = 0.25;

/** A list is spread evenly: two of them come after one and two thirds of the records. A storm is drawn from its seed. */
export function planFailures({
  kill,
  records,
  seed,
}: Pick<FlightsOptions, "kill" | "records" | "seed">): readonly PlannedFailure[] {
  if (kill === "storm") return planStorm(records, seed);
  return kill.map((kind, index) => ({
    kind,
    atRecord: Math.floor((records * (index + 1)) / (kill.length + 1)),
  }));
}

/** One kill somewhere in each of the storm's equal parts, from the first record to nine tenths. */
function planStorm(records: number, seed: number): readonly PlannedFailure[] {
  const random = seededRandom(seed);
  const partRecords = (records * 0.9) / STORM_KILLS;
  return Array.from({ length: STORM_KILLS }, (_, index) => {
    const atRecord = Math.max(1, Math.floor((index + random()) * partRecords));
    const kind = random() < STORM_SUPERVISOR_SHARE ? "supervisor" : "leader";
    return { kind, atRecord, draw: random() };
  });
}

/** mulberry32: numbers from 0 to 1, the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Leader {
  readonly broker: number;
  readonly partitions: readonly number[]; // that it leads
}

/** The broker that leads most partitions; of equals the one with the lowest id. */
export function busiestLeader(topic: TopicDescription): Leader | undefined {
  const [busiest] = leadersOf(topic).sort(
    (left, right) => right.partitions.length - left.partitions.length || left.broker - right.broker,
  );
  return busiest;
}

/**
 * A leader whose death loses nothing: of every partition some other in-sync replica has its data. Brokers in `recovering`
 * were killed and are not back in every in-sync set: they do not count, and are not killed again.
 */
export function sparableLeader(
  topic: TopicDescription,
  recovering: ReadonlySet<number>,
  draw: number,
): Leader | undefined {
  const isSparable = (broker: number): boolean =>
    topic.partitions.every(
      ({ isr }) => !isr.includes(broker) || isr.some((other) => other !== broker && !recovering.has(other)),
    );
  const sparable = leadersOf(topic)
    .filter(({ broker }) => !recovering.has(broker) && isSparable(broker))
    .sort((left, right) => left.broker - right.broker);
  return sparable[Math.floor(draw * sparable.length)];
}

function leadersOf(topic: TopicDescription): Leader[] {
  const led = new Map<number, number[]>();
  for (const { partition, leader } of topic.partitions) {
    if (leader >= 0) led.set(leader, [...(led.get(leader) ?? []), partition]);
  }
  return Array.from(led, ([broker, partitions]) => ({ broker, partitions }));
}
