// Clicks of two users, some out of order and one too late, and what each of them does to the sessions.
// Run: npm run example:user-sessions

import type { Windowed } from "../../../src/streams.ts";
import { type TestOutputTopic, TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import { renderTable } from "../../flights/table.ts";
import { CLICKS, FINISHED_SESSIONS, SESSIONS, type UserSession, userSessions } from "./user-sessions.ts";

const CLICKED = [
  ["09:00", "ada", "/"],
  ["09:10", "ada", "/docs"],
  ["09:12", "grace", "/"],
  ["09:55", "ada", "/download"],
  ["09:32", "ada", "/docs/install"], // out of order: connects ada's two sessions
  ["09:15", "ada", "/docs/start"], // out of order, within the session
  ["10:43", "grace", "/download"], // grace's first session is over
  ["09:12", "grace", "/docs"], // too late
  ["11:30", "grace", "/docs"], // and ada's is over
] as const;

function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

function shown({ key, window }: Windowed<string>): string {
  return `${key} ${timeOfDay(window.startMs)}–${timeOfDay(window.endMs)}`;
}

using driver = new TopologyTestDriver(userSessions());
const clicks = driver.createInputTopic(CLICKS.topic, CLICKS.key, CLICKS.value);
const sessions = driver.createOutputTopic(SESSIONS.topic, SESSIONS.key, SESSIONS.value);
const finished = driver.createOutputTopic(FINISHED_SESSIONS.topic, FINISHED_SESSIONS.key, FINISHED_SESSIONS.value);

/** The unread records of a topic as rows of the table. */
function changesOf(topic: TestOutputTopic<Windowed<string>, UserSession>, what: string): string[][] {
  return topic.readRecordsToList().map(({ key, value }) => {
    const session = key === null ? "" : shown(key);
    if (value === null) return ["deleted", session, "", ""];
    return [what, session, String(value.clicks), value.pages.join(" ")];
  });
}

function effectsOf(time: string, user: string, page: string): string[][] {
  const droppedBefore = driver.counters?.droppedRecords ?? 0;
  clicks.pipeInput(user, { page }, Date.parse(`2001-01-01T${time}Z`));
  const isDropped = (driver.counters?.droppedRecords ?? 0) > droppedBefore;
  const effects = [...changesOf(sessions, "is now"), ...changesOf(finished, "finished")];
  return isDropped ? [["too late", "", "", ""], ...effects] : effects;
}

const rows = CLICKED.flatMap(([time, user, page]) =>
  effectsOf(time, user, page).map((effect, at) => (at === 0 ? [time, user, page, ...effect] : ["", "", "", ...effect])),
);
const columns = ["time", "user", "clicks on", "effect", "session", "clicks", "pages"].map((title) => ({
  title,
  align: title === "clicks" ? ("right" as const) : ("left" as const),
}));
console.log(renderTable(columns, rows).join("\n"));
