import { describe, expect, test } from "vitest";
import {
  type AsyncMapper,
  type AsyncOptions,
  Consumed,
  continueOnError,
  Grouped,
  int64,
  Named,
  Produced,
  StreamsBuilder,
  string,
} from "../../../../src/streams.ts";
import {
  type TestInputTopic,
  type TestOutputTopic,
  TopologyTestDriver,
  type TopologyTestDriverOptions,
} from "../../../../src/testing/streams/index.ts";

const TEXTS = Consumed.with(string(), string());
const TO_TEXTS = Produced.with(string(), string());
type Mapper = AsyncMapper<string, string, string>;
type Options = AsyncOptions<string, string, string>;

interface Run {
  readonly driver: TopologyTestDriver;
  readonly input: TestInputTopic<string, string>;
  readonly output: TestOutputTopic<string, string>;
}

/** "in" through mapAsync to "out". */
function run(mapper: Mapper, options?: Options, config?: TopologyTestDriverOptions): Run {
  const builder = new StreamsBuilder();
  builder.stream("in", TEXTS).mapAsync(mapper, options).to("out", TO_TEXTS);
  const driver = new TopologyTestDriver(builder.build(), config);
  return {
    driver,
    input: driver.createInputTopic("in", string(), string()),
    output: driver.createOutputTopic("out", string(), string()),
  };
}

/** Answers that a test gives by hand, by value; what was called, in order. */
function byHand() {
  const called: string[] = [];
  const answers = new Map<string, { resolve: (value: string) => void; reject: (error: unknown) => void }>();
  const mapper: Mapper = (value) => {
    called.push(value);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    answers.set(value, { resolve, reject });
    return promise;
  };
  return { called, mapper, answer: (value: string) => answers.get(value)?.resolve(value.toUpperCase()) };
}

