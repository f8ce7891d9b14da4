import { describe, expect, test } from "vitest";
import { Arena } from "../../../src/arena/arena.ts";
import { LIST_OFFSETS_REQUEST, type ListOffsetsRequest, PRODUCE_REQUEST } from "../../../src/message/kinds.ts";
import { atEachAccess, interruptAt, terminateAt } from "../arena/interrupt.ts";
import { Endpoint, PRODUCE, plainArena, root, SMALL } from "./mesh-endpoint.ts";

const SENDER = 2;
const RECEIVER = 1;
const BYTES = 4 * 1024 * 1024;

/** One sender, one receiver, the guardian. Either of the two may die and come back at any moment. */
class World {
  readonly guardian: Arena;
  sender: Endpoint | undefined;
  receiver: Endpoint;
  /** What the living receiver's incarnation must hear of each incarnation of the sender, by lane. */
  #expected = new Map<string, number[]>();
  #remains: { endpoint: number; incarnation: number; version: number }[] = [];
  /** The sender's incarnation, by the number of the message. */
  readonly #makers: number[] = [];
  /** Its maker was terminated while it sent it. */
  #inTheMaking: number | undefined;

  constructor(memory: ArrayBuffer) {
    this.guardian = Arena.recycle(memory, { ...SMALL, bytes: BYTES, shared: false });
    this.receiver = new Endpoint(memory, RECEIVER);
    this.sender = new Endpoint(memory, SENDER);
  }

