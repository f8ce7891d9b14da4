import { describe, expect, test } from "vitest";
import { drawFaults, FAULT_KINDS } from "../../src/testing/faults/draw-faults.ts";
import { FaultInjector } from "../../src/testing/faults/fault-injector.ts";
import type { FaultAction, FaultSchedule, Target } from "../../src/testing/faults/fault-step.ts";
import { SimulatedCluster } from "../../src/testing/simulated-cluster.ts";
import { Workload } from "../../src/testing/users/workload.ts";
import { Scene } from "./support/scene.ts";

const TOPIC = "busy";

function underLoad({ seed = 1, durationMs = 1_000, storage = "memory" as "memory" | "directory" } = {}) {
  const cluster = new SimulatedCluster({ seed, storage });
  const workload = new Workload(cluster, { topic: TOPIC, partitions: 1, durationMs, minInSyncReplicas: 2 });
  workload.begin();
  cluster.settled();
  const finish = () => {
    cluster.advance(Math.max(0, durationMs + 50 - cluster.runtime.time.now));
    workload.finish();
  };
  return { cluster, workload, finish, state: () => cluster.image.partition(workload.topicId, 0) };
}

/** Applies a schedule, and gives the timeline of a run that ended well. */
function played(schedule: FaultSchedule, storage: "memory" | "directory" = "memory"): string {
  const { cluster, workload } = underLoad({ storage });
  new FaultInjector(cluster, schedule, { durationMs: 600 });
  cluster.advance(1_000);
  workload.finish();
  return cluster.runtime.timeline.toString();
}

describe("a partition", () => {
  test("holds what is sent until it is healed, in both directions, and loses nothing", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.settled();
    cluster.partition([{ broker: a }], [{ broker: b }, { broker: c }]);
    scene.send(3);
    cluster.advance(1_000);
    expect([b, c].map((id) => scene.replica(id).logEndOffset)).toEqual([5, 5]);
    expect(scene.acknowledged).toBe(5);
    cluster.heal([{ broker: a }], [{ broker: b }, { broker: c }]);
    const before = cluster.runtime.time.now;
    scene.until(() => scene.acknowledged === 8, "the records are acknowledged");
    expect(cluster.runtime.time.now - before, "at once, not after a timeout").toBeLessThan(100);
    scene.workload.finish();
  });

  test("does not hide a death: another leader is elected", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a, b, c } = scene;
    scene.sendAndAwait(5);
    cluster.partition(["supervisor"], [{ broker: a }]);
    scene.failOver(a, b);
    cluster.start({ broker: a });
    cluster.advance(300);
    expect(cluster.image.brokers.get(a)?.fenced, "its registration is held").toBe(true);
    cluster.heal();
    cluster.settled();
    expect([...scene.state.isr].sort()).toEqual([a, b, c].sort());
    scene.workload.finish();
  });

  test("brings what the dead had sent with the notice of their death", () => {
    const scene = new Scene({ storage: "memory" });
    const { cluster, a } = scene;
    scene.sendAndAwait(5);
    cluster.partition([{ client: "p0" }], [{ broker: a }]);
    scene.send(3);
    cluster.advance(20);
    expect(scene.replica(a).logEndOffset).toBe(5);
    cluster.kill({ client: "p0" });
    scene.until(() => scene.replica(a).logEndOffset === 8, "its last request arrives");
  });

  test("heals one link and leaves the others as they are", () => {
    const { cluster, finish } = underLoad();
    cluster.partition([{ broker: 1 }], [{ broker: 2 }, { broker: 3 }]);
    cluster.heal([{ broker: 1 }], [{ broker: 2 }]);
    const heard = new Set<string>();
    cluster.onFrame.push((from, to) => heard.add(`${from} -> ${to}`));
    cluster.advance(300);
    expect(heard).toContain("2 -> 1");
    expect(heard).not.toContain("3 -> 1");
    expect(heard).not.toContain("1 -> 3");
    cluster.heal();
    finish();
  });
});

describe("a client, by its name,", () => {
  test("is paused and resumed", () => {
    const { cluster, workload, finish } = underLoad();
    const position = () => workload.consumers[0]?.position(TOPIC, 0);
    cluster.pause({ client: "c0" });
    const before = position();
    cluster.advance(300);
    expect(position()).toBe(before);
    cluster.resume({ client: "c0" });
    finish();
    expect(position()).toBeGreaterThan(before ?? 0);
  });

  test.each(["now", "inTurn"] as const)("is killed (%s), and another one takes its place", (when) => {
    const { cluster, workload, finish } = underLoad();
    cluster.kill({ client: "p0" }, { when });
    cluster.kill({ client: "c1" }, { when });
    cluster.advance(100);
    expect(workload.producers.map(({ name }) => name)).toEqual(["p1", "p2"]);
    expect(workload.consumers.map(({ name }) => name)).toEqual(["c0", "c2"]);
    expect(cluster.clientEndpoint("p0")).toBeUndefined();
    finish();
  });
});

describe("a full arena", () => {
  test("stops writers until it is free again, and ends well", () => {
    const { cluster, workload, finish } = underLoad();
    cluster.fillArena();
    const free = cluster.runtime.world.arena.totalBytes - cluster.runtime.world.arena.usedBytes();
    expect(free).toBeLessThan(cluster.runtime.world.arena.unitBytes);
    cluster.advance(200);
    cluster.freeArena();
    finish();
    expect(workload.history.acknowledgedBatches).toBeGreaterThan(10);
  });
});

