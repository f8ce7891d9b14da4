import { describe, expect, it } from "vitest";
import { continueOnError } from "../../../../src/streams/api/error-handlers.ts";
import type { ProcessorContext } from "../../../../src/streams/api/processor.ts";
import { GlobalStateUpdateTask } from "../../../../src/streams/task/global-state-update-task.ts";
import type { SourceNode } from "../../../../src/streams/task/source-node.ts";
import { StreamTask } from "../../../../src/streams/task/stream-task.ts";
import { Topology } from "../../../../src/streams/topology/topology.ts";
import { type PlainStore, PlainStoreBuilder } from "./plain-store.ts";
import { input, processor, TEXT } from "./task-kit.ts";

function globalTopology(onRecord: (context: ProcessorContext<unknown, unknown>) => void = () => {}): Topology {
  return new Topology().addGlobalStore(new PlainStoreBuilder("names").withLoggingDisabled(), {
    ...TEXT,
    sourceName: "names source",
    topic: "names topic",
    processorName: "names processor",
    supplier: processor((record, context) => {
      onRecord(context);
      context.getStateStore<PlainStore>("names").put(record.key, record.value);
    }) as never,
  });
}

function started(topology: Topology): { readonly task: GlobalStateUpdateTask; readonly source: SourceNode } {
  const built = topology.internal.buildGlobal("app");
  if (built === undefined) throw new Error("no global store");
  const task = new GlobalStateUpdateTask({
    topology: built,
    handlers: { deserializationExceptionHandler: continueOnError },
  });
  task.start(3);
  return { task, source: task.sourceOf("names topic") as SourceNode };
}

describe("a global task", () => {
  it("has its processor put every record, whatever its time, and flushes", () => {
    const { task, source } = started(globalTopology());
    task.update(source, input("names topic", 0, 9, "a", "1"), 0);
    task.update(source, input("names topic", 1, -1, "b", "2"), 0);
    const store = task.store("names") as PlainStore;
    expect(store.content).toEqual(new Map(Object.entries({ a: "1", b: "2" })));
    expect(store.calls).toEqual(["init", "flush", "flush"]);
    expect(task.topics).toEqual(["names topic"]);
    task.close();
    expect(store.isOpen).toBe(false);
  });

  it("restores its store from its topic as it is", () => {
    const { task } = started(globalTopology());
    task.restore("names", [{ key: "a", value: "1", timestamp: 0, headers: [] }]);
    expect((task.store("names") as PlainStore).get("a")).toBe("1");
  });

  it("drops what cannot be read where its handler continues, and fails with what its processor throws", () => {
    const { task, source } = started(
      globalTopology(() => {
        throw new RangeError("no");
      }),
    );
    task.update(source, input("names topic", 0, 1, "a", new Uint8Array([0xff])), 0);
    expect(task.counters.dropped).toEqual(new Map([["deserialization", 1]]));
    expect(() => task.update(source, input("names topic", 1, 1), 0)).toThrow(
      `"names processor" failed at names topic[0]@1: no`,
    );
  });

  it.each([
    ["stream time", (context: ProcessorContext<unknown, unknown>) => context.currentStreamTimeMs, "no stream time"],
    [
      "punctuators",
      (context: ProcessorContext<unknown, unknown>) => context.schedule(1, "stream-time", () => {}),
      "cannot schedule punctuators",
    ],
  ])("has no %s", (_what, use, message) => {
    const { task, source } = started(globalTopology(use));
    expect(() => task.update(source, input("names topic", 0, 1), 0)).toThrow(message);
  });
});

describe("a global store in another task", () => {
  it("can be read by every processor and written by none", () => {
    const { task: global } = started(globalTopology());
    const store = global.store("names") as PlainStore;
    store.put("a", "1");
    const read: unknown[] = [];
    const topology = globalTopology()
      .addSource("s", "in", TEXT)
      .addProcessor(
        "p",
        processor((_record, context) => {
          const names = context.getStateStore<PlainStore>("names");
          read.push(names.get("a"), names.name, names.isOpen);
          names.put("a", "2");
        }),
        "s",
      );
    const globalStores = new Map([["names", store]]);
    const task = new StreamTask({
      topology: topology.internal.build("app"),
      taskId: "0_0",
      partition: 0,
      globalStores,
    });
    task.start(0);
    task.addRecords("in", [input("in", 0, 1)], 0);
    expect(() => task.process(0)).toThrow(`store "names" is global: only its own processor may call put`);
    expect(read).toEqual(["1", "names", true]);
    task.close();
    expect([store.isOpen, store.get("a")]).toEqual([true, "1"]);
  });
});
