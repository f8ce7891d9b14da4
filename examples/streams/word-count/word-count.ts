import {
  Consumed,
  Grouped,
  int64,
  Materialized,
  nullable,
  Produced,
  StreamsBuilder,
  string,
  type Topology,
} from "../../../src/streams.ts";

/** Lines of text, without keys. */
export const LINES = { topic: "lines", key: nullable(string()), value: string() };
/** How often a word was there so far, by word: a record for each time. */
export const COUNTS = { topic: "word-counts", key: string(), value: int64({ as: "number" }) };
/** The store with the newest count of each word. */
export const COUNTS_STORE = "counts";

/** Counts the words of all lines, in lower case. */
export function wordCount(): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream(LINES.topic, Consumed.with(LINES.key, LINES.value))
    .flatMapValues(wordsOf)
    .groupBy((_key, word) => word, Grouped.with(string(), string()))
    .count(Materialized.as(COUNTS_STORE))
    .toStream()
    .to(COUNTS.topic, Produced.with(COUNTS.key, COUNTS.value));
  return builder.build();
}

/** Letters, with apostrophes and hyphens only between them. */
function wordsOf(line: string): string[] {
  return line.toLowerCase().match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? [];
}
