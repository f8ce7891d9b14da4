import { MillraceError } from "../../base/errors.ts";
import { describeValue } from "./checks.ts";

const OPTIMIZATIONS = ["reuse.ktable.source.topics", "merge.repartition.topics", "single.store.self.join"] as const;

/**
 * A pass over the graph that changes stores or topics: tables that use their topic as changelog, repartition topics that
 * become one, and a stream joined with itself that is kept once.
 */
export type Optimization = (typeof OPTIMIZATIONS)[number];

/** Kafka's topology.optimization. */
export type OptimizationChoice = "all" | "none" | readonly Optimization[];

export function chosenOptimizations(choice: OptimizationChoice): ReadonlySet<Optimization> {
  if (choice === "none") return new Set();
  if (choice === "all") return new Set(OPTIMIZATIONS);
  const wrong = Array.isArray(choice) ? choice.find((one) => !OPTIMIZATIONS.includes(one)) : choice;
  if (wrong === undefined) return new Set(choice);
  throw new MillraceError(
    "INVALID_OPTION",
    `optimization: "all", "none" or a list of ${OPTIMIZATIONS.map((one) => `"${one}"`).join(", ")}, got ${describeValue(wrong)}`,
  );
}
