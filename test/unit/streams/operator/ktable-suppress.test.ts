import { describe, expect, it } from "vitest";
import { json } from "../../../../src/serde/json.ts";
import { string } from "../../../../src/serde/primitives.ts";
import type { Serde } from "../../../../src/serde/serde.ts";
import { Windowed } from "../../../../src/streams/api/windowed.ts";
import { KStreamWindowAggregate } from "../../../../src/streams/operator/kstream-window-aggregate.ts";
import { KTableSource } from "../../../../src/streams/operator/ktable-source.ts";
import { KTableSuppressProcessorSupplier } from "../../../../src/streams/operator/ktable-suppress-processor-supplier.ts";
import { BufferConfig, type BufferFullStrategy } from "../../../../src/streams/options/buffer-config.ts";
import { Change } from "../../../../src/streams/state/change.ts";
import { InMemoryTimeOrderedKeyValueChangeBufferBuilder } from "../../../../src/streams/state/in-memory-time-ordered-key-value-change-buffer.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SessionWindow } from "../../../../src/streams/windows/session-window.ts";
import { TimeWindow } from "../../../../src/streams/windows/time-window.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import { tableStore, windowStore } from "../../../support/streams/aggregators.ts";
import { OperatorChain } from "../../../support/streams/operator-chain.ts";
import { FakeTable } from "../../../support/streams/tables.ts";

const plain = json() as Serde<[string, number, number]>;
const windowedKey: Serde<Windowed<string>> = {
  serialize: ({ key, window }, place) => plain.serialize([key, window.startMs, window.endMs], place),
  deserialize(bytes, place) {
    const [key, startMs, endMs] = plain.deserialize(bytes, place);
    return new Windowed(key, new TimeWindow(startMs, endMs));
  },
};

type Config = BufferConfig<BufferFullStrategy>;

function suppressOf<K>(
  keySerde: Serde<K>,
  until: "time-limit" | "window-closes",
  timeToWaitForMoreEventsMs: number,
  bufferConfig: Config = BufferConfig.unbounded(),
  parent = new FakeTable<K, number>("source"),
): KTableSuppressProcessorSupplier<K, number> {
  const buffer = new InMemoryTimeOrderedKeyValueChangeBufferBuilder(
    "buffer",
    keySerde,
    json() as Serde<number>,
  ).withLoggingDisabled();
  return new KTableSuppressProcessorSupplier({ until, timeToWaitForMoreEventsMs, bufferConfig }, buffer, parent);
}

const untilTimeLimit = (waitMs: number, config?: Config) => suppressOf(string(), "time-limit", waitMs, config);
const untilWindowCloses = (graceMs: number) => suppressOf(windowedKey, "window-closes", graceMs);

const hey = (startMs: number, endMs: number) => new Windowed("hey", new TimeWindow(startMs, endMs));
const ONE = new Change(1, null);

describe("suppress until a time limit", () => {
  it("hands on at once with a limit of 0, with time and headers", () => {
    const chain = new OperatorChain([untilTimeLimit(0)]);
    chain.pipe("A", new Change(2, 1), 10, [["h", null]]);
    expect(chain.drain()).toEqual(["A 2<-1 @10 #h"]);
  });

  // SuppressScenarioTest.shouldSuppressIntermediateEventsWithTimeLimit: the counts that reach suppress there
  it("hands on the newest change of a key, so long after its first one", () => {
    const chain = new OperatorChain([untilTimeLimit(2)]);
    chain.pipe("v1", new Change(1, null), 0).pipe("v1", new Change(0, 1), 1).pipe("v2", new Change(1, null), 1);
    expect(chain.drain()).toEqual([]);
    chain.pipe("v1", new Change(1, 0), 2);
    expect(chain.drain()).toEqual(["v1 1<-0 @2"]);
    chain.pipe("tick", new Change(1, null), 3);
    expect(chain.drain()).toEqual(["v2 1<-null @1"]);
    chain.pipe("tick", new Change(0, 1), 4).pipe("tock", new Change(1, null), 4);
    expect(chain.drain()).toEqual([]);
  });

  it("hands on deletions, with the context of their own record", () => {
    const chain = new OperatorChain([untilTimeLimit(1), new OffsetSpy()]);
    chain.pipe("A", new Change<number>(null, 1), 0);
    chain.pipe("tick", new Change<number>(null, null), 1);
    expect(chain.drain()).toEqual(["A null<-1 @0"]);
    expect(OffsetSpy.seen).toEqual([1]);
    expect(chain.recordContext.offset).toBe(2);
  });

  it("goes by the largest time seen, not by that of a late record", () => {
    const chain = new OperatorChain([untilTimeLimit(10)]);
    chain.pipe("A", ONE, 100).pipe("B", ONE, 90);
    expect(chain.drain()).toEqual(["B 1<-null @90"]);
  });
});

