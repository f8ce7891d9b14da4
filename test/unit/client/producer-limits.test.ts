import { describe, expect, test } from "vitest";
import type { ProducerOptions, ProducerRecord } from "../../../src/client/api.ts";
import type { FakeEngine, Sent } from "./fake-engine.ts";
import { valuesOf } from "./fake-log.ts";
import { acknowledge, batches, codeOf, KIB, start } from "./producer-fixture.ts";

function codeOfCall(call: () => unknown): string {
  try {
    call();
    return "returned";
  } catch (error) {
    return (error as { code?: string }).code ?? `not ours: ${String(error)}`;
  }
}

/** Acknowledges every batch as soon as the producer takes a turn. */
function acknowledgeAll(engine: FakeEngine): string[] {
  const values: string[] = [];
  engine.onPoll = () => {
    for (const request of batches(engine)) {
      acknowledge(engine, request, values.length);
      values.push(...valuesOf(request.bytes));
    }
  };
  return values;
}

describe("partitioners", () => {
  test("round-robin takes the next partition for each record, keys or not", () => {
    const { engine, producer } = start({ partitioner: "round-robin", lingerMs: 5 }, [1, 1, 1]);
    for (let count = 0; count < 7; count++) producer.write({ topic: "t", key: "same", value: `${count}` });
    engine.advance(5);
    const seen = batches(engine).map(({ body, bytes }) => [body.partition, valuesOf(bytes)]);
    expect(seen.sort()).toEqual([
      [0, ["0", "3", "6"]],
      [1, ["1", "4"]],
      [2, ["2", "5"]],
    ]);
  });

  test("a function is asked once for each record, also for those that have to wait", () => {
    const asked: string[] = [];
    const partitioner = ({ value }: ProducerRecord, partitionCount: number) => {
      asked.push(String(value));
      return Number(value) % partitionCount;
    };
    const { engine, producer } = start({ partitioner, batchBytes: KIB, bufferBytes: 2 * KIB, lingerMs: 5 }, [1, 2]);
    producer.write({ topic: "later", value: "0" });
    const headers = { filler: new Uint8Array(60) };
    for (let count = 1; producer.write({ topic: "t", value: `${count}`, headers }); ) count++;
    producer.write({ topic: "t", value: "100", headers: { filler: new Uint8Array(600) } });
    const values = acknowledgeAll(engine);
    engine.addTopic("later", [1, 1]);
    for (let round = 0; round < 10; round++) {
      engine.advance(5);
      engine.poll();
    }
    expect(asked.toSorted((a, b) => Number(a) - Number(b))).toEqual(values.toSorted((a, b) => Number(a) - Number(b)));
    expect(new Set(asked).size).toBe(asked.length);
  });

  test("a record with a partition does not ask, a wrong answer and a throw refuse the record", async () => {
    const { producer } = start({
      partitioner: ({ key }) => {
        if (key === "throw") throw new Error("my bug");
        return 7;
      },
    });
    producer.write({ topic: "t", partition: 0, value: "x" });
    expect(await codeOf(producer.send({ topic: "t", value: "x" }))).toBe("INVALID_OPTION");
    await expect(producer.send({ topic: "t", key: "throw", value: "x" })).rejects.toMatchObject({
      code: "INVALID_OPTION",
      cause: expect.objectContaining({ message: "my bug" }),
    });
    expect(() => start({ partitioner: "sticky" as never })).toThrow(/partitioner must be "default", "round-robin" or/);
  });

  test("an answer that is no partition is refused by what it was", () => {
    const answers: [unknown, string][] = [
      ["0", '"0"'],
      [2, "2"],
      [-1, "-1"],
      [0.5, "0.5"],
      [undefined, "undefined"],
    ];
    for (const [answer, shown] of answers) {
      const { producer } = start({ partitioner: () => answer as never }, [1, 1]);
      const write = () => producer.write({ topic: "t", value: "x" });
      expect(codeOfCall(write)).toBe("INVALID_OPTION");
      expect(write).toThrow(`the partitioner gave ${shown} for a record of t, not a whole number from 0 to 1`);
      expect(producer.metrics.bufferedBytes).toBe(0);
    }
  });

  test("partitions that a topic gets later are used", () => {
    const { engine, producer, topicId } = start({ lingerMs: 0 }, [1]);
    expect(codeOfCall(() => producer.write({ topic: "t", partition: 1, value: "x" }))).toBe(
      "UNKNOWN_TOPIC_OR_PARTITION",
    );
    engine.setLeader(topicId, 1, 2, 0);
    engine.metadataMoved();
    producer.write({ topic: "t", partition: 1, value: "x" });
    engine.advance(0);
    expect(batches(engine).map(({ target }) => target.endpoint)).toEqual([2]);
  });
});

