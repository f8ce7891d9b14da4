import type { Arena } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";

/** Marks an incarnation dead; whoever is first wakes everybody. */
export function declareDead(arena: Arena, bell: Doorbell, endpoint: number, incarnation: number): void {
  if (arena.endpoints.markDead(endpoint, incarnation)) arena.endpoints.countDeathWakeups(bell.ringAll());
}
