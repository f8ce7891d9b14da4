import { expect, test } from "vitest";
import { splitTableOptions } from "../../../../src/streams/dsl/table/table-options.ts";

test.each([
  ["join", "foreignKeyJoin"],
  ["leftJoin", "foreignKeyLeftJoin"],
])("%s with a function too many, as Kafka's foreign-key join has it, names %s", (operator, method) => {
  expect(() => splitTableOptions(operator, [() => 1])).toThrow(`To join by a foreign key call ${method}`);
});

test.each([
  ["filter", () => 1],
  ["join", 5],
])("%s with another wrong option has no hint of foreign keys", (operator, option) => {
  expect(() => splitTableOptions(operator, [option])).toThrow(/^(?!.*foreign)/);
});
