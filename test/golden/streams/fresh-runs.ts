import { runJava } from "./java-side.ts";
import { firstDifference } from "./judge.ts";
import { allTopologies } from "./topologies/all.ts";

/** Where ours and Java's differ, by topology, with seeds from `first` on. `names`: only these, as far as they exist. */
export async function freshDifferences(
  first: number,
  count: number,
  names?: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const all = allTopologies();
  const entries = [...all.values()].filter(({ name }) => names === undefined || names.includes(name));
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  const differences = new Map<string, string>();
  for await (const java of runJava(entries, seeds)) {
    const entry = all.get(java.topology);
    const difference = entry && firstDifference(entry, java);
    if (difference !== undefined) differences.set(java.topology, difference);
  }
  return differences;
}
