import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { INIT_PRODUCER_ID_REQUEST, PRODUCE_REQUEST } from "../../../src/message/kinds.ts";
import { frameOf, LoneEndpoint, Probe } from "./bench-of-actors.ts";

const QUESTION = { requestId: "r", producerId: -1, producerEpoch: -1 };
const PRODUCE = { topicId: 1, partition: 0, acks: -1, leaderEpoch: 0 };

function started(probe: Probe): LoneEndpoint {
  const endpoint = new LoneEndpoint();
  endpoint.system.spawn(probe);
  endpoint.turn();
  probe.seen.length = 0;
  return endpoint;
}

describe("a turn", () => {
  test("starts the root actor, and only it", () => {
    const endpoint = new LoneEndpoint();
    const root = new Probe();
    const other = new Probe();
    expect(endpoint.system.spawn(root)).toEqual({ endpoint: 7, actor: 0 });
    expect(endpoint.system.spawn(other)).toEqual({ endpoint: 7, actor: 1 });
    endpoint.turn();
    expect(root.types).toEqual(["start"]);
    expect(other.types).toEqual([]);
  });

  test("takes control frames, then the mailbox, then data frames, then timers, then turn ends, then flushes once", () => {
    const order: string[] = [];
    const probe = new Probe((message, context) => {
      order.push(message.type === "message" ? message.kind.lane : message.type === "local" ? "local" : message.type);
      if (message.type === "message" && message.kind.lane === "control") {
        context.atTurnEnd();
        context.atTurnEnd();
        context.setTimer(0, 1);
      }
    });
    const endpoint = started(probe);
    order.length = 0;
    const before = endpoint.flushes;
    endpoint.system.enqueue(0, { type: "local", note: "waiting" });
    endpoint.data.push((receiver) => receiver.deliver(frameOf(PRODUCE_REQUEST, PRODUCE)));
    endpoint.control.push((receiver) => receiver.deliver(frameOf(INIT_PRODUCER_ID_REQUEST, QUESTION)));
    endpoint.turn();
    expect(order).toEqual(["control", "local", "data", "timer", "turnEnd"]);
    expect(endpoint.flushes).toBe(before + 1);
  });

  test("gives an actor at most its share and says that work is left", () => {
    const endless = new Probe((message, context) => {
      if (message.type === "local") context.tell(context.self, "again");
    });
    const endpoint = new LoneEndpoint();
    endpoint.system.spawn(endless);
    expect(endpoint.turn()).toBe(true);
    expect(endless.seen.length).toBeLessThan(640);
    expect(endpoint.turn()).toBe(true);
  });

  test("does not let time go back", () => {
    const times: number[] = [];
    const endpoint = started(new Probe((_message, context) => times.push(context.now)));
    for (const now of [50, 20, 60]) {
      endpoint.system.enqueue(0, { type: "local", note: now });
      endpoint.system.turn(now, 0, endpoint);
    }
    expect(times.slice(1)).toEqual([50, 50, 60]);
  });

  test("publishes what a user's call sent, also when the call throws", () => {
    const endpoint = started(new Probe());
    endpoint.alive.set(1, 0);
    const before = endpoint.flushes;
    const call = () =>
      endpoint.system.enter({ endpoint: 7, actor: 0 }, 5, 5, (context) => {
        context.send({ endpoint: 1, actor: 0 }, PRODUCE_REQUEST, PRODUCE);
        throw new Error("the user's");
      });
    expect(call).toThrow("the user's");
    expect(endpoint.flushes).toBe(before + 1);
    expect(endpoint.system.running).toBe(false);
  });

  test("tells metadata subscribers at once and whenever the image moves", () => {
    const probe = new Probe((message, context) => {
      if (message.type === "local") context.subscribeMetadata();
    });
    const endpoint = new LoneEndpoint();
    endpoint.system.spawn(probe);
    endpoint.turn();
    endpoint.system.metadataMoved();
    endpoint.turn();
    expect(probe.types).toEqual(["start", "metadata", "metadata"]);
  });
});

describe("space", () => {
  test("gives a turn end to an actor that saw back-pressure once there is room", () => {
    const results: string[] = [];
    const probe = new Probe((message, context) => {
      if (message.type === "local" && message.note !== "go") return;
      const result = context.send({ endpoint: 1, actor: 0 }, PRODUCE_REQUEST, PRODUCE);
      results.push(result);
      if (result === "backpressure") context.atSpace(1);
    });
    const endpoint = started(probe);
    endpoint.alive.set(1, 0);
    endpoint.full = true;
    endpoint.system.enqueue(0, { type: "local", note: "go" });
    endpoint.turn();
    endpoint.turn();
    expect(endpoint.system.awaitsSpace).toBe(true);
    endpoint.full = false;
    endpoint.turn();
    expect(results).toEqual(["backpressure", "sent"]);
    expect(endpoint.system.awaitsSpace).toBe(false);
  });
});

