import { describe, expect, it } from "vitest";
import { int32 } from "../../../../src/serde/primitives.ts";
import {
  continueOnError,
  type ErrorAnswer,
  type ErrorHandlerContext,
  failOnError,
} from "../../../../src/streams/api/error-handlers.ts";
import { type Headers, StreamRecord } from "../../../../src/streams/api/record.ts";
import type { StreamTask } from "../../../../src/streams/task/stream-task.ts";
import type { TaskConfig } from "../../../../src/streams/task/task-config.ts";
import { Topology } from "../../../../src/streams/topology/topology.ts";
import { forwarding, input, processor, short, startedTask, TEXT } from "./task-kit.ts";

const BROKEN = new Uint8Array([0xff]);

/** Source, a processor that throws at the value "bad", a sink. */
function failing(): Topology {
  return new Topology()
    .addSource("source", "a", TEXT)
    .addProcessor("before", forwarding, "source")
    .addProcessor(
      "fragile",
      processor((record, context) => {
        if (record.value === "bad") throw new RangeError("too bad");
        context.forward(record);
      }),
      "before",
    )
    .addSink("sink", "out", TEXT, "fragile");
}

function shouting(): Topology {
  const shout = processor(({ key, value }) => {
    if (key.toUpperCase() + value.toUpperCase() === "KV") throw new TypeError("v is not to be shouted");
  });
  return new Topology().addSource("source", "a", TEXT).addProcessor("shouting", shout, "source");
}

function unwritable(): Topology {
  return new Topology()
    .addSource("source", "a", TEXT)
    .addProcessor("p", forwarding, "source")
    .addSink("sink", "out", { ...TEXT, valueSerde: int32() as never }, "p");
}

function fed(topology: Topology, config: TaskConfig, ...values: readonly (string | Uint8Array)[]): StreamTask {
  const task = startedTask(topology, config);
  const headers: Headers = [["trace", new Uint8Array([7])]];
  task.addRecords(
    "a",
    values.map((value, at) => ({ ...input("a", at, 10 + at, `k${at}`, value), headers })),
    0,
  );
  while (task.process(0));
  return task;
}

function thrownBy(action: () => unknown): { code?: string; message?: string; cause?: unknown; place?: unknown } {
  try {
    action();
  } catch (error) {
    return error as object;
  }
  throw new Error("nothing was thrown");
}

