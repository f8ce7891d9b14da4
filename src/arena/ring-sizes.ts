import {
  CONTROL_RING_BYTES,
  DATA_RING_BYTES,
  DATA_RING_BYTES_MIN,
  METADATA_LOG_BYTES,
  RINGS_ARENA_SHARE,
  RINGS_CLIENTS,
  RINGS_MOST_ARENA_SHARE,
  UNIT_BYTES,
} from "../base/limits.ts";
import { ArenaLayout } from "./layout.ts";

const SIZES = {
  unitBytes: UNIT_BYTES,
  metadataBytes: METADATA_LOG_BYTES,
  dataRingBytes: DATA_RING_BYTES,
  controlRingBytes: CONTROL_RING_BYTES,
};

/** Bytes of all rings when every endpoint has talked with every other that it talks with. */
export function ringBytesOf(mesh: { brokers: number; clients: number; payloadRingBytes: number }): number {
  const { brokers, clients, payloadRingBytes } = mesh;
  const perPairOfBrokers = CONTROL_RING_BYTES + payloadRingBytes; // requests and answers; records to a follower
  const perClientAndBroker = 3 * CONTROL_RING_BYTES + payloadRingBytes; // control both ways, references; records to write
  const supervisor = 2 * CONTROL_RING_BYTES * (brokers + clients);
  return brokers * (brokers - 1) * perPairOfBrokers + brokers * clients * perClientAndBroker + supervisor;
}

/**
 * The size of rings where payload flows, in a new arena: the largest of which all rings of brokers, supervisor and some
 * clients take no more than their share of the arena, and never less than the smallest.
 */
export function payloadRingBytesFor({ arenaBytes, brokers }: { arenaBytes: number; brokers: number }): number {
  const { unitCount, unitBytes } = ArenaLayout.ofSizes({ ...SIZES, bytes: arenaBytes });
  const room = unitCount * unitBytes * RINGS_ARENA_SHARE;
  let payloadRingBytes = DATA_RING_BYTES;
  while (
    payloadRingBytes > DATA_RING_BYTES_MIN &&
    ringBytesOf({ brokers, clients: RINGS_CLIENTS, payloadRingBytes }) > room
  )
    payloadRingBytes /= 2;
  return payloadRingBytes;
}

/** The smallest arena in which so many brokers leave room for logs beside their rings and those of one client. */
export function arenaBytesMinFor(brokers: number): { readonly arenaBytes: number; readonly ringBytes: number } {
  const ringBytes = ringBytesOf({ brokers, clients: 1, payloadRingBytes: DATA_RING_BYTES_MIN });
  const unitCount = Math.ceil(ringBytes / RINGS_MOST_ARENA_SHARE / UNIT_BYTES);
  return { arenaBytes: ArenaLayout.bytesFor(SIZES, unitCount), ringBytes };
}
