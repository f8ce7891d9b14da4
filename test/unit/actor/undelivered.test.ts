import { describe, expect, test } from "vitest";
import type { ActorContext } from "../../../src/actor/actor.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import { ASKS_OPEN_MAX, MAILBOX_MESSAGES_MAX } from "../../../src/base/limits.ts";
import { INIT_PRODUCER_ID_REQUEST, INIT_PRODUCER_ID_RESPONSE, UNDELIVERED } from "../../../src/message/kinds.ts";
import { frameOf, LoneEndpoint, Probe } from "./bench-of-actors.ts";

const QUESTION = { requestId: "r", producerId: -1, producerEpoch: -1 };
const ANSWER = { error: ErrorCode.NONE, producerId: 4, producerEpoch: 0 };
const STOPPED = { error: ErrorCode.ACTOR_STOPPED };

function bench() {
  const endpoint = new LoneEndpoint();
  endpoint.alive.set(1, 0);
  const probe = new Probe();
  endpoint.system.spawn(probe);
  endpoint.turn();
  probe.seen.length = 0;
  const enter = <T>(run: (context: ActorContext) => T): T =>
    endpoint.system.enter({ endpoint: 7, actor: 0 }, endpoint.now, 0, run);
  const request = (actor: number, correlation = 9) => {
    endpoint.control.push((receiver) =>
      receiver.deliver(frameOf(INIT_PRODUCER_ID_REQUEST, QUESTION, { actor, correlation })),
    );
    endpoint.turn();
  };
  const refusals = () => endpoint.sent.filter(({ kind }) => kind.number === UNDELIVERED.number);
  return { endpoint, probe, enter, request, refusals };
}

describe("a request for an actor that does not live", () => {
  test("is answered at once, and counted", () => {
    const { endpoint, request, refusals } = bench();
    request(5);
    expect(refusals()).toMatchObject([{ to: { endpoint: 1, correlation: 9, reply: true }, body: STOPPED }]);
    expect(endpoint.deadLetters.get("actor stopped")).toBe(1);
  });

  test("without the wish for an answer is only counted", () => {
    const { endpoint, request, refusals } = bench();
    request(5, 0);
    expect(refusals()).toEqual([]);
    expect(endpoint.deadLetters.get("actor stopped")).toBe(1);
  });

  test("finds nobody behind an id of an earlier generation of the slot", () => {
    const { enter, request, refusals } = bench();
    const earlier = enter((context) => context.spawn(new Probe()));
    enter((context) => context.stop(earlier));
    const later = new Probe();
    enter((context) => context.spawn(later));
    request(earlier.actor);
    expect(later.seen).toEqual([]);
    expect(refusals()).toHaveLength(1);
  });

  test("is answered also when it was forwarded there, or waited in its mailbox as it was stopped", () => {
    const { enter, endpoint, probe, request, refusals } = bench();
    const gone = enter((context) => context.spawn(new Probe()));
    const forwarder = enter((context) => context.spawn(new Probe((_message, inner) => inner.forward(gone))));
    enter((context) => context.stop(gone));
    request(forwarder.actor);
    expect(refusals()).toHaveLength(1);
    const dying = enter((context) => context.spawn(new Probe()));
    const correlation = enter((context) => {
      const asked = context.ask(dying, INIT_PRODUCER_ID_REQUEST, QUESTION);
      context.stop(dying);
      return asked;
    });
    expect(probe.seen).toEqual([{ type: "askFailed", correlation, error: ErrorCode.ACTOR_STOPPED }]);
    expect(endpoint.system.openAsks).toBe(0);
  });

  test("ends an ask between endpoints, once", () => {
    const { endpoint, enter, probe } = bench();
    const correlation = enter((context) => context.ask({ endpoint: 1, actor: 3 }, INIT_PRODUCER_ID_REQUEST, QUESTION));
    for (let count = 0; count < 2; count++)
      endpoint.control.push((receiver) =>
        receiver.deliver(frameOf(UNDELIVERED, STOPPED, { correlation, reply: true })),
      );
    endpoint.turn();
    expect(probe.seen).toEqual([{ type: "askFailed", correlation, error: ErrorCode.ACTOR_STOPPED }]);
    expect(endpoint.deadLetters.get("answer too late")).toBe(1);
  });

  test("is answered when the actor fails over it, and while the actor waits for its restart", () => {
    const { enter, endpoint, request, refusals } = bench();
    let fails = true;
    const make = () =>
      new Probe((message, context) => {
        if (message.type !== "message" || message.replyTo === undefined) return;
        if (fails) throw new Error("a bug");
        context.reply(message.replyTo, INIT_PRODUCER_ID_RESPONSE, ANSWER);
      });
    const fragile = enter((context) => context.spawn(make(), make));
    request(fragile.actor, 1);
    request(fragile.actor, 2);
    expect(refusals().map(({ to }) => to.correlation)).toEqual([1, 2]);
    fails = false;
    endpoint.turn(1_000);
    request(fragile.actor, 3);
    expect(refusals()).toHaveLength(2);
    expect(endpoint.sent.at(-1)).toMatchObject({ to: { correlation: 3 }, body: ANSWER });
  });
});

describe("a mailbox", () => {
  test("that is full is back-pressure to the actors of its endpoint, who are told when they may try again", () => {
    const { endpoint, enter, probe } = bench();
    const slow = new Probe();
    const target = enter((context) => context.spawn(slow));
    enter((context) => {
      for (let count = 0; count < MAILBOX_MESSAGES_MAX; count++)
        expect(context.send(target, INIT_PRODUCER_ID_REQUEST, QUESTION)).toBe("sent");
      expect(context.send(target, INIT_PRODUCER_ID_REQUEST, QUESTION)).toBe("backpressure");
      expect(context.ask(target, INIT_PRODUCER_ID_REQUEST, QUESTION)).toBe(0);
      context.tell(target, "a note still fits");
      context.atSpace(target.endpoint);
    });
    const seenBefore = slow.seen.length;
    endpoint.turn();
    expect(slow.seen.length).toBeGreaterThan(seenBefore);
    expect(probe.types).toEqual(["turnEnd"]);
    enter((context) => expect(context.send(target, INIT_PRODUCER_ID_REQUEST, QUESTION)).toBe("sent"));
    while (endpoint.turn());
    expect(slow.seen).toHaveLength(MAILBOX_MESSAGES_MAX + 2);
  });
});

describe("asks without an end", () => {
  test("have a bound, from which on one more is back-pressure", () => {
    const { endpoint, enter, probe } = bench();
    const ask = (context: ActorContext) => context.ask({ endpoint: 1, actor: 0 }, INIT_PRODUCER_ID_REQUEST, QUESTION);
    enter((context) => {
      for (let count = 0; count < ASKS_OPEN_MAX; count++) expect(ask(context)).toBeGreaterThan(0);
      expect(ask(context)).toBe(0);
    });
    endpoint.alive.delete(1);
    endpoint.control.push((receiver) => receiver.endpointDied(1, 0));
    while (endpoint.turn());
    expect(probe.seen).toHaveLength(ASKS_OPEN_MAX);
    endpoint.alive.set(1, 1);
    expect(enter(ask)).toBeGreaterThan(0);
  });
});
