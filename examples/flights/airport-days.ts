/**
 * Figures per airport and day, as columns that go through a MessagePort without a copy. One airport-day is a "cell":
 * its key is code * DAY_COUNT + day, so the cells of one airport follow each other in key order.
 */
import { AIRPORT_CODES_MAX } from "./airport-code.ts";
import { DAY_COUNT } from "./calendar.ts";

export interface AirportDays {
  readonly keys: Int32Array; // ascending
  readonly delaySums: Float64Array; // minutes
  readonly starts: Int32Array; // where a cell's delays begin; one more than keys, the last is the end
  readonly delays: Int16Array; // minutes, ascending within a cell
}

export function cellKey(code: number, day: number): number {
  return code * DAY_COUNT + day;
}

export function codeOfKey(key: number): number {
  return Math.floor(key / DAY_COUNT);
}

export function dayOfKey(key: number): number {
  return key % DAY_COUNT;
}

/** The delays of the cell at `index`, ascending. */
export function delaysOfCell(table: AirportDays, index: number): Int16Array {
  return table.delays.subarray(table.starts[index], table.starts[index + 1]);
}

/**
 * Collects delays while records stream by: two array stores a record. The grouping waits for the end, where one
 * counting sort does it for all.
 */
export class AirportDaysBuilder {
  #count = 0;
  #cells: Int32Array;
  #delays: Int16Array;

  constructor(recordsExpected: number) {
    this.#cells = new Int32Array(Math.max(16, recordsExpected));
    this.#delays = new Int16Array(Math.max(16, recordsExpected));
  }

  add(code: number, day: number, delayMinutes: number): void {
    if (this.#count === this.#cells.length) this.#grow();
    this.#cells[this.#count] = cellKey(code, day);
    this.#delays[this.#count] = delayMinutes;
    this.#count++;
  }

  build(): AirportDays {
    const positions = new Int32Array(AIRPORT_CODES_MAX * DAY_COUNT);
    for (let index = 0; index < this.#count; index++) positions[this.#cells[index] as number]!++;
    const keys = nonZeroIndexes(positions);
    const starts = new Int32Array(keys.length + 1);
    let next = 0;
    keys.forEach((key, cell) => {
      const count = positions[key] as number;
      starts[cell] = next;
      positions[key] = next; // from here on: where the cell's next delay goes
      next += count;
    });
    starts[keys.length] = next;
    const delays = new Int16Array(this.#count);
    const delaySums = new Float64Array(keys.length);
    for (let index = 0; index < this.#count; index++) {
      delays[positions[this.#cells[index] as number]!++] = this.#delays[index] as number;
    }
    for (let cell = 0; cell < keys.length; cell++) {
      const cellDelays = delays.subarray(starts[cell], starts[cell + 1]).sort();
      let sum = 0;
      for (const delay of cellDelays) sum += delay;
      delaySums[cell] = sum;
    }
    return { keys, delaySums, starts, delays };
  }

  #grow(): void {
    const cells = new Int32Array(this.#cells.length * 2);
    cells.set(this.#cells);
    this.#cells = cells;
    const delays = new Int16Array(this.#delays.length * 2);
    delays.set(this.#delays);
    this.#delays = delays;
  }
}

function nonZeroIndexes(counts: Int32Array): Int32Array {
  let found = 0;
  for (let index = 0; index < counts.length; index++) if (counts[index] !== 0) found++;
  const indexes = new Int32Array(found);
  let next = 0;
  for (let index = 0; index < counts.length; index++) if (counts[index] !== 0) indexes[next++] = index;
  return indexes;
}