describe("what users' code throws", () => {
  it.each([
    ["k", null, `"shouting" failed at a[0]@0, whose value is null: `],
    [null, "v", `"shouting" failed at a[0]@0, whose key is null: `],
    ["k", "v", `"shouting" failed at a[0]@0: v is not to be shouted`],
  ])("says of a record with the key %o and the value %o what may be meant", (key, value, message) => {
    const task = startedTask(shouting(), {});
    task.addRecords("a", [input("a", 0, 10, key, value)], 0);
    expect(thrownBy(() => task.process(0)).message).toContain(message);
  });

  it("fails the task with the operator, the record and the cause, past all processors before it", () => {
    const error = thrownBy(() => fed(failing(), {}, "good", "bad"));
    expect(error).toMatchObject({
      code: "PROCESSING_FAILED",
      message: `"fragile" failed at a[0]@1: too bad`,
      place: { topic: "a", partition: 0, offset: 1 },
      cause: expect.any(RangeError),
    });
  });

  it("is dropped, counted, where the handler continues, and the record before and after go on", () => {
    const seen: unknown[] = [];
    const processingExceptionHandler = (
      context: ErrorHandlerContext,
      record: StreamRecord<unknown, unknown> | undefined,
      error: unknown,
    ): ErrorAnswer => {
      seen.push({ ...context, headers: context.headers.length, value: record?.value, error });
      return "continue";
    };
    const task = fed(failing(), { processingExceptionHandler }, "1", "bad", "3");
    expect(task.drain().map(short)).toEqual(["out: k0=1@10", "out: k2=3@12"]);
    expect(task.counters.dropped).toEqual(new Map([["processing", 1]]));
    expect(seen).toEqual([
      {
        topic: "a",
        partition: 0,
        offset: 1,
        timestamp: 11,
        headers: 1,
        sourceKey: "k1",
        sourceValue: "bad",
        processorName: "fragile",
        taskId: "0_0",
        value: "bad",
        error: new RangeError("too bad"),
      },
    ]);
  });

  it("lets a parent with more children go on after the one that failed", () => {
    const topology = failing().addSink("other", "other", TEXT, "before");
    const task = fed(topology, { processingExceptionHandler: continueOnError }, "bad");
    expect(task.drain().map(short)).toEqual(["other: k0=bad@10"]);
  });

  it("in a punctuator goes to the handler without a record, and fails the task with the operator", () => {
    const topology = new Topology().addSource("source", "a", TEXT).addProcessor(
      "ticking",
      processor(
        () => {},
        (context) => {
          context.schedule(10, "wall-clock-time", () => {
            throw new RangeError("tick");
          });
        },
      ),
      "source",
    );
    const records: unknown[] = [];
    const answers: ErrorAnswer[] = ["continue", "fail"];
    const task = startedTask(topology, {
      processingExceptionHandler: ({ topic, processorName }, record) => {
        records.push({ topic, processorName, record });
        return answers.shift() as ErrorAnswer;
      },
    });
    task.punctuateSystemTime(10);
    expect(task.counters.dropped).toEqual(new Map([["processing", 1]]));
    expect(thrownBy(() => task.punctuateSystemTime(20))).toMatchObject({
      code: "PROCESSING_FAILED",
      message: `"ticking" failed while no record was being processed: tick`,
    });
    expect(records).toEqual(Array(2).fill({ topic: "", processorName: "ticking", record: undefined }));
  });

  it.each(["init", "close"] as const)("in %s is thrown with the operator", (method) => {
    const topology = new Topology().addSource("source", "a", TEXT).addProcessor(
      "p",
      () => ({
        process() {},
        [method]() {
          throw new RangeError("no");
        },
      }),
      "source",
    );
    expect(() => startedTask(topology).close()).toThrow(/processor "p" could not be (initialized|closed): no/);
  });

  it("in a timestamp extractor is thrown with the source and the record", () => {
    const timestampExtractor = () => {
      throw new RangeError("when?");
    };
    const topology = new Topology().addSource("source", "a", { ...TEXT, timestampExtractor });
    const error = thrownBy(() => fed(topology, {}, "v"));
    expect(error).toMatchObject({
      code: "PROCESSING_FAILED",
      message: `the timestamp extractor of "source" failed at a[0]@0: RangeError: when?`,
    });
  });
});

describe("what no serde takes", () => {
  it("fails the task when a source reads it", () => {
    expect(thrownBy(() => fed(failing(), {}, "1", BROKEN))).toMatchObject({
      code: "SERIALIZATION_FAILED",
      message: expect.stringContaining(`source "source" cannot read a[0]@1: `),
      place: { topic: "a", partition: 0, offset: 1 },
    });
  });

  it("fails the task when a sink writes it", () => {
    expect(thrownBy(() => fed(unwritable(), {}, "text"))).toMatchObject({
      code: "SERIALIZATION_FAILED",
      message: expect.stringContaining(
        `"p" failed at a[0]@0: sink "sink" cannot write the value of a record for topic out: `,
      ),
    });
  });

  it("goes to the processor's handler too when the sink's own fails, as in Kafka", () => {
    const task = fed(unwritable(), { processingExceptionHandler: continueOnError }, "text");
    expect([...task.counters.dropped]).toEqual([["processing", 1]]);
  });

  it("is dropped, counted, where the handlers continue", () => {
    const origins: unknown[] = [];
    const task = fed(
      unwritable(),
      {
        deserializationExceptionHandler: continueOnError,
        serializationExceptionHandler: ({ processorName }, { topic, value }, _error, origin) => {
          origins.push({ processorName, topic, value, origin });
          return "continue";
        },
      },
      BROKEN,
      "text",
    );
    expect(task.counters.dropped).toEqual(
      new Map([
        ["deserialization", 1],
        ["serialization", 1],
      ]),
    );
    expect(origins).toEqual([{ processorName: "sink", topic: "out", value: "text", origin: "value" }]);
    expect(task.drain()).toEqual([]);
  });
});