describe("bad input", () => {
  const good = { topic: "t", value: "x" };
  test.each<[string, unknown]>([
    ["no object", "record"],
    ["null", null],
    ["no topic", { value: "x" }],
    ["an empty topic", { ...good, topic: "" }],
    ["a topic of another type", { ...good, topic: 5 }],
    ["no value", { topic: "t" }],
    ["a number as value", { ...good, value: 1 }],
    ["a number as key", { ...good, key: 1 }],
    ["an ArrayBuffer", { ...good, value: new ArrayBuffer(1) }],
    ["a partition as text", { ...good, partition: "0" }],
    ["a broken partition", { ...good, partition: 0.5 }],
    ["a negative partition", { ...good, partition: -1 }],
    ["a timestamp that is no number", { ...good, timestamp: new Date(0) }],
    ["a negative timestamp", { ...good, timestamp: -1 }],
    ["headers as text", { ...good, headers: "a=b" }],
    ["a header without a value", { ...good, headers: [["a"]] }],
    ["a header value of another type", { ...good, headers: { a: 1 } }],
    ["a header that is no pair", { ...good, headers: [5] }],
  ])("%s is refused at once, and nothing of it is taken", async (_, record) => {
    const { engine, producer } = start();
    expect(codeOfCall(() => producer.write(record as ProducerRecord))).toBe("INVALID_RECORD");
    expect(await codeOf(producer.send(record as ProducerRecord))).toBe("INVALID_RECORD");
    expect({ timers: engine.timerCount, owed: engine.owed, ...producer.metrics }).toMatchObject({
      timers: 0,
      owed: 0,
      bufferedBytes: 0,
    });
    await producer.flush();
  });
});

describe("a topic name", () => {
  test.each(["no pe", "x".repeat(250), "..", "a/b"])("that no topic can have is refused at once: %s", async (topic) => {
    const { engine, producer } = start();
    expect(await codeOf(producer.send({ topic, value: "x" }))).toBe("INVALID_TOPIC_EXCEPTION");
    expect(codeOfCall(() => producer.write({ topic, value: "x" }))).toBe("INVALID_TOPIC_EXCEPTION");
    expect({ owed: engine.owed, timers: engine.timerCount }).toEqual({ owed: 0, timers: 0 });
    await producer.flush();
  });
});

describe("aborted sends", () => {
  test("a record that waits for its topic or for space is withdrawn", async () => {
    const { engine, producer } = start({ batchBytes: KIB, bufferBytes: KIB, lingerMs: 1_000 });
    const controller = new AbortController();
    const { signal } = controller;
    const forTopic = producer.send({ topic: "later", value: "withdrawn" }, { signal });
    producer.write({ topic: "t", value: new Uint8Array(800) });
    const forSpace = producer.send({ topic: "t", value: new Uint8Array(800) }, { signal });
    const [first] = batches(engine) as [Sent];
    controller.abort("enough");
    await expect(forTopic).rejects.toMatchObject({ code: "ABORTED", cause: "enough" });
    await expect(forSpace).rejects.toThrow(/withdrawn/);
    engine.addTopic("later", [1]);
    acknowledge(engine, first, 0);
    engine.advance(2_000);
    expect(batches(engine)).toHaveLength(0);
    expect(engine.owed).toBe(0);
    await producer.flush();
  });

  test("a record in a batch is not awaited any more, and may be delivered", async () => {
    const { engine, producer } = start({ lingerMs: 5 });
    const controller = new AbortController();
    const sent = producer.send({ topic: "t", value: "a" }, { signal: controller.signal });
    controller.abort();
    await expect(sent).rejects.toThrow(/may still be delivered/);
    engine.advance(5);
    acknowledge(engine, batches(engine)[0] as Sent, 0);
    expect(producer.metrics.recordsAcknowledged).toBe(1);
    expect(await codeOf(producer.send({ topic: "t", value: "b" }, { signal: controller.signal }))).toBe("ABORTED");
    expect(await codeOf(producer.send({ topic: "t", value: "b" }, { abort: 1 } as never))).toBe("INVALID_OPTION");
    expect(producer.metrics.bufferedBytes).toBe(0);
  });

  test("an abort after the acknowledgement changes nothing; ready and flush can be aborted, too", async () => {
    const { engine, producer } = start({ batchBytes: KIB, bufferBytes: KIB, lingerMs: 5 });
    const controller = new AbortController();
    const { signal } = controller;
    const sent = producer.send({ topic: "t", value: "a" }, { signal });
    engine.advance(5);
    acknowledge(engine, batches(engine)[0] as Sent, 3);
    expect((await sent).offset).toBe(3);
    while (producer.write({ topic: "t", value: "x".repeat(300) }));
    const outcomes = [codeOf(producer.ready({ signal })), codeOf(producer.flush({ signal }))];
    controller.abort();
    expect(await Promise.all(outcomes)).toEqual(["ABORTED", "ABORTED"]);
  });
});

