import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { TOPICS_PER_REQUEST_MAX } from "../../../src/base/limits.ts";
import type { MetadataImage, PartitionState } from "../../../src/metadata/image.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { alterPartition } from "../../../src/supervisor/alter-partition.ts";
import { brokerDied } from "../../../src/supervisor/broker-died.ts";
import { controlledShutdown } from "../../../src/supervisor/controlled-shutdown.ts";
import { rebalanceLeaders } from "../../../src/supervisor/elect-leaders.ts";
import { Placement } from "../../../src/supervisor/placement.ts";
import { registerBroker } from "../../../src/supervisor/register-broker.ts";
import { clusterWith, NOTHING_LOST, partitionState, registered } from "./fixture.ts";

const REQUEST = { requestId: "c-1", brokerId: 1, incarnation: 1, force: false };
const STARTED = { type: "brokerShutdownStarted", brokerId: 1, brokerEpoch: 0 };
const { NONE, INVALID_REQUEST, ELIGIBLE_LEADERS_NOT_AVAILABLE, INELIGIBLE_REPLICA } = ErrorCode;

function ask(image: MetadataImage, change: Partial<typeof REQUEST> = {}) {
  return controlledShutdown({ ...REQUEST, ...change }, image, NOTHING_LOST);
}

/** The image after a shutdown of broker 1 that was granted. */
function shuttingDown(...partitions: Partial<PartitionState>[]): MetadataImage {
  const image = clusterWith(...partitions);
  for (const entry of ask(image, { force: true }).records) image.replay(entry);
  return image;
}

interface Row {
  readonly title: string;
  readonly before: Partial<PartitionState>;
  readonly after: Partial<PartitionState> | undefined;
}

const GRANTED: readonly Row[] = [
  {
    title: "a leader hands over to the first other replica of the list that is in the ISR, and leaves the ISR",
    before: { replicas: [1, 3, 2], isr: [2, 1, 3], leader: 1, leaderEpoch: 4, partitionEpoch: 7 },
    after: { replicas: [1, 3, 2], isr: [2, 3], leader: 3, leaderEpoch: 5, partitionEpoch: 8 },
  },
  {
    title: "a follower leaves the ISR under the same leader epoch",
    before: { replicas: [2, 1, 3], leader: 2, leaderEpoch: 4, partitionEpoch: 7 },
    after: { replicas: [2, 1, 3], isr: [2, 3], leader: 2, leaderEpoch: 4, partitionEpoch: 8 },
  },
  {
    title: "a replica that is added in a reassignment leaves the ISR like any other",
    before: { replicas: [1, 2, 3], isr: [1, 2, 3], addingReplicas: [1], removingReplicas: [3], leader: 2 },
    after: {
      replicas: [1, 2, 3],
      isr: [2, 3],
      addingReplicas: [1],
      removingReplicas: [3],
      leader: 2,
      partitionEpoch: 1,
    },
  },
  { title: "a replica outside the ISR changes nothing", before: { isr: [2, 3], leader: 2 }, after: undefined },
  {
    title: "a replica that surely has nothing does not matter",
    before: { isr: [], leader: -1, emptyReplicas: [1], dataLost: true },
    after: undefined,
  },
];

const SOLE: readonly Row[] = [
  {
    title: "alone in the ISR",
    before: { isr: [1], leader: 1, leaderEpoch: 2, partitionEpoch: 3 },
    after: { isr: [1], leader: -1, leaderEpoch: 3, partitionEpoch: 4 },
  },
  { title: "alone in the ISR without a leader", before: { isr: [1], leader: -1 }, after: undefined },
  { title: "what is left of an offline partition", before: { isr: [], leader: -1, dataLost: true }, after: undefined },
];

