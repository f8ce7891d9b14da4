import { describe, expect, it } from "vitest";
import type { ActorContext } from "../../../src/actor/actor.ts";
import { Arena } from "../../../src/arena/arena.ts";
import { ErrorCode } from "../../../src/base/errors.ts";
import { ANSWERS_HELD_MAX } from "../../../src/base/limits.ts";
import {
  LIST_OFFSETS_REQUEST,
  LIST_OFFSETS_RESPONSE,
  type ListOffsetsRequest,
  PRODUCE_REQUEST,
  PRODUCE_RESPONSE,
  type ProduceResponse,
} from "../../../src/message/kinds.ts";
import { Endpoint, messages, PRODUCE, plainArena, root, SMALL } from "./mesh-endpoint.ts";

const QUESTION: ListOffsetsRequest = { topicId: 1, partition: 2, timestamp: -2, currentLeaderEpoch: 0 };
const ANSWER = { error: ErrorCode.NONE, offset: 42, timestamp: -1, leaderEpoch: 3 };

describe("the mesh", () => {
  it("carries a request with its attachment there and the answer back", () => {
    const source = plainArena();
    const asker = new Endpoint(source, 1);
    const answerer = new Endpoint(source, 2);
    answerer.onMessage = (message, context) => {
      if (message.type !== "message" || message.replyTo === undefined) return;
      context.reply(message.replyTo, LIST_OFFSETS_RESPONSE, ANSWER);
    };
    const bytes = asker.arena.allocatorOf(1).allocate(16) as number;
    asker.arena.memory.write(bytes, Uint8Array.of(1, 2, 3, 4, 5));
    const attachment = [
      { address: bytes + 3, length: 2 },
      { address: bytes, length: 3 },
    ];
    const correlation = asker.enter((context) => context.ask(root(2), LIST_OFFSETS_REQUEST, QUESTION, { attachment }));
    answerer.turn();
    asker.turn();
    expect(messages(answerer)[0]?.body).toMatchObject({ partition: 2, timestamp: -2 });
    expect(answerer.attachments).toEqual(["4,5,1,2,3"]);
    expect(messages(asker)[0]).toMatchObject({ answers: correlation, from: 2 });
    expect(messages(asker).map((message) => (message.body as { offset: number }).offset)).toEqual([42]);
  });

  it("publishes once for each receiver, and wakes first whom it wrote to last", () => {
    const source = plainArena();
    const sender = new Endpoint(source, 1);
    const receivers = [2, 3, 4].map((id) => new Endpoint(source, id));
    const send = (id: number, context: ActorContext) => context.send(root(id), LIST_OFFSETS_REQUEST, QUESTION);
    sender.enter((context) => {
      for (const id of [2, 3, 4]) send(id, context); // makes the rings, which is announced by bells of its own
    });
    for (const receiver of receivers) receiver.turn();
    sender.woken.length = 0;
    sender.enter((context) => {
      for (const id of [3, 2, 4, 3]) send(id, context);
    });
    expect(sender.woken).toEqual([4, 2, 3]);
    for (const receiver of receivers) receiver.turn();
    expect(receivers.map((receiver) => messages(receiver).length)).toEqual([2, 3, 2]);
  });

  it("says at each try to whom the arena has no room for a ring, and until there is one", () => {
    const source = plainArena();
    const sender = new Endpoint(source, 1);
    new Endpoint(source, 2);
    const { arena } = sender;
    const allocator = arena.allocatorOf(1);
    const all = arena.extents.unitCount * arena.layout.unitBytes;
    const taken = allocator.allocate(all) as number;
    const ask = () => sender.enter((context) => context.ask(root(2), LIST_OFFSETS_REQUEST, QUESTION));
    expect([ask(), ask()]).toEqual([0, 0]);
    expect(sender.refusedRings).toEqual([2, 2]);
    expect(sender.peers.withoutRing).toBe(2);
    allocator.free(taken, all);
    expect(ask()).toBeGreaterThan(0);
    expect(sender.refusedRings).toEqual([2, 2]);
    expect(sender.peers.withoutRing).toBeUndefined();
  });

  it("gives the rings to endpoints that died back at once, whatever others have not read yet", () => {
    const source = plainArena();
    const broker = new Endpoint(source, 1);
    const clients = [2, 3, 4].map((id) => new Endpoint(source, id));
    broker.enter((context) => {
      for (const id of [2, 3, 4]) context.send(root(id), LIST_OFFSETS_REQUEST, QUESTION);
    });
    expect(broker.arena.extents.unitsOf(1, 1)).toBe(3 * 2);
    const [, ...dying] = clients;
    for (const { arena, system, incarnation } of dying) arena.endpoints.markDead(system.endpoint, incarnation);
    broker.turn();
    expect(broker.arena.extents.unitsOf(1, 1)).toBe(2);
  });

  it("says back-pressure when the data ring is full and offers a turn end when there is room again", () => {
    const source = plainArena();
    const sender = new Endpoint(source, 1);
    const receiver = new Endpoint(source, 2);
    const address = sender.arena.allocatorOf(1).allocate(1024) as number;
    const request = { topicId: 1, partition: 0, acks: -1, leaderEpoch: 0 };
    let sent = 0;
    sender.enter((context) => {
      while (context.send(root(2), PRODUCE_REQUEST, request, [{ address, length: 1000 }]) === "sent") sent++;
      context.atSpace(2);
    });
    expect(sent).toBeGreaterThan(1);
    sender.turn();
    expect(sender.heard).toEqual([]);
    receiver.turn();
    sender.turn();
    expect(messages(receiver).length).toBe(sent);
    expect(sender.heard).toEqual([{ type: "turnEnd" }]);
  });

  it("delivers what a dead endpoint had published before its death notice, and fails what was asked of it", () => {
    const source = plainArena();
    const survivor = new Endpoint(source, 1);
    const victim = new Endpoint(source, 2);
    const correlation = survivor.enter((context) => {
      context.watch(2);
      return context.ask(root(2), LIST_OFFSETS_REQUEST, QUESTION);
    });
    victim.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION));
    survivor.arena.endpoints.markDead(2, 1);
    survivor.turn();
    expect(survivor.heard.map((message) => message.type)).toEqual(["message", "askFailed", "endpointDied"]);
    expect(survivor.heard[1]).toMatchObject({ correlation, error: ErrorCode.ENDPOINT_DIED });
    const dead = survivor.enter((context) => context.send(root(2), LIST_OFFSETS_REQUEST, QUESTION));
    expect(dead).toBe("dead");
  });

  it("buries a sender that died before its first frame was seen", () => {
    const source = plainArena();
    const receiver = new Endpoint(source, 1);
    receiver.turn();
    const victim = new Endpoint(source, 2);
    victim.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION));
    receiver.arena.endpoints.markDead(2, 1);
    receiver.turn();
    expect(messages(receiver).length).toBe(1);
    const next = new Endpoint(source, 2);
    next.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, { ...QUESTION, partition: 7 }));
    receiver.turn();
    expect(messages(receiver).map((message) => (message.body as ListOffsetsRequest).partition)).toEqual([2, 7]);
  });

  it("holds a new incarnation's ring back until the receiver has drained the old one", () => {
    const source = plainArena();
    const receiver = new Endpoint(source, 1);
    const first = new Endpoint(source, 2);
    first.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, { ...QUESTION, partition: 1 }));
    receiver.turn();
    first.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, { ...QUESTION, partition: 2 }));
    receiver.arena.endpoints.markDead(2, 1);
    const second = new Endpoint(source, 2);
    const early = second.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, { ...QUESTION, partition: 3 }));
    expect(early).toBe("backpressure");
    receiver.turn();
    const late = second.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, { ...QUESTION, partition: 4 }));
    expect(late).toBe("sent");
    receiver.turn();
    expect(messages(receiver).map((message) => (message.body as ListOffsetsRequest).partition)).toEqual([1, 2, 4]);
  });

  it("finds the rings that a new incarnation made in another lane while the old one was not buried yet", () => {
    const source = plainArena();
    const receiver = new Endpoint(source, 1);
    const first = new Endpoint(source, 2);
    first.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION)); // its only ring: control
    receiver.turn();
    receiver.enter((context) => context.watch(2));
    receiver.arena.endpoints.markDead(2, 1);
    const second = new Endpoint(source, 2);
    expect(second.enter((context) => context.send(root(1), PRODUCE_REQUEST, PRODUCE))).toBe("sent"); // its only ring: data
    receiver.turn();
    receiver.turn();
    expect(receiver.heard.map((message) => message.type)).toEqual(["message", "endpointDied", "message"]);
    expect(messages(receiver).map((message) => message.kind)).toEqual([LIST_OFFSETS_REQUEST, PRODUCE_REQUEST]);
  });

  it("hears a new incarnation although its predecessor left a ring to this endpoint's predecessor", () => {
    const source = plainArena();
    const observer = Arena.open(source);
    const firstReceiver = new Endpoint(source, 1);
    const firstSender = new Endpoint(source, 2);
    firstSender.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION));
    firstReceiver.turn();
    observer.endpoints.markDead(1, 1); // both die together: nobody is left to close the ring between them
    observer.endpoints.markDead(2, 1);
    const receiver = new Endpoint(source, 1);
    const sender = new Endpoint(source, 2);
    sender.enter((context) => context.send(root(1), PRODUCE_REQUEST, PRODUCE));
    receiver.turn();
    receiver.turn();
    expect(messages(receiver).map((message) => message.kind)).toEqual([PRODUCE_REQUEST]);
  });

  it("does not call a death seen while a ring of the dead one is still to be found", () => {
    const source = plainArena();
    const receiver = new Endpoint(source, 1);
    receiver.turn();
    const victim = new Endpoint(source, 2);
    const { endpoints } = receiver.arena;
    const look = endpoints.inboundVersion.bind(endpoints);
    let isFirst = true;
    // Between the look for new rings and the look at the deaths, the victim makes its ring and dies.
    endpoints.inboundVersion = (endpoint) => {
      const version = look(endpoint);
      if (isFirst) {
        isFirst = false;
        victim.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION));
        endpoints.markDead(2, 1);
      }
      return version;
    };
    receiver.turn();
    const { membershipVersion } = endpoints;
    expect(endpoints.isAcknowledged(membershipVersion) && messages(receiver).length === 0).toBe(false);
    receiver.turn();
    expect(messages(receiver).length).toBe(1);
    expect(endpoints.isAcknowledged(membershipVersion)).toBe(true);
  });

  it("keeps answers that do not fit into the control ring and sends them in order as room appears", () => {
    const source = plainArena();
    const asker = new Endpoint(source, 1);
    const answerer = new Endpoint(source, 2);
    answerer.onMessage = (message, context) => {
      if (message.type !== "message" || message.replyTo === undefined) return;
      const baseOffset = messages(answerer).length;
      const answer = { error: ErrorCode.NONE, baseOffset, logStartOffset: 0, leaderEpoch: 1 };
      expect(context.reply(message.replyTo, PRODUCE_RESPONSE, answer)).toBe("sent");
    };
    let asked = 0;
    asker.enter((context) => {
      while (context.ask(root(2), PRODUCE_REQUEST, PRODUCE) !== 0) asked++;
    });
    expect(asked * 32).toBeGreaterThan(2 * SMALL.controlRingBytes - 64); // the answers fill the ring twice
    answerer.turn();
    for (let round = 0; round < 4; round++) {
      asker.turn();
      answerer.turn();
    }
    expect(messages(asker).map((message) => (message.body as ProduceResponse).baseOffset)).toEqual(
      Array.from({ length: asked }, (_, index) => index + 1),
    );
    expect(answerer.deadLetters).toBe(0);
  });

  it("answers what is asked after more was asked and cancelled without a pause than answers can be held", () => {
    const source = plainArena();
    const asker = new Endpoint(source, 1);
    const answerer = new Endpoint(source, 2);
    answerer.onMessage = (message, context) => {
      if (message.type !== "message" || message.replyTo === undefined) return;
      context.reply(message.replyTo, LIST_OFFSETS_RESPONSE, ANSWER);
      answerer.heard.length = 0;
    };
    const ask = () => asker.enter((context) => context.ask(root(2), LIST_OFFSETS_REQUEST, QUESTION));
    /** As a loop that leaves the asker's thread no turn; 0: there is back-pressure although the ring has room. */
    const askInLoop = () => {
      const correlation = ask();
      if (correlation > 0) return correlation;
      answerer.turn(); // takes what fills the ring
      return ask();
    };
    for (let count = 0; count < ANSWERS_HELD_MAX + 1_000; count++) {
      const correlation = askInLoop();
      if (correlation === 0) break;
      asker.enter((context) => context.cancelAsk(correlation));
    }
    const turns = () => {
      for (let count = 0; count < 4_000 && messages(asker).length === 0; count++) {
        answerer.turn();
        asker.turn();
      }
    };
    let wanted = askInLoop();
    if (wanted === 0) {
      turns();
      wanted = ask();
    }
    turns();
    expect(messages(asker).map(({ answers }) => answers)).toEqual([wanted]);
    expect(answerer.arena.endpoints.deadLetters(2, "ring full")).toBe(0);
  });

  it("says back-pressure to a request that does not fit into the control ring", () => {
    const source = plainArena();
    const asker = new Endpoint(source, 1);
    const answerer = new Endpoint(source, 2);
    let asked = 0;
    asker.enter((context) => {
      while (context.ask(root(2), LIST_OFFSETS_REQUEST, QUESTION) !== 0) asked++;
    });
    expect(asked).toBeGreaterThan(10);
    answerer.turn();
    expect(messages(answerer).length).toBe(asked);
    expect(asker.enter((context) => context.ask(root(2), LIST_OFFSETS_REQUEST, QUESTION))).toBeGreaterThan(0);
  });
});
