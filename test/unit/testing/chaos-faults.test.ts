import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.ts";
import { MetadataImage, STEADY_PARTITION } from "../../../src/metadata/image.ts";
import { planChaos } from "../../../src/testing/chaos/chaos-options.ts";
import { drawThreadFaults } from "../../../src/testing/chaos/draw-thread-faults.ts";
import { runOnThreads } from "../../../src/testing/chaos/index.ts";
import { plannedClients } from "../../../src/testing/chaos/planned-clients.ts";
import { misfitOnThreads, victimOf } from "../../../src/testing/chaos/thread-faults.ts";
import type { FaultSchedule } from "../../../src/testing/faults/fault-step.ts";
import type { Load, Scenario } from "../../../src/testing/scenario/scenario.ts";

const place = { topic: "orders", partition: 1 };

function withFaults(faults: NonNullable<Scenario["faults"]>): Scenario {
  return { topics: [{ topic: "orders", partitions: 2 }], durationMs: 100, faults };
}

describe("a scenario that threads cannot run", () => {
  test("is refused with all the faults that they cannot have, before anything is started", async () => {
    const faults: FaultSchedule = [
      { atMs: 1, fault: "kill", target: "supervisor" },
      { atMs: 2, fault: "slow", from: { broker: 1 }, to: { broker: 2 }, byMs: 5, forMs: 10 },
      { atMs: 3, fault: "partition", sides: [["supervisor"], [{ broker: 1 }]], forMs: 10 },
      { atMs: 4, fault: "storage", target: { broker: 1 }, kind: "syncFails" },
      { atMs: 5, fault: "pause", target: "supervisor", forMs: 5 },
    ];
    await expect(runOnThreads(withFaults(faults), { seed: 1 })).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringMatching(/not exist on threads: slow, partition, storage, pause of the supervisor\./),
    });
  });

  test.each([
    ["a directory", { ...withFaults([]), storage: "directory" as const }, /storage is a directory/],
    ["users' code", { ...withFaults([]), users: [{ name: "ada", start: async () => {} }] }, /its users are code/],
    ["records without room for who sent them", { ...withFaults([]), load: { recordBytes: 4 } }, /recordBytes.*12/],
  ])("is refused for %s", (_, scenario, message) => {
    expect(() => planChaos(scenario, { seed: 1 })).toThrow(message);
  });

  test("is refused for a restart of what cannot be restarted as planned", () => {
    expect(misfitOnThreads({ fault: "restart", target: "supervisor" })).toBe("restart of the supervisor");
    expect(misfitOnThreads({ fault: "restart", target: { client: "producer-1" } })).toBe("restart of a client");
    expect(misfitOnThreads({ fault: "restart", target: { leaderOf: place } })).toBeUndefined();
  });
});

describe("drawn faults", () => {
  const setting = {
    durationMs: 60_000,
    brokers: 3,
    places: [place],
    clients: ["producer-1", "consumer-1"],
    sessionTimeoutMs: 1_500,
  };

  test("are such as threads can have, whatever kinds are asked for, and come in order within the time", () => {
    const kinds = ["kill", "slow", "partition", "storage", "restart", "pause", "hang", "fillArena"] as const;
    const steps = drawThreadFaults(new Random(5), { kinds, gapMsMax: 200 }, setting);
    expect(steps.map(misfitOnThreads).filter((misfit) => misfit !== undefined)).toEqual([]);
    expect(new Set(steps.map(({ fault }) => fault))).toEqual(
      new Set(["kill", "restart", "pause", "hang", "fillArena"]),
    );
    const moments = steps.map(({ atMs }) => atMs);
    expect(moments).toEqual([...moments].sort((left, right) => left - right));
    expect(moments.at(-1)).toBeLessThan(setting.durationMs);
    expect(steps.length).toBeGreaterThan(setting.durationMs / 200);
  });

  test("are the same for the same seed, and others for another", () => {
    const draw = (seed: number) =>
      drawThreadFaults(new Random(seed), { kinds: ["kill", "hang"], gapMsMax: 500 }, setting);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test("are none where threads have none of the kinds", () => {
    expect(drawThreadFaults(new Random(1), { kinds: ["slow", "storage"], gapMsMax: 10 }, setting)).toEqual([]);
  });
});

describe("the clients of a load", () => {
  const named = (load: Load, topics: readonly string[]) =>
    plannedClients(
      load,
      topics.map((topic) => ({ topic, partition: 0 })),
    ).map(({ name, own }) => `${name} of ${own}`);

  test("have the names that they have in a simulation, and their topic's partitions", () => {
    expect(named({}, ["orders", "orders"])).toEqual(["p0 of 0,1", "p1 of 0,1", "c0 of 0,1", "c1 of 0,1"]);
    expect(named({ acks: 1, consumers: 0 }, ["orders"])).toEqual(["l0 of 0", "l1 of 0"]);
    expect(named({ idempotent: false, producers: 1, consumers: 0 }, ["orders"])).toEqual(["l0 of 0"]);
    expect(named({ producers: 1, consumers: 1 }, ["a", "b", "a"])).toEqual([
      "a-p0 of 0,2",
      "a-c0 of 0,2",
      "b-p0 of 1",
      "b-c0 of 1",
    ]);
  });
});

describe("a role", () => {
  const image = new MetadataImage();
  const base = { ...STEADY_PARTITION, topicId: 1, replicas: [1, 2, 3], leaderEpoch: 0, partitionEpoch: 0 };
  image.replay({ type: "topicCreated", topicId: 1, name: "orders", configs: new Map() });
  for (const [partition, { isr, leader }] of [
    { isr: [2, 1], leader: 2 },
    { isr: [3], leader: 3 },
    { isr: [1], leader: -1 },
  ].entries())
    image.replay({
      type: "partitionChanged",
      state: { ...base, partition, isr, leader, highWatermarkSlot: partition },
    });

  test.each([
    ["the leader", { leaderOf: { topic: "orders", partition: 0 } }, 2],
    ["the first in-sync follower", { followerOf: { topic: "orders", partition: 0 } }, 1],
    ["no follower where the leader is alone", { followerOf: { topic: "orders", partition: 1 } }, undefined],
    ["no leader where there is none", { leaderOf: { topic: "orders", partition: 2 } }, undefined],
    ["nobody of a partition that is not there", { leaderOf: { topic: "orders", partition: 9 } }, undefined],
    ["a broker by its number", { broker: 7 }, 7],
    ["a client by its name", { client: "producer-1" }, { client: "producer-1" }],
  ])("is looked up: %s", (_, target, victim) => {
    expect(victimOf(target, image)).toEqual(victim);
  });
});
