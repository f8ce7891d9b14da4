import type { BenchOptions, Outcome } from "../harness/bench.ts";
import { runChild } from "../harness/child.ts";
import { type Report, report } from "../harness/report.ts";
import { alternate, type Figures, type Rounds, type Side } from "../harness/rounds.ts";
import { formatReport } from "../harness/table.ts";
import { threadsOf } from "./empty-workers.ts";
import type { MemoryJob } from "./memory-side.ts";
import { type Entry, entryPoint } from "./package.ts";

// What an idle cluster costs beyond its threads. The arena's touched pages are given apart.

export interface MemorySizes extends Rounds {
  readonly entry: Entry;
}

const BROKERS = 3;
const CLUSTER = `idle cluster of ${BROKERS} brokers`;
const WORKERS = `${threadsOf(BROKERS)} empty workers`;

export async function measureMemory(sizes: MemorySizes): Promise<Report> {
  const entry = await entryPoint(sizes.entry);
  const side = (name: string, what: MemoryJob["what"]): Side => ({
    name,
    measure: () => runChild<Figures>(new URL("memory-side.ts", import.meta.url), { what, brokers: BROKERS, entry }),
  });
  return report({
    measured: await alternate([side(CLUSTER, "cluster"), side(WORKERS, "workers")], sizes),
    units: { residentMb: "MB", arenaMb: "MB" },
    aims: [
      {
        what: "resident beyond the empty workers, without the arena",
        unit: "MB",
        target: { atMost: 64 },
        value: (of) => of(CLUSTER, "residentMb") - of(WORKERS, "residentMb"),
      },
    ],
    notes: [
      `From the ${sizes.entry}; an arena of 512 MiB; residentMb is without the arena's touched pages, which are arenaMb.`,
    ],
  });
}

export async function run({ quick }: BenchOptions): Promise<Outcome> {
  const results = await measureMemory({ entry: "package", rounds: quick ? 3 : 9, warmRounds: 1 });
  return { results, text: formatReport(results) };
}
