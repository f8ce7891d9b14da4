// Facts from Kafka's TopologyTest; the text is what Java 4.3.1 prints for the same calls.
import { describe, expect, test } from "vitest";
import type { Processor } from "../../../../src/streams/api/processor.ts";
import type { StoreBuilder } from "../../../../src/streams/api/store-builder.ts";
import { checkCopartition } from "../../../../src/streams/topology/check-copartition.ts";
import { InternalTopologyBuilder } from "../../../../src/streams/topology/internal-topology-builder.ts";
import { copartitionGroups, topicsInfoOf } from "../../../../src/streams/topology/topics-info.ts";

const supplier = (): Processor<unknown, unknown> => ({ process() {} });

function store(name: string, rest: Partial<StoreBuilder> = {}): StoreBuilder {
  const builder: StoreBuilder = {
    name,
    loggingEnabled: true,
    logConfig: {},
    cachingEnabled: false,
    withCachingEnabled: () => builder,
    withCachingDisabled: () => builder,
    withLoggingEnabled: () => builder,
    withLoggingDisabled: () => store(name, { ...rest, loggingEnabled: false }),
    build: () => {
      throw new Error("nobody opens it");
    },
    ...rest,
  };
  return builder;
}

function processor(topology: InternalTopologyBuilder, name: string, ...parents: string[]): void {
  topology.addProcessor({ name, supplier, parents });
}

function bigTopology(): InternalTopologyBuilder {
  const topology = new InternalTopologyBuilder();
  topology.addSource({ name: "source-a", topics: ["in-1", "in-2", "another", "z"] });
  topology.addSource({ name: "source-b", pattern: /logs-.*/ });
  processor(topology, "one", "source-a");
  processor(topology, "two", "source-a", "source-b");
  processor(topology, "three", "one", "two");
  processor(topology, "four", "source-a");
  processor(topology, "alpha", "four");
  processor(topology, "beta", "four", "three");
  topology.addSink({ name: "sink-1", topic: "out", parents: ["three", "alpha"] });
  topology.addSink({ name: "sink-2", topic: "out", parents: ["one", "beta"] });
  for (const name of ["counts", "a-store", "zz", "lookup"]) topology.addStateStore(store(name), ["three"]);
  topology.connectProcessorAndStateStores("one", "zz", "counts");
  topology.addGlobalStore({
    store: store("global"),
    sourceName: "gs",
    topic: "gtopic",
    processorName: "gp",
    supplier,
  });
  topology.addSource({ name: "lonely", topics: ["island"] });
  processor(topology, "lone", "lonely");
  topology.addSource({ name: "l2", topics: ["island2"] });
  processor(topology, "lone2", "l2");
  topology.connectProcessorAndStateStores("lone2", "lookup");
  return topology;
}

const TEXT = `Topologies:
   Sub-topology: 0
    Source: source-a (topics: [another, in-1, z, in-2])
      --> one, four, two
    Processor: one (stores: [zz, counts])
      --> sink-2, three
      <-- source-a
    Source: source-b (topics: logs-.*)
      --> two
    Processor: four (stores: [])
      --> beta, alpha
      <-- source-a
    Processor: two (stores: [])
      --> three
      <-- source-a, source-b
    Processor: three (stores: [zz, lookup, a-store, counts])
      --> beta, sink-1
      <-- one, two
    Processor: alpha (stores: [])
      --> sink-1
      <-- four
    Processor: beta (stores: [])
      --> sink-2
      <-- four, three
    Source: l2 (topics: [island2])
      --> lone2
    Processor: lone2 (stores: [lookup])
      --> none
      <-- l2
    Sink: sink-1 (topic: out)
      <-- three, alpha
    Sink: sink-2 (topic: out)
      <-- one, beta

  Sub-topology: 1 for global store (will not generate tasks)
    Source: gs (topics: [gtopic])
      --> gp
    Processor: gp (stores: [global])
      --> none
      <-- gs
  Sub-topology: 2
    Source: lonely (topics: [island])
      --> lone
    Processor: lone (stores: [])
      --> none
      <-- lonely

`;

test("a description is Kafka's, in the order of its hash tables and of sub-trees by size", () => {
  expect(String(bigTopology().describe())).toBe(TEXT);
});

test("nodes that share a store run in one task", () => {
  expect([...bigTopology().nodeGroups().values()].map((names) => names.length)).toEqual([12, 2, 2]);
});

function small(): InternalTopologyBuilder {
  const topology = new InternalTopologyBuilder();
  topology.addSource({ name: "source", topics: ["in"] });
  processor(topology, "step", "source");
  topology.addSink({ name: "sink", topic: "out", parents: ["step"] });
  topology.addStateStore(store("known"));
  topology.addGlobalStore({
    store: store("global"),
    sourceName: "global-source",
    topic: "all",
    processorName: "global-step",
    supplier,
  });
  return topology;
}

