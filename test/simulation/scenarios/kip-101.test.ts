import { describe, expect, test } from "vitest";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import { Scene } from "../support/scene.ts";

describe("KIP-101: a follower that does not know the high watermark yet becomes leader", () => {
  function play(storage: "memory" | "directory", rules: Partial<ReplicaRules> = {}): Scene {
    const scene = new Scene({ storage, rules });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.send(5);
    // C has the records and says so, but never hears from A that they are committed.
    scene.until(() => scene.replica(c).logEndOffset === 10, "C has the records");
    scene.cut(a, c);
    scene.until(() => scene.acknowledged === 10, "the records are acknowledged");
    expect(scene.replica(c).highWatermark).toBe(5);
    // B leads and dies before C gets anything from it.
    scene.cut(b, c);
    scene.failOver(a, b);
    scene.until(() => scene.replica(c).leaderEpoch === 1, "C follows B");
    scene.failOver(b, c);
    scene.mend();
    cluster.start({ broker: a });
    cluster.start({ broker: b });
    scene.workload.finish();
    return scene;
  }

  for (const storage of ["memory", "directory"] as const) {
    test(`keeps what was acknowledged (${storage})`, () => {
      expect(play(storage).replica(3).logEndOffset).toBe(10);
    });

    test(`loses it when followers truncate to their high watermark (${storage})`, () => {
      expect(() => play(storage, { truncateBy: "highWatermark" })).toThrow(
        /in-sync replicas are complete|write is lost/,
      );
    });
  }
});

describe("KIP-101: logs that diverge after a double failure", () => {
  test("are the new leader's again when the old one comes back with records that nobody else had", () => {
    const scene = new Scene({ storage: "directory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.cut(a, b);
    scene.cut(a, c);
    scene.send(3);
    scene.until(() => scene.replica(a).durableEndOffset === 8, "A alone has records on its disk");
    scene.failOver(a, b);
    cluster.kill({ broker: b });
    cluster.kill({ broker: c });
    cluster.advance(50);
    scene.mend();
    cluster.start({ broker: b });
    cluster.start({ broker: c });
    scene.send(7);
    scene.until(() => scene.producer.unfinished === 0, "the others have gone on without A");
    cluster.start({ broker: a });
    scene.workload.finish();
    const epochsBehind = (id: number) =>
      Array.from(scene.replica(id).batches(5), ({ baseOffset, crc, leaderEpoch }) => [baseOffset, crc, leaderEpoch]);
    expect(epochsBehind(a)).toEqual(epochsBehind(b));
    expect(epochsBehind(a).every(([, , epoch]) => (epoch ?? 0) > 0)).toBe(true);
    expect(scene.replica(a).logEndOffset).toBe(15);
  });
});
