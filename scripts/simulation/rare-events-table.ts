import { RARE_EVENTS, type RareEvent } from "../../src/testing/coverage/coverage.ts";
import { row } from "./document.ts";
import type { Tally } from "./tally.ts";

export const SECTION = "rare events";
const HEAD = [row("event", "what happens", "times", "in seeds"), "|---|---|---|---|"];
const EVENTS = Object.keys(RARE_EVENTS) as RareEvent[];

export function rareEventsTable({ coverage, seedsWith }: Pick<Tally, "coverage" | "seedsWith">): string[] {
  return [...HEAD, ...EVENTS.map((event) => rowOf(event, coverage[event], seedsWith[event]))];
}

/** The events whose rows are not what the list says now, or that never were when they were counted. */
export function staleIn(table: readonly string[]): string[] {
  const rows = table.slice(HEAD.length);
  const isFresh = (event: RareEvent, index: number): boolean => {
    const [times, seeds] = (rows[index] ?? "")
      .split(" | ")
      .slice(2, 4)
      .map((cell) => Number.parseInt(cell, 10));
    return times !== undefined && seeds !== undefined && seeds > 0 && rows[index] === rowOf(event, times, seeds);
  };
  const stale: string[] = EVENTS.filter((event, index) => !isFresh(event, index));
  return rows.length > EVENTS.length ? [...stale, ...rows.slice(EVENTS.length)] : stale;
}

function rowOf(event: RareEvent, times: number, seeds: number): string {
  return row(`\`${event}\``, RARE_EVENTS[event], times, seeds);
}
