import { describe, expect, test } from "vitest";
import { Scene } from "../support/scene.ts";

describe("the death of all brokers", () => {
  test("loses nothing acknowledged when acknowledged means synced", () => {
    const scene = new Scene({ storage: "directory" });
    const { cluster } = scene;
    scene.sendAndAwait(50);
    scene.send(50);
    cluster.advance(5);
    for (const id of cluster.brokerIds) cluster.kill({ broker: id });
    cluster.advance(200);
    for (const id of cluster.brokerIds) cluster.start({ broker: id });
    scene.workload.finish();
    expect(scene.acknowledged).toBe(100);
  });

  test("in memory is a loss that is said: the partition goes on empty, behind the offsets that it had given out", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster } = scene;
    scene.sendAndAwait(5);
    for (const id of cluster.brokerIds) cluster.kill({ broker: id });
    cluster.advance(200);
    for (const id of cluster.brokerIds) cluster.start({ broker: id });
    scene.until(() => scene.state.leader >= 0, "somebody leads again");
    expect(scene.state).toMatchObject({ recoveredOffset: 5, dataLost: false });
    expect(cluster.runtime.timeline.toString()).toContain("DATA LOST");
    scene.sendAndAwait(3);
    expect(scene.workload.history.acknowledgedEnd(0)).toBe(8);
    expect(cluster.replica(scene.state.leader, scene.state.topicId, 0)).toMatchObject({ logStartOffset: 5 });
  });

  test("in memory keeps the partition offline while one that may have some of the data is away", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster } = scene;
    scene.sendAndAwait(5);
    for (const id of [1, 2, 3]) {
      cluster.kill({ broker: id });
      cluster.advance(50);
    }
    const last = scene.state.isr[0] as number;
    cluster.start({ broker: last });
    const other = cluster.brokerIds.find((id) => id !== last) as number;
    cluster.start({ broker: other });
    cluster.advance(500);
    expect(scene.state).toMatchObject({ leader: -1, isr: [], dataLost: true });
    for (const id of cluster.brokerIds) if (id !== last && id !== other) cluster.start({ broker: id });
    scene.until(() => scene.state.leader >= 0, "all have come back without data, so somebody leads again");
  });
});
