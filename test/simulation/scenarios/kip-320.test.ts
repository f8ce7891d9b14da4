import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { FetcherRole } from "../../../src/message/kinds.ts";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import { Scene } from "../support/scene.ts";

describe("KIP-320: who believes in another epoch is fenced", () => {
  function elected(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules });
    const { a, b } = scene;
    scene.sendAndAwait(5);
    scene.failOver(a, b);
    scene.until(() => scene.latestOffset(b).error === ErrorCode.NONE, "the new leader has committed in its epoch");
    return scene;
  }

  function answers(rules: Partial<ReplicaRules>): readonly ErrorCode[] {
    const scene = elected(rules);
    return [0, 1, 2].map((epoch) => scene.latestOffset(scene.b, epoch).error);
  }

  test("an older epoch is fenced, a newer one unknown", () => {
    expect(answers({})).toEqual([ErrorCode.FENCED_LEADER_EPOCH, ErrorCode.NONE, ErrorCode.UNKNOWN_LEADER_EPOCH]);
  });

  test("a leader that does not fence answers everybody", () => {
    expect(answers({ fenceByEpoch: false })).not.toContain(ErrorCode.FENCED_LEADER_EPOCH);
  });

  test.each([
    { who: "consumer", role: FetcherRole.CONSUMER },
    { who: "follower", role: FetcherRole.FOLLOWER },
  ])("a zombie fetcher is fenced: a $who of the old epoch gets nothing", ({ role }) => {
    const scene = elected({});
    const said = [0, 1, 2].map((epoch) => scene.fetch(scene.b, role, scene.c, epoch));
    expect(said).toEqual([ErrorCode.FENCED_LEADER_EPOCH, ErrorCode.NONE, ErrorCode.UNKNOWN_LEADER_EPOCH]);
  });

  test("a follower that was paused over two elections joins the present leader with the right log", () => {
    const scene = new Scene({ storage: "directory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.pause({ broker: c });
    scene.send(3);
    scene.until(() => scene.replica(b).logEndOffset === 8, "B has what C does not have");
    scene.failOver(a, b);
    cluster.start({ broker: a });
    cluster.advance(100);
    cluster.resume({ broker: c });
    scene.workload.finish();
    expect(scene.replica(c).leaderEpoch).toBe(scene.state.leaderEpoch);
  });
});

describe("KIP-320: a consumer detects truncation", () => {
  /** Two consumers, the second with a reset policy, have read ten records, of which only A has the last five. They sleep. */
  function losing(rules: Partial<ReplicaRules> = {}) {
    const options = { mayLoseRecords: true, consumers: 2, replicaLagTimeMaxMs: 100 };
    const scene = new Scene({ storage: "memory", rules, ...options });
    const { cluster, a, b, c } = scene;
    const { consumers } = scene.workload;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.cut(a, b);
    scene.cut(a, c);
    const seen = consumers.map((consumer) => {
      const offsets: number[] = [];
      const { onRecord } = consumer;
      consumer.onRecord = (record) => {
        offsets.push(record.offset);
        onRecord(record);
      };
      return offsets;
    });
    scene.sendAndAwait(5);
    expect(scene.state.isr, "A has gone on alone").toEqual([a]);
    scene.until(() => seen.every((offsets) => offsets.at(-1) === 9), "everything was read");
    for (const offsets of seen) offsets.length = 0;
    for (const { name } of consumers) cluster.pause({ client: name });
    return { scene, seen };
  }

  /** A dies, B leads with what it has, and `count` other records get the lost offsets before the consumers wake up. */
  function goOn(scene: Scene, count: number): void {
    const { cluster, a, b } = scene;
    scene.failOver(a, b);
    scene.mend();
    scene.sendAndAwait(count);
    for (const { name } of scene.workload.consumers) cluster.resume({ client: name });
    cluster.start({ broker: a });
    scene.workload.finish();
  }

  test("and goes on where the new leader's log parts from what it has read", () => {
    const { scene, seen } = losing();
    goOn(scene, 8);
    expect(scene.workload.history.truncations).toBe(2);
    const others = [5, 6, 7, 8, 9, 10, 11, 12];
    expect(seen).toEqual([others, others]);
  });

  test("also when its position is not there any more", () => {
    const { scene, seen } = losing();
    goOn(scene, 2);
    expect(scene.workload.history.truncations).toBe(2);
    expect(seen).toEqual([
      [5, 6],
      [5, 6],
    ]);
  });

  test("reads on in the middle of other records when nobody compares epochs", () => {
    expect(() => goOn(losing({ detectTruncation: false }).scene, 8)).toThrow(/reads over a truncation unnoticed/);
  });

  test.each([
    { kept: "with its epoch", leaderEpoch: 0, firstSeen: 5 },
    { kept: "without an epoch", leaderEpoch: undefined, firstSeen: 10 },
  ])("at a position that was kept elsewhere $kept reads on from $firstSeen", ({ leaderEpoch, firstSeen }) => {
    const { scene, seen } = losing();
    for (const consumer of scene.workload.consumers) {
      consumer.seek("scene", 0, { offset: 10, leaderEpoch });
      consumer.onMoved(0, 10);
    }
    goOn(scene, 8);
    expect(seen.map(([first]) => first)).toEqual([firstSeen, firstSeen]);
  });
});
