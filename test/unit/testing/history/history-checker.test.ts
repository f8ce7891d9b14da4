import { describe, expect, test } from "vitest";
import { HistoryChecker } from "../../../../src/testing/history/history-checker.ts";
import type { Anomaly } from "../../../../src/testing/history/history-event.ts";
import { BLOCK_OFFSETS } from "../../../../src/testing/history/offset-blocks.ts";
import { eventsOf, PRODUCERS } from "./story.ts";

const PLACE = { at: 0, topic: "t", partition: 0 };

/** A producer `p` whose record at each offset has the offset's number, and whoever reads it. */
class Feed {
  readonly checker: HistoryChecker;

  constructor(checker = new HistoryChecker({ producers: PRODUCERS })) {
    this.checker = checker;
  }

  send(count: number, { from = 0, producer = "p" } = {}): void {
    for (let number = from; number < from + count; number++)
      this.#expectNothing(this.checker.take({ type: "sending", ...PLACE, producer, number }));
  }

  acknowledge(count: number, { from = 0, producer = "p" } = {}): void {
    for (let number = from; number < from + count; number++)
      this.#expectNothing(this.checker.take({ type: "sent", ...PLACE, producer, number, offset: number }));
  }

  poll(consumer: string, count: number, { from = 0, producer = "p" } = {}): void {
    for (let number = from; number < from + count; number++)
      this.#expectNothing(this.checker.take({ type: "polled", ...PLACE, consumer, producer, number, offset: number }));
  }

  /** Takes a line of a story, and returns what its last event shows. */
  tell(story: string): Anomaly | undefined {
    let last: Anomaly | undefined;
    for (const event of eventsOf(story)) last = this.checker.take(event);
    return last;
  }

  #expectNothing(anomaly: Anomaly | undefined): void {
    if (anomaly !== undefined) throw new Error(`${anomaly.kind}: ${anomaly.detail}`);
  }
}

/** Producers and consumers in the stories here know few numbers. */
const KNOWN_MAX = 16;

describe("what the checker keeps", () => {
  test("of a million records is 977 digests, and blocks from the slowest reader on", () => {
    const feed = new Feed();
    const lag = 5_000;
    const step = 500;
    let most = 0;
    for (let from = 0; from < 1_000_000; from += step) {
      feed.send(step, { from });
      feed.acknowledge(step, { from });
      feed.poll("c", step, { from });
      if (from >= lag) feed.poll("d", step, { from: from - lag });
      else if (from === 0) feed.tell("d seeks 0");
      most = Math.max(most, feed.checker.kept);
    }
    const blocks = Math.ceil((lag + step) / BLOCK_OFFSETS) + 1;
    expect(most).toBeLessThanOrEqual(977 + blocks * BLOCK_OFFSETS + KNOWN_MAX);
    feed.poll("d", lag, { from: 1_000_000 - lag });
    expect(feed.checker.kept).toBeLessThanOrEqual(977 + BLOCK_OFFSETS + KNOWN_MAX);
    expect(feed.checker.finish()).toEqual([]);
  });

  test("is all that a consumer has not read, until it leaves", () => {
    const feed = new Feed();
    feed.tell("d seeks 0");
    for (const round of [0, 1, 2]) {
      const from = round * 10_240;
      feed.send(10_240, { from });
      feed.acknowledge(10_240, { from });
      feed.poll("c", 10_240, { from });
      if (round < 2) expect(feed.checker.kept).toBeGreaterThanOrEqual(from + 10_240);
      else expect(feed.checker.kept).toBeLessThan(30 + KNOWN_MAX);
      if (round === 1) feed.tell("d leaves");
    }
  });

  test("is all whose producers may still be told a place", () => {
    const count = 4 * BLOCK_OFFSETS;
    const waiting = new Feed();
    waiting.send(count);
    waiting.poll("c", count);
    expect(waiting.checker.kept).toBeGreaterThanOrEqual(count);
    waiting.acknowledge(count);
    waiting.send(BLOCK_OFFSETS, { from: count });
    waiting.poll("c", BLOCK_OFFSETS, { from: count });
    expect(waiting.checker.kept).toBeLessThan(2 * BLOCK_OFFSETS);

    for (const lastWord of ["unknown", "duplicates"]) {
      const feed = new Feed();
      feed.send(count);
      for (let number = 0; number < count; number++)
        if (lastWord === "unknown") feed.checker.take({ type: "unknown", ...PLACE, producer: "p", number });
        else feed.checker.take({ type: "sent", ...PLACE, producer: "p", number, offset: -1 });
      feed.poll("c", count);
      expect(feed.checker.kept, lastWord).toBeLessThan(BLOCK_OFFSETS);
    }

    const loose = new Feed();
    loose.send(count, { producer: "l" });
    loose.poll("c", count, { producer: "l" });
    expect(loose.checker.kept).toBeLessThan(BLOCK_OFFSETS);
  });

  test("does not grow with what a loose producer leaves out, nor where records may be lost", () => {
    const loose = new Feed();
    const count = 4 * BLOCK_OFFSETS;
    loose.send(2 * count, { producer: "l" });
    for (let offset = 0; offset < count; offset++)
      loose.checker.take({ type: "polled", ...PLACE, consumer: "c", producer: "l", number: 2 * offset, offset });
    expect(loose.checker.kept).toBeLessThan(BLOCK_OFFSETS);

    const lossy = new Feed(new HistoryChecker({ topics: new Map([["t", { mayLose: true }]]) }));
    lossy.send(count);
    lossy.acknowledge(count);
    lossy.poll("c", count);
    expect(lossy.checker.kept).toBeLessThan(KNOWN_MAX);
  });

  test("is everything where nothing may be forgotten", () => {
    const feed = new Feed(new HistoryChecker({ forgets: false }));
    const count = 4 * BLOCK_OFFSETS;
    feed.send(count);
    feed.acknowledge(count);
    feed.poll("c", count);
    expect(feed.checker.kept).toBeGreaterThanOrEqual(count);
    expect(feed.tell("c seeks 100; c polls p101@100")).toMatchObject({ kind: "inconsistent offsets" });
  });
});

