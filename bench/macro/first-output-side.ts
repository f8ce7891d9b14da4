// A test's whole process: imports Streams and its test driver, runs a word count, ends. Or imports nothing.
import { answer, job } from "../harness/side.ts";

export interface FirstOutputJob {
  readonly what: "word count" | "bare node";
  /** The modules that a user would import. */
  readonly streams: string;
  readonly testing: string;
}

const given = job<FirstOutputJob>();

async function countWords(): Promise<number> {
  const language = (await import(given.streams)) as typeof import("../../src/streams.ts");
  const { TopologyTestDriver } = (await import(given.testing)) as typeof import("../../src/testing/streams/index.ts");
  const { Consumed, Grouped, int64, Materialized, Produced, StreamsBuilder, string } = language;
  const builder = new StreamsBuilder();
  builder
    .stream("lines", Consumed.with(string(), string()))
    .flatMapValues((line) => line.split(" "))
    .groupBy((_key, word) => word, Grouped.with(string(), string()))
    .count(Materialized.as("counts"))
    .toStream()
    .to("words", Produced.with(string(), int64({ as: "number" })));
  const driver = new TopologyTestDriver(builder.build());
  const input = driver.createInputTopic("lines", string(), string());
  const output = driver.createOutputTopic("words", string(), int64({ as: "number" }));
  input.pipeInput("a", "to be or not to be");
  return output.readKeyValuesToList().length;
}

answer({ words: given.what === "word count" ? await countWords() : 0 });
