import { describe, expect, test } from "vitest";
import { SimAdmin } from "../../../src/testing/users/sim-admin.ts";
import { Scene } from "../support/scene.ts";

describe("the supervisor's death", () => {
  test("is not noticed by producers and consumers while leaders live", () => {
    const scene = new Scene({ storage: "memory" });
    scene.sendAndAwait(1); // its producer id comes from the supervisor
    scene.cluster.kill("supervisor");
    scene.sendAndAwait(20);
    scene.cluster.start("supervisor");
    scene.workload.finish();
    expect(scene.acknowledged).toBe(21);
  });

  test("together with a leader's delays the election until it is back, and loses nothing", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a } = scene;
    scene.sendAndAwait(5);
    cluster.kill("supervisor");
    cluster.kill({ broker: a });
    scene.send(5);
    cluster.advance(500);
    expect(scene.acknowledged).toBe(5);
    cluster.start("supervisor");
    cluster.start({ broker: a });
    scene.workload.finish();
    expect(scene.acknowledged).toBe(10);
  });
});

describe("a supervisor that dies after it has decided and before it has answered", () => {
  test("gives a repeated topic creation the first answer", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster } = scene;
    const admin = new SimAdmin(cluster.client());
    admin.create({ topic: "asked-twice", partitions: 2 });
    cluster.kill("supervisor", { when: "inTurn" });
    scene.until(() => cluster.image.topicByName("asked-twice") !== undefined, "the creation is in the log");
    cluster.advance(50);
    expect(cluster.runtime.endpoint(0)).toBeUndefined();
    expect(admin.unfinished).toBe(1);
    cluster.start("supervisor");
    scene.until(() => admin.unfinished === 0, "the creation is answered");
    expect(admin.created).toEqual(["asked-twice"]);
    expect(admin.refused).toEqual([]);
    scene.workload.finish();
  });

  test("does not elect twice for one death", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b } = scene;
    scene.sendAndAwait(5);
    cluster.kill({ broker: a });
    cluster.kill("supervisor", { when: "inTurn" });
    cluster.advance(50);
    cluster.start("supervisor");
    scene.untilLeader(b);
    expect(scene.state.leaderEpoch).toBe(1);
    cluster.start({ broker: a });
    scene.workload.finish();
  });
});