describe("what is forgotten", () => {
  const COUNT = 2 * BLOCK_OFFSETS;

  /** Two whole blocks that `c` has read, and all were told of. */
  function forgotten(): Feed {
    const feed = new Feed();
    feed.send(COUNT);
    feed.acknowledge(COUNT);
    feed.poll("c", COUNT);
    expect(feed.checker.kept).toBeLessThan(BLOCK_OFFSETS);
    return feed;
  }

  test("is the same for whoever reads it again", () => {
    const feed = forgotten();
    feed.poll("late", COUNT);
    feed.tell("c seeks 0");
    feed.poll("c", COUNT);
    expect(feed.checker.kept).toBeLessThan(BLOCK_OFFSETS);
    expect(feed.checker.finish()).toEqual([]);
  });

  test("is compared at the end of each block", () => {
    const feed = forgotten();
    feed.tell("q sends 0 1");
    feed.poll("late", 7);
    const from = 8;
    feed.tell("late polls q0@7");
    feed.poll("late", BLOCK_OFFSETS - from - 1, { from });
    expect(feed.tell(`late polls p${BLOCK_OFFSETS - 1}@${BLOCK_OFFSETS - 1}`)).toMatchObject({
      kind: "inconsistent offsets",
      detail: expect.stringContaining("a block whose records are not those that were seen there before"),
    });
  });

  test("has nothing to be compared with in the middle of a block", () => {
    const feed = forgotten();
    feed.tell("late seeks 500");
    feed.poll("late", COUNT - 500, { from: 500 });
    expect(feed.checker.finish()).toEqual([]);
  });

  test("has no room for another acknowledgement", () => {
    expect(forgotten().tell("q sends 0; q told 0@9")).toMatchObject({ kind: "lost write" });
  });

  /** Three blocks, of which `c` could not read the offsets from 100 to 199: they were trimmed before. */
  function trimmedAndForgotten(): Feed {
    const feed = new Feed();
    feed.send(COUNT);
    feed.poll("c", 100);
    feed.acknowledge(100);
    feed.tell("trim 200");
    feed.poll("c", COUNT - 200, { from: 200 });
    feed.acknowledge(COUNT - 200, { from: 200 });
    feed.send(BLOCK_OFFSETS, { from: COUNT });
    feed.poll("c", BLOCK_OFFSETS, { from: COUNT });
    expect(feed.checker.kept).toBeLessThan(COUNT);
    return feed;
  }

  test("may be acknowledged late where it was trimmed before somebody read it", () => {
    const feed = trimmedAndForgotten();
    expect(feed.tell("q sends 0; q told 0@150")).toBeUndefined();
    expect(feed.checker.finish()).toEqual([]);
  });

  test("may have been read by one who reports it late, before it was trimmed", () => {
    const feed = trimmedAndForgotten();
    feed.poll("late", COUNT + BLOCK_OFFSETS);
    expect(feed.checker.finish()).toEqual([]);
  });

  test("is not what nobody has read, though all are behind it", () => {
    const feed = new Feed();
    feed.send(COUNT);
    feed.acknowledge(COUNT);
    feed.tell(`c seeks ${BLOCK_OFFSETS}`);
    feed.poll("c", BLOCK_OFFSETS, { from: BLOCK_OFFSETS });
    feed.tell("q sends 0");
    feed.poll("late", 7);
    expect(feed.tell("late polls q0@7")).toMatchObject({ kind: "lost write" });
  });
});

describe("partitions and topics", () => {
  test("have histories and rules of their own", () => {
    const checker = new HistoryChecker({ order: "total", topics: new Map([["lossy", { mayLose: true }]]) });
    const found: string[] = [];
    for (const [topic, partition] of [
      ["kept", 0],
      ["kept", 1],
      ["lossy", 0],
    ] as const) {
      for (const event of eventsOf("p sends 0; q sends 0; p told 0@0; c polls q0@0")) {
        const anomaly = checker.take({ ...event, topic, partition });
        if (anomaly !== undefined) found.push(`${anomaly.kind} in ${anomaly.topic}-${anomaly.partition}`);
      }
    }
    expect(found).toEqual(["lost write in kept-0", "lost write in kept-1"]);
  });
});
