import { expect, test } from "vitest";
import { partitionForKey } from "../../../../src/record/partitioner.ts";
import { int64 } from "../../../../src/serde/primitives.ts";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import {
  orElseGenerateWithPrefix,
  suffixWithOr,
  suffixWithOrElseGet,
} from "../../../../src/streams/dsl/named-internal.ts";
import { createRepartitionedSource } from "../../../../src/streams/dsl/repartitioned-source.ts";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { TimeWindow } from "../../../../src/streams/windows/time-window.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { timeWindowed } from "../../../../src/streams/windows/windowed-serdes.ts";
import { source, text } from "./programs.ts";

function names() {
  let index = 0;
  return { newProcessorName: (prefix: string) => `${prefix}${index++}`, newStoreName: () => "" };
}

test("A user's name takes the place of a generated one and uses up its number all the same.", () => {
  const provider = names();
  expect(orElseGenerateWithPrefix(Named.as("mine"), provider, "FILTER-")).toBe("mine");
  expect(orElseGenerateWithPrefix(undefined, provider, "FILTER-")).toBe("FILTER-1");
  expect(suffixWithOrElseGet(Named.as("mine"), "-merge", provider, "MERGE-")).toBe("mine-merge");
  expect(suffixWithOrElseGet({ name: undefined }, "-merge", provider, "MERGE-")).toBe("MERGE-3");
  expect(suffixWithOr("mine", "-left", "other")).toBe("mine-left");
  expect(suffixWithOr(undefined, "-left", "other")).toBe("other");
});

test("A name that is too long with its suffix is refused.", () => {
  const name = "x".repeat(245);
  expect(suffixWithOr(name, "-abc", "")).toHaveLength(249);
  expect(() => suffixWithOr(name, "-abcd", "")).toThrow(/is too long: with "-abcd" it has more than 249 characters/);
});

test.each([
  ["KSTREAM-MAP-0000000001", "KSTREAM-MAP-0000000001-repartition", "KSTREAM-SOURCE-2", "KSTREAM-SINK-0"],
  ["KSTREAM-MAP-1", "KSTREAM-MAP-1-repartition", "KSTREAM-MAP-1-repartition-source", "KSTREAM-MAP-1-repartition-sink"],
  ["mine", "mine-repartition", "mine-repartition-source", "mine-repartition-sink"],
  ["mine-repartition", "mine-repartition", "mine-repartition-source", "mine-repartition-sink"],
])(
  "A repartition of %s goes through %s and is called after the topic unless a number did.",
  (prefix, topic, from, to) => {
    const provider = names();
    const parts = createRepartitionedSource(provider, { topicNamePrefix: prefix, keySerde: text, valueSerde: text });
    expect([parts.repartitionTopic, parts.sourceName, parts.sinkName]).toEqual([topic, from, to]);
    expect(provider.newProcessorName("")).toBe("3");
  },
);

test("All windows of a key go to the partition of the key.", () => {
  const builder = new StreamsBuilder();
  source(builder, "in")
    .groupByKey()
    .windowedBy(TimeWindows.ofSizeWithNoGrace(10))
    .count()
    .toStream()
    .to("out", Produced.with(timeWindowed(text, 10), int64({ as: "number" })));
  const sink = [...builder.build().internal.nodes.values()].find((node) => node.kind === "sink");
  const partitioner = sink?.kind === "sink" ? sink.definition.partitioner : undefined;
  for (const key of ["a", "b", "some longer key"]) {
    for (const startMs of [0, 10, 990]) {
      const windowed = new Windowed(key, new TimeWindow(startMs, startMs + 10));
      expect(partitioner?.("out", windowed as never, 1 as never, 7)).toBe(partitionForKey(key, 7));
    }
  }
  expect(partitioner?.("out", null as never, 1 as never, 7)).toBeUndefined();
});
