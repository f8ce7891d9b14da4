import { describe, expect, it } from "vitest";
import { REQUESTS_REMEMBERED_MAX } from "../../../src/base/limits.ts";
import { MetadataImage } from "../../../src/metadata/image.ts";
import { RECORDS } from "./fixture.ts";

function replayedImage(): MetadataImage {
  const image = new MetadataImage();
  for (const entry of RECORDS) image.replay(entry);
  return image;
}

describe("the metadata image", () => {
  it("is empty at version 0", () => {
    const image = new MetadataImage();
    expect(image).toMatchObject({ version: 0, nextTopicId: 1, nextProducerId: 0, supervisorIncarnation: -1 });
    expect(image.topics.size + image.brokers.size).toBe(0);
  });

  it("is the replay of records, one version each", () => {
    const image = replayedImage();
    expect(image).toMatchObject({ version: 10, nextTopicId: 8, nextProducerId: 13, supervisorIncarnation: 3 });
    expect(image.damagedReplicaCount).toBe(1);
    expect(image.brokers.get(2)).toEqual({
      id: 2,
      endpoint: 2,
      incarnation: 4,
      epoch: 2 ** 53 - 1,
      fenced: true,
      hasLog: true,
      shuttingDown: true,
    });
    expect(image.topicByName("flights")).toBe(image.topics.get(7));
    expect(image.partition(7, 3)).toMatchObject({ leader: 3, isr: [3, 1] });
    expect(image.producerEpoch(12)).toBe(32_767);
    expect(image.answer("client-1")).toEqual({ kind: 33, response: Uint8Array.of(0, 255, 7) });
  });

  it("knows nothing of what was never recorded", () => {
    const image = replayedImage();
    expect(image.topicByName("delays")).toBeUndefined();
    expect(image.partition(7, 9)).toBeUndefined();
    expect(image.partition(9, 0)).toBeUndefined();
    expect(image.producerEpoch(0)).toBeUndefined();
    expect(image.answer("client-2")).toBeUndefined();
  });

  it("replaces states and never changes them, so that a reference stays a snapshot", () => {
    const image = replayedImage();
    const [broker, topic, partition] = [image.brokers.get(2), image.topics.get(7), image.partition(7, 3)];
    const copies = structuredClone([broker, topic, partition]);
    image.replay({ ...(RECORDS[1] as (typeof RECORDS)[number]) });
    if (partition === undefined) throw new Error("the partition exists");
    image.replay({ type: "partitionChanged", state: { ...partition, leader: 1, leaderEpoch: 10 } });
    expect([broker, topic, partition]).toEqual(copies);
    expect(image.brokers.get(2)?.fenced, "a registration ends the fence").toBe(false);
    expect(image.partition(7, 3)?.leader).toBe(1);
  });

  it("forgets the oldest answers beyond its limit", () => {
    const image = new MetadataImage();
    for (let index = 0; index <= REQUESTS_REMEMBERED_MAX; index++) {
      image.replay({ type: "requestAnswered", requestId: `r-${index}`, kind: 33, response: new Uint8Array(0) });
    }
    expect(image.answer("r-0")).toBeUndefined();
    expect(image.answer("r-1")).toBeDefined();
    expect(image.answer(`r-${REQUESTS_REMEMBERED_MAX}`)).toBeDefined();
  });

  it("cannot fence a broker that never registered, or change a partition of an unknown topic", () => {
    const fenced = { type: "brokerFenced", brokerId: 1, brokerEpoch: 0, reason: "" } as const;
    expect(() => new MetadataImage().replay(fenced)).toThrow("was registered");
    expect(() => new MetadataImage().replay(RECORDS[5] as (typeof RECORDS)[number])).toThrow("exists");
  });
});