describe("a handler", () => {
  it.each([
    ["processingExceptionHandler", "bad", "processing"],
    ["deserializationExceptionHandler", BROKEN, "deserialization"],
  ])("%s that throws fails the task as itself", (name, value, reason) => {
    const handler = () => {
      throw new RangeError("handler");
    };
    const error = thrownBy(() => fed(failing(), { [name]: handler }, value));
    expect(error).toMatchObject({ code: "PROCESSING_FAILED" });
    expect(error.message).toContain(`the handler of ${reason} errors failed: handler`);
  });

  it("that answers something else fails the task as itself", () => {
    const handler = () => undefined as unknown as ErrorAnswer;
    expect(() => fed(failing(), { processingExceptionHandler: handler }, "bad")).toThrow(
      `it answered undefined, neither "fail" nor "continue"`,
    );
  });
});

describe("the dead letter topic", () => {
  const text = (headers: Headers) => headers.map(([name, value]) => [name, new TextDecoder().decode(value ?? BROKEN)]);

  it.each([
    ["processing", "bad", continueOnError],
    ["processing", "bad", failOnError],
    ["deserialization", BROKEN, continueOnError],
    ["deserialization", BROKEN, failOnError],
  ])("gets the record as it was read after a failed %s, with what happened", (what, value, handler) => {
    const config = {
      deadLetterQueueTopic: "dead",
      processingExceptionHandler: handler,
      deserializationExceptionHandler: handler,
    };
    const task = startedTask(failing(), config);
    const record = { ...input("a", 4, 11, "k", value), headers: [["trace", new Uint8Array([65])]] as Headers };
    try {
      task.addRecords("a", [record], 0);
      task.process(0);
    } catch {
      expect(handler).toBe(failOnError);
    }
    const [letter, ...more] = task.drain();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ topic: "dead", partition: undefined, timestamp: 11, key: "k", value });
    const headers = text(letter?.headers ?? []);
    expect(headers.map(([name]) => name)).toEqual([
      "trace",
      ...["exception", "message", "stacktrace", "topic", "partition", "offset"].map(
        (name) => `__streams.errors.${name}`,
      ),
    ]);
    const values = headers.map(([, value]) => value);
    expect([values[0], ...values.slice(4)]).toEqual(["A", "a", "0", "4"]);
    expect(values[1]).toBe(what === "processing" ? "RangeError" : "TypeError");
    expect(values[3]).toContain(values[2]);
  });

  it("gets what a handler itself has made, and nothing else", () => {
    const letter = { topic: "own", partition: 1, timestamp: 5, key: "x", value: null, headers: [] };
    const answer: ErrorAnswer = { answer: "continue", deadLetterRecords: [letter] };
    const task = fed(failing(), { deadLetterQueueTopic: "dead", processingExceptionHandler: () => answer }, "bad");
    expect(task.drain()).toEqual([expect.objectContaining(letter)]);
  });

  it("gets no bytes from a punctuator, which has none", () => {
    const topology = new Topology().addSource("source", "a", TEXT).addProcessor(
      "p",
      processor(
        () => {},
        (context) => {
          context.schedule(1, "wall-clock-time", () => context.forward(new StreamRecord("k", "bad", 1)));
        },
      ),
      "source",
    );
    topology.addProcessor(
      "q",
      processor(() => {
        throw new RangeError("no");
      }),
      "p",
    );
    const task = startedTask(topology, { deadLetterQueueTopic: "dead", processingExceptionHandler: continueOnError });
    task.punctuateSystemTime(7);
    const letter = task.drain()[0];
    expect(letter).toMatchObject({ topic: "dead", key: null, value: null, timestamp: 1 });
    expect(letter?.headers.find(([name]) => name === "__streams.errors.topic")).toEqual([
      "__streams.errors.topic",
      null,
    ]);
  });
});
