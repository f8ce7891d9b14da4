import type { ErrorCode } from "../base/errors.ts";
import type { BrokerState, MetadataImage, PartitionState } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";

/**
 * What an operation of the supervisor gives: the records that change the state, and the answer. An operation is a
 * function of the request and the image; it changes nothing itself. The answer is valid once the records are appended.
 */
export interface Decision<Response> {
  readonly records: readonly MetadataRecord[];
  readonly response: Response;
}

/** Why something that was asked for is refused, and what to do. */
export interface Problem {
  readonly error: ErrorCode;
  readonly message: string;
}

/**
 * The last known high watermark of a partition, which outlives its leader. The one thing beside the image that an
 * operation may look at; what it decides with it is in its records.
 */
export type LastHighWatermark = (state: PartitionState) => number;

/** A registration that was not fenced since: its broker may follow. */
export function aliveBroker(image: MetadataImage, brokerId: number): BrokerState | undefined {
  const broker = image.brokers.get(brokerId);
  return broker === undefined || broker.fenced ? undefined : broker;
}

/** One that is alive and not about to end: it may lead, join an ISR and be chosen for new replicas. */
export function activeBroker(image: MetadataImage, brokerId: number): BrokerState | undefined {
  const broker = aliveBroker(image, brokerId);
  return broker?.shuttingDown ? undefined : broker;
}

/** Ids of all active brokers, ascending. */
export function activeBrokerIds(image: MetadataImage): number[] {
  const ids: number[] = [];
  for (const broker of image.brokers.values()) if (!broker.fenced && !broker.shuttingDown) ids.push(broker.id);
  return ids.sort((left, right) => left - right);
}

/** Every partition, by topic id and partition number. */
export function* everyPartition(image: MetadataImage): Generator<PartitionState> {
  for (const topic of image.topics.values()) yield* topic.partitions;
}
