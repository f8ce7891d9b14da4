import { describe, expect, test } from "vitest";
import { examplesOf, run } from "../../support/streams-page.ts";

describe.each(["streams.md", "streams-testing.md"])("the examples of docs/%s do what the page says", (page) => {
  test.each(examplesOf(page).map((example) => [example.name, example] as const))("%s", (_, example) => {
    expect(run(example)).toBe(example.transcript);
  });
});
