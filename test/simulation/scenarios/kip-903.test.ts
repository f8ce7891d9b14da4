import { describe, expect, test } from "vitest";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import { Scene } from "../support/scene.ts";

describe("KIP-903: a stale incarnation enters the ISR", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules, replicaLagTimeMaxMs: 100 });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.kill({ broker: c });
    cluster.kill({ broker: b });
    scene.until(() => scene.state.isr.length === 1, "A is alone");
    // B comes back empty and registers, but its fetches do not reach A: what A knows is of B's last life.
    scene.cut(b, a);
    cluster.start({ broker: b });
    scene.until(() => cluster.image.brokers.get(b)?.incarnation === 1, "B is registered");
    cluster.advance(400);
    expect(scene.state.isr).toEqual([a]);
    scene.mend();
    cluster.start({ broker: c });
    scene.workload.finish();
    return scene;
  }

  test("does not happen while an ISR change names the incarnation whose fetches the leader saw", () => {
    expect(play({}).acknowledged).toBe(5);
  });

  test("happens, and is noticed, when it names whoever is registered", () => {
    expect(() => play({ brokerEpochInIsrChange: false })).toThrow(/in-sync replicas are complete/);
  });
});
