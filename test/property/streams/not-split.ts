const FIELDS = "its processors count in fields, which go with the process";
const UNLOGGED = "its store has no changelog";
const SCHEDULE = "the schedules of its punctuators start anew";

/** Topologies of which a restart must change something, and why. */
export const NOT_SPLIT: ReadonlyMap<string, string> = new Map([
  ["plain-many-sources", FIELDS],
  ["plain-pattern", FIELDS],
  ["plain-routed", FIELDS],
  ["process-merge", FIELDS],
  ["process-values", FIELDS],
  ["plain-two-parts", SCHEDULE],
  ["punctuate-cancelled", SCHEDULE],
  ["punctuate-store", SCHEDULE],
  ["punctuate-stream-time", SCHEDULE],
  ["punctuate-two", SCHEDULE],
  ["punctuate-wall-clock", SCHEDULE],
  ["count-unlogged", UNLOGGED],
  ["plain-stores", UNLOGGED],
  ["process-values-store", UNLOGGED],
  ["stream-join-unlogged", UNLOGGED],
  ["suppress-unlogged", UNLOGGED],
  ["table-unlogged", UNLOGGED],
]);

/** Topologies whose outputs alone are compared: a cache still shows windows that its store has dropped. */
export const CACHED_WINDOWS: ReadonlySet<string> = new Set([
  "cached-hopping",
  "cached-session",
  "cached-sliding",
  "cached-suppress",
  "cached-tiny-window",
  "cached-tumbling",
]);
