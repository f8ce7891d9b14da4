import { describe, expect, test } from "vitest";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import { Scene } from "../support/scene.ts";

describe("a duplicate of a batch that is not committed", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.cut(a, c);
    scene.send(3);
    scene.until(() => scene.replica(b).logEndOffset === 8, "B has the records, C has not");
    scene.cut(b, c);
    scene.failOver(a, b);
    cluster.advance(200); // the producer sends the batch again
    expect(scene.replica(b).highWatermark).toBe(5);
    scene.failOver(b, c);
    scene.mend();
    cluster.start({ broker: a });
    cluster.start({ broker: b });
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
    scene.cut(a, c);
    scene.cut(a, b);
    scene.send(3);
    cluster.advance(100);
    scene.failOver(a, b);
    scene.mend();
    cluster.start({ broker: a });
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
