import { describe, expect, it } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { HOLDS_MAX } from "../../../src/base/limits.ts";
import type { HoldState } from "../../../src/metadata/holds.ts";
import type { MetadataRecord } from "../../../src/metadata/records.ts";
import { snapshotOf } from "../../../src/metadata/snapshot.ts";
import { endHolds, setHold } from "../../../src/supervisor/set-hold.ts";
import { imageOf, partitionState } from "./fixture.ts";

const TOPIC: readonly MetadataRecord[] = [
  { type: "topicCreated", topicId: 1, name: "a", configs: new Map() },
  { type: "partitionChanged", state: partitionState({ topicId: 1, partition: 0 }) },
  { type: "partitionChanged", state: partitionState({ topicId: 1, partition: 1 }) },
];

function hold(change: Partial<HoldState> & { on?: readonly number[] } = {}): HoldState {
  const { on = [0], ...rest } = change;
  const partitions = on.map((partition) => ({ topicId: 1, partition }));
  return { endpoint: 9, incarnation: 2, holdId: 5, clientId: "c", partitions, ...rest };
}

function imageWith(...holds: HoldState[]) {
  return imageOf([...TOPIC, ...holds.map((one): MetadataRecord => ({ type: "holdChanged", hold: one }))]);
}

describe("a hold", () => {
  it("is written down, and seen at the version that is answered", () => {
    const image = imageWith();
    const { records, response } = setHold(hold(), image);
    for (const entry of records) image.replay(entry);
    expect(response).toEqual({ error: ErrorCode.NONE, metadataVersion: image.version, message: "" });
    expect([...image.holds.of(1, 0).values()]).toEqual([hold()]);
    expect(image.holds.of(1, 1).size).toBe(0);
  });

  it("that is set again changes nothing, one on other partitions takes its place, one on none ends it", () => {
    const image = imageWith(hold());
    expect(setHold(hold(), image).records).toEqual([]);
    expect(setHold(hold({ on: [1] }), image).records).toEqual([{ type: "holdChanged", hold: hold({ on: [1] }) }]);
    const gone = imageWith(hold(), hold({ on: [] }));
    expect([gone.holds.all.size, gone.holds.of(1, 0).size]).toEqual([0, 0]);
    expect(setHold(hold({ on: [] }), gone).records).toEqual([]);
  });

  it("of a partition that is not there is refused", () => {
    const decision = setHold(hold({ on: [0, 7] }), imageWith());
    expect(decision).toMatchObject({ records: [], response: { error: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION } });
  });

  it("beyond the limit is refused, known ones may change", () => {
    const image = imageWith(...Array.from({ length: HOLDS_MAX }, (_, holdId) => hold({ holdId })));
    expect(setHold(hold({ holdId: HOLDS_MAX }), image).response.error).toBe(ErrorCode.TOO_MANY_HOLDS);
    expect(setHold(hold({ holdId: 3, on: [1] }), image).response.error).toBe(ErrorCode.NONE);
  });

  it("ends with its endpoint's incarnation, and not with an older one", () => {
    const image = imageWith(hold(), hold({ holdId: 6, incarnation: 3 }), hold({ endpoint: 8 }));
    expect(endHolds(9, 2, image)).toEqual([{ type: "holdChanged", hold: hold({ on: [] }) }]);
    expect(endHolds(9, 3, image)).toHaveLength(2);
  });

  it("is in a snapshot, with what was reclaimed", () => {
    const image = imageWith(hold());
    image.replay({ type: "recordsReclaimed", brokerId: 1, topics: [{ topicId: 1, records: 7, bytes: 70 }] });
    const copy = imageOf(snapshotOf(image));
    expect([...copy.holds.of(1, 0).values()]).toEqual([hold()]);
    expect(copy.reclaimed).toEqual({ records: 7, bytes: 70 });
    expect(copy.version).toBe(image.version);
  });
});
