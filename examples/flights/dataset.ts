/**
 * The flights as columns in shared memory, in the order of the file: the row id of a flight is its place there.
 * Filled by the pool's threads (`load-worker.ts`), read by the produce loop.
 */

export interface Dataset {
  readonly rowCount: number;
  readonly dateSeconds: Int32Array; // since 1970; the file has whole minutes
  readonly delayMinutes: Int16Array; // negative: early
  readonly distanceMiles: Uint16Array;
  readonly origins: Uint16Array; // airport codes, see airport-code.ts
  readonly destinations: Uint16Array;
}

export function createDataset(rowCount: number): Dataset {
  return {
    rowCount,
    dateSeconds: new Int32Array(new SharedArrayBuffer(rowCount * 4)),
    delayMinutes: new Int16Array(new SharedArrayBuffer(rowCount * 2)),
    distanceMiles: new Uint16Array(new SharedArrayBuffer(rowCount * 2)),
    origins: new Uint16Array(new SharedArrayBuffer(rowCount * 2)),
    destinations: new Uint16Array(new SharedArrayBuffer(rowCount * 2)),
  };
}

/** The codes of all airports that a flight left from, in ascending order. */
export function originCodes(dataset: Dataset): readonly number[] {
  return [...new Set(dataset.origins)].sort((left, right) => left - right);
}
