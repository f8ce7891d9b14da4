import { describe, expect, test } from "vitest";
import { RESTART_BACKOFF_MS, RESTART_WINDOW_MS } from "../../../src/actor/supervision.ts";
import { INIT_PRODUCER_ID_REQUEST } from "../../../src/message/kinds.ts";
import { LoneEndpoint, Probe } from "./bench-of-actors.ts";

function failing(): Probe {
  return new Probe((message) => {
    if (message.type === "local" && message.note === "fail") throw new Error("broken");
  });
}

describe("an actor that throws", () => {
  test("without a restart function takes its endpoint down and receives nothing more", () => {
    const endpoint = new LoneEndpoint();
    const root = failing();
    endpoint.system.spawn(root);
    endpoint.system.enqueue(0, { type: "local", note: "fail" });
    endpoint.system.enqueue(0, { type: "local", note: "later" });
    endpoint.turn();
    expect(endpoint.escalated).toMatchObject([{ message: "broken" }]);
    expect(root.types).toEqual(["start", "fail"]);
  });

  test("is replaced after a backoff; the successor starts first and then gets what has waited", () => {
    const endpoint = new LoneEndpoint();
    const second = failing();
    const ref = endpoint.system.spawn(failing(), () => second);
    endpoint.system.enqueue(ref.actor, { type: "local", note: "fail" });
    endpoint.system.enqueue(ref.actor, { type: "local", note: "waiting" });
    endpoint.turn();
    endpoint.turn(RESTART_BACKOFF_MS - 1);
    expect(second.types).toEqual([]);
    endpoint.turn(1);
    expect(second.types).toEqual(["start", "waiting"]);
    expect(endpoint.escalated).toEqual([]);
  });

  test("takes its timers and asks with it", () => {
    const endpoint = new LoneEndpoint();
    endpoint.alive.set(1, 0);
    const second = failing();
    const first = new Probe((_message, context) => {
      context.setTimer(0, 1);
      context.setTimer(50, 2);
      context.ask({ endpoint: 1, actor: 0 }, INIT_PRODUCER_ID_REQUEST, {
        requestId: "r",
        producerId: -1,
        producerEpoch: -1,
      });
      throw new Error("broken");
    });
    endpoint.system.spawn(first, () => second);
    endpoint.turn();
    expect(endpoint.system.openAsks).toBe(0);
    endpoint.turn(100);
    endpoint.turn(100);
    expect(second.types).toEqual(["start"]);
  });

  test("escalates with the fourth failure inside the window, not when they are far apart", () => {
    for (const [gapMs, escalations] of [
      [100, 1],
      [RESTART_WINDOW_MS, 0],
    ] as const) {
      const endpoint = new LoneEndpoint();
      const ref = endpoint.system.spawn(failing(), failing);
      for (let count = 0; count < 4; count++) {
        endpoint.system.enqueue(ref.actor, { type: "local", note: "fail" });
        endpoint.turn();
        endpoint.turn(gapMs);
        endpoint.turn(1);
      }
      expect(endpoint.escalated).toHaveLength(escalations);
    }
  });

  test("is not restarted when it was stopped meanwhile", () => {
    const endpoint = new LoneEndpoint();
    const second = failing();
    const ref = endpoint.system.spawn(failing(), () => second);
    endpoint.system.enqueue(ref.actor, { type: "local", note: "fail" });
    endpoint.turn();
    endpoint.system.stop(ref);
    endpoint.turn(RESTART_BACKOFF_MS);
    expect(second.types).toEqual([]);
    expect(endpoint.system.nextTimerAt()).toBeUndefined();
  });
});
