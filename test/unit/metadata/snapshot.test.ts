import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PRODUCER_IDS_REMEMBERED_MAX } from "../../../src/base/limits.ts";
import { MetadataImage } from "../../../src/metadata/image.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { snapshotOf } from "../../../src/metadata/snapshot.ts";
import { contentOf, imageOf } from "../supervisor/fixture.ts";
import { RandomCluster } from "../supervisor/random-cluster.ts";
import { RECORDS, REMOVALS, roundTrip } from "./fixture.ts";

describe("a snapshot", () => {
  it("of one record of every type is what they make, on any image", () => {
    // The partition is the only one of its topic.
    const records = RECORDS.map((entry) =>
      entry.type === "partitionChanged" ? { ...entry, state: { ...entry.state, partition: 0 } } : entry,
    );
    const image = imageOf(records);
    const older = imageOf(records.slice(0, 6));
    for (const entry of snapshotOf(image)) older.replay(roundTrip(entry));
    expect(contentOf(older)).toEqual(contentOf(image));
    const [deleted] = REMOVALS as [MetadataRecord];
    image.replay(deleted);
    expect(contentOf(imageOf(snapshotOf(image)))).toEqual(contentOf(image));
  });

  it("and what follows it is what a full replay is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
        const cluster = new RandomCluster(seed);
        cluster.run(60);
        const { records } = cluster.setup.log;
        const cut = Math.floor(share * records.length);
        const image = imageOf([...snapshotOf(imageOf(records.slice(0, cut))), ...records.slice(cut)]);
        expect(contentOf(image)).toEqual(contentOf(imageOf(records)));
      }),
      { numRuns: 60 },
    );
  });

  it("forgets the producers that changed longest ago", () => {
    const image = new MetadataImage();
    for (let producerId = 0; producerId < PRODUCER_IDS_REMEMBERED_MAX + 2; producerId++) {
      image.replay({ type: "producerIdAllocated", producerId, producerEpoch: 0 });
      if (producerId === 1) image.replay({ type: "producerIdAllocated", producerId: 0, producerEpoch: 1 });
    }
    expect([image.producerEpoch(1), image.producerEpoch(2)]).toEqual([undefined, 0]);
    expect(image.nextProducerId).toBe(PRODUCER_IDS_REMEMBERED_MAX + 2);
  });
});
