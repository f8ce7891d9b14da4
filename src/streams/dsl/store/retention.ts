import { MillraceError } from "../../../base/errors.ts";
import type { StoreOptions } from "./materialized-store.ts";

/** How long the store keeps an entry, in ms: what the user says, or what is needed. Less than that is refused. */
export function requireRetention(
  operator: string,
  materialized: StoreOptions,
  neededMs: number,
  needed: string,
): number {
  const retentionMs = materialized.retentionMs ?? neededMs;
  if (retentionMs >= neededMs) return retentionMs;
  throw new MillraceError(
    "INVALID_OPTION",
    `${operator}: store "${materialized.storeName}" keeps entries for ${retentionMs} ms, and must for ${needed}, ` +
      `${neededMs} ms; give Materialized.withRetention() at least that, or leave it out`,
  );
}