describe("mapAsync", () => {
  test("calls nothing before settle, and hands on what comes with the record's key, time and headers", async () => {
    const called: string[] = [];
    const { driver, input, output } = run((value, key) => {
      called.push(value);
      return Promise.resolve(`${key}-${value}`);
    });
    input.pipeRecord({ key: "k", value: "a", timestamp: 7, headers: [["h", new Uint8Array([1])]] });
    expect([called, driver.pendingCalls]).toEqual([[], 1]);
    await driver.settle();
    output.expect({ key: "k", value: "k-a", timestamp: 7, headers: [["h", new Uint8Array([1])]] });
    expect([called, driver.pendingCalls]).toEqual([["a"], 0]);
    await driver.settle();
    driver.close();
  });

  test("takes what answers at once, and what has no key", async () => {
    const { driver, input, output } = run((value) => value.toUpperCase());
    input.pipeInput("k", "a", 1);
    input.pipeRecord({ key: null, value: "b", timestamp: 2 });
    output.expect();
    await driver.settle();
    output.expect(["k", "A", 1], [null, "B", 2]);
  });

  test("hands answers on in the order of the calls, one of a key after the other", async () => {
    const { called, mapper, answer } = byHand();
    const { driver, input, output } = run(mapper);
    for (const [key, value] of ["xa", "xb", "yc", "yd", "ze"].map((text) => [...text])) input.pipeInput(key!, value!);
    const settled = driver.settle();
    expect(called).toEqual(["a", "c", "e"]);
    for (const value of ["e", "c", "a"]) answer(value);
    for (let turn = 0; turn < 10 && called.length < 5; turn++) await null;
    expect(called).toEqual(["a", "c", "e", "b", "d"]);
    for (const value of ["d", "b"]) answer(value);
    await settled;
    output.expect(["x", "A"], ["y", "C"], ["z", "E"], ["x", "B"], ["y", "D"]);
  });

  test.each([
    [{ concurrency: 2, capacity: 2 }, ["a", "b"], 2],
    [{ concurrency: 1, capacity: 3 }, ["a"], 3],
    [{ concurrency: 3 }, ["a", "b", "c"], 5],
  ] as const)("runs and reads no more than %o allows", async (options, started, pending) => {
    const { called, mapper, answer } = byHand();
    const { driver, input, output } = run(mapper, options);
    for (const value of "abcde") input.pipeInput(value, value);
    const settled = driver.settle();
    expect([called, driver.pendingCalls]).toEqual([started, pending]);
    for (let turn = 0; turn < 100 && output.queueSize < 5; turn++) {
      for (const value of called) answer(value);
      await null;
    }
    await settled;
    output.expect(...[..."abcde"].map((value) => [value, value.toUpperCase()] as const));
  });

  test("tries again after a pause of the wall clock, while other keys go on", async () => {
    let failures = 2;
    const { driver, input, output } = run(
      (value) => {
        if (value === "a" && failures-- > 0) throw new Error("not yet");
        return Promise.resolve(value);
      },
      { retries: 2, retryBackoffMs: 50 },
    );
    for (const [key, value] of ["xa", "xb", "yc"].map((text) => [...text])) input.pipeInput(key!, value!);
    await driver.settle();
    output.expect(["y", "c"]);
    driver.advanceWallClockTime(49);
    await driver.settle();
    expect(failures).toBe(1);
    driver.advanceWallClockTime(1);
    await driver.settle();
    expect(failures).toBe(0);
    output.expect();
    driver.advanceWallClockTime(50);
    await driver.settle();
    output.expect(["x", "a"], ["x", "b"]);
  });

  test("gives up an attempt by the wall clock although its promise never settles", async () => {
    const { called, mapper, answer } = byHand();
    const seen: unknown[] = [];
    const onFailure = (error: unknown, value: string, key: string) => {
      seen.push(error);
      return `${key}: no ${value}`;
    };
    const { driver, input, output } = run(mapper, { timeoutMs: 100, retries: 1, retryBackoffMs: 10, onFailure });
    input.pipeInput("x", "a");
    input.pipeInput("y", "b");
    let settled = driver.settle();
    answer("b");
    await null;
    driver.advanceWallClockTime(100);
    output.expect(["y", "B"]);
    await settled;
    answer("a"); // Too late.
    driver.advanceWallClockTime(10);
    settled = driver.settle();
    driver.advanceWallClockTime(99);
    output.expect();
    driver.advanceWallClockTime(1);
    await settled;
    output.expect(["x", "x: no a"]);
    expect(called).toEqual(["a", "b", "a"]);
    expect(seen).toEqual([
      expect.objectContaining({ code: "REQUEST_TIMED_OUT", message: expect.stringContaining("timeoutMs (100)") }),
    ]);
  });

  test("fails the task with the place and the cause when a call fails for good", async () => {
    const cause = new Error("no such user");
    const { driver, input } = run((value) => (value === "bad" ? Promise.reject(cause) : value));
    input.pipeInput("x", "good");
    input.pipeInput("x", "bad");
    await expect(driver.settle()).rejects.toMatchObject({
      code: "PROCESSING_FAILED",
      message: '"KSTREAM-MAPASYNC-0000000001" failed at in[0]@1: no such user',
      place: { topic: "in", partition: 0, offset: 1 },
      cause,
    });
  });

  test("fails the clock's advance when that ends a call for good, and settle waits no longer", async () => {
    const { driver, input, output } = run(() => new Promise(() => {}), { timeoutMs: 100 });
    input.pipeInput("x", "a");
    const settled = driver.settle();
    expect(() => driver.advanceWallClockTime(100)).toThrow(
      '"KSTREAM-MAPASYNC-0000000001" failed at in[0]@0: attempt 1 of mapAsync\'s function gave no answer',
    );
    await settled;
    output.expect();
  });

  test("asks the handler of errors first, and sends the input to the dead letter topic", async () => {
    const { driver, input, output } = run(
      (value) => (value === "bad" ? Promise.reject(new Error("no")) : value),
      {},
      {
        processingExceptionHandler: continueOnError,
        deadLetterQueueTopic: "dead",
      },
    );
    for (const value of ["bad", "good"]) input.pipeInput("x", value);
    await driver.settle();
    output.expect(["x", "good"]);
    driver.createOutputTopic("dead", string(), string()).expect(["x", "bad"]);
    expect(driver.counters?.dropped).toEqual(new Map([["processing", 1]]));
  });

  test("drops and counts, where it is told to", async () => {
    const { driver, input, output } = run((value) => (value === "bad" ? Promise.reject(new Error("no")) : value), {
      onFailure: "drop",
    });
    for (const value of ["bad", "good"]) input.pipeInput("x", value);
    await driver.settle();
    output.expect(["x", "good"]);
    expect(driver.counters?.dropped).toEqual(new Map([["failed-call", 1]]));
  });

  test("names the record whose result an operator behind it refuses", async () => {
    const builder = new StreamsBuilder();
    builder
      .stream("in", TEXTS)
      .mapAsync((value) => Promise.resolve(value))
      .foreach(() => {
        throw new Error("full");
      });
    using driver = new TopologyTestDriver(builder.build());
    driver.createInputTopic("in", string(), string()).pipeInput("k", "v");
    await expect(driver.settle()).rejects.toThrow('"KSTREAM-FOREACH-0000000002" failed at in[0]@0: full');
  });

  test("goes on with what follows: topics in between, another mapAsync, a table", async () => {
    const builder = new StreamsBuilder();
    builder
      .stream("in", TEXTS)
      .mapAsync((value) => Promise.resolve(value.split(" ")))
      .flatMapValues((words) => words)
      .selectKey((_key, word) => word)
      .mapAsync((word) => Promise.resolve(word.length))
      .groupByKey(Grouped.with(string(), int64({ as: "number" })))
      .count()
      .toStream()
      .to("out", Produced.with(string(), int64({ as: "number" })));
    using driver = new TopologyTestDriver(builder.build(), {});
    const input = driver.createInputTopic("in", string(), string());
    input.pipeInput("k", "a b");
    input.pipeInput("l", "a");
    await driver.settle();
    driver.createOutputTopic("out", string(), int64({ as: "number" })).expect(["a", 1], ["b", 1], ["a", 2]);
  });

  test("says to a reader that calls are pending", async () => {
    const { driver, input, output } = run((value) => value);
    input.pipeInput("k", "a");
    expect(() => output.readValue()).toThrow("calls of mapAsync pending: 1 (await driver.settle() first)");
    expect(() => output.expect(["k", "a"])).toThrow("calls of mapAsync pending: 1");
    await driver.settle();
    output.readValue();
    expect(() => output.readValue()).not.toThrow("pending");
  });

  test("forgets its calls when the driver closes", async () => {
    const { called, mapper, answer } = byHand();
    const { driver, input, output } = run(mapper, { concurrency: 1 });
    for (const value of "ab") input.pipeInput(value, value);
    const settled = driver.settle();
    driver.close();
    await settled;
    answer("a");
    await null;
    expect(called).toEqual(["a"]);
    output.expect();
    await expect(driver.settle()).rejects.toThrow("closed");
  });

  test("has a name of its own in the description, or the user's", () => {
    const builder = new StreamsBuilder();
    const stream = builder.stream("in", TEXTS);
    stream.mapAsync((value) => value, { concurrency: 1 }).to("out", TO_TEXTS);
    stream.mapAsync((value) => value, {}, Named.as("ask")).to("out", TO_TEXTS);
    const text = builder.build().describe().toString();
    expect(text).toContain("Processor: KSTREAM-MAPASYNC-0000000001 (stores: [])");
    expect(text).toContain("Processor: ask (stores: [])");
  });

  test.each([
    [{ concurrency: 0 }, "mapAsync: concurrency is 0"],
    [{ concurrency: 4, capacity: 3 }, "mapAsync: capacity is 3: give a whole number, at least 4"],
    [{ timeoutMs: 0 }, "mapAsync: timeoutMs is 0"],
    [{ retries: -1 }, "mapAsync: retries is -1"],
    [{ retryBackoffMs: 0.5 }, "mapAsync: retryBackoffMs is 0.5"],
    [{ onFailure: "ignore" }, 'mapAsync: onFailure is ignore: give "fail", "drop" or a function'],
    [{ retry: 1 }, "mapAsync: there is no option retry: it knows concurrency,"],
    [5, "mapAsync: options must be an object"],
  ])("refuses %o", (options, problem) => {
    const stream = new StreamsBuilder().stream("in", TEXTS);
    expect(() => stream.mapAsync((value) => value, options as Options)).toThrow(problem);
  });
});
