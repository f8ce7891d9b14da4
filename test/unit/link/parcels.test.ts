import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import type { Slice } from "../../../src/base/ids.ts";
import { PARCEL_BYTES_PER_LINK_MAX } from "../../../src/base/limits.ts";
import { FETCH_RESPONSE, PRODUCE_REQUEST } from "../../../src/message/kinds.ts";
import { Endpoint, messages, PRODUCE, plainArena, root } from "./mesh-endpoint.ts";

const LARGE = 100_000; // of a ring of 4,096
const MIB = 1024 * 1024;
const FETCHED = {
  topicId: 1,
  partition: 1,
  error: ErrorCode.NONE,
  highWatermark: 2 ** 50,
  logStartOffset: 2 ** 50,
  attachmentBytes: 15,
  references: [],
  diverging: { epoch: 0, endOffset: 0 },
};

class Scene {
  readonly source: ArrayBuffer;
  readonly sender: Endpoint;
  readonly receiver: Endpoint;
  readonly place: number;
  readonly seen: { length: number; first: number; last: number }[] = [];
  #next = 1;

  constructor(arenaBytes = 32 * MIB) {
    this.source = plainArena(arenaBytes);
    this.sender = new Endpoint(this.source, 1);
    this.receiver = new Endpoint(this.source, 2);
    this.place = this.sender.arena.allocatorOf(1).allocate(4 * MIB) as number;
    this.receiver.attachments = undefined;
    this.receiver.onMessage = (message) => {
      if (message.type !== "message") return;
      const { address, length } = message.attachment;
      const { bytes } = this.receiver.arena.memory;
      this.seen.push({ length, first: bytes[address] as number, last: bytes[address + length - 1] as number });
    };
    this.send(100); // makes the ring
    this.receiver.turn();
    this.sender.turn();
    this.seen.length = 0;
    this.usedBefore = this.used;
  }

  readonly usedBefore: number;

  get used(): number {
    return this.sender.arena.extents.usedUnits;
  }