describe("a writer that does not wait", () => {
  const options = { batchBytes: KIB, bufferBytes: 4 * KIB, lingerMs: 1_000, maxBlockMs: 100 };

  test("makes its own room: acknowledgements are worked off within write, in order and within bounds", async () => {
    const { engine, producer } = start(options);
    engine.rest = () => engine.advance(1);
    let polls = 0;
    const values: string[] = [];
    engine.onPoll = () => {
      if (++polls % 7 !== 0) return; // the leader takes its time
      for (const request of batches(engine)) {
        acknowledge(engine, request, values.length);
        values.push(...valuesOf(request.bytes));
      }
    };
    for (let count = 0; count < 5_000; count++) {
      producer.write({ topic: "t", value: `${count}` });
      expect(producer.metrics.bufferedBytes).toBeLessThanOrEqual(4 * KIB);
    }
    const flushed = producer.flush();
    for (let round = 0; round < 50; round++) engine.poll();
    await flushed;
    expect(values).toEqual(Array.from({ length: 5_000 }, (_, index) => `${index}`));
  });

  test("is refused after maxBlockMs, with what is in the way; what was taken is neither lost nor doubled", async () => {
    const { engine, producer } = start({ ...options, maxBlockMs: 10_000 });
    engine.rest = () => engine.advance(100);
    let taken = 0;
    const write = (): void => {
      for (; taken < 100_000; taken++) producer.write({ topic: "t", value: `${taken}` });
    };
    expect(codeOfCall(write)).toBe("BUFFER_TIMEOUT");
    expect(engine.now).toBeGreaterThanOrEqual(10_000);
    expect(taken).toBeLessThan(1_000);
    await producer.close({ timeoutMs: 0 }).catch(() => {});
    expect(producer.metrics.recordsFailed).toBe(taken);
  });

  test("hears of a full arena and of a topic that is not there by their names", () => {
    const { engine, producer } = start(options);
    engine.rest = () => engine.advance(50);
    engine.allocator.isFull = true;
    const write = (topic: string) => () => {
      for (let count = 0; count < 1_000; count++) producer.write({ topic, value: "x".repeat(100) });
    };
    expect(codeOfCall(write("t"))).toBe("ARENA_FULL");
    engine.allocator.isFull = false;
    expect(codeOfCall(write("nowhere"))).toBe("UNKNOWN_TOPIC_OR_PARTITION");
  });

  test("is not taken for one when several loops of one producer wait with a record each", async () => {
    const { engine, producer } = start({ ...options, bufferBytes: 64 * KIB });
    engine.rest = () => expect.fail("nobody needs to be made to wait");
    const loop = async (): Promise<void> => {
      for (let count = 0; count < 50; count++)
        if (!producer.write({ topic: "t", value: new Uint8Array(900) })) await producer.ready();
    };
    const loops = Promise.all(Array.from({ length: 6 }, loop));
    const values = acknowledgeAll(engine);
    for (let round = 0; round < 400; round++) {
      engine.poll();
      await Promise.resolve();
    }
    await loops;
    const flushed = producer.flush();
    engine.poll();
    await flushed;
    expect(values).toHaveLength(300);
  });

  test("is refused at once where waiting within a call would stop the world", () => {
    const { engine, producer } = start(options);
    const write = (): void => {
      for (;;) producer.write({ topic: "t", value: "x".repeat(100) });
    };
    expect(codeOfCall(write)).toBe("BUFFER_TIMEOUT");
    expect(engine.now).toBe(0);
  });
});

