import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { registerBroker } from "../../../src/supervisor/register-broker.ts";
import { clusterWith, imageOf, NOTHING_LOST, partitionState, registered } from "./fixture.ts";

const request = (incarnation: number, hasLog = false) => ({
  brokerId: 1,
  endpoint: 1,
  incarnation,
  hasLog,
  damaged: [],
});
const fenced = (brokerId: number, brokerEpoch: number) =>
  ({ type: "brokerFenced", brokerId, brokerEpoch, reason: "" }) as const;

describe("the registration of a broker", () => {
  it("gets the metadata offset of its record as broker epoch", () => {
    const image = imageOf([{ type: "supervisorStarted", incarnation: 1, brokerConfigs: new Map() }, registered(2, 1)]);
    const { records, response } = registerBroker(request(1), image, NOTHING_LOST);
    expect(records).toEqual([registered(1, 2)]);
    expect(response).toEqual({ error: ErrorCode.NONE, brokerEpoch: 2 });
  });

  it("gives a retry of the same incarnation the same epoch and no records", () => {
    const { records, response } = registerBroker(request(1), imageOf([registered(1, 0)]), NOTHING_LOST);
    expect(records).toEqual([]);
    expect(response).toEqual({ error: ErrorCode.NONE, brokerEpoch: 0 });
  });

  it("gives the same incarnation a new epoch after it was fenced for silence", () => {
    const { records, response } = registerBroker(
      request(1, true),
      imageOf([registered(1, 0), fenced(1, 0)]),
      NOTHING_LOST,
    );
    expect(records).toEqual([registered(1, 2, 1, true)]);
    expect(response.brokerEpoch).toBe(2);
  });

  it("refuses a lower incarnation", () => {
    const { records, response } = registerBroker(request(1), imageOf([registered(1, 0, 2)]), NOTHING_LOST);
    expect(records).toEqual([]);
    expect(response.error).toBe(ErrorCode.DUPLICATE_BROKER_REGISTRATION);
  });

  it("fences the older registration first when nobody has noticed its death", () => {
    const image = clusterWith({ leaderEpoch: 3, partitionEpoch: 5 });
    const { records, response } = registerBroker(request(2), image, NOTHING_LOST);
    expect(records).toEqual([
      expect.objectContaining({ type: "brokerFenced", brokerId: 1, brokerEpoch: 0 }),
      {
        type: "partitionChanged",
        state: partitionState({ isr: [2, 3], leader: 2, leaderEpoch: 4, partitionEpoch: 6 }),
      },
      registered(1, 7, 2),
    ]);
    expect(response.brokerEpoch).toBe(7);
  });

  it("with its log takes the partitions back of which it was the last in-sync replica", () => {
    const image = clusterWith({ isr: [1], leader: -1, leaderEpoch: 3, partitionEpoch: 5 });
    image.replay(fenced(1, 0));
    const { records } = registerBroker(request(2, true), image, NOTHING_LOST);
    const state = partitionState({ isr: [1], leader: 1, leaderEpoch: 4, partitionEpoch: 6 });
    expect(records).toEqual([registered(1, 6, 2, true), { type: "partitionChanged", state }]);
  });

  it("without its log leaves the partition offline with its data lost where it was the last in-sync replica", () => {
    const image = clusterWith({ isr: [1], leader: -1, leaderEpoch: 3, partitionEpoch: 5 });
    image.replay(fenced(1, 0));
    const { records } = registerBroker(request(2, false), image, () => 40);
    const lost = { isr: [], leader: -1, dataLost: true, emptyReplicas: [1] };
    const state = partitionState({ ...lost, leaderEpoch: 3, partitionEpoch: 6 });
    expect(records).toEqual([registered(1, 6, 2), { type: "partitionChanged", state }]);
  });

  it("with a damaged log leaves the partition offline where it was the last in-sync replica", () => {
    const image = clusterWith({ isr: [1], leader: -1, leaderEpoch: 3, partitionEpoch: 5 });
    image.replay(fenced(1, 0));
    const damaged = [{ topicId: 1, partition: 0, offset: 40 }];
    const { records } = registerBroker({ ...request(2, true), damaged }, image, () => 60);
    const state = partitionState({ isr: [], leader: -1, dataLost: true, leaderEpoch: 3, partitionEpoch: 6 });
    expect(records).toEqual([
      registered(1, 6, 2, true),
      { type: "replicaDamaged", brokerId: 1, topicId: 1, partition: 0, offset: 40 },
      { type: "partitionChanged", state },
    ]);
  });

  it("with a damaged log changes nothing of a partition in whose ISR it is not, nor of others", () => {
    const image = clusterWith({ isr: [2, 3], leader: 2, leaderEpoch: 3, partitionEpoch: 5 });
    image.replay(fenced(1, 0));
    const damaged = [{ topicId: 1, partition: 0, offset: 40 }];
    const { records } = registerBroker({ ...request(2, true), damaged }, image, () => 60);
    expect(records.map(({ type }) => type)).toEqual(["brokerRegistered", "replicaDamaged"]);
  });

  it("with damaged logs of partitions that are gone, or that others have now, says nothing of them", () => {
    const damaged = [
      { topicId: 1, partition: 0, offset: 40 },
      { topicId: 1, partition: 7, offset: 40 },
      { topicId: 9, partition: 0, offset: 40 },
    ];
    const image = clusterWith({ replicas: [2, 3] });
    image.replay(fenced(1, 0));
    const { records } = registerBroker({ ...request(2, true), damaged }, image, () => 60);
    expect(records.map(({ type }) => type)).toEqual(["brokerRegistered"]);
  });

  it.each([
    { case: "without its log", hasLog: false, damaged: [] },
    { case: "with a damaged log", hasLog: true, damaged: [{ topicId: 1, partition: 0, offset: 0 }] },
  ])("leads again, $case, as the last in-sync replica of a partition that never committed a record", (how) => {
    const image = clusterWith({ isr: [1], leader: -1, leaderEpoch: 3, partitionEpoch: 5 });
    image.replay(fenced(1, 0));
    const { records } = registerBroker({ ...request(2), ...how }, image, NOTHING_LOST);
    const state = partitionState({ isr: [1], leader: 1, leaderEpoch: 4, partitionEpoch: 6 });
    expect(records.at(-1)).toEqual({ type: "partitionChanged", state });
    for (const entry of records) image.replay(entry);
    expect(image.dataLossCount).toBe(0);
  });

  it("without its log, of a single replica, opens the partition empty where its offsets had been", () => {
    const { records } = registerBroker(request(2), clusterWith({ replicas: [1] }), () => 900);
    const states = records.flatMap((entry) => (entry.type === "partitionChanged" ? [entry.state] : []));
    const lost = { leader: -1, leaderEpoch: 1, isr: [], dataLost: true, emptyReplicas: [1] };
    const opened = { leader: 1, leaderEpoch: 2, isr: [1], recoveredOffset: 900 };
    expect(states.slice(1)).toEqual([
      partitionState({ replicas: [1], partitionEpoch: 2, ...lost }),
      partitionState({ replicas: [1], partitionEpoch: 3, ...opened }),
    ]);
  });

  it("opens a partition whose data is lost when the last replica that may have some came back without it", () => {
    const image = clusterWith({ isr: [2], leader: -1, leaderEpoch: 7 });
    for (const [id, epoch] of [
      [1, 0],
      [2, 1],
      [3, 2],
    ] as const)
      image.replay(fenced(id, epoch));
    const leaders = [2, 3, 1].map((brokerId) => {
      const decision = registerBroker({ ...request(2), brokerId, endpoint: brokerId }, image, () => 40);
      for (const entry of decision.records) image.replay(entry);
      return image.partition(1, 0)?.leader;
    });
    expect(leaders).toEqual([-1, -1, 1]);
    expect(image.partition(1, 0)).toMatchObject({ isr: [1], recoveredOffset: 40, dataLost: false, emptyReplicas: [] });
    expect(image.dataLossCount).toBe(1);
  });

  it("elects an unclean leader that may have data where the topic allows it", () => {
    const image = clusterWith({ isr: [1], leader: -1, leaderEpoch: 3 });
    image.replay({
      type: "topicConfigsChanged",
      topicId: 1,
      configs: new Map([["unclean.leader.election.enable", "true"]]),
    });
    image.replay(fenced(1, 0));
    const { records } = registerBroker(request(2), image, () => 40);
    expect(records.at(-1)).toMatchObject({ state: { isr: [2], leader: 2, leaderEpoch: 4, dataLost: false } });
  });

  it("elects another broker's partition too when its in-sync replica is alive", () => {
    const image = clusterWith({ isr: [2], leader: -1 });
    image.replay(fenced(1, 0));
    const { records } = registerBroker(request(2), image, NOTHING_LOST);
    expect(records.at(-1)).toMatchObject({ state: { isr: [2], leader: 2, leaderEpoch: 1 } });
  });
});
