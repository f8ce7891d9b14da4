import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { continueOnError } from "../../../src/streams.ts";
import { type TestInputTopic, type TestOutputTopic, TopologyTestDriver } from "../../../src/testing/streams/index.ts";
import { pageViewsByRegion, REGION_VIEWS, type RegionViews, USERS, VIEWS } from "./page-views.ts";

const MINUTE = 60_000;

let driver: TopologyTestDriver;
let views: TestInputTopic<string, { page: string }>;
let users: TestInputTopic<string, { name: string; region: string }>;
let regions: TestOutputTopic<string, RegionViews>;

beforeEach(() => {
  driver = new TopologyTestDriver(pageViewsByRegion(), { deserializationExceptionHandler: continueOnError });
  views = driver.createInputTopic(VIEWS.topic, VIEWS.key, VIEWS.value);
  users = driver.createInputTopic(USERS.topic, USERS.key, USERS.value);
  regions = driver.createOutputTopic(REGION_VIEWS.topic, REGION_VIEWS.key, REGION_VIEWS.value);
  users.pipeInput("ada", { name: "Ada", region: "europe" });
  users.pipeInput("grace", { name: "Grace", region: "america" });
});

afterEach(() => driver.close());

function view(user: string, atMinute: number): void {
  views.pipeInput(user, { page: "/" }, atMinute * MINUTE);
}

function counted(region: string, startMinute: number, views: number): [string, RegionViews] {
  return [region, { region, windowStartMs: startMinute * MINUTE, views }];
}

describe("page views by region", () => {
  test("counts a view in both windows that hold its time", () => {
    view("ada", 7);
    view("grace", 12);
    view("ada", 12);
    regions.expect(
      counted("europe", 0, 1),
      counted("europe", 5, 1),
      counted("america", 5, 1),
      counted("america", 10, 1),
      counted("europe", 5, 2),
      counted("europe", 10, 1),
    );
  });

  test("counts a user who moves where they were when their views came", () => {
    view("ada", 1);
    users.pipeInput("ada", { name: "Ada", region: "asia" });
    view("ada", 2);
    regions.expect(counted("europe", 0, 1), counted("asia", 0, 1));
  });

  test("counts users whom nobody knows, and those who were deleted", () => {
    view("mallory", 1);
    users.pipeInput("ada", null);
    view("ada", 2);
    regions.expect(counted("unknown", 0, 1), counted("unknown", 0, 2));
  });

  test("takes views out of order, and late ones for the grace of each window", () => {
    view("ada", 8);
    view("ada", 6);
    view("ada", 12);
    regions.readRecordsToList();
    view("ada", 7);
    // The window of minute 0 is closed two minutes after minute 10; that of minute 5 is open.
    regions.expect(counted("europe", 5, 4));
    view("ada", 30);
    view("ada", 7);
    regions.expect(counted("europe", 25, 1), counted("europe", 30, 1));
    expect(driver.counters?.dropped.get("expired-window")).toBe(3);
  });
});

describe("what is no view", () => {
  test("is skipped", () => {
    driver.pipeRaw(VIEWS.topic, "ada", '{ "pgae": "/" }', 0);
    driver.pipeRaw(VIEWS.topic, "ada", "not JSON", 0);
    view("ada", 0);
    regions.expect(counted("europe", 0, 1));
    expect(driver.counters?.dropped.get("deserialization")).toBe(2);
  });

  test("ends the program when nobody says otherwise", () => {
    using strict = new TopologyTestDriver(pageViewsByRegion());
    expect(() => strict.pipeRaw(VIEWS.topic, "ada", '{ "pgae": "/" }', 0)).toThrow("page: must be text");
  });

  test("cannot be written either", () => {
    expect(() => views.pipeInput("ada", { pgae: "/" } as never)).toThrow("page: must be text");
  });
});
