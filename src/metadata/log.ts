import type { MetadataRecord } from "./records.ts";

/**
 * The one metadata log of a cluster; only the supervisor appends. An append is atomic: readers see all of its records
 * or none. Every endpoint replays it into its own `MetadataImage` (in shared memory in the thread runtime, with a
 * seeded delay in the simulation).
 */
export interface MetadataLog {
  /** False: there is no room left; nothing was appended. */
  append(records: readonly MetadataRecord[]): boolean;
  /**
   * Puts a snapshot in the place of everything before; readers that had seen all of that go on behind it. False: it is too
   * large for the log to go on with; nothing has changed.
   */
  rewrite(snapshot: readonly MetadataRecord[]): boolean;
}
