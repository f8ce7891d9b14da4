import { MillraceError } from "../../../base/errors.ts";
import { Materialized } from "../../options/materialized.ts";
import { Named } from "../../options/named.ts";
import { describeValue } from "../checks.ts";

export interface SplitTableOptions<K, V> {
  readonly named: Named | undefined;
  readonly materialized: Materialized<K, V> | undefined;
}

const FOREIGN_JOINS: Readonly<Record<string, string>> = { join: "foreignKeyJoin", leftJoin: "foreignKeyLeftJoin" };

/** Tells the options at the end of an argument list apart. Throws INVALID_OPTION for what is neither, or in another order. */
export function splitTableOptions<K, V>(operator: string, options: readonly unknown[]): SplitTableOptions<K, V> {
  const rest = [...options];
  const named = rest[0] instanceof Named ? (rest.shift() as Named) : undefined;
  const materialized = rest[0] instanceof Materialized ? (rest.shift() as Materialized<K, V>) : undefined;
  if (rest.length > 0) {
    const foreign = FOREIGN_JOINS[operator];
    const hint =
      foreign !== undefined && typeof rest[0] === "function" ? `. To join by a foreign key call ${foreign}` : "";
    throw new MillraceError(
      "INVALID_OPTION",
      `${operator}: the last arguments are a Named, then a Materialized, either left out; got ${describeValue(rest[0])}${hint}`,
    );
  }
  return { named, materialized };
}
