// An hour of page views of users who travel, counted by the region they are in: windows of ten minutes, a new one every five.
// Run: npm run example:page-views
import { TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import { type Column, renderTable } from "../../flights/table.ts";
import { pageViewsByRegion, REGION_VIEWS, USERS, VIEWS, WINDOW_MS } from "./page-views.ts";

const REGIONS = ["africa", "america", "asia", "europe"];
const PAGES = ["/", "/docs", "/download"];
const USER_COUNT = 40;
const MINUTE_MS = 60_000;
const END_MS = 60 * MINUTE_MS;
const VIEW_EVERY_MS = 500;
/** A view is reported after up to so long: they come out of order, and some too late. */
const REPORT_DELAY_MS_MAX = 10 * MINUTE_MS;

/** Numbers below `limit` that are the same in every run. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

const below = numbersFrom(1);
using driver = new TopologyTestDriver(pageViewsByRegion());
const users = driver.createInputTopic(USERS.topic, USERS.key, USERS.value);
const views = driver.createInputTopic(VIEWS.topic, VIEWS.key, VIEWS.value);

function travel(user: number): void {
  users.pipeInput(`user-${user}`, { name: `User ${user}`, region: REGIONS[below(REGIONS.length)] ?? "" });
}

// The last user never says where they are.
for (let user = 0; user < USER_COUNT - 1; user++) travel(user);
for (let nowMs = 0; nowMs < END_MS; nowMs += VIEW_EVERY_MS) {
  // Few are reported late.
  const delayMs = below(10) === 0 ? below(REPORT_DELAY_MS_MAX) : 0;
  views.pipeInput(
    `user-${below(USER_COUNT)}`,
    { page: PAGES[below(PAGES.length)] ?? "/" },
    Math.max(0, nowMs - delayMs),
  );
  if (below(20) === 0) travel(below(USER_COUNT - 1));
}

const counts = new Map<number, Map<string, number>>();
const output = driver.createOutputTopic(REGION_VIEWS.topic, REGION_VIEWS.key, REGION_VIEWS.value);
const changes = output.readValuesToList();
for (const change of changes) {
  if (change === null) continue;
  const { region, windowStartMs, views } = change;
  const row = counts.get(windowStartMs) ?? new Map<string, number>();
  counts.set(windowStartMs, row.set(region, views));
}

const regions = [...REGIONS, "unknown"];
const columns: Column[] = [{ title: "window", align: "left" }];
for (const title of regions) columns.push({ title, align: "right" });
const rows = [...counts]
  .sort(([one], [other]) => one - other)
  .map(([startMs, row]) => [
    `${timeOfDay(startMs)}–${timeOfDay(startMs + WINDOW_MS)}`,
    ...regions.map((region) => String(row.get(region) ?? 0)),
  ]);
console.log(renderTable(columns, rows).join("\n"));
const tooLate = driver.counters?.dropped.get("expired-window") ?? 0;
console.log(
  `\n${changes.length} changes of ${counts.size} windows; views came too late for a window ${tooLate} times.`,
);
