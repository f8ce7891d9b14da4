import { describe, expect, it } from "vitest";
import { SampleClock, Silence } from "../../../src/supervisor/silence.ts";

describe("silence", () => {
  it("is the time between samples while the beat stands still, and ends with a beat or a new incarnation", () => {
    const silence = new Silence();
    expect([
      silence.observe(1, 5, 0),
      silence.observe(1, 5, 100),
      silence.observe(1, 5, 50),
      silence.observe(1, 6, 100),
      silence.observe(1, 6, 100),
      silence.observe(2, 6, 100),
    ]).toEqual([0, 100, 150, 0, 100, 0]);
  });
});

describe("the time between samples", () => {
  it("counts up to its bound only: who was stopped itself learns nothing of the others", () => {
    const clock = new SampleClock(200);
    expect([clock.step(7_000), clock.step(7_100), clock.step(17_100), clock.step(17_300)]).toEqual([0, 100, 200, 200]);
  });
});
