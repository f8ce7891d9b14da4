/**
 * A task of the loading pool (a piscina thread): decodes one row group, fills its rows of the shared columns, and
 * computes the expected figures of these rows from the decoded values themselves.
 */
import { airportCodeOfText } from "./airport-code.ts";
import type { Dataset } from "./dataset.ts";
import { type ExpectedPart, expectedPart } from "./expected.ts";
import { type RawFlights, type RowGroup, readRowGroup } from "./flights-file.ts";

export interface LoadTask {
  readonly group: RowGroup;
  readonly dataset: Dataset;
}

export default async function load(task: LoadTask): Promise<ExpectedPart> {
  const flights = await readRowGroup(task.group);
  const rowCount = Math.min(flights.rowEnd, task.dataset.rowCount) - flights.rowStart;
  fillColumns(task.dataset, flights, rowCount);
  return expectedPart(flights.origins, flights.dates, flights.delays, rowCount);
}

function fillColumns(dataset: Dataset, flights: RawFlights, rowCount: number): void {
  const codes = new Map<string, number>();
  const codeOf = (text: string): number => {
    let code = codes.get(text);
    if (code === undefined) {
      code = airportCodeOfText(text);
      codes.set(text, code);
    }
    return code;
  };
  for (let index = 0; index < rowCount; index++) {
    const row = flights.rowStart + index;
    dataset.dateSeconds[row] = (flights.dates[index] as number) / 1000;
    dataset.delayMinutes[row] = Number(flights.delays[index]);
    dataset.distanceMiles[row] = Number(flights.distances[index]);
    dataset.origins[row] = codeOf(flights.origins[index] as string);
    dataset.destinations[row] = codeOf(flights.destinations[index] as string);
  }
}