describe("forward", () => {
  test("hands the message with its attachment and its way back to another actor within the same delivery", () => {
    const worker = new Probe();
    const endpoint = new LoneEndpoint();
    const root = new Probe((message, context) => {
      if (message.type === "message") context.forward({ endpoint: 7, actor: 1 });
    });
    endpoint.system.spawn(root);
    endpoint.system.spawn(worker);
    const attachment = { address: 64, length: 10 };
    endpoint.data.push((receiver) => {
      receiver.deliver(frameOf(PRODUCE_REQUEST, PRODUCE, { attachment, correlation: 9, incarnation: 3 }));
      expect(worker.seen).toHaveLength(1); // the attachment is valid only until `deliver` returns
    });
    endpoint.turn();
    expect(worker.seen[0]).toMatchObject({ attachment, replyTo: { endpoint: 1, incarnation: 3, correlation: 9 } });
  });

  test("to an actor that waits for its restart is a dead letter", () => {
    const endpoint = new LoneEndpoint();
    const root = new Probe((message, context) => {
      if (message.type === "message") context.forward({ endpoint: 7, actor: 1 });
    });
    const failing = new Probe(() => {
      throw new Error("broken");
    });
    endpoint.system.spawn(root);
    endpoint.system.spawn(failing, () => new Probe());
    for (let count = 0; count < 2; count++)
      endpoint.data.push((receiver) => receiver.deliver(frameOf(PRODUCE_REQUEST, PRODUCE)));
    endpoint.turn();
    expect(failing.seen).toHaveLength(1);
    expect(endpoint.deadLetters.get("actor stopped")).toBe(1);
  });
});

describe("timers", () => {
  test("fire in the order of their moments, then of their making", () => {
    const endpoint = started(
      new Probe((message, context) => {
        if (message.type !== "local") return;
        context.setTimer(20, 3);
        context.setTimer(10, 1);
        context.setTimer(10, 2);
        context.cancelTimer(context.setTimer(5, 9));
      }),
    );
    const probe = new Probe();
    expect(endpoint.system.nextTimerAt()).toBe(10);
    endpoint.turn(9);
    endpoint.turn(1);
    expect(endpoint.system.nextTimerAt()).toBe(20);
    endpoint.turn(30);
    expect(probe.seen).toEqual([]);
    expect(endpoint.system.nextTimerAt()).toBeUndefined();
  });

  test("that are due together can cancel one another", () => {
    let second = 0;
    const probe = new Probe((message, context) => {
      if (message.type === "local") {
        context.setTimer(10, 1);
        second = context.setTimer(10, 2);
      } else context.cancelTimer(second);
    });
    const endpoint = started(probe);
    endpoint.turn(10);
    endpoint.turn(10);
    expect(probe.seen).toMatchObject([{ type: "timer", tag: 1 }]);
  });
});

describe("stop", () => {
  test("leaves what waited as dead letters, and an old reference finds nobody in the slot's next life", () => {
    const endpoint = started(new Probe());
    const first = endpoint.system.spawn(new Probe());
    endpoint.system.enqueue(first.actor, { type: "local", note: "lost" });
    endpoint.system.stop(first);
    expect(endpoint.deadLetters.get("actor stopped")).toBe(1);
    const heir = new Probe();
    const second = endpoint.system.spawn(heir);
    expect(second.actor).toBe(first.actor + 2 ** 20);
    endpoint.system.enqueue(first.actor, { type: "local", note: "for the dead" });
    endpoint.system.enqueue(second.actor, { type: "local", note: "for the heir" });
    endpoint.turn();
    expect(heir.types).toEqual(["for the heir"]);
    expect(endpoint.deadLetters.get("actor stopped")).toBe(2);
  });

  test("ends the actor's timers and asks", () => {
    const endpoint = started(new Probe());
    endpoint.alive.set(1, 0);
    const target = endpoint.system.spawn(
      new Probe((_message, context) => {
        context.setTimer(10, 1);
        context.ask({ endpoint: 1, actor: 0 }, INIT_PRODUCER_ID_REQUEST, QUESTION, { timeoutMs: 10 });
      }),
    );
    endpoint.system.enqueue(target.actor, { type: "local", note: "go" });
    endpoint.turn();
    expect(endpoint.system.openAsks).toBe(1);
    endpoint.system.stop(target);
    expect(endpoint.system.openAsks).toBe(0);
    expect(endpoint.system.nextTimerAt()).toBeUndefined();
  });
});

describe("the answer to a dead incarnation", () => {
  test("is dropped and counted", () => {
    const results: string[] = [];
    const endpoint = started(
      new Probe((message, context) => {
        if (message.type === "message" && message.replyTo !== undefined)
          results.push(context.reply(message.replyTo, INIT_PRODUCER_ID_REQUEST, { ...QUESTION, requestId: "answer" }));
      }),
    );
    endpoint.alive.set(1, 5);
    for (const incarnation of [4, 5])
      endpoint.control.push((receiver) =>
        receiver.deliver(frameOf(INIT_PRODUCER_ID_REQUEST, QUESTION, { incarnation, correlation: 3 })),
      );
    endpoint.turn();
    expect(results).toEqual(["dead", "sent"]);
    expect(endpoint.sent.map(({ to }) => to)).toEqual([{ endpoint: 1, actor: 0, correlation: 3, reply: true }]);
    expect(endpoint.deadLetters.get("endpoint dead")).toBe(1);
    expect(ErrorCode.ENDPOINT_DIED).toBe(10000);
  });
});
