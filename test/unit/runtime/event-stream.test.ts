import { describe, expect, it } from "vitest";
import type { ClusterEvent } from "../../../src/client/api.ts";
import { EventStream } from "../../../src/runtime/event-stream.ts";

function created(topic: string): ClusterEvent {
  return { type: "topicCreated", topic };
}

/** A stream with its source: what subscribes, and whether it still does. */
function stream(signal?: AbortSignal) {
  const source = { push: (_: ClusterEvent) => {}, end: () => {}, isSubscribed: true };
  const events = new EventStream((listener, end) => {
    Object.assign(source, { push: listener, end });
    return () => {
      source.isSubscribed = false;
    };
  }, signal);
  return { source, events };
}

describe("a stream of events", () => {
  it("gives events that came before the reader and events that the reader waits for, in order", async () => {
    const { source, events } = stream();
    source.push(created("a"));
    source.push(created("b"));
    expect(await events.next()).toEqual({ done: false, value: created("a") });
    expect(await events.next()).toEqual({ done: false, value: created("b") });
    const waiting = events.next();
    source.push(created("c"));
    expect(await waiting).toEqual({ done: false, value: created("c") });
  });

  it("answers every reader that waits at the same time", async () => {
    const { source, events } = stream();
    const readers = [events.next(), events.next(), events.next()];
    source.push(created("a"));
    source.push(created("b"));
    source.end();
    expect(await Promise.all(readers)).toEqual([
      { done: false, value: created("a") },
      { done: false, value: created("b") },
      { done: true, value: undefined },
    ]);
  });

  it("gives what has come before it ends, and ends for good", async () => {
    const { source, events } = stream();
    source.push(created("a"));
    source.end();
    expect(source.isSubscribed).toBe(false);
    expect(await events.next()).toEqual({ done: false, value: created("a") });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it("stops listening when its loop is left", async () => {
    const { source, events } = stream();
    source.push(created("a"));
    for await (const event of events) {
      expect(event).toEqual(created("a"));
      break;
    }
    expect(source.isSubscribed).toBe(false);
  });

  it("drops the oldest of a reader that is too slow, and says how many", async () => {
    const { source, events } = stream();
    for (let index = 0; index < 4_100; index++) source.push(created(`t${index}`));
    expect(await events.next()).toEqual({ done: false, value: { type: "eventsDropped", eventCount: 4 } });
    expect(await events.next()).toEqual({ done: false, value: created("t4") });
    source.push(created("later"));
    expect(await events.next()).toEqual({ done: false, value: created("t5") });
  });

  it("ends with its signal, before and while somebody waits", async () => {
    const controller = new AbortController();
    const { source, events } = stream(controller.signal);
    const waiting = events.next();
    controller.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(source.isSubscribed).toBe(false);
    const late = stream(controller.signal);
    expect(late.source.isSubscribed).toBe(false);
    expect(await late.events.next()).toEqual({ done: true, value: undefined });
  });
});
