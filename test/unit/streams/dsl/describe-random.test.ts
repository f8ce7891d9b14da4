import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { followSteps } from "./program-steps.ts";
import { text } from "./programs.ts";

interface RandomProgram {
  readonly optimization: "all" | "none";
  readonly steps: readonly string[];
  /** What Kafka Streams 4.3.1 says of it. */
  readonly describe: string;
}

const PROGRAMS: readonly RandomProgram[] = gunzipSync(
  readFileSync(new URL("./random-programs.jsonl.gz", import.meta.url)),
)
  .toString()
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

test.each(PROGRAMS.map((program, index) => [index, program] as const))(
  "describe() of random program %i is Java's text",
  (_index, { optimization, steps, describe }) => {
    const builder = new StreamsBuilder({ defaultKeySerde: text, defaultValueSerde: text });
    followSteps(builder, steps);
    expect(String(builder.build({ optimization }).describe()), steps.join("\n")).toBe(describe);
  },
);
