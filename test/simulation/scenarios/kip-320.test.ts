import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import { Scene } from "../support/scene.ts";

describe("KIP-320: who believes in another epoch is fenced", () => {
  function play(rules: Partial<ReplicaRules>): readonly ErrorCode[] {
    const scene = new Scene({ storage: "memory", rules });
    const { cluster, a, b } = scene;
    scene.sendAndAwait(5);
    cluster.killBroker(a);
    scene.untilLeader(b);
    scene.until(() => scene.latestOffset(b).error === ErrorCode.NONE, "the new leader has committed in its epoch");
    return [0, 1, 2].map((epoch) => scene.latestOffset(b, epoch).error);
  }

  test("an older epoch is fenced, a newer one unknown", () => {
    expect(play({})).toEqual([ErrorCode.FENCED_LEADER_EPOCH, ErrorCode.NONE, ErrorCode.UNKNOWN_LEADER_EPOCH]);
  });

  test("a leader that does not fence answers everybody", () => {
    expect(play({ fenceByEpoch: false })).not.toContain(ErrorCode.FENCED_LEADER_EPOCH);
  });

  test("a follower that was paused over two elections joins the present leader with the right log", () => {
    const scene = new Scene({ storage: "directory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.setPaused(c, true);
    scene.send(3);
    scene.until(() => scene.replica(b).logEndOffset === 8, "B has what C does not have");
    cluster.killBroker(a);
    scene.untilLeader(b);
    cluster.startBroker(a);
    cluster.advance(100);
    cluster.setPaused(c, false);
    scene.workload.finish();
    expect(scene.replica(c).leaderEpoch).toBe(scene.state.leaderEpoch);
  });
});
