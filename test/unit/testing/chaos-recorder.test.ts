import { describe, expect, test } from "vitest";
import { FAILED, UNKNOWN } from "../../../src/testing/chaos/client-messages.ts";
import { LoadRecorder } from "../../../src/testing/chaos/load-recorder.ts";
import { decodeRecord, encodeRecord } from "../../../src/testing/chaos/record-codec.ts";
import { HistoryChecker } from "../../../src/testing/history/history-checker.ts";
import type { HistoryEvent } from "../../../src/testing/history/history-event.ts";

const PRODUCER = 4;

/** A recorder with one producer and one consumer of one partition, the real checker, and what that was told. */
function recorded() {
  const rules = { producers: new Map(), consumers: new Map() };
  const checker = new HistoryChecker(rules);
  const events: HistoryEvent[] = [];
  const judge = {
    take: (event: HistoryEvent) => {
      events.push(event);
      return checker.take(event);
    },
    finish: () => checker.finish(),
  };
  const places = [{ topic: "orders", partition: 0 }];
  const recorder = new LoadRecorder({ judge, rules, places, now: () => 0 });
  const begun = new Int32Array(new SharedArrayBuffer(4));
  recorder.beginProducer(PRODUCER, "producer-1", begun, {});
  recorder.beginConsumer("consumer-1", [0], 0);
  events.length = 0;
  const acknowledge = (number: number, offset: number) =>
    recorder.results(PRODUCER, Float64Array.of(0, number, offset, 0, 0));
  const poll = (baseOffset: number, ...numbers: number[]) =>
    recorder.polled(
      "consumer-1",
      0,
      baseOffset,
      Int32Array.from(numbers.flatMap((number, at) => [at, PRODUCER, number])),
    );
  return { recorder, begun, events, acknowledge, poll };
}

describe("the recorder of a load", () => {
  test("tells what a producer is about to send before anything that was seen of it", () => {
    const { begun, events, poll, acknowledge } = recorded();
    Atomics.store(begun, 0, 2);
    poll(0, 0);
    Atomics.store(begun, 0, 3);
    acknowledge(0, 0);
    expect(events.map(({ type }) => type)).toEqual(["sending", "sending", "polled", "sending", "sent"]);
  });

  test("counts a dead producer's open records as unknown, those too of which it has not told", () => {
    const { recorder, begun, acknowledge, poll } = recorded();
    Atomics.store(begun, 0, 5);
    acknowledge(0, 0);
    recorder.results(PRODUCER, Float64Array.of(0, 1, FAILED, 0, 0, 0, 2, UNKNOWN, 0, 0));
    expect(recorder.openCount).toBe(2);
    recorder.endProducer(PRODUCER);
    poll(0, 0, 3); // one that is unknown is there, the others are not
    recorder.finish();
    expect(recorder.counts).toEqual({ sent: 5, acknowledged: 1, failed: 1, unknown: 3, polled: 2 });
    expect(recorder.anomalies).toEqual([]);
  });

  test.each<[string, (load: ReturnType<typeof recorded>) => unknown]>([
    ["unseen", ({ acknowledge }) => acknowledge(1, 1)], // acknowledged, and nobody reads it
    ["lost write", ({ acknowledge, poll }) => [acknowledge(1, 1), poll(1, 2)]], // another record is where it was
    ["poll skip", ({ poll }) => poll(2, 2)],
    ["never sent", ({ poll }) => poll(1, 77)],
    ["duplicate", ({ poll }) => poll(1, 0)],
  ])("has the checker find: %s", (kind, happen) => {
    const load = recorded();
    Atomics.store(load.begun, 0, 3);
    load.acknowledge(0, 0);
    load.poll(0, 0);
    happen(load);
    load.recorder.finish();
    expect(load.recorder.anomalies.map((anomaly) => anomaly.kind)).toContain(kind);
  });
});

describe("a record of a load", () => {
  const name = { producer: 70_000, number: 123_456_789 };

  test("says who sent it and which one it is", () => {
    const bytes = encodeRecord(name, 3, 100);
    const read = { producer: 0, number: 0 };
    expect(decodeRecord(bytes, 0, 100, 3, read)).toBe(true);
    expect(read).toEqual(name);
  });

  test("is not taken for one where a byte is wrong, in another place, or cut short", () => {
    const bytes = encodeRecord(name, 3, 100);
    const read = { producer: 0, number: 0 };
    expect(decodeRecord(bytes, 0, 100, 4, read)).toBe(false);
    expect(decodeRecord(bytes, 0, 11, 3, read)).toBe(false);
    for (let at = 0; at < bytes.length; at++) {
      const torn = bytes.slice();
      torn[at] = (torn[at] as number) ^ 1;
      expect(decodeRecord(torn, 0, 100, 3, read), `byte ${at}`).toBe(false);
    }
  });
});
