import { airportCodeOfBytes } from "./airport-code.ts";
import { type AirportDays, AirportDaysBuilder } from "./airport-days.ts";
import { DAY_COUNT, dayOfSeconds } from "./calendar.ts";
import { dateSecondsOf, delayMinutesOf, destinationOf, KEY_BYTES, rowOf, VALUE_BYTES } from "./record-codec.ts";
import { RowSet } from "./row-set.ts";

/** What one consumer saw. Arrays only, so that a worker can hand it over without a copy. */
export interface TallyResult {
  readonly records: number;
  readonly doubled: number; // a row id seen before
  readonly outOfOrder: number; // a lower row id, or another offset than the next one, in the same partition
  readonly damaged: number; // bytes that are no flight
  readonly rows: Uint32Array; // a RowSet
  readonly airportDays: AirportDays;
}

/**
 * Everything a consumer keeps about the flights it reads: which rows came, in which order, and the delays per airport
 * and day. Pure; owned by one consumer.
 */
export class Tally {
  readonly #rowCount: number;
  readonly #rows: RowSet;
  readonly #airportDays: AirportDaysBuilder;
  readonly #lastRows = new Map<number, number>();
  readonly #nextOffsets = new Map<number, number>();
  #lastRow = -1;
  #nextOffset = -1;
  #partition = -1;
  #records = 0;
  #doubled = 0;
  #outOfOrder = 0;
  #damaged = 0;

  constructor(rowCount: number, recordsExpected: number) {
    this.#rowCount = rowCount;
    this.#rows = RowSet.forRows(rowCount);
    this.#airportDays = new AirportDaysBuilder(recordsExpected);
  }

  get records(): number {
    return this.#records;
  }

  add(partition: number, offset: number, key: Uint8Array | null, value: Uint8Array | null): void {
    if (partition !== this.#partition) this.#enter(partition);
    this.#records++;
    const contiguous = offset === this.#nextOffset;
    this.#nextOffset = offset + 1;
    const row = key?.length === KEY_BYTES && value?.length === VALUE_BYTES ? rowOf(value) : this.#rowCount;
    if (row >= this.#rowCount) {
      this.#damaged++;
      return;
    }
    if (!contiguous || row < this.#lastRow) this.#outOfOrder++;
    this.#lastRow = row;
    if (!this.#rows.add(row)) this.#doubled++;
    this.#count(key as Uint8Array, value as Uint8Array);
  }

  result(): TallyResult {
    return {
      records: this.#records,
      doubled: this.#doubled,
      outOfOrder: this.#outOfOrder,
      damaged: this.#damaged,
      rows: this.#rows.words,
      airportDays: this.#airportDays.build(),
    };
  }

  #count(key: Uint8Array, value: Uint8Array): void {
    const code = airportCodeOfBytes(key, 0);
    const day = dayOfSeconds(dateSecondsOf(value));
    if (code < 0 || day < 0 || day >= DAY_COUNT || destinationOf(value) < 0) this.#damaged++;
    else this.#airportDays.add(code, day, delayMinutesOf(value));
  }

  /** A batch is of one partition: the maps are touched once per batch, not once per record. */
  #enter(partition: number): void {
    this.#lastRows.set(this.#partition, this.#lastRow);
    this.#nextOffsets.set(this.#partition, this.#nextOffset);
    this.#partition = partition;
    this.#lastRow = this.#lastRows.get(partition) ?? -1;
    this.#nextOffset = this.#nextOffsets.get(partition) ?? 0;
  }
}

/** The buffers to transfer with a result. */
export function buffersOf(result: TallyResult): ArrayBuffer[] {
  const { keys, delaySums, starts, delays } = result.airportDays;
  return [result.rows, keys, delaySums, starts, delays].map((array) => array.buffer as ArrayBuffer);
}
