import { expect, test } from "vitest";
import type { Actor, ActorContext, Message } from "../../../../src/actor/actor.ts";
import { ErrorCode } from "../../../../src/base/errors.ts";
import { ROOT_ACTOR } from "../../../../src/base/ids.ts";
import {
  LIST_OFFSETS_REQUEST,
  LIST_OFFSETS_RESPONSE,
  type ListOffsetsResponse,
} from "../../../../src/message/kinds.ts";
import { SimulatedCluster } from "../../../../src/testing/index.ts";

/** Answers every question for an offset with a number of its own. */
class Oracle implements Actor {
  receive(message: Message, context: ActorContext): void {
    if (message.type !== "message" || message.replyTo === undefined) return;
    const body = { error: ErrorCode.NONE, offset: 42, timestamp: -1, leaderEpoch: 0 };
    context.reply(message.replyTo, LIST_OFFSETS_RESPONSE, body as ListOffsetsResponse);
  }
}

/** Asks every 10 ms, and tells what it heard. */
class Asker implements Actor {
  readonly heard: (number | "dead")[] = [];
  readonly #whom: number;

  constructor(whom: number) {
    this.#whom = whom;
  }

  receive(message: Message, context: ActorContext): void {
    if (message.type === "message") this.heard.push((message.body as ListOffsetsResponse).offset);
    else if (message.type === "askFailed") this.heard.push("dead");
    if (message.type !== "local" && message.type !== "timer") return;
    const body = { topicId: 1, partition: 0, timestamp: -1, currentLeaderEpoch: -1 };
    context.ask({ endpoint: this.#whom, actor: ROOT_ACTOR }, LIST_OFFSETS_REQUEST, body);
    context.setTimer(10, 0);
  }
}

test("actors of one's own exchange messages on endpoints of their own, die and come back, the same in every run", () => {
  const run = () => {
    const cluster = new SimulatedCluster({ seed: 4 });
    const oracle = cluster.spawn("oracle", new Oracle());
    const asker = new Asker(oracle.ref.endpoint);
    cluster.spawn("asker", asker);
    cluster.advance(100);
    const answered = asker.heard.length;
    oracle.kill();
    cluster.advance(50);
    oracle.restart(new Oracle());
    cluster.advance(100);
    return { answered, heard: asker.heard, hash: cluster.runtime.trace.hash };
  };
  const { answered, heard, hash } = run();
  expect(answered).toBeGreaterThan(5);
  expect(heard.slice(0, answered)).toEqual(Array(answered).fill(42));
  expect(heard).toContain("dead");
  expect(heard.at(-1)).toBe(42);
  expect(run()).toEqual({ answered, heard, hash });
});
