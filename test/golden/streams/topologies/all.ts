import { Catalog, type Entry } from "../catalog.ts";
import { aggregates } from "./aggregates.ts";
import { caching } from "./caching.ts";
import { cogroups } from "./cogroups.ts";
import { foreignKeys } from "./foreign-keys.ts";
import { groupedTables } from "./grouped-tables.ts";
import { optimised } from "./optimised.ts";
import { plainTopologies } from "./plain-topologies.ts";
import { processors } from "./processors.ts";
import { sessions } from "./sessions.ts";
import { stateless } from "./stateless.ts";
import { streamJoins } from "./stream-joins.ts";
import { streamTableJoins } from "./stream-table-joins.ts";
import { suppressions } from "./suppressions.ts";
import { tableJoins } from "./table-joins.ts";
import { tables } from "./tables.ts";
import { versionedTables } from "./versioned.ts";
import { windows } from "./windows.ts";

const SUBJECTS = [
  stateless,
  aggregates,
  tables,
  groupedTables,
  windows,
  sessions,
  cogroups,
  streamJoins,
  streamTableJoins,
  tableJoins,
  foreignKeys,
  suppressions,
  processors,
  plainTopologies,
  versionedTables,
  optimised,
  caching,
];

/** All topologies by name, in the order of `java/Catalog.java`. */
export function allTopologies(): ReadonlyMap<string, Entry> {
  const catalog = new Catalog();
  for (const add of SUBJECTS) add(catalog);
  return catalog.entries;
}
