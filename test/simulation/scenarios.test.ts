import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../src/base/errors.ts";
import type { ReplicaRules } from "../../src/replica/rules.ts";
import { SimAdmin } from "../../src/testing/sim-admin.ts";
import { Scene, VERY_SLOW_MS } from "./scene.ts";

// Scenarios of Kafka's improvement proposals that need several actors, each with the rule broken where there is one.

describe("KIP-101: a follower that does not know the high watermark yet becomes leader", () => {
  function play(storage: "memory" | "directory", rules: Partial<ReplicaRules> = {}): Scene {
    const scene = new Scene({ storage, rules });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.send(5);
    // C has the records and says so, but never hears from A that they are committed.
    scene.until(() => scene.replica(c).logEndOffset === 10, "C has the records");
    cluster.slow(a, c, VERY_SLOW_MS);
    scene.until(() => scene.acknowledged === 10, "the records are acknowledged");
    expect(scene.replica(c).highWatermark).toBe(5);
    // B leads and dies before C gets anything from it.
    cluster.slow(b, c, VERY_SLOW_MS);
    cluster.killBroker(a);
    scene.untilLeader(b);
    scene.until(() => scene.replica(c).leaderEpoch === 1, "C follows B");
    cluster.killBroker(b);
    scene.untilLeader(c);
    cluster.slow(a, c, 0);
    cluster.slow(b, c, 0);
    cluster.startBroker(a);
    cluster.startBroker(b);
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
    cluster.slow(a, b, VERY_SLOW_MS);
    cluster.slow(a, c, VERY_SLOW_MS);
    scene.send(3);
    scene.until(() => scene.replica(a).durableEndOffset === 8, "A alone has records on its disk");
    cluster.killBroker(a);
    scene.untilLeader(b);
    cluster.killBroker(b);
    cluster.killBroker(c);
    cluster.advance(50);
    cluster.slow(a, b, 0);
    cluster.slow(a, c, 0);
    cluster.startBroker(b);
    cluster.startBroker(c);
    scene.send(7);
    scene.until(() => scene.producer.unfinished === 0, "the others have gone on without A");
    cluster.startBroker(a);
    scene.workload.finish();
    const epochsBehind = (id: number) =>
      Array.from(scene.replica(id).batches(5), ({ baseOffset, crc, leaderEpoch }) => [baseOffset, crc, leaderEpoch]);
    expect(epochsBehind(a)).toEqual(epochsBehind(b));
    expect(epochsBehind(a).every(([, , epoch]) => (epoch ?? 0) > 0)).toBe(true);
    expect(scene.replica(a).logEndOffset).toBe(15);
  });
});

describe("KIP-279: leaders change in quick succession", () => {
  test("a log with an epoch that the new leader never had is cut back to their last common record", () => {
    const scene = new Scene({ storage: "directory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    // A appends in epoch 0 what nobody fetches.
    cluster.slow(a, b, VERY_SLOW_MS);
    cluster.slow(a, c, VERY_SLOW_MS);
    scene.send(3);
    scene.until(() => scene.replica(a).durableEndOffset === 8, "A has records of its own");
    cluster.slow(b, c, VERY_SLOW_MS);
    cluster.killBroker(a);
    // B appends them in epoch 1; C never gets any.
    scene.untilLeader(b);
    scene.send(4);
    scene.until(() => scene.replica(b).durableEndOffset > 5, "B has records of its own");
    expect(scene.replica(c).logEndOffset).toBe(5);
    cluster.killBroker(b);
    scene.untilLeader(c);
    scene.until(() => scene.producer.unfinished === 0, "everything is acknowledged by C");
    for (const [from, to] of [
      [a, b],
      [a, c],
      [b, c],
    ] as const)
      cluster.slow(from, to, 0);
    cluster.startBroker(b);
    cluster.startBroker(a);
    scene.workload.finish();
    const logs = [a, b, c].map((id) =>
      Array.from(scene.replica(id).batches(), ({ crc, leaderEpoch }) => [crc, leaderEpoch]),
    );
    expect(logs[0]).toEqual(logs[2]);
    expect(logs[1]).toEqual(logs[2]);
    expect(logs[2]?.some(([, epoch]) => epoch === 1)).toBe(false);
  });
});

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

describe("KIP-497: an ISR change in flight", () => {
  test("counts a member that is being added before the supervisor has said so", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.killBroker(c);
    cluster.killBroker(b);
    scene.until(() => scene.replica(a).maximalIsr.length === 1, "A knows that it is alone");
    cluster.slow(a, 0, 500);
    cluster.startBroker(b);
    scene.until(() => scene.replica(a).maximalIsr.includes(b), "A asks for B");
    expect(scene.state.isr).toEqual([a]);
    cluster.slow(b, a, VERY_SLOW_MS); // B fetches no more
    scene.send(3);
    cluster.advance(300);
    expect(scene.state.isr).toEqual([a]);
    expect(scene.acknowledged).toBe(5);
    scene.until(() => scene.state.isr.length === 2, "B is in the ISR");
    expect(scene.acknowledged).toBe(5);
    cluster.slow(b, a, 0);
    cluster.slow(a, 0, 0);
    cluster.killBroker(a); // B may lead: nothing acknowledged is missing
    scene.untilLeader(b);
    cluster.startBroker(a);
    cluster.startBroker(c);
    scene.workload.finish();
    expect(scene.acknowledged).toBe(8);
  });
});

describe("KIP-903: a stale incarnation enters the ISR", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules, replicaLagTimeMaxMs: 100 });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.killBroker(c);
    cluster.killBroker(b);
    scene.until(() => scene.state.isr.length === 1, "A is alone");
    // B comes back empty and registers, but its fetches do not reach A: what A knows is of B's last life.
    cluster.slow(b, a, VERY_SLOW_MS);
    cluster.startBroker(b);
    scene.until(() => cluster.image.brokers.get(b)?.incarnation === 1, "B is registered");
    cluster.advance(400);
    expect(scene.state.isr).toEqual([a]);
    cluster.slow(b, a, 0);
    cluster.startBroker(c);
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

