import * as layout from "./batch-layout.ts";
import type { Crc32c } from "./crc.ts";

// The header of the batch at byte `at` of `view`, field by field. Positions are absolute and may lie above 2 GiB. 64-bit
// fields are JS numbers in two 32-bit accesses: a BigInt access allocates.

const TWO_POW_32 = 4_294_967_296;

function getInt64(view: DataView, at: number): number {
  return view.getInt32(at) * TWO_POW_32 + view.getUint32(at + 4);
}

function setInt64(view: DataView, at: number, value: number): void {
  view.setInt32(at, Math.floor(value / TWO_POW_32));
  view.setInt32(at + 4, value | 0);
}

/** Bytes of the whole batch, the 12 bytes before and with its length field included. Not checked: may be anything. */
export function batchBytes(view: DataView, at: number): number {
  return view.getInt32(at + layout.LENGTH_AT) + layout.PREFIX_BYTES;
}

/**
 * Bytes of the whole batch, if `bytesLeft` may hold it; 0 when its length, or its offset delta, cannot be: so nobody walks
 * out of the log, or back, by a damaged header.
 */
export function wholeBatchBytes(view: DataView, at: number, bytesLeft: number): number {
  if (bytesLeft < layout.HEADER_BYTES || lastOffsetDelta(view, at) < 0) return 0;
  const bytes = batchBytes(view, at);
  return bytes >= layout.HEADER_BYTES && bytes <= bytesLeft ? bytes : 0;
}

export function setBatchBytes(view: DataView, at: number, bytes: number): void {
  view.setInt32(at + layout.LENGTH_AT, bytes - layout.PREFIX_BYTES);
}

export function baseOffset(view: DataView, at: number): number {
  return getInt64(view, at + layout.BASE_OFFSET_AT);
}

export function setBaseOffset(view: DataView, at: number, offset: number): void {
  setInt64(view, at + layout.BASE_OFFSET_AT, offset);
}

export function lastOffsetDelta(view: DataView, at: number): number {
  return view.getInt32(at + layout.LAST_OFFSET_DELTA_AT);
}

export function setLastOffsetDelta(view: DataView, at: number, delta: number): void {
  view.setInt32(at + layout.LAST_OFFSET_DELTA_AT, delta);
}

/** The offset of the last record; stays when compaction takes that record away. */
export function lastOffset(view: DataView, at: number): number {
  return baseOffset(view, at) + lastOffsetDelta(view, at);
}

export function leaderEpoch(view: DataView, at: number): number {
  return view.getInt32(at + layout.LEADER_EPOCH_AT);
}

export function setLeaderEpoch(view: DataView, at: number, epoch: number): void {
  view.setInt32(at + layout.LEADER_EPOCH_AT, epoch);
}

export function magic(view: DataView, at: number): number {
  return view.getInt8(at + layout.MAGIC_AT);
}

export function setMagic(view: DataView, at: number): void {
  view.setInt8(at + layout.MAGIC_AT, layout.MAGIC);
}

/** The CRC that the batch claims. */
export function crc(view: DataView, at: number): number {
  return view.getUint32(at + layout.CRC_AT);
}

export function setCrc(view: DataView, at: number, value: number): void {
  view.setUint32(at + layout.CRC_AT, value);
}

export function attributes(view: DataView, at: number): number {
  return view.getInt16(at + layout.ATTRIBUTES_AT);
}

export function setAttributes(view: DataView, at: number, value: number): void {
  view.setInt16(at + layout.ATTRIBUTES_AT, value);
}

/** ms */
export function baseTimestamp(view: DataView, at: number): number {
  return getInt64(view, at + layout.BASE_TIMESTAMP_AT);
}

export function setBaseTimestamp(view: DataView, at: number, timestamp: number): void {
  setInt64(view, at + layout.BASE_TIMESTAMP_AT, timestamp);
}

/** ms */
export function maxTimestamp(view: DataView, at: number): number {
  return getInt64(view, at + layout.MAX_TIMESTAMP_AT);
}

export function setMaxTimestamp(view: DataView, at: number, timestamp: number): void {
  setInt64(view, at + layout.MAX_TIMESTAMP_AT, timestamp);
}

/** When the leader appended it, in ms; -1 where the timestamps are the producer's. */
export function logAppendTime(view: DataView, at: number): number {
  return (attributes(view, at) & layout.ATTRIBUTE_LOG_APPEND_TIME) === 0 ? -1 : maxTimestamp(view, at);
}

/** -1 when the producer is not idempotent. */
export function producerId(view: DataView, at: number): number {
  return getInt64(view, at + layout.PRODUCER_ID_AT);
}

export function setProducerId(view: DataView, at: number, id: number): void {
  setInt64(view, at + layout.PRODUCER_ID_AT, id);
}

export function producerEpoch(view: DataView, at: number): number {
  return view.getInt16(at + layout.PRODUCER_EPOCH_AT);
}

export function setProducerEpoch(view: DataView, at: number, epoch: number): void {
  view.setInt16(at + layout.PRODUCER_EPOCH_AT, epoch);
}

export function baseSequence(view: DataView, at: number): number {
  return view.getInt32(at + layout.BASE_SEQUENCE_AT);
}

export function setBaseSequence(view: DataView, at: number, sequence: number): void {
  view.setInt32(at + layout.BASE_SEQUENCE_AT, sequence);
}

export function recordCount(view: DataView, at: number): number {
  return view.getInt32(at + layout.RECORD_COUNT_AT);
}

export function setRecordCount(view: DataView, at: number, count: number): void {
  view.setInt32(at + layout.RECORD_COUNT_AT, count);
}

/** What a leader writes into a batch that it appends: both fields lie outside the CRC. */
export function stampBatch(view: DataView, at: number, offset: number, epoch: number): void {
  setBaseOffset(view, at, offset);
  setLeaderEpoch(view, at, epoch);
}

/** The CRC of the batch's bytes as they are. `batchBytes` must have been checked against the memory. */
export function computeCrc(bytes: Uint8Array, view: DataView, at: number, crc32c: Crc32c): number {
  return crc32c(bytes, at + layout.CRC_START_AT, batchBytes(view, at) - layout.CRC_START_AT);
}

/** Who sent a batch, for duplicates to be recognised. */
export interface ProducerStamp {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
}

/** Gives the batch the CRC of its bytes as they are. */
export function sealCrc(memory: layout.BatchMemory, at: number, crc32c: Crc32c): void {
  const { bytes, view } = memory;
  setCrc(view, at, computeCrc(bytes, view, at, crc32c));
}

/** What a leader writes where its topic's timestamps are those of the append: attribute and time lie in the CRC. */
export function stampLogAppendTime(memory: layout.BatchMemory, at: number, timestamp: number, crc32c: Crc32c): void {
  const { view } = memory;
  setAttributes(view, at, attributes(view, at) | layout.ATTRIBUTE_LOG_APPEND_TIME);
  setMaxTimestamp(view, at, timestamp);
  sealCrc(memory, at, crc32c);
}

/** Gives a sealed batch another producer identity (KIP-360: a bumped epoch numbers again) and its new CRC. */
export function stampProducer(memory: layout.BatchMemory, at: number, stamp: ProducerStamp, crc32c: Crc32c): void {
  const { view } = memory;
  setProducerId(view, at, stamp.producerId);
  setProducerEpoch(view, at, stamp.producerEpoch);
  setBaseSequence(view, at, stamp.baseSequence);
  sealCrc(memory, at, crc32c);
}