describe("a role", () => {
  test("is looked up when the fault comes, and nobody has it where the partition is not there", () => {
    const { cluster, state, finish } = underLoad();
    const { leader, isr } = state() ?? { leader: -1, isr: [] };
    const place = { topic: TOPIC, partition: 0 };
    expect(cluster.endpointOf({ leaderOf: place })).toBe(leader);
    expect(cluster.endpointOf({ followerOf: place })).toBe(isr.find((id) => id !== leader));
    expect(cluster.endpointOf({ leaderOf: { topic: "nowhere", partition: 0 } })).toBeUndefined();
    cluster.kill({ leaderOf: place });
    cluster.runUntil(() => state()?.leader !== leader, 1_000, "another one leads");
    expect(cluster.endpointOf({ leaderOf: place })).not.toBe(leader);
    cluster.start({ broker: leader });
    finish();
  });
});

describe("a schedule", () => {
  const options = { durationMs: 2_000, gapMsMax: 20, brokers: [1, 2, 3], places: [{ topic: TOPIC, partition: 0 }] };
  const clients = { clients: ["p0", "c0"], mortals: ["p0"] };

  test("is drawn from its seed alone, in the order of its moments, within its time", () => {
    const drawn = drawFaults(7, { ...options, ...clients });
    expect(drawFaults(7, { ...options, ...clients })).toEqual(drawn);
    expect(drawFaults(8, { ...options, ...clients })).not.toEqual(drawn);
    const moments = drawn.map(({ atMs }) => atMs);
    expect(moments).toEqual([...moments].sort((left, right) => left - right));
    expect(moments.at(-1)).toBeLessThan(2_000);
    expect(JSON.parse(JSON.stringify(drawn)), "plain data").toEqual(drawn);
  });

  test("has every kind of fault in it, for every kind of target", () => {
    const kinds = [...FAULT_KINDS, "restart", "fillArena"] as const;
    const drawn = [1, 2, 3, 4, 5].flatMap((seed) => drawFaults(seed, { ...options, ...clients, kinds }));
    const faults: readonly FaultAction["fault"][] = [
      ...(["kill", "restart", "pause", "hang", "slow"] as const),
      ...(["partition", "storage", "fillArena"] as const),
    ];
    for (const fault of faults)
      expect(
        drawn.some((step) => step.fault === fault),
        fault,
      ).toBe(true);
    const killed = drawn.flatMap((step) => (step.fault === "kill" ? [kindOf(step.target)] : []));
    expect([...new Set(killed)].sort()).toEqual(["broker", "client", "leaderOf", "supervisor"]);
  });

  test("is applied at its moments, and ends healed", () => {
    const timeline = played([
      { atMs: 100, fault: "kill", target: { broker: 1 }, restartAfterMs: 50 },
      { atMs: 300, fault: "pause", target: { broker: 2 }, forMs: 10_000 },
      { atMs: 310, fault: "partition", sides: [["supervisor"], [{ broker: 3 }]], forMs: 10_000 },
    ]);
    expect(timeline).toMatch(/step 0: kill broker 1, back after 50 ms[\s\S]*broker 1 killed[\s\S]*broker 1 restarted/);
    expect(timeline).toMatch(/broker 2 paused[\s\S]*broker 2 resumed/);
    expect(timeline).toMatch(/partition: supervisor \| broker 3[\s\S]*healed: supervisor \| broker 3/);
  });

  test("leaves out what would be a lawful loss, and says so", () => {
    const kills = [1, 2, 3].map((broker) => ({ atMs: 100, fault: "kill", target: { broker } }) as const);
    const last = /step 2: kill broker 3.*\(not done: it alone keeps some records\)/;
    expect(played(kills)).toMatch(last);
    expect(played(kills, "directory"), "disks keep everything").not.toMatch(last);
  });

  test("has nobody die in a turn that may be far away", () => {
    const timeline = played(
      [
        { atMs: 100, fault: "hang", target: { broker: 1 }, forMs: 300 },
        { atMs: 150, fault: "kill", target: { broker: 1 }, when: "inTurn" },
      ],
      "directory",
    );
    expect(timeline).toMatch(/step 1: kill broker 1 in its next turn.*\(not done: it takes no turns\)/);
    expect(timeline).not.toContain("broker 1 restarted");
  });

  test("does not hold who was meant to a role that somebody else has got meanwhile", () => {
    const target = { leaderOf: { topic: TOPIC, partition: 0 } };
    const timeline = played([
      { atMs: 50, fault: "kill", target, restartAfterMs: 150 },
      { atMs: 90, fault: "kill", target, restartAfterMs: 150 },
    ]);
    const killed = Array.from(timeline.matchAll(/broker (\d) killed/g), ([, broker]) => broker);
    const back = Array.from(timeline.matchAll(/broker (\d) restarted/g), ([, broker]) => broker);
    expect(new Set(killed).size).toBe(2);
    expect(back).toEqual(killed);
  });
});

function kindOf(target: Target): string {
  return typeof target === "string" ? target : (Object.keys(target)[0] ?? "");
}
