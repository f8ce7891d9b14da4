import { describe, expect, test } from "vitest";
import { checkScenario } from "../../../../src/testing/scenario/check-scenario.ts";
import type { Scenario } from "../../../../src/testing/scenario/scenario.ts";
import { simulate } from "../../../../src/testing/simulate.ts";
import { SimulatedCluster } from "../../../../src/testing/simulated-cluster.ts";

const start = async (): Promise<void> => {};
const orders = { topic: "orders", partitions: 2 };
const base: Scenario = { topics: [orders], load: {}, durationMs: 100 };
const leader = { leaderOf: { topic: "orders", partition: 0 } };
const users = [{ name: "shop", start }];

/** What is changed of a scenario that is good, and what the message must say. */
const REFUSED: readonly (readonly [name: string, change: object, message: RegExp])[] = [
  ["a field that it does not have", { duration: 5 }, /a scenario has no option "duration"; it knows .*durationMs/],
  ["no topics and no users", { topics: [] }, /topics names at least one topic/],
  ["no list of topics", { topics: undefined }, /topics must be a list/],
  ["a topic twice", { topics: [orders, orders] }, /topics\[1\].topic: "orders" is there twice/],
  [
    "a topic without partitions",
    { topics: [{ topic: "o", partitions: 0 }] },
    /topics\[0\].partitions .* from 1 .* not 0/,
  ],
  ["more replicas than brokers", { brokers: 1 }, /replicationFactor .* from 1 to 1, the number of brokers, not 3/],
  ["an unknown reclaim", { topics: [{ ...orders, reclaim: "newest" }] }, /topics\[0\].reclaim .*"oldest"/],
  ["no brokers", { brokers: 0 }, /brokers must be a whole number from 1 to 31, not 0/],
  ["an unknown storage", { storage: "disk" }, /storage must be one of "memory", "directory", not "disk"/],
  ["no length", { durationMs: undefined }, /durationMs must be a whole number/],
  ["a negative length", { durationMs: -5 }, /durationMs must be a whole number from 0/],
  ["a length of text", { durationMs: "x" }, /durationMs must be a whole number/],
  ["an unknown field of the load", { load: { recordPerSecond: 4 } }, /load has no option "recordPerSecond"/],
  ["a rate of nothing", { load: { recordsPerSecond: 0 } }, /load.recordsPerSecond must be a number above 0/],
  ["fewer producers than none", { load: { producers: -1 } }, /load.producers .* not -1/],
  ["Kafka's name of acks", { load: { acks: "all" } }, /load.acks must be one of -1, 0, 1, not "all"/],
  ["idempotence without all acks", { load: { acks: 1, idempotent: true } }, /idempotent: true needs acks -1/],
  ["a user without a program", { users: [{ name: "u" }] }, /users\[0\].start must be a function/],
  ["an unknown field of a user", { users: [{ name: "u", start, mortl: true }] }, /users\[0\] has no option "mortl"/],
  ["users of one name", { users: [...users, ...users] }, /users\[1\].name: "shop" is there twice/],
  ["a user called as a client of the load", { users: [{ name: "p0", start }] }, /users\[0\].name: "p0" is .* the load/],
  [
    "a user who comes back before it died",
    { users: [{ name: "u", start, restartAfterMs: -1 }] },
    /restartAfterMs .* -1/,
  ],
  ["a check that is never called", { checks: [{ name: "x" }] }, /checks\[0\] .* afterTurn, eventually or atEnd/],
  ["an unknown moment of a check", { checks: [{ name: "x", atend() {} }] }, /checks\[0\] has no option "atend"/],
  [
    "an unknown kind to draw",
    { faults: { kinds: ["kil"], gapMsMax: 9 } },
    /kinds\[0\] must be one of .*"kill".* not "kil"/,
  ],
  [
    "no pause between drawn faults",
    { faults: { kinds: ["kill"], gapMsMax: 0 } },
    /gapMsMax must be a whole number from 1/,
  ],
];

