/**
 * The header of a record batch, Kafka's format v2 (magic 2). Every number is big-endian; records follow at byte 61.
 *
 * ```
 *  0        8       12       16 17    21   23       27         35        43         51   53      57      61
 *  +--------+-------+--------+--+-----+----+--------+----------+---------+----------+----+-------+-------+----
 *  |baseOff.|length |leader  |ma|crc  |attr|last    |base      |max      |producer  |pr. |base   |record |rec-
 *  |int64   |int32  |epoch   |gi|u32  |i16 |offset  |timestamp |timestamp|id        |ep. |seq.   |count  |ords
 *  |        |       |int32   |c |     |    |delta   |int64     |int64    |int64     |i16 |int32  |int32  |
 *  +--------+-------+--------+--+-----+----+--------+----------+---------+----------+----+-------+-------+----
 *                                      ^ the CRC covers from here to the end
 * ```
 *
 * `length` counts what follows it: the whole batch less 12 bytes. Base offset and leader epoch lie outside the CRC, so
 * that a leader stamps them in place.
 *
 * attributes: bits 0-2 compression, 3 timestamp type (1: log append time), 4 transactional, 5 control, 6 base timestamp
 * is a delete horizon, others unused.
 *
 * A record: length varint, attributes int8, timestamp delta varlong, offset delta varint, key length varint (-1: null),
 * key, value length varint (-1: null), value, header count varint, and for each header: key length varint, key, value
 * length varint (-1: null), value.
 */
export const BASE_OFFSET_AT = 0;
export const LENGTH_AT = 8;
export const LEADER_EPOCH_AT = 12;
export const MAGIC_AT = 16;
export const CRC_AT = 17;
export const ATTRIBUTES_AT = 21;
export const LAST_OFFSET_DELTA_AT = 23;
export const BASE_TIMESTAMP_AT = 27;
export const MAX_TIMESTAMP_AT = 35;
export const PRODUCER_ID_AT = 43;
export const PRODUCER_EPOCH_AT = 51;
export const BASE_SEQUENCE_AT = 53;
export const RECORD_COUNT_AT = 57;
export const HEADER_BYTES = 61;

/** Base offset and length: what a reader needs before it knows how long a batch is, and what `length` leaves out. */
export const PREFIX_BYTES = 12;
/** Where the bytes begin that the CRC covers. */
export const CRC_START_AT = ATTRIBUTES_AT;

export const MAGIC = 2;

export const ATTRIBUTE_COMPRESSION_MASK = 0x07;
export const ATTRIBUTE_LOG_APPEND_TIME = 0x08;
export const ATTRIBUTE_TRANSACTIONAL = 0x10;
export const ATTRIBUTE_CONTROL = 0x20;
export const ATTRIBUTE_DELETE_HORIZON = 0x40;
/** Every bit that has a meaning. Kafka ignores the others. */
export const ATTRIBUTES_KNOWN_MASK = 0x7f;

/** A record's smallest body: attributes, two deltas, two lengths and the header count, one byte each. */
export const RECORD_BODY_BYTES_MIN = 6;

export const NO_PRODUCER_ID = -1;
export const NO_PRODUCER_EPOCH = -1;
export const NO_SEQUENCE = -1;
export const NO_TIMESTAMP = -1;
/** A producer does not know the leader's epoch. */
export const NO_LEADER_EPOCH = -1;

/** The bytes that a batch lies in: a cluster's arena, or any buffer. `view` covers exactly what `bytes` covers. */
export interface BatchMemory {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}