  /** Sends `length` bytes of the next number, from the same place each time. */
  send(length: number, slices?: readonly Slice[]): string {
    this.sender.arena.memory.fill(this.place, this.#next, length);
    const attachment = slices ?? [{ address: this.place, length }];
    const result = this.sender.enter((context) => {
      const sent = context.send(root(2), PRODUCE_REQUEST, PRODUCE, attachment);
      if (sent === "backpressure") context.atSpace(2);
      return sent;
    });
    if (result === "sent") this.#next++;
    return result;
  }
}

describe("an attachment that is large for its ring", () => {
  it("arrives whole, several slices as one, in the order of the small ones around it", () => {
    const scene = new Scene();
    expect(scene.send(3)).toBe("sent");
    const halves = [
      { address: scene.place, length: LARGE },
      { address: scene.place, length: 3 * MIB },
    ];
    expect(scene.send(3 * MIB, halves)).toBe("sent");
    expect(scene.send(5)).toBe("sent");
    scene.receiver.turn();
    expect(scene.seen).toEqual([
      { length: 3, first: 2, last: 2 },
      { length: LARGE + 3 * MIB, first: 3, last: 3 },
      { length: 5, first: 4, last: 4 },
    ]);
  });

  it("is what was sent, whatever happens to the place that it came from before it is read", () => {
    const scene = new Scene();
    for (let count = 0; count < 5; count++) expect(scene.send(LARGE)).toBe("sent"); // each overwrites the last one's place
    scene.sender.arena.memory.fill(scene.place, 0xee, LARGE);
    scene.sender.arena.allocatorOf(1).free(scene.place, 4 * MIB);
    scene.receiver.turn();
    expect(scene.seen.map(({ first }) => first)).toEqual([2, 3, 4, 5, 6]);
    expect(scene.seen.every(({ first, last }) => first === last)).toBe(true);
  });

  it("takes arena bytes until its receiver has released the frame", () => {
    const scene = new Scene();
    scene.send(LARGE);
    scene.sender.turn();
    expect(scene.used).toBeGreaterThan(scene.usedBefore);
    scene.receiver.turn();
    scene.sender.turn();
    expect(scene.used).toBe(scene.usedBefore);
  });

  it("is not kept by a third endpoint that does not read its own ring", () => {
    const scene = new Scene();
    new Endpoint(scene.source, 3);
    const attachment = [{ address: scene.place, length: 10 }];
    scene.sender.enter((context) => context.send(root(3), PRODUCE_REQUEST, PRODUCE, attachment));
    const used = scene.used;
    scene.send(LARGE);
    scene.receiver.turn();
    scene.sender.turn();
    expect(scene.used).toBe(used);
  });

  it("meets back-pressure when too many bytes are in flight, and a turn end follows when some were released", () => {
    const scene = new Scene(64 * MIB);
    const length = 3 * MIB;
    let sent = 0;
    while (scene.send(length) === "sent") sent++;
    expect(sent).toBe(Math.floor(PARCEL_BYTES_PER_LINK_MAX / length));
    scene.sender.turn();
    expect(scene.sender.heard).toEqual([]);
    scene.receiver.turn();
    scene.sender.turn();
    expect(scene.sender.heard).toEqual([{ type: "turnEnd" }]);
    expect(scene.send(length)).toBe("sent");
    scene.receiver.turn();
    expect(scene.seen.map(({ first }) => first)).toEqual([2, 3, 4]);
  });

  it("is, beside a large body, also what would leave a frame no half of its ring", () => {
    const scene = new Scene();
    const attachment = [{ address: scene.place, length: 900 }]; // less than a quarter of 4,096
    const wide = { error: ErrorCode.NONE, partitions: new Array<typeof FETCHED>(60).fill(FETCHED) };
    const used = scene.used;
    scene.sender.enter((context) => context.send(root(2), PRODUCE_REQUEST, PRODUCE, attachment));
    expect(scene.used).toBe(used);
    scene.sender.enter((context) => context.send(root(2), FETCH_RESPONSE, wide, attachment));
    expect(scene.used).toBe(used + 1);
    scene.receiver.turn();
    expect(scene.seen.map(({ length }) => length)).toEqual([900, 900]);
  });

  it("goes alone even if it is larger than what may be in flight", () => {
    const scene = new Scene(64 * MIB);
    const slices = Array.from({ length: 3 }, () => ({ address: scene.place, length: 4 * MIB }));
    expect(scene.send(4 * MIB, slices)).toBe("sent");
    expect(scene.send(LARGE)).toBe("backpressure");
    scene.receiver.turn();
    expect(scene.seen).toEqual([{ length: 12 * MIB, first: 2, last: 2 }]); // the refused one overwrote its place, not it
  });

  it("meets back-pressure in a full arena; a look finds room later and keeps it for the sender", () => {
    const scene = new Scene();
    const allocator = scene.receiver.arena.allocatorOf(2);
    const taken: number[] = [];
    for (let at = allocator.allocate(1024); at !== undefined; at = allocator.allocate(1024)) taken.push(at);
    expect(scene.send(LARGE)).toBe("backpressure");
    expect(scene.send(10)).toBe("sent"); // small ones still go
    scene.sender.turn();
    expect(scene.sender.heard).toEqual([]);
    for (const at of taken.slice(0, 150)) allocator.free(at, 1024);
    scene.sender.turn();
    expect(scene.sender.heard).toEqual([{ type: "turnEnd" }]);
    expect(allocator.allocate(LARGE)).toBeUndefined(); // it is kept
    expect(scene.send(LARGE)).toBe("sent");
    scene.receiver.turn();
    expect(scene.seen.map(({ length }) => length)).toEqual([10, LARGE]);
  });

  it("is freed when its receiver dies", () => {
    const scene = new Scene();
    scene.send(LARGE);
    scene.send(LARGE);
    scene.receiver.arena.endpoints.markDead(2, 1);
    scene.sender.turn();
    expect(scene.sender.heard).toEqual([]);
    expect(scene.used).toBeLessThan(scene.usedBefore); // the ring went too
  });

  it("of a dead sender arrives before its death notice, and is freed with everything else that it had", () => {
    const scene = new Scene();
    scene.receiver.enter((context) => context.watch(1));
    scene.send(LARGE);
    scene.receiver.arena.endpoints.markDead(1, 1);
    scene.receiver.turn();
    expect(scene.seen).toEqual([{ length: LARGE, first: 2, last: 2 }]);
    expect(scene.receiver.heard.at(-1)).toMatchObject({ type: "endpointDied" });
    scene.receiver.arena.reclaim(1, 1);
    expect(scene.used).toBe(0);
  });

  it("that cannot be is a broken invariant", () => {
    const scene = new Scene();
    scene.send(LARGE);
    const { memory, layout } = scene.sender.arena;
    const parcel = layout.unitsAddress + layout.unitBytes; // any address that the reference may have
    let changed = 0;
    for (let at = layout.unitsAddress; at < layout.endAddress - 16; at += 1) {
      if (memory.view.getInt32(at + 8, true) !== LARGE || memory.view.getFloat64(at, true) < parcel) continue;
      if (memory.view.getFloat64(at, true) > layout.endAddress) continue;
      memory.view.setFloat64(at, layout.endAddress - 8, true);
      changed++;
    }
    expect(changed).toBe(1);
    expect(() => scene.receiver.turn()).toThrow(/parcel of 100000 bytes/);
    expect(messages(scene.receiver).length).toBe(1);
  });
});
