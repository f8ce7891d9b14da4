import { describe, expect, test } from "vitest";
import { TimerQueue } from "../../../src/actor/timer-queue.ts";

describe("the queue of timers", () => {
  test("forgets cancelled timers long before they would be due", () => {
    const queue = new TimerQueue();
    for (let index = 0; index < 10_000; index++) queue.cancel(queue.set(30_000 + index, 1, 0)); // answered in time
    expect(queue.size).toBeLessThan(200);
  });

  test("keeps moment and order of the rest when it forgets", () => {
    const queue = new TimerQueue();
    const kept: number[] = [];
    for (let index = 0; index < 1_000; index++) {
      const timer = queue.set((index * 7_919) % 1_000, 1, index);
      if (index % 10 === 0) kept.push((index * 7_919) % 1_000);
      else queue.cancel(timer);
    }
    const fired: number[] = [];
    for (let due = queue.takeDue(1_000); due !== undefined; due = queue.takeDue(1_000)) {
      fired.push(due.at);
      queue.finish(due.id);
    }
    expect(fired).toEqual(kept.sort((left, right) => left - right));
    expect(queue.size).toBe(0);
    expect(queue.nextAt()).toBeUndefined();
  });

  test("fires timers of one moment in the order in which they were set, also after it has forgotten others", () => {
    const queue = new TimerQueue();
    const live = Array.from({ length: 50 }, () => {
      for (let index = 0; index < 20; index++) queue.cancel(queue.set(5, 1, 0));
      return queue.set(5, 1, 0);
    });
    const fired: number[] = [];
    for (let due = queue.takeDue(5); due !== undefined; due = queue.takeDue(5)) fired.push(due.id);
    expect(fired).toEqual(live);
  });
});
