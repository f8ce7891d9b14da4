import { describe, expect, test } from "vitest";
import type { Allocator, ArenaMemory } from "../../../src/arena/memory.ts";
import { Random } from "../../../src/base/random.ts";
import { LIST_OFFSETS_REQUEST } from "../../../src/message/kinds.ts";
import { SimDisk } from "../../../src/testing/machine/sim-disk.ts";
import { SimStorage } from "../../../src/testing/machine/sim-storage.ts";
import { SimTime } from "../../../src/testing/machine/sim-time.ts";
import { BrokerBench, type StorageClass } from "./broker-bench.ts";

/** A disk whose storages finish nothing before `settle`, and the class that a broker opens them with. */
function slowDisk(writeMsMax = 5) {
  const time = new SimTime();
  const disk = new SimDisk(time, new Random(1), { writeMsMax });
  const storages: SimStorage[] = [];
  const kept = { bytes: new Uint8Array(0), startOffset: 0, recoveryPoint: 0 };
  const Opened: StorageClass = class extends SimStorage {
    constructor(memory: ArenaMemory, allocator: Allocator) {
      super({ disk, name: "log", memory, allocator, kept });
      storages.push(this);
    }
  };
  const settle = () => {
    time.now += 1_000;
    for (const storage of storages) storage.completeRequests();
  };
  return { disk, storages, Opened, settle };
}

describe("a leader whose storage takes its time", () => {
  test("acknowledges an append with acks=1 when it has come through, and gives it to followers before", () => {
    const { Opened, settle } = slowDisk();
    const bench = new BrokerBench(1, {}, Opened);
    bench.fetch(1, { moved: [[0, 0]] });
    bench.answers();
    bench.fetch(2, { epoch: 1 });
    bench.produce(0, 90);
    expect(bench.answers()).toEqual([expect.stringMatching(/^2: 0\[\d+ B, hw 0\]$/)]);
    settle();
    expect(bench.answers()).toEqual(["90: ProduceResponse"]);
  });

  test("answers whoever waits when another broker leads meanwhile, and nothing more when the append comes through", () => {
    const { Opened, settle } = slowDisk();
    const bench = new BrokerBench(1, {}, Opened);
    bench.produce(0, 90);
    expect(bench.answers()).toEqual([]);
    bench.change({ partition: 0, leader: 2, leaderEpoch: 6 });
    bench.metadata();
    expect(bench.answers()).toEqual(["90: ProduceResponse"]);
    settle();
    expect(bench.answers()).toEqual([]);
    expect(bench.broker.replica(1, 0)?.role).toBe("follower");
  });

  test("parks a fetch of what is not in the arena until it is there, and a search by time is asked again", () => {
    const { storages, Opened, settle } = slowDisk(0);
    const bench = new BrokerBench(1, {}, Opened);
    for (let index = 0; index < 30; index++) bench.produce(0, 90, bench.arena.batch(1, { valueBytes: 500 }));
    bench.answers();
    storages[0]?.evict();
    bench.fetch(1, { moved: [[0, 0]] });
    expect(bench.answers()).toEqual(["1: 0[0 B, hw 0]"]); // news of the high watermark, no bytes yet
    bench.fetch(2, { epoch: 1 });
    expect(bench.answers()).toEqual([]);
    const body = { topicId: 1, partition: 0, timestamp: 0, currentLeaderEpoch: -1 };
    bench.fetch(3, { session: 2, from: 3, brokerEpoch: 13, moved: [[0, 29]] });
    expect(bench.answers()).toHaveLength(1); // the tail is there
    settle();
    expect(bench.answers()).toEqual([expect.stringMatching(/^2: 0\[\d+ B, hw 0\]$/)]);
    bench.endpoint.request(bench.root, LIST_OFFSETS_REQUEST, body, { correlation: 4 });
    expect(bench.answers()).toEqual(["4: ListOffsetsResponse"]);
  });

  test("ends its broker when the storage fails", () => {
    const { disk, Opened, settle } = slowDisk();
    const bench = new BrokerBench(1, {}, Opened);
    disk.fault = "appendFails";
    bench.produce(0, 90);
    settle();
    expect(() => bench.answers()).toThrow(/storage of partition 0/);
  });
});
