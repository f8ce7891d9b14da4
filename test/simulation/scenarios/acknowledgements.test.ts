import { describe, expect, test } from "vitest";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import { Scene, VERY_SLOW_MS } from "../support/scene.ts";

describe("a duplicate of a batch that is not committed", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.slow(a, c, VERY_SLOW_MS);
    scene.send(3);
    scene.until(() => scene.replica(b).logEndOffset === 8, "B has the records, C has not");
    cluster.slow(b, c, VERY_SLOW_MS);
    cluster.killBroker(a);
    scene.untilLeader(b);
    cluster.advance(200); // the producer sends the batch again
    expect(scene.replica(b).highWatermark).toBe(5);
    cluster.killBroker(b);
    scene.untilLeader(c);
    cluster.slow(a, c, 0);
    cluster.slow(b, c, 0);
    cluster.startBroker(a);
    cluster.startBroker(b);
    scene.workload.finish();
    return scene;
  }

  test("is acknowledged only when the original is committed", () => {
    expect(play({}).acknowledged).toBe(8);
  });

  test("acknowledged before that is a lost write when its leader dies", () => {
    expect(() => play({ duplicate: "appended" })).toThrow(/no acknowledged write is lost/);
  });
});

describe("an acknowledgement", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.slow(a, c, VERY_SLOW_MS);
    cluster.slow(a, b, VERY_SLOW_MS);
    scene.send(3);
    cluster.advance(100);
    cluster.killBroker(a);
    scene.untilLeader(b);
    cluster.slow(a, c, 0);
    cluster.slow(a, b, 0);
    cluster.startBroker(a);
    scene.workload.finish();
    return scene;
  }

  test("waits for every in-sync replica", () => {
    expect(play({}).acknowledged).toBe(8);
  });

  test("that waits for the leader alone is a lost write when it dies", () => {
    expect(() => play({ acknowledge: "appended" })).toThrow(/no acknowledged write is lost/);
  });
});
