import { describe, expect, test } from "vitest";
import type { ActorContext, Message } from "../../../src/actor/actor.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import { INIT_PRODUCER_ID_REQUEST, INIT_PRODUCER_ID_RESPONSE, PRODUCE_REQUEST } from "../../../src/message/kinds.ts";
import { frameOf, LoneEndpoint, Probe } from "./bench-of-actors.ts";

const QUESTION = { requestId: "r", producerId: -1, producerEpoch: -1 };
const ANSWER = { error: ErrorCode.NONE, producerId: 4, producerEpoch: 0 };

class Asker extends LoneEndpoint {
  readonly probe: Probe;
  correlation = -1;
  self!: ActorContext;

  constructor(act: (message: Message, context: ActorContext) => void = () => {}) {
    super();
    this.probe = new Probe((message, context) => {
      this.self = context;
      act(message, context);
    });
    this.alive.set(1, 0);
    this.system.spawn(this.probe);
    this.turn();
    this.probe.seen.length = 0;
  }

  ask(timeoutMs?: number, endpoint = 1): number {
    const options = timeoutMs === undefined ? {} : { timeoutMs };
    return this.system.enter({ endpoint: 7, actor: 0 }, this.now, 0, (context) =>
      context.ask({ endpoint, actor: 0 }, INIT_PRODUCER_ID_REQUEST, QUESTION, options),
    );
  }

  answer(correlation: number): void {
    this.control.push((receiver) =>
      receiver.deliver(frameOf(INIT_PRODUCER_ID_RESPONSE, ANSWER, { correlation, reply: true })),
    );
    this.turn();
  }
}

describe("an ask", () => {
  test("ends with its answer, once", () => {
    const asker = new Asker();
    const correlation = asker.ask(100);
    expect(asker.sent[0]?.to).toEqual({ endpoint: 1, actor: 0, correlation, reply: false });
    asker.answer(correlation);
    asker.answer(correlation);
    asker.turn(1_000);
    expect(asker.probe.seen).toMatchObject([{ type: "message", answers: correlation, body: ANSWER }]);
    expect(asker.deadLetters.get("answer too late")).toBe(1);
    expect(asker.system.nextTimerAt()).toBeUndefined();
  });

  test("ends with its timeout, and an answer after it is too late", () => {
    const asker = new Asker();
    const correlation = asker.ask(100);
    asker.turn(99);
    expect(asker.probe.seen).toEqual([]);
    asker.turn(1);
    asker.answer(correlation);
    expect(asker.probe.seen).toEqual([{ type: "askFailed", correlation, error: ErrorCode.REQUEST_TIMED_OUT }]);
    expect(asker.system.openAsks).toBe(0);
  });

  test("ends with the death of the endpoint asked", () => {
    const asker = new Asker();
    const correlation = asker.ask(100);
    asker.control.push((receiver) => receiver.endpointDied(1, 0));
    asker.turn();
    expect(asker.probe.seen).toEqual([{ type: "askFailed", correlation, error: ErrorCode.ENDPOINT_DIED }]);
  });

  test("of a successor is not ended by the late notice of its predecessor's death", () => {
    const asker = new Asker();
    asker.alive.set(1, 2);
    const correlation = asker.ask();
    asker.control.push((receiver) => receiver.endpointDied(1, 1));
    asker.turn();
    expect(asker.system.openAsks).toBe(1);
    asker.answer(correlation);
    expect(asker.probe.types).toEqual(["message"]);
  });

  test("to a dead endpoint fails in the next turn", () => {
    const asker = new Asker();
    const correlation = asker.ask(100, 9);
    expect(correlation).toBeGreaterThan(0);
    asker.turn();
    expect(asker.probe.seen).toEqual([{ type: "askFailed", correlation, error: ErrorCode.ENDPOINT_DIED }]);
  });

  test("that meets back-pressure returns 0 and is not open", () => {
    const asker = new Asker();
    asker.full = true;
    const correlation = asker.system.enter({ endpoint: 7, actor: 0 }, 0, 0, (context) =>
      context.ask({ endpoint: 1, actor: 0 }, PRODUCE_REQUEST, { topicId: 1, partition: 0, acks: 1, leaderEpoch: 0 }),
    );
    expect(correlation).toBe(0);
    expect(asker.system.openAsks).toBe(0);
  });

  test("that was cancelled ends with nothing", () => {
    const asker = new Asker();
    const correlation = asker.ask(100);
    asker.self.cancelAsk(correlation);
    asker.answer(correlation);
    asker.turn(1_000);
    expect(asker.probe.seen).toEqual([]);
  });

  test("can be cancelled while its failure waits in the mailbox", () => {
    const correlations: number[] = [];
    const asker = new Asker((message, context) => {
      if (message.type !== "askFailed") return;
      for (const correlation of correlations) context.cancelAsk(correlation);
    });
    correlations.push(asker.ask(10), asker.ask(10));
    asker.turn(10);
    expect(asker.probe.seen).toMatchObject([{ type: "askFailed", correlation: correlations[0] }]);
  });

  test("between actors of one endpoint is answered through the mailbox", () => {
    const asker = new Asker();
    const responder = new Probe((message, context) => {
      if (message.type === "message" && message.replyTo !== undefined)
        context.reply(message.replyTo, INIT_PRODUCER_ID_RESPONSE, ANSWER);
    });
    const target = asker.system.spawn(responder);
    const correlation = asker.system.enter({ endpoint: 7, actor: 0 }, 0, 0, (context) =>
      context.ask(target, INIT_PRODUCER_ID_REQUEST, QUESTION),
    );
    asker.turn();
    expect(asker.probe.seen).toMatchObject([{ type: "message", answers: correlation, body: ANSWER }]);
    expect(asker.sent).toEqual([]);
  });
});

describe("a watch", () => {
  test("tells once of the death of the incarnation that was alive", () => {
    const asker = new Asker();
    asker.system.enter({ endpoint: 7, actor: 0 }, 0, 0, (context) => context.watch(1));
    for (let count = 0; count < 2; count++) asker.control.push((receiver) => receiver.endpointDied(1, 0));
    asker.turn();
    expect(asker.probe.seen).toEqual([{ type: "endpointDied", endpoint: 1, incarnation: 0 }]);
  });

  test("of nobody tells at once", () => {
    const asker = new Asker();
    asker.system.enter({ endpoint: 7, actor: 0 }, 0, 0, (context) => context.watch(9));
    asker.turn();
    expect(asker.probe.seen).toEqual([{ type: "endpointDied", endpoint: 9, incarnation: -1 }]);
  });

  test("of a successor is not ended by its predecessor's death", () => {
    const asker = new Asker();
    asker.alive.set(1, 2);
    asker.system.enter({ endpoint: 7, actor: 0 }, 0, 0, (context) => context.watch(1));
    asker.control.push((receiver) => receiver.endpointDied(1, 1));
    asker.turn();
    expect(asker.probe.seen).toEqual([]);
  });

  test("tells before the successor's first frame is received", () => {
    const asker = new Asker();
    asker.system.enter({ endpoint: 7, actor: 0 }, 0, 0, (context) => context.watch(1));
    asker.control.push((receiver) => receiver.endpointDied(1, 0));
    asker.control.push((receiver) => receiver.deliver(frameOf(INIT_PRODUCER_ID_REQUEST, QUESTION, { incarnation: 1 })));
    asker.turn();
    expect(asker.probe.types).toEqual(["endpointDied", "message"]);
  });
});
