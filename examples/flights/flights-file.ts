/** The files of the npm package vega-datasets: the flights (Parquet) and the names of the airports (CSV). */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** Flights in the file. */
export const FLIGHTS_MAX = 3_000_000;

/** Rows that lie together in the file and can be read without the others. */
export interface RowGroup {
  readonly rowStart: number;
  readonly rowEnd: number; // exclusive
}

/** One row group as the reader gives it, in the order of the file. */
export interface RawFlights extends RowGroup {
  readonly dates: readonly number[]; // ms since 1970
  readonly delays: readonly bigint[];
  readonly distances: readonly bigint[];
  readonly origins: readonly string[];
  readonly destinations: readonly string[];
}

export interface Airport {
  readonly name: string;
  readonly city: string;
  readonly state: string;
}

function dataFile(name: string): string {
  const entry = createRequire(import.meta.url).resolve("vega-datasets");
  return path.join(path.dirname(entry), "..", "data", name);
}

/** The row groups that hold the first `rowCount` flights; the last one may hold more than those. */
export async function rowGroupsOf(rowCount: number): Promise<readonly RowGroup[]> {
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(dataFile("flights-3m.parquet")));
  const groups: RowGroup[] = [];
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    if (rowStart >= rowCount) break;
    const rowEnd = rowStart + Number(group.num_rows);
    groups.push({ rowStart, rowEnd });
    rowStart = rowEnd;
  }
  return groups;
}

/** Decodes one row group. Its columns come in any order. */
export async function readRowGroup(group: RowGroup): Promise<RawFlights> {
  const columns = new Map<string, unknown>();
  await parquetRead({
    file: await asyncBufferFromFile(dataFile("flights-3m.parquet")),
    compressors,
    // By default every timestamp becomes a Date through a BigInt division: half a second more for the file.
    parsers: { timestampFromMicroseconds: (microseconds) => Number(microseconds) / 1000 },
    rowStart: group.rowStart,
    rowEnd: group.rowEnd,
    onChunk: (chunk) => {
      if (chunk.rowStart === group.rowStart && chunk.rowEnd === group.rowEnd) {
        columns.set(chunk.columnName, chunk.columnData);
      }
    },
  });
  const column = <Value>(name: string): readonly Value[] => {
    const values = columns.get(name) as readonly Value[] | undefined;
    if (values === undefined)
      throw new Error(`flights-3m.parquet has no column "${name}" in row ${group.rowStart} and on`);
    return values;
  };
  return {
    ...group,
    dates: column<number>("date"),
    delays: column<bigint>("delay"),
    distances: column<bigint>("distance"),
    origins: column<string>("origin"),
    destinations: column<string>("destination"),
  };
}

/** Airports by code. */
export async function readAirports(): Promise<ReadonlyMap<string, Airport>> {
  const lines = (await readFile(dataFile("airports.csv"), "utf8")).split(/\r?\n/).slice(1);
  const airports = new Map<string, Airport>();
  for (const line of lines) {
    const [code, name, city, state] = csvFields(line);
    if (code) airports.set(code, { name: name ?? code, city: city ?? "", state: state ?? "" });
  }
  return airports;
}

/** The fields of one CSV line; a field with a comma stands in double quotes. */
export function csvFields(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), (match) =>
    match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'),
  );
}