describe("a controlled shutdown", () => {
  it.each(GRANTED)("$title", ({ before, after }) => {
    const { records, response } = ask(clusterWith(before));
    const expected = after === undefined ? [] : [{ type: "partitionChanged", state: partitionState(after) }];
    expect(records.slice(0, -1)).toEqual([STARTED, ...expected]);
    expect(records.at(-1)).toMatchObject({ type: "requestAnswered", requestId: "c-1" });
    expect(response).toMatchObject({ error: NONE, results: [] });
  });

  it("is one list of records, whose end is the version that shows it", () => {
    const image = clusterWith({ partition: 0 }, { partition: 1 }, { partition: 2, replicas: [2, 3, 1], leader: 2 });
    const { records, response } = ask(image);
    expect(records.map(({ type }) => type)).toEqual([
      "brokerShutdownStarted",
      ...Array(3).fill("partitionChanged"),
      "requestAnswered",
    ]);
    for (const entry of records) image.replay(entry);
    expect(response.metadataVersion).toBe(image.version);
    expect(image.brokers.get(1)).toMatchObject({ shuttingDown: true, fenced: false });
  });

  it.each(SOLE)("is refused where the broker is $title, and changes nothing", ({ before }) => {
    const { records, response } = ask(clusterWith({ partition: 0 }, { partition: 1, ...before }));
    expect(records).toEqual([]);
    expect(response).toMatchObject({ error: NONE });
    expect(response.results).toMatchObject([{ topic: "flights", partition: 1, error: ELIGIBLE_LEADERS_NOT_AVAILABLE }]);
    expect(response.results[0]?.message).toContain("force");
  });

  it.each(SOLE)("that is forced takes the leadership from a broker that is $title", ({ before, after }) => {
    const { records } = ask(clusterWith(before), { force: true });
    const expected = after === undefined ? [] : [{ type: "partitionChanged", state: partitionState(after) }];
    expect(records.slice(0, -1)).toEqual([STARTED, ...expected]);
  });

  it("that is forced elects uncleanly where the topic allows it", () => {
    const image = clusterWith({ isr: [1], leader: 1 });
    image.replay({
      type: "topicConfigsChanged",
      topicId: 1,
      configs: new Map([["unclean.leader.election.enable", "true"]]),
    });
    expect(ask(image).response.results, "it would lose records").toHaveLength(1);
    const { records } = ask(image, { force: true });
    expect(records.at(-2)).toMatchObject({ state: { leader: 2, isr: [2] } });
  });

  it("names no more partitions than fit in an answer", () => {
    const image = clusterWith(
      ...Array.from({ length: TOPICS_PER_REQUEST_MAX + 1 }, (_, partition) => ({ partition, isr: [1] })),
    );
    expect(ask(image).response.results).toHaveLength(TOPICS_PER_REQUEST_MAX);
  });

  it("does not hand over to a broker that is about to end, too", () => {
    const image = shuttingDown({ isr: [1, 2, 3] });
    const { records } = ask(image, { requestId: "c-2", brokerId: 2 });
    expect(records[1]).toMatchObject({ state: { leader: 3, isr: [3] } });
    for (const entry of records) image.replay(entry);
    expect(ask(image, { requestId: "c-3", brokerId: 3 }).response.results).toHaveLength(1);
  });

  it("answers a retry as the first time, and another id of the same wish with success and no records", () => {
    const image = clusterWith({});
    const first = ask(image);
    for (const entry of first.records) image.replay(entry);
    expect(ask(image)).toMatchObject({ records: [], response: first.response });
    expect(ask(image, { requestId: "c-2" })).toMatchObject({ records: [], response: { error: NONE } });
    image.replay(registered(1, 9, 2));
    expect(ask(image, { requestId: "c-3" }), "it has come back").toMatchObject({
      records: [],
      response: { error: NONE },
    });
  });

  it.each([
    ["an unknown broker", { brokerId: 9 }],
    ["an incarnation that has not registered", { incarnation: 2 }],
    ["no request id", { requestId: "" }],
  ])("of %s is an invalid request", (_, change) => {
    expect(ask(clusterWith({}), change)).toMatchObject({ records: [], response: { error: INVALID_REQUEST } });
  });

  it("of a fenced broker changes no partition that it has left", () => {
    const image = clusterWith({});
    for (const entry of brokerDied({ brokerId: 1, brokerEpoch: 0, reason: "" }, image, NOTHING_LOST).records)
      image.replay(entry);
    expect(ask(image).records.map(({ type }) => type)).toEqual(["brokerShutdownStarted", "requestAnswered"]);
  });
});

describe("a broker in controlled shutdown", () => {
  it("joins no ISR", () => {
    const image = shuttingDown({});
    const { partitionEpoch, leaderEpoch } = image.partition(1, 0) as PartitionState;
    const newIsr = [
      { brokerId: 2, brokerEpoch: 1 },
      { brokerId: 3, brokerEpoch: 2 },
      { brokerId: 1, brokerEpoch: 0 },
    ];
    const place = { topicId: 1, partition: 0, leaderEpoch, partitionEpoch };
    const request = { brokerId: 2, brokerEpoch: 1, ...place, newIsr, damagedOffset: -1 };
    expect(alterPartition(request, image).response.error).toBe(INELIGIBLE_REPLICA);
  });

  it("gets no leader back and no new replica", () => {
    const image = shuttingDown({}, { partition: 1, isr: [1], leader: 1 });
    expect(rebalanceLeaders(image).records).toEqual([]);
    expect(new Placement(image).brokerCount).toBe(2);
  });

  it("is fenced by its end, which moves nothing any more", () => {
    const { records } = brokerDied({ brokerId: 1, brokerEpoch: 0, reason: "" }, shuttingDown({}), NOTHING_LOST);
    expect(records.map(({ type }) => type)).toEqual(["brokerFenced"]);
  });

  it("is in it also after the same incarnation has registered again, and the next one is not", () => {
    const image = shuttingDown({}, { partition: 1, isr: [1], leader: 1 });
    const replay = (records: readonly MetadataRecord[]) => {
      for (const entry of records) image.replay(entry);
    };
    replay(brokerDied({ brokerId: 1, brokerEpoch: 0, reason: "" }, image, NOTHING_LOST).records);
    const again = { brokerId: 1, incarnation: 1, hasLog: true, endpoint: 1, damaged: [] };
    replay(registerBroker(again, image, NOTHING_LOST).records);
    expect(image.brokers.get(1)).toMatchObject({ fenced: false, shuttingDown: true });
    expect(image.partition(1, 1)?.leader, "nobody leads what it alone has").toBe(-1);
    replay(registerBroker({ ...again, incarnation: 2 }, image, NOTHING_LOST).records);
    expect(image.brokers.get(1)).toMatchObject({ fenced: false, shuttingDown: false });
    expect(image.partition(1, 1)?.leader).toBe(1);
  });
});
