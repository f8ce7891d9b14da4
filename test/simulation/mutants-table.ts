import { row } from "../../scripts/simulation/document.ts";
import type { SimulationPlan } from "../../src/testing/index.ts";
import type { Mutant } from "./mutants.ts";

/** How a mutant was caught: measured, and not looked at again until the table is made anew. */
export interface Catch {
  readonly seed: number;
  readonly invariant: string;
}

export const SECTION = "mutants";
const HEAD = [
  row("broken rule", "option", "in runs with", "caught by", "seed", "seeds at most"),
  "|---|---|---|---|---|---|",
];

export function mutantsTable(mutants: readonly Mutant[], caught: (mutant: Mutant) => Catch): string[] {
  return [...HEAD, ...mutants.map((mutant) => rowOf(mutant, caught(mutant)))];
}

/** What was measured when the table was made, by the mutant's name; undefined where a row is not what the list says now. */
export function measuredIn(table: readonly string[], mutants: readonly Mutant[]): Map<string, Catch | undefined> {
  const rows = table.slice(HEAD.length);
  return new Map(
    mutants.map((mutant, index) => {
      const [invariant = "", seed = ""] = (rows[index] ?? "").split(" | ").slice(3, 5);
      const measured = { seed: Number(seed), invariant };
      return [mutant.name, rows[index] === rowOf(mutant, measured) ? measured : undefined];
    }),
  );
}

function rowOf({ name, plan, scenario, seedsMax }: Mutant, { seed, invariant }: Catch): string {
  const rule = scenario === undefined ? name : `${name}; also in \`${scenario}\``;
  const { rules = {}, honourLeases, honourSyncs, ...rest } = plan;
  const broken = {
    ...rules,
    ...(honourLeases === false && { honourLeases }),
    ...(honourSyncs === false && { honourSyncs }),
  };
  const option = Object.entries(broken).map(([option, value]) => `\`${option}=${value}\``);
  return row(rule, option.join(", "), runsWith(rest), invariant, seed, seedsMax);
}

function runsWith(plan: SimulationPlan): string {
  const words = Object.entries(plan).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(" ") || "none" : value}`,
  );
  return words.join(", ") || "what the seed draws";
}
