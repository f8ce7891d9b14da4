import { afterEach, describe, expect, it, vi } from "vitest";
import type { Actor, ActorContext, Message } from "../../../src/actor/actor.ts";
import { Arena } from "../../../src/arena/arena.ts";
import { FRAME_HEADER_BYTES, writeFrameHeader } from "../../../src/arena/frame.ts";
import type { RingProducer } from "../../../src/arena/ring.ts";
import { ROOT_ACTOR } from "../../../src/base/ids.ts";
import { LIST_OFFSETS_REQUEST, PRODUCE_REQUEST } from "../../../src/message/kinds.ts";
import { ArenaMetadataLog } from "../../../src/runtime/arena-metadata-log.ts";
import { EndpointRuntime } from "../../../src/runtime/endpoint-runtime.ts";

const SMALL = { unitBytes: 4096, dataRingBytes: 8192, controlRingBytes: 4096, metadataBytes: 4096 };
const PRODUCE = { topicId: 1, partition: 0, acks: -1, leaderEpoch: 0 };
const QUESTION = { topicId: 1, partition: 2, timestamp: -2, currentLeaderEpoch: 0 };
const UNKNOWN_KIND = 250;

interface EndpointPlan {
  /** Of a row that was claimed already. */
  readonly incarnation?: number | undefined;
  readonly servesUser?: boolean;
}

/** A whole endpoint on the test's own thread, over a shared arena: it really sleeps and is really woken. */
class Endpoint implements Actor {
  readonly runtime: EndpointRuntime;
  readonly heard: Message[] = [];
  readonly escalated: unknown[] = [];
  onMessage: (message: Message, context: ActorContext) => void = () => {};
  onStart: (context: ActorContext) => void = () => {};

  constructor(source: WebAssembly.Memory, id: number, { incarnation, servesUser }: EndpointPlan = {}) {
    const arena = Arena.open(source);
    this.runtime = new EndpointRuntime({
      arena,
      endpoint: id,
      incarnation: incarnation ?? arena.endpoints.claim(id) ?? -1,
      escalate: (error) => this.escalated.push(error),
      servesUser: servesUser ?? false,
    });
    this.runtime.system.spawn(this);
  }

  receive(message: Message, context: ActorContext): void {
    if (message.type === "local" && message.note === "start") return this.onStart(context);
    this.heard.push(message);
    this.onMessage(message, context);
  }

  get types(): string[] {
    return this.heard.map((message) => message.type);
  }

  enter<T>(run: (context: ActorContext) => T): T {
    return this.runtime.enter({ endpoint: this.runtime.endpoint, actor: ROOT_ACTOR }, run);
  }

  async asleep(): Promise<void> {
    await eventually(() => expect(this.runtime.bell.isArmed).toBe(true));
  }
}

/** Vitest's own patience of one second is less than a thread may wait for a core. */
function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, 9_000);
}

const open: Endpoint[] = [];

function start(source: WebAssembly.Memory, id: number, plan?: EndpointPlan): Endpoint {
  const endpoint = new Endpoint(source, id, plan);
  open.push(endpoint);
  endpoint.runtime.start();
  return endpoint;
}

function sharedArena(): WebAssembly.Memory {
  return Arena.create({ bytes: 16 * 1024 * 1024, shared: true, ...SMALL }).source as WebAssembly.Memory;
}

function root(endpoint: number) {
  return { endpoint, actor: ROOT_ACTOR };
}

afterEach(() => {
  for (const endpoint of open.splice(0)) endpoint.runtime.close();
});