/** Steps of a schedule by hand. */
const REFUSED_STEPS: readonly (readonly [name: string, step: object, message: RegExp])[] = [
  ["an unknown fault", { fault: "kil", target: leader }, /faults\[0\].fault must be one of "kill", .* not "kil"/],
  ["a negative moment", { atMs: -1, fault: "kill", target: leader }, /faults\[0\].atMs must be a whole number from 0/],
  ["a moment after the end", { atMs: 100, fault: "kill", target: leader }, /atMs .* below durationMs \(100\), not 100/],
  [
    "no length",
    { fault: "pause", target: leader },
    /faults\[0\].forMs must be a whole number from 0 up, not undefined/,
  ],
  ["an unknown field", { fault: "kill", target: leader, restartAfter: 4 }, /has no option "restartAfter"/],
  ["no target", { fault: "kill" }, /faults\[0\].target must be "supervisor", \{ broker/],
  ["an unknown target", { fault: "kill", target: { brokr: 1 } }, /faults\[0\].target must be "supervisor", \{ broker/],
  ["a client that nobody is", { fault: "kill", target: { client: "p7" } }, /no client is called "p7".* p0, p1, c0, c1/],
  ["a broker that is not there", { fault: "kill", target: { broker: 9 } }, /there is no broker 9: choose 1 to 3/],
  [
    "a topic that is not there",
    { fault: "kill", target: { leaderOf: { topic: "x", partition: 0 } } },
    /no topic .*"x"/,
  ],
  [
    "a partition that is not there",
    { fault: "kill", target: { leaderOf: { topic: "orders", partition: 2 } } },
    /orders has no partition 2/,
  ],
  ["a disk of the supervisor", { fault: "storage", target: "supervisor", kind: "bitRot" }, /target must be a broker/],
  ["a planned end of a client", { fault: "restart", target: { client: "p0" } }, /target must be a broker/],
  ["an unknown fault of a disk", { fault: "storage", target: leader, kind: "rot" }, /kind must be one of "appendFull"/],
  ["one side", { fault: "partition", sides: [["supervisor"]], forMs: 9 }, /sides must be two lists of targets/],
];

describe("a scenario is refused, and says why, where it has", () => {
  test.each(REFUSED)("%s", async (_, change, message) => {
    const refused = { name: "MillraceError", code: "INVALID_OPTION", message: expect.stringMatching(message) };
    await expect(SimulatedCluster.run(1, { ...base, ...change })).rejects.toMatchObject(refused);
  });

  test.each(REFUSED_STEPS)("a step with %s", async (_, step, message) => {
    const faults = [{ atMs: 5, ...step }] as unknown as Scenario["faults"] & {};
    const refused = { name: "MillraceError", code: "INVALID_OPTION", message: expect.stringMatching(message) };
    await expect(SimulatedCluster.run(1, { ...base, faults })).rejects.toMatchObject(refused);
  });

  test("steps that are not in order", () => {
    const faults = [9, 8].map((atMs) => ({ atMs, fault: "kill", target: leader }) as const);
    expect(() => checkScenario({ ...base, faults })).toThrow(/faults\[1\].atMs .* in the order of their moments/);
  });

  test.each([1.5, Number.NaN, undefined])("the seed %s", async (seed) => {
    await expect(SimulatedCluster.run(seed as number, base)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});

describe("a scenario is taken where it names", () => {
  test("who takes the place of a client that is killed", () => {
    const faults = ["p1", "p2"].map((client, at) => ({ atMs: at, fault: "kill", target: { client } }) as const);
    expect(() => checkScenario({ ...base, faults })).not.toThrow();
  });

  test("topics that its users may create", () => {
    const target = { leaderOf: { topic: "later", partition: 0 } };
    checkScenario({ ...base, topics: [], users, faults: [{ atMs: 1, fault: "kill", target }] });
  });

  test("clients of several topics, by their names", () => {
    const topics = [orders, { topic: "bills", partitions: 1 }];
    const step = (client: string) => [{ atMs: 1, fault: "pause", target: { client }, forMs: 5 }] as const;
    checkScenario({ ...base, topics, faults: step("bills-c1") });
    expect(() => checkScenario({ ...base, topics, faults: step("c1") })).toThrow(/no client is called "c1"/);
  });
});

describe("a drawn simulation refuses", () => {
  test("kinds of faults that there are not", () => {
    const faults = ["kil"] as unknown as ["kill"];
    expect(() => simulate(1, { faults })).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
  });

  test("steps that are none", () => {
    const schedule = [{ atMs: 1, fault: "pause", target: "supervisor" }] as never;
    expect(() => simulate(1, { schedule })).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
  });
});