describe("a duplicate of a batch that is not committed", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.slow(a, c, VERY_SLOW_MS);
    scene.send(3);
    scene.until(() => scene.replica(b).logEndOffset === 8, "B has the records, C has not");
    cluster.slow(b, c, VERY_SLOW_MS);
    cluster.killBroker(a);
    scene.untilLeader(b);
    cluster.advance(200); // the producer sends the batch again
    expect(scene.replica(b).highWatermark).toBe(5);
    cluster.killBroker(b);
    scene.untilLeader(c);
    cluster.slow(a, c, 0);
    cluster.slow(b, c, 0);
    cluster.startBroker(a);
    cluster.startBroker(b);
    scene.workload.finish();
    return scene;
  }

  test("is acknowledged only when the original is committed", () => {
    expect(play({}).acknowledged).toBe(8);
  });

  test("acknowledged before that is a lost write when its leader dies", () => {
    expect(() => play({ duplicate: "appended" })).toThrow(/no acknowledged write is lost/);
  });
});

describe("an acknowledgement", () => {
  function play(rules: Partial<ReplicaRules>): Scene {
    const scene = new Scene({ storage: "memory", rules });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.slow(a, c, VERY_SLOW_MS);
    cluster.slow(a, b, VERY_SLOW_MS);
    scene.send(3);
    cluster.advance(100);
    cluster.killBroker(a);
    scene.untilLeader(b);
    cluster.slow(a, c, 0);
    cluster.slow(a, b, 0);
    cluster.startBroker(a);
    scene.workload.finish();
    return scene;
  }

  test("waits for every in-sync replica", () => {
    expect(play({}).acknowledged).toBe(8);
  });

  test("that waits for the leader alone is a lost write when it dies", () => {
    expect(() => play({ acknowledge: "appended" })).toThrow(/no acknowledged write is lost/);
  });
});

describe("KIP-207: the latest offset right after an election", () => {
  test("is not available until the leader has committed in its own epoch, and then not below what was seen", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    scene.send(5);
    scene.until(() => scene.replica(b).logEndOffset === 10, "B has the records");
    cluster.slow(a, b, VERY_SLOW_MS);
    scene.until(() => scene.acknowledged === 10, "the records are acknowledged");
    cluster.slow(c, b, 300); // C's first fetch takes its time
    cluster.killBroker(a);
    scene.untilLeader(b);
    expect(scene.replica(b).highWatermark).toBe(5);
    expect(scene.latestOffset(b).error).toBe(ErrorCode.OFFSET_NOT_AVAILABLE);
    scene.until(() => scene.latestOffset(b).error === ErrorCode.NONE, "the offset is available");
    expect(scene.latestOffset(b).offset).toBe(10);
    cluster.slow(c, b, 0);
    cluster.slow(a, b, 0);
    cluster.startBroker(a);
    scene.workload.finish();
  });
});

