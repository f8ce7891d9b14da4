import { describe, expect, test } from "vitest";
import type { Sent } from "./fake-engine.ts";
import { acknowledge, batches, codeOf, start } from "./producer-fixture.ts";

describe("a topic that is deleted", () => {
  test("fails what was not acknowledged; the same name is then another topic", async () => {
    const { engine, producer } = start({ lingerMs: 5 });
    const sent = producer.send({ topic: "t", value: "under way" });
    engine.advance(5);
    const [request] = batches(engine) as [Sent];
    const open = producer.send({ topic: "t", value: "in an open batch" });
    const { id } = engine.image.topicByName("t") as { id: number };
    engine.image.replay({ type: "topicDeleted", topicId: id });
    engine.metadataMoved();
    expect(await Promise.all([sent, open].map(codeOf))).toEqual(Array(2).fill("UNKNOWN_TOPIC_OR_PARTITION"));
    const waiting = producer.send({ topic: "t", value: "for the next one" });
    const nextId = engine.addTopic("t", [2]);
    acknowledge(engine, request, 7); // too late
    engine.advance(5);
    const [next] = batches(engine) as [Sent];
    expect([next.target.endpoint, next.body.topicId]).toEqual([2, nextId]);
    acknowledge(engine, next, 0);
    expect((await waiting).offset).toBe(0);
    await producer.close();
    expect(engine.allocator.allocatedBytes).toBe(0);
  });
});
