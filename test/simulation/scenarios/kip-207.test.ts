import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { Scene } from "../support/scene.ts";

describe("KIP-207: the latest offset right after an election", () => {
  test("is not available until the leader has committed in its own epoch, and then not below what was seen", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.send(5);
    scene.until(() => scene.replica(b).logEndOffset === 10, "B has the records");
    scene.cut(a, b);
    scene.until(() => scene.acknowledged === 10, "the records are acknowledged");
    scene.slow(c, b, 300); // C's first fetch takes its time
    scene.failOver(a, b);
    expect(scene.replica(b).highWatermark).toBe(5);
    expect(scene.latestOffset(b).error).toBe(ErrorCode.OFFSET_NOT_AVAILABLE);
    scene.until(() => scene.latestOffset(b).error === ErrorCode.NONE, "the offset is available");
    expect(scene.latestOffset(b).offset).toBe(10);
    scene.mend();
    cluster.start({ broker: a });
    scene.workload.finish();
  });
});