describe("KIP-966: the high watermark while the ISR is too small", () => {
  test("stands still until min.insync.replicas are in sync again", () => {
    const scene = new Scene({ storage: "memory", minInSyncReplicas: 2 });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.killBroker(b);
    cluster.killBroker(c);
    scene.send(3);
    cluster.advance(500);
    expect(scene.acknowledged).toBe(5);
    expect(scene.replica(a).highWatermark).toBe(5);
    cluster.startBroker(b);
    cluster.startBroker(c);
    scene.workload.finish();
    expect(scene.acknowledged).toBe(8);
  });
});

describe("the supervisor's death", () => {
  test("is not noticed by producers and consumers while leaders live", () => {
    const scene = new Scene({ storage: "memory" });
    scene.sendAndAwait(1); // its producer id comes from the supervisor
    scene.cluster.killSupervisor();
    scene.sendAndAwait(20);
    scene.cluster.startSupervisor();
    scene.workload.finish();
    expect(scene.acknowledged).toBe(21);
  });

  test("together with a leader's delays the election until it is back, and loses nothing", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a } = scene;
    scene.sendAndAwait(5);
    cluster.killSupervisor();
    cluster.killBroker(a);
    scene.send(5);
    cluster.advance(500);
    expect(scene.acknowledged).toBe(5);
    cluster.startSupervisor();
    cluster.startBroker(a);
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
    cluster.killSupervisorInTurn();
    scene.until(() => cluster.image.topicByName("asked-twice") !== undefined, "the creation is in the log");
    cluster.advance(50);
    expect(cluster.runtime.endpoint(0)).toBeUndefined();
    expect(admin.unfinished).toBe(1);
    cluster.startSupervisor();
    scene.until(() => admin.unfinished === 0, "the creation is answered");
    expect(admin.created).toEqual(["asked-twice"]);
    expect(admin.refused).toEqual([]);
    scene.workload.finish();
  });

  test("does not elect twice for one death", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b } = scene;
    scene.sendAndAwait(5);
    cluster.killBroker(a);
    cluster.killSupervisorInTurn();
    cluster.advance(50);
    cluster.startSupervisor();
    scene.untilLeader(b);
    expect(scene.state.leaderEpoch).toBe(1);
    cluster.startBroker(a);
    scene.workload.finish();
  });
});

describe("the death of all brokers", () => {
  test("loses nothing acknowledged when acknowledged means synced", () => {
    const scene = new Scene({ storage: "directory" });
    const { cluster } = scene;
    scene.sendAndAwait(50);
    scene.send(50);
    cluster.advance(5);
    for (const id of cluster.brokerIds) cluster.killBroker(id);
    cluster.advance(200);
    for (const id of cluster.brokerIds) cluster.startBroker(id);
    scene.workload.finish();
    expect(scene.acknowledged).toBe(100);
  });

  test("in memory is a loss that is said: the partition goes on empty, behind the offsets that it had given out", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster } = scene;
    scene.sendAndAwait(5);
    for (const id of cluster.brokerIds) cluster.killBroker(id);
    cluster.advance(200);
    for (const id of cluster.brokerIds) cluster.startBroker(id);
    scene.until(() => scene.state.leader >= 0, "somebody leads again");
    expect(scene.state).toMatchObject({ recoveredOffset: 5, dataLost: false });
    expect(cluster.runtime.timeline.toString()).toContain("dataLost");
    scene.sendAndAwait(3);
    expect(scene.workload.history.acknowledged.at(-1)?.lastOffset).toBe(7);
    expect(cluster.replica(scene.state.leader, scene.state.topicId, 0)).toMatchObject({ logStartOffset: 5 });
  });

  test("in memory keeps the partition offline while one that may have some of the data is away", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster } = scene;
    scene.sendAndAwait(5);
    for (const id of [1, 2, 3]) {
      cluster.killBroker(id);
      cluster.advance(50);
    }
    const last = scene.state.isr[0] as number;
    cluster.startBroker(last);
    const other = cluster.brokerIds.find((id) => id !== last) as number;
    cluster.startBroker(other);
    cluster.advance(500);
    expect(scene.state).toMatchObject({ leader: -1, isr: [], dataLost: true });
    for (const id of cluster.brokerIds) if (id !== last && id !== other) cluster.startBroker(id);
    scene.until(() => scene.state.leader >= 0, "all have come back without data, so somebody leads again");
  });
});
