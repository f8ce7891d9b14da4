import { describe, expect, test } from "vitest";
import { Scene } from "../support/scene.ts";

describe("KIP-966: the high watermark while the ISR is too small", () => {
  test("stands still until min.insync.replicas are in sync again", () => {
    const scene = new Scene({ storage: "memory", minInSyncReplicas: 2 });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.kill({ broker: b });
    cluster.kill({ broker: c });
    scene.send(3);
    cluster.advance(500);
    expect(scene.acknowledged).toBe(5);
    expect(scene.replica(a).highWatermark).toBe(5);
    cluster.start({ broker: b });
    cluster.start({ broker: c });
    scene.workload.finish();
    expect(scene.acknowledged).toBe(8);
  });
});
