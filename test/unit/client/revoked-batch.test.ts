import { describe, expect, test } from "vitest";
import { deliver, fetched, oneFetch, start } from "./consumer-fixture.ts";

describe("a batch whose lease was revoked", () => {
  async function polled() {
    const scene = start();
    const { engine, consumer, topicId, log } = scene;
    await consumer.assign([{ topic: "t", partition: 0, offset: 0 }]);
    deliver(engine, oneFetch(engine), fetched(topicId, 0, [log.run(0, ["a", "b", "c"])]));
    const batch = await consumer.poll();
    if (batch === undefined) throw new Error("a batch is there");
    return { ...scene, batch, revoke: () => engine.leases.revokeAll() };
  }
  const expired = expect.objectContaining({ code: "BATCH_EXPIRED" });

  test("throws BATCH_EXPIRED at the next record and at every access to one", async () => {
    const { batch, revoke } = await polled();
    const records = batch[Symbol.iterator]();
    const record = records.next().value;
    expect(record.offset).toBe(0);
    revoke();
    for (const use of [
      () => records.next(),
      () => record.offset,
      () => record.key,
      () => record.value,
      () => record.headers,
      () => record.copy(),
      () => batch[Symbol.iterator](),
    ])
      expect(use).toThrow(expired);
  });

  test("throws it also when the bytes were used again in the middle of a step, whatever they are", async () => {
    const { batch, revoke, engine } = await polled();
    const records = batch[Symbol.iterator]();
    records.next();
    const { run } = batch as unknown as { run: { address: number; length: number } };
    engine.memory.fill(run.address, 0xff, run.length);
    revoke();
    expect(() => records.next()).toThrow(expired);
  });

  test("gives its lease back with the next batch, and the consumer goes on", async () => {
    const { engine, consumer, topicId, log, revoke } = await polled();
    revoke();
    const request = oneFetch(engine);
    deliver(engine, request, fetched(topicId, 0, [log.run(3, ["d"])]));
    const next = await consumer.poll();
    expect(next?.baseOffset).toBe(3);
    expect(engine.leases.held.size).toBe(1);
  });
});
