import { DAMAGE } from "./damage.ts";
import { DEATHS } from "./deaths.ts";
import { ELECTIONS } from "./elections.ts";
import { ISR_CHANGES } from "./isr-changes.ts";
import { MEMORY } from "./memory.ts";
import { PRODUCERS } from "./producers.ts";
import { REFUSALS } from "./refusals.ts";
import { SUPERVISOR_DEATHS } from "./supervisor-deaths.ts";
import { TRUNCATIONS } from "./truncations.ts";
import { type EventGroup, Watch, type Watched } from "./watch.ts";
import { ZOMBIES } from "./zombies.ts";

const GROUPS = [
  ELECTIONS,
  ISR_CHANGES,
  SUPERVISOR_DEATHS,
  DEATHS,
  ZOMBIES,
  TRUNCATIONS,
  DAMAGE,
  REFUSALS,
  PRODUCERS,
  MEMORY,
] as const;

type EventOf<Group> = Group extends EventGroup<infer Name> ? Name : never;

/** Something that happens in few runs, and must happen in some of many: else nothing was proved about it. */
export type RareEvent = EventOf<(typeof GROUPS)[number]>;

/** How often each of them has happened. */
export type Coverage = Readonly<Record<RareEvent, number>>;

/** All of them, with a sentence each. The list is closed: `docs/simulation.md` shows it. */
export const RARE_EVENTS: Readonly<Record<RareEvent, string>> = Object.assign(
  {},
  ...GROUPS.map(({ events }) => events),
);

/** Of nothing. */
export function noCoverage(): Record<RareEvent, number> {
  return Object.fromEntries(Object.keys(RARE_EVENTS).map((event) => [event, 0])) as Record<RareEvent, number>;
}

/** Counts in the cluster from here on; what is returned goes on growing with the run. */
export function watchCoverage(cluster: Watched): Coverage {
  const counts = noCoverage();
  const watch = new Watch(cluster);
  for (const group of GROUPS)
    group.watch(watch, (event: RareEvent) => {
      counts[event]++;
    });
  return counts;
}
