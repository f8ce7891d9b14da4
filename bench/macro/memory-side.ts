// Resident memory of an idle cluster, or of as many empty workers, in a process that has done nothing else.
import { answer, job } from "../harness/side.ts";
import { endWorkers, startEmptyWorkers, threadsOf } from "./empty-workers.ts";
import { resident } from "./resident.ts";

export interface MemoryJob {
  readonly what: "cluster" | "workers";
  readonly brokers: number;
  /** The module that a user would import. */
  readonly entry: string;
}

/** Larger than any mapping of Node itself that has pages: only the arena is counted as large. */
const ARENA_BYTES = 512 * 1024 * 1024;

const { what, brokers, entry } = job<MemoryJob>();
if (what === "cluster") {
  const { Cluster } = (await import(entry)) as typeof import("../../src/index.ts");
  const cluster = await Cluster.start({ brokers, arenaBytes: ARENA_BYTES });
  await cluster.admin.describeCluster();
  const { residentMb, largeMb } = resident(ARENA_BYTES);
  answer({ residentMb: residentMb - largeMb, arenaMb: largeMb });
  await cluster.close();
} else {
  const workers = await startEmptyWorkers(threadsOf(brokers));
  answer({ residentMb: resident(ARENA_BYTES).residentMb });
  await endWorkers(workers);
}