describe("a full buffer", () => {
  // SuppressScenarioTest.shouldSuppressIntermediateEventsWithRecordLimit
  it("hands on its oldest key before its time", () => {
    const chain = new OperatorChain([untilTimeLimit(1000, BufferConfig.maxRecords(1).emitEarlyWhenFull())]);
    chain.pipe("v1", new Change(1, null), 0).pipe("v1", new Change(0, 1), 1);
    expect(chain.drain()).toEqual([]);
    chain.pipe("v2", new Change(1, null), 1);
    expect(chain.drain()).toEqual(["v1 0<-1 @1"]);
    chain.pipe("v1", new Change(1, 0), 2);
    expect(chain.drain()).toEqual(["v2 1<-null @1"]);
  });

  it("hands on its oldest key when it has too many bytes", () => {
    const chain = new OperatorChain([untilTimeLimit(1000, BufferConfig.maxBytes(60).emitEarlyWhenFull())]);
    chain.pipe("hey", ONE, 100);
    expect(chain.drain()).toEqual([]);
    chain.pipe("dummyKey", ONE, 101);
    expect(chain.drain()).toEqual(["hey 1<-null @100"]);
  });

  it("ends the application when asked to, and says what to do", () => {
    const chain = new OperatorChain([untilTimeLimit(1000, BufferConfig.maxRecords(1).shutDownWhenFull())]);
    chain.pipe("A", ONE, 100);
    const message = expect.stringMatching(/buffer is full, with 2 of 1 records.*give it more room/);
    expect(() => chain.pipe("B", ONE, 100)).toThrow(expect.objectContaining({ code: "PROCESSING_FAILED", message }));
  });
});

describe("suppress until windows close", () => {
  // KTableSuppressProcessorTest.finalResults...
  it("hands on when the grace after the window's end is over", () => {
    const chain = new OperatorChain([untilWindowCloses(1)]);
    chain.pipe(hey(99, 100), ONE, 99).pipe(new Windowed("dummy", new TimeWindow(100, 101)), ONE, 100);
    expect(chain.drain()).toEqual([]);
    chain.pipe(new Windowed("dummy", new TimeWindow(101, 102)), ONE, 101);
    expect(chain.drain()).toEqual(["[hey@99/100] 1<-null @99"]);
  });

  it("waits for the window's end without grace too, and no longer", () => {
    const chain = new OperatorChain([untilWindowCloses(0)]);
    chain.pipe(hey(0, 100), ONE, 5);
    expect(chain.drain()).toEqual([]);
    chain.pipe(new Windowed("dummy", new TimeWindow(100, 200)), ONE, 100);
    expect(chain.drain()).toEqual(["[hey@0/100] 1<-null @5"]);
  });

  it("hands on no deletions", () => {
    const chain = new OperatorChain([untilWindowCloses(0)]);
    chain.pipe(hey(0, 100), new Change<number>(null, 1), 100);
    chain.pipe(new Windowed("hey", new SessionWindow(0, 0)), new Change<number>(null, 1), 100);
    expect(chain.drain()).toEqual([]);
    expect(chain.store<never>("buffer")).toMatchObject({ numRecords: 0 });
  });

  // SuppressScenarioTest.shouldSupportFinalResultsForTimeWindows
  it("gives one final count of every window", () => {
    const count = new KStreamWindowAggregate<string, string, number>(
      TimeWindows.ofSizeAndGrace(2, 1),
      windowStore(2),
      EmitStrategy.onWindowUpdate(),
      () => 0,
      (_key, _value, sum) => sum + 1,
    );
    const chain = new OperatorChain([count, untilWindowCloses(1)]);
    for (const timestamp of [0, 1, 2, 1, 0, 5, 0]) chain.pipe("k1", "v1", timestamp);
    expect(chain.drain()).toEqual(["[k1@0/2] 4<-null @1", "[k1@2/4] 1<-null @2"]);
  });
});

describe("reading a suppressed table", () => {
  it("answers what held before the buffered changes, else what the table before has", () => {
    const parent = new FakeTable<string, number>("source");
    const source = new KTableSource<string, number>(tableStore("source"), "source");
    source.enableSendingOldValues();
    const suppress = suppressOf(string(), "time-limit", 100, BufferConfig.unbounded(), parent);
    const chain = new OperatorChain([source, suppress]);
    const getter = suppress.view().get();
    getter.init(chain.contextOf(1));
    chain.pipe("A", 1, 0);
    expect(getter.get("A")).toBeUndefined();
    chain.pipe("B", 5, 100);
    expect(chain.drain()).toEqual(["A 1<-null @0"]);
    expect(getter.get("A")).toMatchObject({ value: 1, timestamp: 0 });
    chain.pipe("A", 2, 110).pipe("A", 3, 120);
    expect(getter.get("A")).toMatchObject({ value: 1, timestamp: -1 });
    expect(suppress.view().storeNames).toEqual(["buffer", "source"]);
    expect([parent.asked, getter.isVersioned]).toEqual([[true], false]);
  });
});

/** Keeps the offset of the record that was being processed. */
class OffsetSpy {
  static readonly seen: number[] = [];

  get() {
    let context: { recordContext: { offset: number }; forward(record: unknown): void };
    return {
      init: (given: never) => {
        context = given;
      },
      process: (record: unknown) => {
        OffsetSpy.seen.push(context.recordContext.offset);
        context.forward(record);
      },
    };
  }
}