describe("close with a time limit", () => {
  test.each([0, 50])("settles every promise after %i ms", async (timeoutMs) => {
    const { engine, producer } = start({ batchBytes: KIB, bufferBytes: 2 * KIB, lingerMs: 5 });
    const sends = [producer.send({ topic: "t", value: "in flight" }), producer.send({ topic: "later", value: "x" })];
    engine.advance(5);
    const [inFlight] = batches(engine) as [Sent];
    sends.push(producer.send({ topic: "t", value: "open" }));
    const codes = sends.map(codeOf);
    const flushed = codeOf(producer.flush());
    const closed = producer.close({ timeoutMs });
    engine.advance(timeoutMs);
    expect(await Promise.all(codes)).toEqual(["CLOSED", "CLOSED", "CLOSED"]);
    expect(await flushed).toBe("CLOSED");
    await closed;
    acknowledge(engine, inFlight, 0); // too late for anybody
    expect({ owed: engine.owed, actors: engine.actorCount, timers: engine.timerCount }).toEqual({
      owed: 0,
      actors: 0,
      timers: 0,
    });
    expect(engine.allocator.allocatedBytes).toBe(0);
  });

  test("tells of written records that nobody else told of, and is done before its time when all is acknowledged", async () => {
    const { engine, producer } = start();
    producer.write({ topic: "t", value: "x" });
    const closing = codeOf(producer.close({ timeoutMs: 50 }));
    engine.advance(50);
    expect(await closing).toBe("CLOSED");
    const other = start();
    other.producer.write({ topic: "t", value: "x" });
    const closed = other.producer.close({ timeoutMs: 60_000 });
    acknowledge(other.engine, batches(other.engine)[0] as Sent, 0);
    await closed;
    expect(other.engine.now).toBe(0);
    expect(other.engine.timerCount).toBe(0);
    await expect(start().producer.close({ timeout: 5 } as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });

  test("can be hurried by a second, shorter one, and not be delayed by a longer one", async () => {
    const { engine, producer } = start({ deliveryTimeoutMs: 5_000 });
    producer.write({ topic: "t", value: "x" });
    const closed = [undefined, 100, 50, 3_000].map((timeoutMs) => producer.close(timeoutMs ? { timeoutMs } : {}));
    engine.advance(49);
    expect(producer.metrics.recordsFailed).toBe(0);
    engine.advance(1);
    for (const closing of closed) await expect(closing).rejects.toThrow(/within timeoutMs \(50 ms\)/);
    expect(engine.timerCount).toBe(0);
    const other = start({ deliveryTimeoutMs: 5_000 });
    other.producer.write({ topic: "t", value: "x" });
    const first = codeOf(other.producer.close());
    expect(await codeOf(other.producer.close({ timeoutMs: 0 }))).toBe("CLOSED");
    expect(await first).toBe("CLOSED");
  });
});

describe("written records that cannot be delivered", () => {
  function loseTwo(options: ProducerOptions = {}) {
    const started = start({ maxBlockMs: 300, ...options });
    for (const value of ["1", "2"]) started.producer.write({ topic: "flihgts", value });
    return started;
  }

  test("are told in one line where nobody else is told", async () => {
    const { engine, producer } = loseTwo();
    engine.advance(300);
    expect(engine.warnings).toEqual([expect.stringMatching(/topic flihgts did not appear.*onError.*flush\(\)/)]);
    expect(await codeOf(producer.flush())).toBe("UNKNOWN_TOPIC_OR_PARTITION");
    producer.write({ topic: "flihgts", value: "3" });
    engine.advance(300);
    expect(engine.warnings).toHaveLength(2);
  });

  test("are not told in lines where onError, a flush, a close or a promise tells", async () => {
    const heard: unknown[] = [];
    const withListener = loseTwo({ onError: (error) => heard.push(error) });
    const flushing = loseTwo();
    const flushed = codeOf(flushing.producer.flush());
    const closing = loseTwo();
    const closed = codeOf(closing.producer.close());
    const sending = start({ maxBlockMs: 300 });
    const sent = codeOf(sending.producer.send({ topic: "flihgts", value: "1" }));
    const engines = [withListener, flushing, closing, sending].map(({ engine }) => engine);
    for (const engine of engines) engine.advance(300);
    expect(await Promise.all([flushed, closed, sent])).toEqual(Array(3).fill("UNKNOWN_TOPIC_OR_PARTITION"));
    expect(heard).toHaveLength(2);
    expect(engines.flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});
