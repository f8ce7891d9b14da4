import { MillraceError } from "../../../base/errors.ts";
import { Materialized } from "../../options/materialized.ts";
import { TableJoined } from "../../options/table-joined.ts";
import { describeValue } from "../checks.ts";

export interface SplitForeignJoinOptions<K, KO, R> {
  readonly joined: TableJoined<K, KO> | undefined;
  readonly materialized: Materialized<K, R> | undefined;
}

/** Tells the options at the end of the arguments apart. Throws INVALID_OPTION for others, or in another order. */
export function splitForeignJoinOptions<K, KO, R>(
  operator: string,
  options: readonly unknown[],
): SplitForeignJoinOptions<K, KO, R> {
  const rest = [...options];
  const joined = rest[0] instanceof TableJoined ? (rest.shift() as TableJoined<K, KO>) : undefined;
  const materialized = rest[0] instanceof Materialized ? (rest.shift() as Materialized<K, R>) : undefined;
  if (rest.length > 0) {
    throw new MillraceError(
      "INVALID_OPTION",
      `${operator}: the last arguments are a TableJoined, then a Materialized, either left out; got ${describeValue(rest[0])}`,
    );
  }
  return { joined, materialized };
}
