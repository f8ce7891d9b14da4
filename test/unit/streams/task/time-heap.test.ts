import { describe, expect, it } from "vitest";
import { Fifo } from "../../../../src/streams/task/fifo.ts";
import { TimeHeap } from "../../../../src/streams/task/time-heap.ts";

// What java.util.PriorityQueue does: "+t" offers the next item with time t, a number is the item that a poll gave.
const JAVA =
  "+0 +0 +1 0 +3 1 2 +2 4 +1 5 3 +2 +3 +3 +0 +1 +0 9 +0 11 +1 +3 12 10 13 +0 +0 15 +2 16 6 +0 +3 +2 +2 +3 18 +2 17 +0 24 " +
  "+1 25 +1 +0 27 26 23 +1 +0 29 28 21 20 +2 30 +2 31 19 22 7 14 8";

describe("a heap by time", () => {
  it("gives items of equal time in the order of Java's PriorityQueue", () => {
    const heap = new TimeHeap<{ readonly timeMs: number; readonly id: number }>();
    let id = 0;
    for (const step of JAVA.split(" ")) {
      if (step.startsWith("+")) heap.offer({ timeMs: Number(step.slice(1)), id: id++ });
      else expect(heap.poll()?.id).toBe(Number(step));
    }
    expect(heap.size).toBe(0);
    expect(heap.poll()).toBeUndefined();
  });
});

describe("a first-in first-out queue", () => {
  it("keeps the order while it grows and wraps around", () => {
    const queue = new Fifo<number>();
    let next = 0;
    let expected = 0;
    for (let round = 0; round < 50; round++) {
      for (let count = 0; count < round % 7; count++) queue.push(next++);
      for (let count = 0; count < round % 5 && queue.size > 0; count++) expect(queue.shift()).toBe(expected++);
      expect(queue.size).toBe(next - expected);
    }
    expect(queue.size).toBeGreaterThan(16);
    queue.clear();
    expect(queue.shift()).toBeUndefined();
  });
});