  get #memory(): ArrayBuffer {
    return this.guardian.source as ArrayBuffer;
  }

  send(lane: "control" | "data"): boolean {
    const incarnation = this.guardian.endpoints.incarnation(SENDER) as number;
    const number = this.#makers.push(incarnation) - 1;
    let meant: number | undefined;
    this.#inTheMaking = number;
    const result = this.sender?.enter((context) => {
      meant = context.incarnationOf(RECEIVER); // a dead one, until the sender has seen its death
      const question = { topicId: 1, partition: number, timestamp: -2, currentLeaderEpoch: 0 };
      if (lane === "control") return context.send(root(RECEIVER), LIST_OFFSETS_REQUEST, question);
      return context.send(root(RECEIVER), PRODUCE_REQUEST, { ...PRODUCE, partition: number });
    });
    this.#inTheMaking = undefined;
    if (result !== "sent" || meant !== this.receiver.incarnation) return false;
    const key = `${lane} of ${incarnation}`;
    this.#expected.set(key, [...(this.#expected.get(key) ?? []), number]);
    return true;
  }

  die(endpoint: number): void {
    const { endpoints } = this.guardian;
    const incarnation = endpoints.incarnation(endpoint) as number;
    endpoints.markDead(endpoint, incarnation);
    this.#remains.push({ endpoint, incarnation, version: endpoints.membershipVersion });
    if (endpoint === SENDER) this.sender = undefined;
  }

  restartSender(): void {
    this.sender ??= new Endpoint(this.#memory, SENDER);
  }

  /** The row is claimed before the thread starts, so that others may send to it before its first turn. */
  restartReceiver(): void {
    this.die(RECEIVER);
    this.receiver = new Endpoint(this.#memory, RECEIVER);
    this.#expected.clear();
  }

  /** As a supervisor does when it starts. */
  contact(): void {
    this.receiver.enter((context) => {
      context.incarnationOf(SENDER);
      context.watch(SENDER);
    });
  }

  turn(): void {
    this.receiver.turn();
    this.sender?.turn();
  }

  /** As the guardian's reclaimer; what is free afterwards is overwritten. */
  reclaim(): void {
    const { endpoints, layout, memory } = this.guardian;
    const seen = this.#remains.filter(({ version }) => endpoints.isAcknowledged(version));
    if (seen.length === 0) return;
    for (const { endpoint, incarnation } of seen) this.guardian.reclaim(endpoint, incarnation);
    this.#remains = this.#remains.filter((one) => !seen.includes(one));
    for (let unit = 0; unit < layout.unitCount; unit++)
      if (memory.words[layout.ownersWord + unit] === 0) memory.fill(layout.unitAddress(unit), 0xa5, 64);
  }

  /** Everybody takes turns until it is quiet: then nobody is locked out, nothing is lost, and all memory is free. */
  settle(): void {
    this.restartSender();
    for (let round = 0; round < 3; round++) this.turn();
    const lost = this.#inTheMaking;
    expect([this.send("control"), this.send("data")]).toEqual([true, true]);
    for (let round = 0; round < 3; round++) this.turn();
    this.#check(lost);
    this.reclaim();
    expect(this.#remains).toEqual([]);
  }

  #check(lost: number | undefined): void {
    const heard = new Map<string, number[]>();
    const dead = new Set<number>();
    let newest = 0;
    for (const message of this.receiver.heard) {
      if (message.type === "endpointDied") dead.add(message.incarnation);
      if (message.type !== "message") continue;
      const { partition } = message.body as ListOffsetsRequest;
      const incarnation = this.#makers[partition] as number;
      expect(dead).not.toContain(incarnation);
      expect(incarnation).toBeGreaterThanOrEqual(newest);
      newest = incarnation;
      if (partition === lost) continue; // published or not: both are right
      const key = `${message.kind === LIST_OFFSETS_REQUEST ? "control" : "data"} of ${incarnation}`;
      heard.set(key, [...(heard.get(key) ?? []), partition]);
    }
    expect(heard).toEqual(this.#expected);
  }
}

const EVENTS: Readonly<Record<string, (world: World) => void>> = {
  control: (world) => void world.send("control"),
  data: (world) => void world.send("data"),
  senderDies: (world) => world.sender && world.die(SENDER),
  senderReturns: (world) => world.restartSender(),
  receiverRestarts: (world) => world.restartReceiver(),
  contact: (world) => world.contact(),
  turn: (world) => world.turn(),
  reclaim: (world) => world.reclaim(),
};

function play(world: World, events: readonly string[]): void {
  for (const event of events) EVENTS[event]?.(world);
}

/** All sequences of events of this length, but for those in which an event could do nothing. */
function* sequences(length: number, isSenderAlive = true, last = ""): Generator<string[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const event of Object.keys(EVENTS)) {
    if (event === last && event !== "control" && event !== "data") continue;
    if (isSenderAlive === (event === "senderReturns")) continue;
    if (!isSenderAlive && ["control", "data", "senderDies"].includes(event)) continue;
    const isAlive = event === "senderReturns" || (isSenderAlive && event !== "senderDies");
    for (const rest of sequences(length - 1, isAlive, event)) yield [event, ...rest];
  }
}

const memory = plainArena(BYTES);

function trial(events: readonly string[], run: (world: World) => void): void {
  try {
    run(new World(memory));
  } catch (cause) {
    throw new Error(`after ${events.join(", ")}: ${String(cause)}`, { cause });
  }
}

const TIMEOUT_MS = 60_000; // under load

describe("the incarnations of a sender and of its receiver", () => {
  test(
    "are kept apart in every order of events",
    () => {
      for (const events of sequences(5))
        trial(events, (world) => {
          play(world, events);
          world.settle();
        });
    },
    TIMEOUT_MS,
  );

  test(
    "are kept apart wherever a turn of the receiver is interrupted",
    () => {
      for (const before of sequences(2))
        for (const meanwhile of [
          ["control", "senderDies"],
          ["data", "senderDies", "senderReturns", "control"],
          ["senderDies", "senderReturns", "data"],
          ["control", "senderDies", "senderReturns", "data", "senderDies"],
        ])
          atEachAccess((access) => {
            let isInterrupted = false;
            trial([...before, "turn", `at access ${access}`, ...meanwhile], (world) => {
              play(world, before);
              const turn = () => world.receiver.turn();
              isInterrupted = interruptAt(access, turn, () => {
                world.restartSender();
                play(world, meanwhile);
              });
              world.settle();
            });
            return isInterrupted;
          });
    },
    TIMEOUT_MS,
  );

  test.each(["control", "data"] as const)(
    "are kept apart wherever a sender is terminated in the middle of a frame (%s)",
    (lane) => {
      for (const before of sequences(2))
        atEachAccess((access) => {
          let isTerminated = false;
          trial([...before, lane, `terminated at access ${access}`], (world) => {
            play(world, before);
            world.restartSender();
            isTerminated = terminateAt(access, () => void world.send(lane));
            if (isTerminated) world.die(SENDER);
            world.settle();
          });
          return isTerminated;
        });
    },
    TIMEOUT_MS,
  );

  test.each(["control", "data"] as const)(
    "are kept apart wherever a sender is interrupted in the middle of a frame, and its receiver comes back (%s)",
    (lane) => {
      for (const before of sequences(2))
        for (const restarts of [1, 2])
          atEachAccess((access) => {
            let isInterrupted = false;
            trial([...before, lane, `at access ${access}`, `${restarts} restarts of the receiver`], (world) => {
              play(world, before);
              world.restartSender();
              const send = () => void world.send(lane);
              isInterrupted = interruptAt(access, send, () => {
                for (let count = 0; count < restarts; count++) world.restartReceiver();
              });
              world.settle();
            });
            return isInterrupted;
          });
    },
    TIMEOUT_MS,
  );
});
