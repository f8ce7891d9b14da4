import { describe, expect, test } from "vitest";
import type { ReplicaRules } from "../../../src/replica/rules.ts";
import { Scene, type SceneOptions } from "../support/scene.ts";

/** Five batches of one record each are committed, and the consumer has seen none of them yet. */
function rotScene(options: Partial<SceneOptions> = {}): Scene {
  const scene = new Scene({ storage: "directory", replicaLagTimeMaxMs: 100, ...options });
  pauseConsumer(scene, true);
  for (let count = 0; count < 5; count++) scene.sendAndAwait(1);
  scene.cluster.settled();
  return scene;
}

function pauseConsumer(scene: Scene, paused: boolean): void {
  for (const { name } of scene.workload.consumers)
    if (paused) scene.cluster.pause({ client: name });
    else scene.cluster.resume({ client: name });
}

function spoil(scene: Scene, brokerId: number, offset: number, byte?: number): void {
  scene.cluster.bitRot.spoil({ brokerId, topicId: scene.workload.topicId, partition: 0, offset }, byte);
}

/** Everything is read, and every replica is in sync and whole. */
function finish(scene: Scene): void {
  pauseConsumer(scene, false);
  scene.workload.finish();
  for (const id of [scene.a, scene.b, scene.c]) {
    const { logStartOffset, logEndOffset, ...replica } = scene.replica(id);
    expect(scene.replica(id).firstDamage(logStartOffset, logEndOffset), `broker ${replica.brokerId}`).toBeUndefined();
  }
}

describe("a batch that rotted at the leader", () => {
  test.each([
    ["base offset", 5],
    ["records", 64],
  ])("is not copied: the follower that meets it tells the leader, and another one leads: in its %s", (_part, byte) => {
    const scene = rotScene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    spoil(scene, a, 2, byte);
    cluster.kill({ broker: c });
    scene.until(() => scene.state.isr.length === 2, "C has left");
    cluster.start({ broker: c }); // empty
    scene.untilLeader(b);
    expect(cluster.image.damagedReplicaCount).toBe(1);
    cluster.settled();
    expect(scene.replica(a).repairs).toBe(1);
    finish(scene);
  });

  test.each([
    ["base offset", 5],
    ["length", 8],
    ["length", 11],
    ["magic", 16],
    ["CRC", 20],
    ["attributes", 22],
    ["last offset delta", 23],
    ["last offset delta", 26],
    ["records", 64],
  ])("is met by a consumer that verifies, which reads on when another leads: in its %s, byte %i", (_part, byte) => {
    for (const storage of ["memory", "directory"] as const) {
      const scene = rotScene({ storage });
      spoil(scene, scene.a, 2, byte);
      pauseConsumer(scene, false);
      scene.untilLeader(scene.b);
      expect(scene.workload.history.corruptReads.length).toBeGreaterThan(0);
      finish(scene);
      expect(scene.replica(scene.a).repairs).toBe(1);
    }
  });

  test("before anybody has it is not committed: its producer sends it again", () => {
    const scene = rotScene({ replicaLagTimeMaxMs: 20_000 });
    const { cluster, a, b, c } = scene;
    scene.slow(a, b, 100);
    scene.slow(a, c, 100);
    scene.send(1); // answers the fetches that wait
    scene.until(() => scene.replica(a).logEndOffset === 6, "A has a record");
    scene.send(1);
    scene.until(() => scene.replica(a).logEndOffset === 7, "A has another one, which nobody has asked for");
    spoil(scene, a, 6);
    scene.mend();
    scene.untilLeader(b);
    expect(cluster.image.damagedReplicaCount).toBe(1);
    finish(scene);
    expect(scene.acknowledged).toBe(7);
  });

  test("and at the next one is found at the third", () => {
    const scene = rotScene();
    spoil(scene, scene.a, 1);
    spoil(scene, scene.b, 1);
    pauseConsumer(scene, false);
    scene.untilLeader(scene.c);
    finish(scene);
    expect(scene.cluster.image.damagedReplicaCount).toBe(2);
  });

  test("that is alone in the ISR keeps it leading, until another one is in sync", () => {
    const scene = rotScene();
    const { cluster, a, b, c } = scene;
    cluster.kill({ broker: b });
    cluster.kill({ broker: c });
    scene.until(() => scene.state.isr.length === 1, "A is alone");
    spoil(scene, a, 2);
    pauseConsumer(scene, false);
    scene.until(() => scene.workload.history.corruptReads.length > 1, "the consumer is told more than once");
    scene.sendAndAwait(1);
    expect(scene.state).toMatchObject({ leader: a, isr: [a] });
    cluster.start({ broker: b });
    scene.untilLeader(b);
    cluster.start({ broker: c });
    finish(scene);
    expect(scene.acknowledged).toBe(6);
  });

  test("spreads when followers do not look, and is noticed then", () => {
    const scene = rotScene({ storage: "memory", rules: { verifyFetched: false } });
    const { cluster, a, c } = scene;
    spoil(scene, a, 2, 64);
    cluster.kill({ broker: c });
    scene.until(() => scene.state.isr.length === 2, "C has left");
    cluster.start({ broker: c });
    expect(() => cluster.settled()).toThrow(/replicas agree below the high watermark/);
  });
});

describe("a batch that rotted at a follower", () => {
  test("is noticed when that one leads, and somebody needs it", () => {
    const scene = rotScene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    spoil(scene, b, 0);
    scene.failOver(a, b);
    cluster.start({ broker: a }); // empty
    scene.untilLeader(c);
    expect(cluster.image.damagedReplicaCount).toBe(1);
    finish(scene);
  });

  test("is noticed at its restart: it says so, and fetches the rest again", () => {
    const scene = rotScene();
    const { cluster, a, b } = scene;
    spoil(scene, b, 3);
    cluster.kill({ broker: b });
    cluster.start({ broker: b });
    scene.until(() => cluster.image.damagedReplicaCount === 1, "B says what its log lacks");
    expect(scene.state).toMatchObject({ leader: a, dataLost: false });
    finish(scene);
    expect(cluster.image.dataLossCount).toBe(0);
  });
});

describe("the last in-sync replica whose log rotted", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = rotScene({ rules });
    const { cluster, a, b, c } = scene;
    cluster.kill({ broker: b });
    cluster.kill({ broker: c });
    scene.until(() => scene.state.isr.length === 1, "A is alone");
    spoil(scene, a, 2);
    cluster.kill({ broker: a });
    cluster.start({ broker: a });
    scene.until(() => cluster.image.brokers.get(a)?.incarnation === 1, "A is registered");
    cluster.advance(50);
    return scene;
  }

  test("does not lead after a restart: the partition waits, and says that data is lost", () => {
    const { state, cluster } = play({});
    expect(state).toMatchObject({ leader: -1, isr: [], dataLost: true, emptyReplicas: [] });
    expect([cluster.image.damagedReplicaCount, cluster.image.dataLossCount]).toEqual([1, 1]);
  });

  test("leads without what was acknowledged when it does not say so, and that is noticed", () => {
    expect(() => play({ reportDamage: false })).toThrow(/in-sync replicas are complete|no acknowledged write is lost/);
  });
});
