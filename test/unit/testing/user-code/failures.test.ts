import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { json } from "../../../../src/index.ts";
import {
  type Check,
  type CheckView,
  SimulatedCluster,
  type SimulatedUser,
  SimulationFailure,
} from "../../../../src/testing/index.ts";

const TOPICS = [{ topic: "orders", partitions: 2 }];

/** How a run of this code ends. */
function failureOf(start: (user: SimulatedUser) => Promise<void>, checks: readonly Check[] = []): Promise<unknown> {
  const scenario = { topics: TOPICS, users: [{ name: "shop", start }], checks, durationMs: 200, deadlineMs: 1_000 };
  return SimulatedCluster.run(11, scenario).then(
    () => expect.unreachable("the run fails"),
    (error: unknown) => error,
  );
}

describe("a run of users' code fails", () => {
  test("with the seed, the timeline and the cause when the code throws", async () => {
    const cause = new Error("the till is empty");
    const failure = await failureOf(async (user) => {
      await user.sleep(20);
      user.note("opens the till");
      throw cause;
    });
    expect(failure).toBeInstanceOf(SimulationFailure);
    expect(failure).toMatchObject({ invariant: "users' code does not throw", seed: 11, cause });
    expect(failure).toMatchObject({
      message: expect.stringMatching(/shop: Error: the till is empty[\s\S]*seed 11[\s\S]*shop started\n.*shop: opens/),
    });
  });

  test("when a client refuses what it was asked", async () => {
    const failure = await failureOf(async (user) => {
      await user.producer().send({ topic: "orders", partition: 9, value: "nowhere" });
    });
    expect(failure).toMatchObject({ cause: { code: "UNKNOWN_TOPIC_OR_PARTITION" } });
  });

  test("when the code of onError throws", async () => {
    const failure = await failureOf(async (user) => {
      const onError = () => {
        throw new Error("cannot be told");
      };
      const producer = user.producer({ onError, maxBlockMs: 10 });
      producer.write({ topic: "missing", value: "x" });
      await user.sleep(100);
    });
    expect(failure).toMatchObject({ cause: { message: "cannot be told" } });
  });

  test("when a check is a promise, for which nobody can wait, and when it throws what is no error", async () => {
    const start = async () => {};
    const late: Check = { name: "late", atEnd: async () => Promise.reject(new Error("too late")) };
    expect(await failureOf(start, [late])).toMatchObject({
      invariant: "late",
      message: expect.stringContaining("atEnd returned a promise: checks are synchronous"),
    });
    const spoken: unknown = "words";
    const words = () => {
      throw spoken;
    };
    expect(await failureOf(start, [{ name: "in words", atEnd: words }])).toMatchObject({ cause: "words" });
  });

  test("when a check fails that has no users", async () => {
    const atEnd = ({ records }: CheckView) => expect([...records("orders")]).toEqual([]);
    const scenario = { topics: TOPICS, load: {}, checks: [{ name: "nothing is ordered", atEnd }], durationMs: 100 };
    await expect(SimulatedCluster.run(11, scenario)).rejects.toMatchObject({ invariant: "nothing is ordered" });
  });

  test("when a user does not end", async () => {
    const failure = await failureOf(async (user) => {
      await user.sleep(100_000);
    });
    expect(failure).toMatchObject({
      invariant: "every operation ends",
      message: expect.stringContaining("shop ended: not within 1000 ms after the last fault"),
    });
  });

  test.each([
    ["a promise of somebody else", () => Promise.withResolvers<void>().promise],
    ["other threads", () => crypto.subtle.digest("SHA-256", new Uint8Array(1)).then(() => {})],
  ])("when it waits for %s", async (_, wait) => {
    const failure = await failureOf(async (user) => {
      await user.sleep(5);
      await wait();
    });
    expect(failure).toMatchObject({
      invariant: "users wait for the simulation alone",
      message: expect.stringContaining("shop waits for something that is not simulated"),
    });
  });

  test.each([
    ["setTimeout", () => new Promise((resolve) => setTimeout(resolve, 1))],
    ["setImmediate", () => new Promise((resolve) => setImmediate(resolve))],
    ["fetch", () => fetch("http://127.0.0.1:1")],
  ])("when it asks for %s, also beside something that is simulated, and catches that", async (name, wait) => {
    const failure = await failureOf(async (user) => {
      await Promise.race([user.sleep(50), Promise.resolve().then(wait)]).catch(() => {});
    });
    expect(failure).toMatchObject({
      invariant: "users' code does not throw",
      message: expect.stringContaining(`${name}() is not simulated`),
    });
  });

  test("but not when it waits for ticks of its own process", async () => {
    const start = async (user: SimulatedUser): Promise<void> => {
      await user.sleep(5);
      for (let tick = 0; tick < 5; tick++) await new Promise<void>((resolve) => process.nextTick(resolve));
    };
    await SimulatedCluster.run(11, { topics: TOPICS, users: [{ name: "shop", start }], durationMs: 20 });
  });

  test("when it runs in circles", async () => {
    const failure = await failureOf(async (user) => {
      for (const end = user.now + 1; user.now < end; ) await null;
    });
    expect(failure).toMatchObject({ message: expect.stringContaining("without letting virtual time go on") });
  });

  test("when a promise that nobody looks at is rejected", async () => {
    // In a process of its own: vitest fails for every such rejection.
    const { href } = new URL("../../../../src/testing/index.ts", import.meta.url);
    const script = `
      const { SimulatedCluster } = await import(${JSON.stringify(href)});
      const start = async (user) => {
        void user.producer({ maxBlockMs: 10 }).send({ topic: "missing", value: "x" });
        await user.sleep(1_000);
      };
      const users = [{ name: "shop", start }];
      await SimulatedCluster.run(11, { topics: [], users, durationMs: 1_000 }).catch(({ seed, cause }) => console.log(seed, cause.code));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
    expect(stdout).toBe("11 UNKNOWN_TOPIC_OR_PARTITION\n");
  });

  test("and leaves the globals as they were", async () => {
    const before = [setTimeout, setInterval, setImmediate, fetch];
    await failureOf(() => Promise.reject(new Error("at once")));
    expect([setTimeout, setInterval, setImmediate, fetch]).toEqual(before);
    expect(process.listenerCount("unhandledRejection")).toBeLessThanOrEqual(1);
  });
});

describe("checks", () => {
  async function shop(user: SimulatedUser): Promise<void> {
    const producer = user.producer({ value: json<number>(), compression: "gzip" });
    for (let number = 0; number < 30; number++) {
      await producer.send({ topic: "orders", partition: number % 2, value: number, headers: { from: "shop" } });
      await user.sleep(7);
    }
    await user.disk.commit({ sent: 30 });
  }

  test("see the committed records, decoded, through elections", async () => {
    const counts: number[] = [];
    const looks: Check = {
      name: "records only come",
      afterTurn: ({ records }) => {
        const count = [...records("orders")].length;
        expect(count).toBeGreaterThanOrEqual(counts.at(-1) ?? 0);
        counts.push(count);
      },
      atEnd: ({ records, disk, lives, now }) => {
        const all = [...records("orders", { value: json<number>() })];
        expect(all.map(({ value }) => value).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
          Array.from({ length: 30 }, (_, number) => number),
        );
        const even = [...records("orders", { value: json<number>(), partition: 0 })];
        expect(even.map(({ offset, value }) => [offset, value])).toEqual(
          Array.from({ length: 15 }, (_, offset) => [offset, offset * 2]),
        );
        expect(even[0]?.headers).toEqual([["from", new TextEncoder().encode("shop")]]);
        expect(disk("shop").get("sent")).toBe(30);
        expect(lives("shop")).toBe(1);
        expect(now).toBeGreaterThan(210);
      },
    };
    await SimulatedCluster.run(2, {
      topics: TOPICS,
      users: [{ name: "shop", start: shop }],
      checks: [looks],
      durationMs: 400,
      faults: { kinds: ["kill"], gapMsMax: 60 },
    });
    expect(counts.at(-1)).toBe(30);
  });

  test.each<[string, Omit<Check, "name">]>([
    ["after a turn", { afterTurn: ({ now }) => expect(now).toBeLessThan(100) }],
    ["that must hold in the end", { eventually: ({ disk }) => expect(disk("shop").get("sent")).toBe(31) }],
    ["at the end", { atEnd: () => expect.unreachable() }],
  ])("fail the run by their name %s", async (_, functions) => {
    const failure = await failureOf(shop, [{ name: "the books are right", ...functions }]);
    expect(failure).toBeInstanceOf(SimulationFailure);
    expect(failure).toMatchObject({ invariant: "the books are right", cause: { name: "AssertionError" } });
  });
});
