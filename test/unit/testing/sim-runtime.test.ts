import { describe, expect, test } from "vitest";
import type { Actor, ActorContext, Message } from "../../../src/actor/actor.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import {
  INIT_PRODUCER_ID_REQUEST,
  INIT_PRODUCER_ID_RESPONSE,
  type InitProducerIdRequest,
  PRODUCE_REQUEST,
} from "../../../src/message/kinds.ts";
import { SimRuntime } from "../../../src/testing/machine/sim-runtime.ts";

/** Asks endpoint 1 so many questions, at most four at a time; answers what others ask. */
class Chatterer implements Actor {
  readonly heard: string[] = [];
  readonly ends: string[] = [];
  #left: number;

  constructor(questions: number) {
    this.#left = questions;
  }

  receive(message: Message, context: ActorContext): void {
    if (message.type === "local") for (let count = 0; count < 4; count++) this.#ask(context);
    else if (message.type === "message" && message.replyTo !== undefined) {
      const { requestId } = message.body as InitProducerIdRequest;
      this.heard.push(requestId);
      context.reply(message.replyTo, INIT_PRODUCER_ID_RESPONSE, {
        error: ErrorCode.NONE,
        producerId: Number(requestId),
        producerEpoch: 0,
      });
    } else if (message.type === "message" || message.type === "askFailed") {
      this.ends.push(message.type === "message" ? "answered" : "failed");
      this.#ask(context);
    }
  }

  #ask(context: ActorContext): void {
    if (this.#left === 0) return;
    const body = { requestId: String(this.#left--), producerId: -1, producerEpoch: 0 };
    context.ask({ endpoint: 1, actor: 0 }, INIT_PRODUCER_ID_REQUEST, body);
  }
}

function chat(seed: number, faults: (runtime: SimRuntime) => void = () => {}) {
  const runtime = new SimRuntime({ seed });
  const asker = new Chatterer(50);
  const responder = new Chatterer(0);
  runtime.join(1).spawnRoot(responder);
  runtime.join(2).spawnRoot(asker);
  faults(runtime);
  runtime.advance(2_000);
  return { runtime, asker, responder };
}

describe("the simulated network", () => {
  test("keeps the order of frames and answers every ask", () => {
    const { asker, responder } = chat(7);
    expect(responder.heard).toEqual(Array.from({ length: 50 }, (_, index) => String(50 - index)));
    expect(asker.ends).toEqual(Array(50).fill("answered"));
  });

  test("takes the same course with the same seed, another with another", () => {
    const hashes = [7, 7, 8].map((seed) => chat(seed).runtime.trace.hash);
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  test("ends every ask when the endpoint asked dies: answered if the answer was published, failed if not", () => {
    const { asker, responder, runtime } = chat(9, (cluster) => cluster.after(40, () => cluster.crash(1)));
    expect(asker.ends).toHaveLength(50);
    expect(asker.ends.filter((end) => end === "answered")).toHaveLength(responder.heard.length);
    expect(asker.ends).toContain("failed");
    expect(runtime.endpoint(2)?.system.openAsks).toBe(0);
  });

  test("loses what a thread did not publish before it died", () => {
    const { asker, responder } = chat(9, (cluster) =>
      cluster.after(20, () => {
        const port = cluster.endpoint(1)?.port;
        if (port !== undefined) port.losesNextFlush = true;
      }),
    );
    expect(asker.ends).toHaveLength(50);
    expect(asker.ends.filter((end) => end === "answered").length).toBeLessThan(responder.heard.length);
  });

  test("lets a successor answer, with the frames of both incarnations in order", () => {
    const second = new Chatterer(0);
    const { asker } = chat(3, (cluster) =>
      cluster.after(30, () => {
        cluster.crash(1);
        cluster.join(1).spawnRoot(second);
      }),
    );
    expect(asker.ends).toHaveLength(50);
    expect(second.heard.length).toBeGreaterThan(0);
  });

  test("a paused endpoint takes no turns until it is resumed", () => {
    const { asker, runtime, responder } = chat(4, (cluster) => {
      const endpoint = cluster.endpoint(1);
      if (endpoint !== undefined) endpoint.paused = true;
    });
    expect(responder.heard).toEqual([]);
    const endpoint = runtime.endpoint(1);
    if (endpoint !== undefined) endpoint.paused = false;
    runtime.advance(2_000);
    expect(asker.ends).toHaveLength(50);
  });

  test("a slow link delays and keeps order", () => {
    const { runtime, asker } = chat(5, (cluster) => cluster.world.network.slow(2, 1, 500));
    expect(asker.ends.length).toBeLessThan(20);
    runtime.world.network.slow(2, 1, 0);
    runtime.advance(3_000);
    expect(asker.ends).toHaveLength(50);
  });

  test("says back-pressure when a data link is full, and calls the sender when there is room", () => {
    const runtime = new SimRuntime({ seed: 1, linkBytesMax: 1_000 });
    const received: number[] = [];
    const results: string[] = [];
    const sender: Actor = {
      receive: (_message, context) => {
        while (results.length < 40) {
          const body = { topicId: results.length, partition: 0, acks: 0, leaderEpoch: 0 };
          const attachment = [{ address: runtime.world.arena.scratch.length, length: 300 }];
          const result = context.send({ endpoint: 1, actor: 0 }, PRODUCE_REQUEST, body, attachment);
          if (result !== "sent") {
            context.atSpace(1);
            return;
          }
          results.push(result);
        }
      },
    };
    runtime.join(1).spawnRoot({
      receive: (message) => {
        if (message.type === "message") received.push((message.body as { topicId: number }).topicId);
      },
    });
    runtime.join(2).spawnRoot(sender);
    runtime.advance(1_000);
    expect(received).toEqual(Array.from({ length: 40 }, (_, index) => index));
  });

  test("an attachment is gone when receive has returned", () => {
    const runtime = new SimRuntime({ seed: 1 });
    const { memory, scratch } = runtime.world.arena;
    memory.write(scratch.length, new Uint8Array([1, 2, 3]));
    const seen: number[][] = [];
    let kept = { address: 0, length: 0 };
    runtime.join(1).spawnRoot({
      receive: (message) => {
        if (message.type !== "message") return;
        kept = message.attachment;
        seen.push([...memory.bytes.subarray(kept.address, kept.address + kept.length)]);
      },
    });
    runtime.join(2).spawnRoot({
      receive: (message, context) => {
        if (message.type !== "local") return;
        const attachment = [{ address: scratch.length, length: 3 }];
        const body = { topicId: 1, partition: 0, acks: 0, leaderEpoch: 0 };
        context.send({ endpoint: 1, actor: 0 }, PRODUCE_REQUEST, body, attachment);
      },
    });
    runtime.advance(100);
    expect(seen).toEqual([[1, 2, 3]]);
    expect([...memory.bytes.subarray(kept.address, kept.address + 3)]).not.toEqual([1, 2, 3]);
  });

  test("an actor that fails for good fails the run with its seed and its moment", () => {
    const runtime = new SimRuntime({ seed: 77 });
    runtime.join(1).spawnRoot({
      receive: () => {
        throw new Error("a broken invariant");
      },
    });
    expect(() => runtime.advance(10)).toThrow(/a broken invariant[\s\S]*seed 77, step 1/);
  });
});
