import type { StreamRecord } from "../api/record.ts";
import type { TaskCounters } from "./task-counters.ts";

/**
 * Drops and counts a record that can not take part in a join of streams: without a key nothing matches it, and a null value
 * is what a joiner gets for a missing row.
 */
export function dropNullKeyOrValue(record: StreamRecord<unknown, unknown>, counters: TaskCounters): boolean {
  if (record.key != null && record.value != null) return false;
  counters.drop("null-key-or-value");
  return true;
}
