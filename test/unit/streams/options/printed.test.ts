import { describe, expect, test, vi } from "vitest";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { Printed } from "../../../../src/streams/options/printed.ts";

describe("print", () => {
  test.each<[unknown, unknown, string]>([
    ["a", 1, "a, 1"],
    [null, 5n, "null, 5"],
    ["a", { b: 1, big: 5n }, 'a, {"b":1,"big":"5"}'],
    [new Windowed("a", { startMs: 1, endMs: 2 }), true, "[a@1/2], true"],
  ])("shows the key %o and the value %o", (key, value, shown) => {
    expect(Printed.to(() => {}).mapper(key, value)).toBe(shown);
  });

  test("shows what a mapper makes of them, under a label and a name", () => {
    const printed = Printed.to<string, number>(() => {})
      .withKeyValueMapper((key, value) => key.repeat(value))
      .withLabel("label")
      .withName("name");
    expect(printed).toMatchObject({ label: "label", name: "name" });
    expect(printed.mapper("ab", 2)).toBe("abab");
  });

  test("writes to where it is told, or to the console", () => {
    const lines: string[] = [];
    Printed.to((line) => lines.push(line)).write("a");
    const log = vi.spyOn(console, "log").mockImplementation((line) => lines.push(`console ${line}`));
    Printed.toSysOut().write("b");
    log.mockRestore();
    expect(lines).toEqual(["a", "console b"]);
  });

  test.each<[string, () => unknown]>([
    ["no function to write with", () => Printed.to(5 as never)],
    ["no function to map with", () => Printed.toSysOut().withKeyValueMapper(5 as never)],
    ["a bad name", () => Printed.toSysOut().withName("")],
  ])("refuses %s", (_, make) => expect(make).toThrow(expect.objectContaining({ code: "INVALID_OPTION" })));
});
