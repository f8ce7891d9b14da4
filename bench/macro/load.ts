// The records of all benches of this folder: values of 100 bytes, no key.

export const RECORD_BYTES = 100;
/** Bytes of a value that a reader touches. */
export const TOUCHED_BYTES = 8;

const VALUE = Uint8Array.from({ length: RECORD_BYTES }, (_, index) => index);

/** Each byte its position: what a reader has touched can be added up and checked. */
export function recordValue(): Uint8Array {
  return VALUE.slice();
}

/** The sum of the touched bytes of one value. */
export const TOUCHED_SUM = (TOUCHED_BYTES * (TOUCHED_BYTES - 1)) / 2;

const TIME = 1_700_000_000_000;

/** The time of a record: a clock that moves a few times in a batch. */
export function timeOf(index: number): number {
  return TIME + (index >> 8);
}

export const TOPIC = "load";

/**
 * Arena for so many records of a topic, so that none is reclaimed: a record takes 111 bytes with each replica, and the
 * oldest go when four fifths of an arena are full; then the producer's buffers and the rings. A multiple of 64 MiB.
 */
export function arenaBytesFor(records: number, replicationFactor: number): number {
  const grain = 64 * 1024 * 1024;
  return Math.ceil((records * replicationFactor * 150 + 3 * grain) / grain) * grain;
}
