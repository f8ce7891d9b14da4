import { describe, expect, test } from "vitest";
import { Scene } from "../support/scene.ts";

describe("KIP-279: leaders change in quick succession", () => {
  test("a log with an epoch that the new leader never had is cut back to their last common record", () => {
    const scene = new Scene({ storage: "directory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    // A appends in epoch 0 what nobody fetches.
    scene.cut(a, b);
    scene.cut(a, c);
    scene.send(3);
    scene.until(() => scene.replica(a).durableEndOffset === 8, "A has records of its own");
    scene.cut(b, c);
    cluster.kill({ broker: a });
    // B appends them in epoch 1; C never gets any.
    scene.untilLeader(b);
    scene.send(4);
    scene.until(() => scene.replica(b).durableEndOffset > 5, "B has records of its own");
    expect(scene.replica(c).logEndOffset).toBe(5);
    scene.failOver(b, c);
    scene.until(() => scene.producer.unfinished === 0, "everything is acknowledged by C");
    scene.mend();
    cluster.start({ broker: b });
    cluster.start({ broker: a });
    scene.workload.finish();
    const logs = [a, b, c].map((id) =>
      Array.from(scene.replica(id).batches(), ({ crc, leaderEpoch }) => [crc, leaderEpoch]),
    );
    expect(logs[0]).toEqual(logs[2]);
    expect(logs[1]).toEqual(logs[2]);
    expect(logs[2]?.some(([, epoch]) => epoch === 1)).toBe(false);
  });
});
