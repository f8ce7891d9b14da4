import { describe, expect, it } from "vitest";
import { InPlaceReader, InPlaceWriter } from "../../../src/generated/protobuf-runtime.js";
import { decodeMetadataRecord, encodeMetadataRecord } from "../../../src/metadata/records.ts";
import { DEFAULT_RECORDS, RECORDS, REMOVALS, roundTrip } from "./fixture.ts";

describe("a metadata record", () => {
  it.each([...RECORDS, ...REMOVALS].map((entry) => [entry.type, entry] as const))(
    "%s goes through shared memory unchanged",
    (_, entry) => {
      expect(roundTrip(entry)).toEqual(entry);
    },
  );

  it.each(DEFAULT_RECORDS.map((entry) => [entry.type, entry] as const))("%s keeps default values", (_, entry) => {
    expect(roundTrip(entry)).toEqual(entry);
  });

  it("carries broker epochs up to 2^53 - 1 and refuses larger ones", () => {
    const fenced = { type: "brokerFenced", brokerId: 1, reason: "" } as const;
    expect(roundTrip({ ...fenced, brokerEpoch: 2 ** 53 - 1 })).toMatchObject({ brokerEpoch: 2 ** 53 - 1 });
    expect(() => roundTrip({ ...fenced, brokerEpoch: 2 ** 53 })).toThrow(RangeError);
  });

  it("that does not fit in its part of the memory is a RangeError and writes nothing behind it", () => {
    const bytes = new Uint8Array(64);
    const writer = new InPlaceWriter().aim(bytes, 0, 16);
    const entry = { type: "brokerFenced", brokerId: 1, brokerEpoch: 1, reason: "x".repeat(40) } as const;
    expect(() => encodeMetadataRecord(entry, writer)).toThrow(RangeError);
    expect(bytes.subarray(16)).toEqual(new Uint8Array(48));
  });

  it("of an unknown type is a broken invariant", () => {
    const reader = new InPlaceReader().aim(new Uint8Array(0), 0, 0);
    expect(() => decodeMetadataRecord(reader)).toThrow("known type");
  });

  it("does not hold the shared bytes that it was read from", () => {
    const entry = roundTrip(RECORDS[7] as (typeof RECORDS)[number]);
    expect(entry.type === "requestAnswered" && entry.response.buffer).toBeInstanceOf(ArrayBuffer);
  });
});
