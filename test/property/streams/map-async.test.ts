import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Consumed, Produced, StreamsBuilder, string } from "../../../src/streams.ts";
import { TopologyTestDriver } from "../../../src/testing/streams/index.ts";

/** One record: its key, how many attempts fail, and in which turn each attempt answers; -1: at once, without a promise. */
const record = fc.record({
  key: fc.constantFrom("a", "b", "c"),
  failures: fc.nat({ max: 3 }),
  turns: fc.array(fc.integer({ min: -1, max: 8 }), { minLength: 4, maxLength: 4 }),
});
type Step = typeof record extends fc.Arbitrary<infer S> ? S : never;

interface Limits {
  readonly concurrency: number;
  readonly more: number;
  readonly retries: number;
}

async function later<T>(turns: number, give: () => T): Promise<T> {
  for (let turn = 0; turn < turns; turn++) await null;
  return give();
}

/** The outputs of two mapAsync in a row, the second of which keeps what it gets; `shift` changes when promises answer. */
async function run(steps: readonly Step[], { concurrency, more, retries }: Limits, shift: number): Promise<string[]> {
  const attempts = new Map<string, number>();
  let running = 0;
  const builder = new StreamsBuilder();
  builder
    .stream("in", Consumed.with(string(), string()))
    .mapAsync<string>(
      (value) => {
        const { failures, turns } = steps[Number(value)] as Step;
        const attempt = attempts.get(value) ?? 0;
        attempts.set(value, attempt + 1);
        expect(++running).toBeLessThanOrEqual(concurrency);
        const give = () => {
          running--;
          if (attempt < failures) throw new Error(`failure ${attempt}`);
          return `${value} after ${attempt}`;
        };
        const turn = turns[(attempt + shift) % turns.length] as number;
        return turn < 0 ? give() : later(turn * (shift + 1), give);
      },
      {
        concurrency,
        capacity: concurrency + more,
        retries,
        retryBackoffMs: 10,
        onFailure: (error, value) => `${value}: ${(error as Error).message}`,
      },
    )
    .mapAsync((value) => later((value.length * shift) % 5, () => `${value}!`), { concurrency: 2 })
    .to("out", Produced.with(string(), string()));
  using driver = new TopologyTestDriver(builder.build());
  const input = driver.createInputTopic("in", string(), string());
  const output = driver.createOutputTopic("out", string(), string());
  for (const [at, { key }] of steps.entries()) {
    input.pipeInput(key, String(at), at);
    if (at % 4 === 3) await driver.settle();
  }
  for (let round = 0; output.queueSize < steps.length && round < 10 * steps.length; round++) {
    await driver.settle();
    driver.advanceWallClockTime(10);
  }
  expect(driver.pendingCalls).toBe(0);
  return output.readRecordsToList().map(({ key, value, timestamp }) => `${key} ${value} @${timestamp}`);
}

/** What a loop would give that awaits one call after the other. */
function sequential(steps: readonly Step[], key: string, retries: number): string[] {
  return steps.flatMap((step, at) => {
    if (step.key !== key) return [];
    const value = step.failures <= retries ? `${at} after ${step.failures}` : `${at}: failure ${retries}`;
    return [`${key} ${value}! @${at}`];
  });
}

describe("mapAsync", () => {
  const limits = fc.record({
    concurrency: fc.integer({ min: 1, max: 3 }),
    more: fc.nat({ max: 2 }),
    retries: fc.nat({ max: 2 }),
  });

  test("gives of each key what a loop gives that awaits every call, in an order that promises do not decide", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 20 }), limits, async (steps, given) => {
        const output = await run(steps, given, 0);
        for (const key of ["a", "b", "c"])
          expect(output.filter((text) => text.startsWith(key))).toEqual(sequential(steps, key, given.retries));
        expect(await run(steps, given, 1)).toEqual(output);
        expect(await run(steps, given, 2)).toEqual(output);
      }),
      { numRuns: 100 },
    );
  });
});
