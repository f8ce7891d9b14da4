import { ENDPOINTS_MAX } from "../base/limits.ts";
import type { ClientEndpoint } from "./client-endpoint.ts";

export interface ClusterStats {
  readonly arena: { readonly usedBytes: number; readonly totalBytes: number };
  /** Sleeping threads that had to be found by their watchdog; must stay 0. */
  readonly rescuedWakeups: number;
  /** Messages of this thread that reached nobody, by reason. */
  readonly deadLetters: Readonly<Record<string, number>>;
  readonly brokersAlive: number;
}

export function readStats(endpoint: ClientEndpoint): ClusterStats {
  const { arena, image, runtime } = endpoint;
  let rescuedWakeups = 0;
  for (let other = 0; other < ENDPOINTS_MAX; other++) rescuedWakeups += arena.endpoints.rescuedCount(other);
  return {
    arena: {
      usedBytes: arena.extents.usedUnits * arena.layout.unitBytes,
      totalBytes: arena.extents.unitCount * arena.layout.unitBytes,
    },
    rescuedWakeups,
    deadLetters: Object.fromEntries(runtime.system.deadLetters),
    brokersAlive: [...image.brokers.values()].filter((broker) => !broker.fenced).length,
  };
}
