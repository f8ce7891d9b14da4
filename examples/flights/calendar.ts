/** Days of the data: the file holds local departure times from 2001-01-01 to 2001-07-01, read here as UTC. */

export const SECONDS_PER_DAY = 86_400;
/** 2001-01-01, in days since 1970. */
export const FIRST_DAY = 11_323;
/** 2001-01-01 to 2001-07-01, both included. */
export const DAY_COUNT = 182;

/** Day 0 is 2001-01-01. The caller checks the range: a corrupt record may hold any date. */
export function dayOfSeconds(secondsSince1970: number): number {
  return Math.floor(secondsSince1970 / SECONDS_PER_DAY) - FIRST_DAY;
}

/** "2001-01-17" */
export function dayText(day: number): string {
  return new Date((FIRST_DAY + day) * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
}
