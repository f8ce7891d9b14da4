/** Reads the file in a piscina pool: the row groups are spread over the threads, every thread fills its own rows. */
import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { createDataset, type Dataset } from "./dataset.ts";
import { type ExpectedFigures, type ExpectedPart, expectedFigures } from "./expected.ts";
import { rowGroupsOf } from "./flights-file.ts";
import type { LoadTask } from "./load-worker.ts";

export interface LoadedFlights {
  readonly dataset: Dataset;
  readonly expected: ReadonlyMap<string, ExpectedFigures>;
}

/** A decoded row group takes about 150 MB of heap for a moment: more threads would only cost memory. */
const THREADS_MAX = 3;

export async function loadFlights(
  rowCount: number,
  onRowsRead: (rows: number) => void,
  signal?: AbortSignal,
): Promise<LoadedFlights> {
  const dataset = createDataset(rowCount);
  const groups = await rowGroupsOf(rowCount);
  const pool = new Piscina<LoadTask, ExpectedPart>({
    filename: new URL("load-worker.ts", import.meta.url).href,
    minThreads: 1,
    maxThreads: Math.min(THREADS_MAX, groups.length, availableParallelism()),
  });
  try {
    let rows = 0;
    const parts = await Promise.all(
      groups.map(async (group) => {
        const part = await pool.run({ group, dataset }, signal === undefined ? {} : { signal });
        rows += Math.min(group.rowEnd, rowCount) - group.rowStart;
        onRowsRead(rows);
        return part;
      }),
    );
    return { dataset, expected: expectedFigures(parts) };
  } finally {
    await pool.destroy();
  }
}