const refused: readonly (readonly [string, (topology: InternalTopologyBuilder) => void, string])[] = [
  ["a source without topics", (t) => t.addSource({ name: "x", topics: [] }), "reads no topic"],
  ["a name twice", (t) => t.addSource({ name: "step", topics: ["x"] }), 'there is a node "step" already'],
  ["an empty name", (t) => t.addSource({ name: "", topics: ["x"] }), "a source needs a name"],
  ["a topic that is read already", (t) => t.addSource({ name: "x", topics: ["in"] }), 'read by source "source"'],
  ["a topic of a global store", (t) => t.addSource({ name: "x", topics: ["all"] }), 'read by source "global-source"'],
  ["a pattern that matches a known topic", (t) => t.addSource({ name: "x", pattern: /i./ }), 'matches "in"'],
  ["a processor without parents", (t) => processor(t, "x"), "has no parent"],
  ["an unknown parent", (t) => processor(t, "x", "nobody"), 'parent "nobody"'],
  ["itself as parent", (t) => processor(t, "x", "x"), 'parent "x"'],
  ["a sink as parent", (t) => processor(t, "x", "sink"), "sinks hand nothing on"],
  [
    "a processor without a supplier",
    (t) => t.addProcessor({ name: "x", supplier: {} as never, parents: ["source"] }),
    "has no supplier",
  ],
  ["another store of a name", (t) => t.addStateStore(store("known")), 'there is a store "known" already'],
  ["a store called as a global one", (t) => t.addStateStore(store("global")), 'there is a store "global" already'],
  ["a store that was not added", (t) => t.connectProcessorAndStateStores("step", "x"), 'store "x" was not added'],
  [
    "a processor that was not added",
    (t) => t.connectProcessorAndStateStores("x", "known"),
    'processor "x" was not added',
  ],
  ["a store at a sink", (t) => t.connectProcessorAndStateStores("sink", "known"), "only processors use stores"],
  [
    "a global store at a processor",
    (t) => t.connectProcessorAndStateStores("step", "global"),
    "open to every processor",
  ],
  ["no store at all", (t) => t.connectProcessorAndStateStores("step"), "no store was named"],
  ["two changelogs of a store", (t) => t.connectSourceStoreAndTopic("global", "x"), "changelog already"],
];

describe("a topology refuses", () => {
  test.each(refused)("%s", (_, action, message) => {
    const topology = small();
    const before = String(topology.describe());
    expect(() => action(topology)).toThrow(expect.objectContaining({ code: "INVALID_TOPOLOGY" }));
    expect(() => action(small())).toThrow(message);
    expect(String(topology.describe())).toBe(before);
  });

  test("to run without a serde, and says where it is missing", () => {
    expect(() => small().build("app")).toThrow('source "source" has no serde for its keys');
  });

  test("joined topics whose declared numbers of partitions differ", () => {
    const topology = new InternalTopologyBuilder();
    topology.addInternalTopic("left-repartition", { partitions: 2 });
    topology.addInternalTopic("right-repartition", { partitions: 3 });
    topology.addSource({ name: "left", topics: ["left-repartition"] });
    topology.addSource({ name: "right", topics: ["right-repartition"] });
    topology.copartitionSources(["left", "right"]);
    expect(() => checkCopartition(topology)).toThrow("left-repartition has 2, right-repartition has 3");
    expect(copartitionGroups(topology, "app")).toEqual([new Set(["app-left-repartition", "app-right-repartition"])]);
  });
});

test("the topics of a sub-topology carry the application's id where they are its own", () => {
  const topology = new InternalTopologyBuilder();
  topology.addInternalTopic("again", { partitions: 4 });
  topology.addSource({ name: "source", topics: ["in"] });
  topology.addSink({ name: "sink", topic: "again", parents: ["source"] });
  topology.addSource({ name: "second", topics: ["again"] });
  processor(topology, "step", "second");
  topology.addStateStore(store("plain"), ["step"]);
  topology.addStateStore(store("windows", { retentionMs: 1_000, logConfig: { "segment.bytes": "9" } }), ["step"]);
  topology.addStateStore(store("silent", { loggingEnabled: false }), ["step"]);
  topology.addStateStore(store("reused"), ["step"]);
  topology.connectSourceStoreAndTopic("reused", "again");
  const [first, second] = topicsInfoOf(topology, "app");
  expect(first).toMatchObject({ subtopology: 0, sourceTopics: ["in"], sinkTopics: ["app-again"] });
  expect(second).toMatchObject({
    subtopology: 1,
    sourceTopics: ["app-again"],
    repartitionTopics: [{ topic: "app-again", partitions: 4, configs: { "cleanup.policy": "delete" } }],
    changelogTopics: [
      { topic: "app-plain-changelog", configs: { "cleanup.policy": "compact" } },
      {
        topic: "app-windows-changelog",
        configs: { "cleanup.policy": "compact,delete", "retention.ms": "86401000", "segment.bytes": "9" },
      },
    ],
  });
});
