import { describe, expect, test } from "vitest";
import { HistoryReader, HistoryRecorder } from "../../../../src/testing/history/history-recorder.ts";
import { eventsOf } from "./story.ts";

const STORY =
  "p sends 0 1 2; p told 0@0 1@?; p failed 2; q unknown 0; c seeks 7; c seeks ?; c polls p0@0; trim 5; c leaves";

describe("the pages of a recorder", () => {
  test("hold the events that were noted, and name each client once", () => {
    const recorder = new HistoryRecorder();
    const reader = new HistoryReader();
    const events = eventsOf(STORY);
    for (const event of events) recorder.note(event);
    expect(recorder.count).toBe(events.length);
    const first = structuredClone(recorder.takePage());
    expect([...reader.events(first)]).toEqual(events);
    expect(recorder.count).toBe(0);

    const more = eventsOf("q told 0@3; d polls q0@3").map((event) => ({
      ...event,
      topic: "u",
      partition: 2,
      at: 1_234.5,
    }));
    for (const event of more) recorder.note(event);
    const second = recorder.takePage();
    expect(second.names).toEqual(["u", "d"]);
    expect([...reader.events(second)]).toEqual(more);
    expect([...reader.events(recorder.takePage())]).toEqual([]);
  });

  test("grow with what is noted", () => {
    const recorder = new HistoryRecorder();
    const [event] = eventsOf("c polls p1@1");
    if (event === undefined) throw new Error("the story has an event");
    for (let at = 0; at < 10_000; at++) recorder.note({ ...event, at });
    const events = [...new HistoryReader().events(recorder.takePage())];
    expect(events.map(({ at }) => at)).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
  });
});
