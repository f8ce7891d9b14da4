import { describe, expect, test } from "vitest";
import type { StorageFault } from "../../../src/testing/machine/sim-storage.ts";
import { Scene } from "../support/scene.ts";

describe("a request to a disk that goes wrong", () => {
  function play(role: "leader" | "follower", fault: StorageFault): Scene {
    const scene = new Scene({ storage: "directory" });
    scene.sendAndAwait(5);
    scene.cluster.settled();
    scene.cluster.failStorage({ broker: role === "leader" ? scene.a : scene.b }, fault);
    scene.sendAndAwait(3);
    scene.workload.finish();
    expect(scene.acknowledged).toBe(8);
    return scene;
  }

  test.each([
    ["leader", "appendFails"],
    ["leader", "syncFails"],
    ["follower", "appendFails"],
    ["follower", "syncFails"],
  ] as const)("ends the broker, and nothing is lost or written twice: %s, %s", (role, fault) => {
    const { cluster, a, b } = play(role, fault);
    expect(cluster.image.brokers.get(role === "leader" ? a : b)?.incarnation).toBe(1);
  });

  test.each(["leader", "follower"] as const)("for want of room is tried again: %s", (role) => {
    const { cluster } = play(role, "appendFull");
    for (const broker of cluster.image.brokers.values()) expect(broker.incarnation).toBe(0);
  });
});

describe("a crash", () => {
  /** Where A's log ended after it had appended three batches that nobody else got, and crashed at once. */
  function play(seed: number): { readonly kept: number; readonly scene: Scene } {
    const scene = new Scene({ storage: "directory", seed });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.cut(a, b);
    scene.cut(a, c);
    for (let count = 0; count < 3; count++) scene.send(1);
    scene.until(() => scene.replica(a).logEndOffset > 5, "A has appended");
    scene.failOver(a, b);
    scene.cut(b, a); // so that it cannot be truncated yet
    cluster.start({ broker: a });
    scene.until(() => cluster.replica(a, scene.workload.topicId, 0) !== undefined, "A has its log");
    return { kept: scene.replica(a).logEndOffset, scene };
  }

  test("loses at most what was not synced, whole or torn, and that is no damage", () => {
    const kept = new Set<number>();
    for (let seed = 0; seed < 12; seed++) {
      const { kept: end, scene } = play(seed);
      kept.add(end);
      expect(end).toBeGreaterThanOrEqual(5);
      scene.mend();
      scene.workload.finish();
      expect(scene.acknowledged).toBe(8);
      expect(scene.cluster.image.damagedReplicaCount).toBe(0);
    }
    expect(kept, "the suffix was lost in some runs").toContain(5);
    expect(kept.size, "and kept in others").toBeGreaterThan(1);
  });
});
