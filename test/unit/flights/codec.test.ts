import { describe, expect, test } from "vitest";
import {
  airportCodeBytes,
  airportCodeOfBytes,
  airportCodeOfText,
  airportCodeText,
} from "../../../examples/flights/airport-code.ts";
import * as codec from "../../../examples/flights/record-codec.ts";

describe("an airport code", () => {
  test.each(["AAA", "ORD", "ZZZ"])("%s comes back from its number as text and as bytes", (text) => {
    const code = airportCodeOfText(text);
    expect(airportCodeText(code)).toBe(text);
    expect(airportCodeOfBytes(airportCodeBytes(code), 0)).toBe(code);
  });

  test.each(["ord", "OR", "OR1", "ORDD", "@AA", "A[A"])("%s is refused", (text) => {
    expect(() => airportCodeOfText(text)).toThrow(RangeError);
  });
});

describe("a flight's value", () => {
  const extremes = [
    { row: 0, date: 978_307_260, delay: -1116, distance: 21, destination: "AAA" },
    { row: 2_999_999, date: 993_945_600, delay: 1688, distance: 4962, destination: "ZZZ" },
    { row: 0xffff_ffff, date: -1, delay: -32_768, distance: 65_535, destination: "JFK" },
    { row: 0x8000_0001, date: 0x7fff_ffff, delay: 32_767, distance: 0, destination: "BGR" },
  ];

  test.each(extremes)(
    "comes back from its bytes: row $row, delay $delay",
    ({ row, date, delay, distance, destination }) => {
      const value = new Uint8Array(codec.VALUE_BYTES).fill(0xaa);
      codec.encodeFlight(value, row, date, delay, distance, airportCodeOfText(destination));
      expect(codec.rowOf(value)).toBe(row);
      expect(codec.dateSecondsOf(value)).toBe(date);
      expect(codec.delayMinutesOf(value)).toBe(delay);
      expect(codec.distanceMilesOf(value)).toBe(distance);
      expect(airportCodeText(codec.destinationOf(value))).toBe(destination);
    },
  );

  test("has the documented layout, as a DataView reads it", () => {
    const value = new Uint8Array(codec.VALUE_BYTES);
    codec.encodeFlight(value, 123_456_789, 980_000_000, -42, 957, airportCodeOfText("OAK"));
    const view = new DataView(value.buffer);
    expect(view.getUint32(0, true)).toBe(123_456_789);
    expect(view.getInt32(4, true)).toBe(980_000_000);
    expect(view.getInt16(8, true)).toBe(-42);
    expect(view.getUint16(10, true)).toBe(957);
    expect(new TextDecoder().decode(value.subarray(12))).toBe("OAK");
  });
});
