import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Windowed } from "../../../src/streams.ts";
import { type TestInputTopic, type TestOutputTopic, TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import {
  CLICKS,
  type Click,
  FINISHED_SESSIONS,
  SESSIONS,
  SESSIONS_STORE,
  type UserSession,
  userSessions,
} from "./user-sessions.ts";

const MINUTE = 60_000;

let driver: TopologyTestDriver;
let clicks: TestInputTopic<string, Click>;
let sessions: TestOutputTopic<Windowed<string>, UserSession>;
let finished: TestOutputTopic<Windowed<string>, UserSession>;

beforeEach(() => {
  driver = new TopologyTestDriver(userSessions());
  clicks = driver.createInputTopic(CLICKS.topic, CLICKS.key, CLICKS.value);
  sessions = driver.createOutputTopic(SESSIONS.topic, SESSIONS.key, SESSIONS.value);
  finished = driver.createOutputTopic(FINISHED_SESSIONS.topic, FINISHED_SESSIONS.key, FINISHED_SESSIONS.value);
});

afterEach(() => driver.close());

function click(user: string, atMinute: number, page: string): void {
  clicks.pipeInput(user, { page }, atMinute * MINUTE);
}

function session(user: string, fromMinute: number, toMinute: number): Windowed<string> {
  return new Windowed(user, { startMs: fromMinute * MINUTE, endMs: toMinute * MINUTE });
}

describe("user sessions", () => {
  test("begins with a click, as long as a moment", () => {
    click("ada", 5, "/");
    sessions.expect([session("ada", 5, 5), { clicks: 1, pages: ["/"] }]);
  });

  test("grow with every click up to 30 minutes later: the old one is deleted, the new one comes", () => {
    click("ada", 0, "/");
    click("ada", 30, "/docs");
    sessions.expect(
      [session("ada", 0, 0), { clicks: 1, pages: ["/"] }],
      [session("ada", 0, 0), null],
      [session("ada", 0, 30), { clicks: 2, pages: ["/", "/docs"] }],
    );
  });

  test("are two when the gap is longer", () => {
    click("ada", 0, "/");
    click("ada", 31, "/docs");
    sessions.expect(
      [session("ada", 0, 0), { clicks: 1, pages: ["/"] }],
      [session("ada", 31, 31), { clicks: 1, pages: ["/docs"] }],
    );
  });

  test("become one when a click comes out of order in between", () => {
    click("ada", 0, "/");
    click("ada", 50, "/download");
    sessions.readRecordsToList();
    click("ada", 25, "/docs");
    sessions.expect(
      [session("ada", 0, 0), null],
      [session("ada", 50, 50), null],
      [session("ada", 0, 50), { clicks: 3, pages: ["/", "/docs", "/download"] }],
    );
  });

  test("change nothing in their key when a click falls within: no deletion", () => {
    click("ada", 0, "/");
    click("ada", 20, "/");
    sessions.readRecordsToList();
    click("ada", 10, "/docs");
    sessions.expect([session("ada", 0, 20), { clicks: 3, pages: ["/", "/docs"] }]);
  });

  test("are each user's own", () => {
    click("ada", 0, "/");
    click("grace", 10, "/");
    sessions.expect(
      [session("ada", 0, 0), { clicks: 1, pages: ["/"] }],
      [session("grace", 10, 10), { clicks: 1, pages: ["/"] }],
    );
  });

  test("can be read while they are open", () => {
    click("ada", 0, "/");
    click("ada", 40, "/docs");
    const store = driver.getSessionStore<string, UserSession>(SESSIONS_STORE);
    expect([...store.fetch("ada")]).toEqual([
      [session("ada", 0, 0), { clicks: 1, pages: ["/"] }],
      [session("ada", 40, 40), { clicks: 1, pages: ["/docs"] }],
    ]);
  });
});

describe("a finished session", () => {
  test("is told once, when gap and grace behind its end are over", () => {
    click("ada", 0, "/");
    click("ada", 50, "/download");
    click("ada", 25, "/docs");
    click("grace", 50 + 30 + 60 - 1, "/");
    finished.expect();
    click("grace", 50 + 30 + 60, "/");
    finished.expect([session("ada", 0, 50), { clicks: 3, pages: ["/", "/docs", "/download"] }]);
  });

  test("takes no click that comes later: it is dropped, and counted", () => {
    click("ada", 0, "/");
    click("grace", 91, "/");
    sessions.readRecordsToList();
    click("ada", 0, "/docs");
    sessions.expect();
    expect(driver.counters?.dropped).toEqual(new Map([["expired-window", 1]]));
  });
});