describe("an endpoint's thread", () => {
  it("is woken by a frame while it sleeps, and by nothing missed", async () => {
    const source = sharedArena();
    const sender = start(source, 1);
    const receiver = start(source, 2);
    await receiver.asleep();
    sender.enter((context) => context.send(root(2), PRODUCE_REQUEST, PRODUCE));
    await eventually(() => expect(receiver.types).toEqual(["message"]));
    expect(receiver.runtime.bell.rescuedCount).toBe(0);
  });

  it.each([true, false])("prepares its sleep after the user's code, where it serves a user: %s", async (servesUser) => {
    const source = sharedArena();
    const sender = start(source, 1);
    const receiver = start(source, 2, { servesUser });
    await receiver.asleep();
    const wasArmed = new Promise<boolean>((resolve) => {
      // What a promise of the user leads to: some microtasks later.
      receiver.onMessage = () => {
        void Promise.resolve()
          .then(() => {})
          .then(() => resolve(receiver.runtime.bell.isArmed));
      };
    });
    sender.enter((context) => context.send(root(2), PRODUCE_REQUEST, PRODUCE));
    expect(await wasArmed).toBe(!servesUser);
    await receiver.asleep();
    expect(receiver.runtime.bell.rescuedCount).toBe(0);
  });

  it("frees what it gave back while somebody read it, soon after the reader is done and though it is idle", async () => {
    const source = sharedArena();
    const owner = start(source, 1);
    const { arena } = owner.runtime;
    const reader = Arena.open(source);
    reader.endpoints.claim(2);
    const leases = reader.leasesOf(2);
    const given = Array.from({ length: 20 }, () => arena.allocatorOf(1).allocate(1) as number);
    const held = given.map((address) => leases.register(address) as number);
    for (const address of given) arena.allocatorOf(1).free(address, 1);
    await owner.asleep();
    expect(arena.extents.usedUnits).toBe(20);
    for (const lease of held) leases.release(lease);
    await vi.waitFor(() => expect(arena.extents.usedUnits).toBe(0), { timeout: 5_000 });
  });

  it("arms a timer that a user's call sets while it sleeps", async () => {
    const endpoint = start(sharedArena(), 1);
    await endpoint.asleep();
    endpoint.enter((context) => context.setTimer(5, 1));
    await eventually(() => expect(endpoint.types).toEqual(["timer"]));
  });

  it("arms the earlier one of two timers, and a timer that was set in a turn taken by a user's poll", async () => {
    const source = sharedArena();
    const endpoint = start(source, 1);
    const sender = start(source, 2);
    await endpoint.asleep();
    endpoint.onMessage = (message, context) => {
      if (message.type === "message") context.setTimer(5, 2);
    };
    endpoint.enter((context) => context.setTimer(1_500, 1));
    sender.enter((context) => context.send(root(1), PRODUCE_REQUEST, PRODUCE));
    endpoint.runtime.poll();
    expect(endpoint.types).toEqual(["message"]);
    await eventually(() => expect(endpoint.types.length).toBe(3));
    expect(endpoint.heard.slice(1)).toMatchObject([{ tag: 2 }, { tag: 1 }]);
  });

  it("knows of the metadata what the sender of a frame knew, also when both come to light in the middle of a turn", async () => {
    const source = sharedArena();
    const receiver = start(source, 1);
    const sender = start(source, 2);
    await receiver.asleep();
    const log = new ArenaMetadataLog(Arena.open(source), sender.runtime.bell);
    receiver.enter((context) => context.subscribeMetadata());
    expect(receiver.heard.splice(0)).toEqual([{ type: "metadata" }]);
    const topics: number[] = [];
    receiver.onMessage = (message) => {
      topics.push(receiver.runtime.metadata.image.topics.size);
      if (message.type === "message" && topics.length < 6) publish();
    };
    const publish = (): void => {
      log.append([{ type: "topicCreated", topicId: topics.length + 1, name: `t${topics.length}`, configs: new Map() }]);
      sender.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION));
    };
    publish();
    receiver.runtime.poll();
    expect(receiver.types).toEqual(["metadata", "message", "metadata", "message", "metadata", "message"]);
    expect(topics).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it("publishes what the metadata led to before it takes the frames of its turn", async () => {
    const source = sharedArena();
    const receiver = start(source, 1);
    const sender = start(source, 2);
    await receiver.asleep();
    const log = new ArenaMetadataLog(Arena.open(source), sender.runtime.bell);
    receiver.enter((context) => context.subscribeMetadata());
    expect(receiver.heard.splice(0)).toEqual([{ type: "metadata" }]);
    let heardMeanwhile: string[] = [];
    receiver.onMessage = (message, context) => {
      if (message.type === "metadata") context.send(root(2), LIST_OFFSETS_REQUEST, QUESTION);
      if (message.type !== "message") return;
      sender.runtime.poll();
      heardMeanwhile = sender.types;
    };
    log.append([{ type: "topicCreated", topicId: 1, name: "t", configs: new Map() }]);
    sender.enter((context) => context.send(root(1), PRODUCE_REQUEST, PRODUCE));
    receiver.runtime.poll();
    expect(heardMeanwhile).toEqual(["message"]);
  });

  it("hears out a sender that died before its first turn, though it looks for the living one when it starts", () => {
    const source = sharedArena();
    const guardian = Arena.open(source);
    const log = new ArenaMetadataLog(guardian, guardian.doorbellOf(0));
    log.append([{ type: "topicCreated", topicId: 1, name: "t", configs: new Map() }]);
    const incarnation = guardian.endpoints.claim(1) ?? -1; // as a guardian does, before the thread exists
    const first = new Endpoint(source, 2);
    first.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION));
    guardian.endpoints.markDead(2, 1);
    const second = new Endpoint(source, 2);
    const receiver = new Endpoint(source, 1, { incarnation });
    receiver.onStart = (context) => context.watch(2); // its first turn begins with the metadata, and so with this
    receiver.runtime.poll();
    expect(receiver.types).toEqual(["message", "endpointDied"]);
    expect(receiver.heard[1]).toMatchObject({ endpoint: 2, incarnation: 1 });
    expect(second.enter((context) => context.send(root(1), LIST_OFFSETS_REQUEST, QUESTION))).toBe("sent");
    receiver.runtime.poll();
    expect(receiver.types).toEqual(["message", "endpointDied", "message"]);
    expect(receiver.escalated).toEqual([]);
  });

  it("takes no turn while paused and misses nothing of it after", async () => {
    const source = sharedArena();
    const endpoint = start(source, 1);
    const sender = start(source, 2);
    await endpoint.asleep();
    endpoint.runtime.pause(true);
    endpoint.enter((context) => context.setTimer(1, 1));
    sender.enter((context) => context.send(root(1), PRODUCE_REQUEST, PRODUCE));
    await eventually(() => expect(endpoint.runtime.bell.isArmed).toBe(false)); // it was rung
    expect(endpoint.types).toEqual([]);
    endpoint.runtime.pause(false);
    await eventually(() => expect(endpoint.types).toEqual(["message", "timer"]));
  });

  it("tries again when the arena had no room for a ring, though nobody rings for room in the arena", async () => {
    const source = sharedArena();
    const hoarder = Arena.open(source);
    hoarder.endpoints.claim(3);
    const allocator = hoarder.allocatorOf(3);
    const hoard: number[] = [];
    for (let got = allocator.allocate(4096); got !== undefined; got = allocator.allocate(4096)) hoard.push(got);
    const sender = start(source, 1);
    start(source, 2);
    const send = (context: ActorContext) => {
      const result = context.send(root(2), PRODUCE_REQUEST, PRODUCE);
      if (result === "backpressure") context.atSpace(2);
      return result;
    };
    sender.onMessage = (_, context) => send(context);
    expect(sender.enter(send)).toBe("backpressure");
    await sender.asleep();
    for (const address of hoard) allocator.free(address, 4096);
    await eventually(() => expect(open[1]?.types).toEqual(["message"]));
    expect(sender.runtime.bell.rescuedCount).toBe(0);
  });

  it("ends as an endpoint when a frame cannot be, instead of throwing into its thread's event loop", async () => {
    const source = sharedArena();
    const endpoint = start(source, 1);
    await endpoint.asleep();
    const broken = Arena.open(source);
    broken.endpoints.claim(2);
    const ring = broken.openProducer(2, 1, "control") as RingProducer;
    const header = { type: UNKNOWN_KIND, flags: 0, bodyLength: 0, target: 0, correlation: 0 };
    writeFrameHeader(broken.memory.words, ring.claim(FRAME_HEADER_BYTES), header);
    ring.flush();
    broken.doorbellOf(2).ring(1);
    await eventually(() => expect(endpoint.escalated).toMatchObject([{ code: "RING_CORRUPT" }]));
  });
});
