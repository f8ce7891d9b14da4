import { Named } from "../../../../src/streams/options/named.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import type { Catalog } from "../catalog.ts";
import { ONE, ROWS, TWO, WALL_CLOCK } from "../inputs.ts";
import { cut, from, grouped, head, into, intoCount, kv, kvCount, S } from "./kit.ts";
import {
  Filler,
  Flusher,
  Headed,
  Keeper,
  Located,
  Numbered,
  Ranger,
  Reader,
  SessionKeeper,
  Supplied,
  store,
  TableReader,
  Ticker,
  Twice,
  ValueKeeper,
  WindowKeeper,
} from "./user-processors.ts";

/** Processors of the user within the DSL. */
export function processors(r: Catalog): void {
  r.add("process", ONE, (b) =>
    b
      .stream("in", from())
      .process(() => new Twice())
      .to("out", into()),
  );
  r.add("process-named", ONE, (b) =>
    b
      .stream("in", from())
      .process(() => new Twice(), Named.as("twice"))
      .to("out", into()),
  );
  r.add("process-rekeyed-count", ONE, (b) =>
    b
      .stream("in", from())
      .process(() => new Twice())
      .groupByKey(grouped())
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("process-store", ONE, (b) => {
    b.addStateStore(store("kept"));
    b.stream("in", from())
      .process(() => new Keeper("kept"), "kept")
      .to("out", into());
  });
  r.add("process-store-supplied", ONE, (b) =>
    b.stream("in", from()).process(new Supplied("kept"), Named.as("keeper")).to("out", into()),
  );
  r.add("process-store-shared", TWO, (b) => {
    b.addStateStore(store("kept"));
    b.stream("in", from())
      .process(() => new Keeper("kept"), "kept")
      .to("out", into());
    b.stream("in2", from())
      .process(() => new Keeper("kept"), Named.as("second"), "kept")
      .to("out2", into());
  });
  r.add("process-values", ONE, (b) =>
    b
      .stream("in", from())
      .processValues(() => new Numbered())
      .to("out", into()),
  );
  r.add("process-values-store", ONE, (b) => {
    b.addStateStore(store("kept").withLoggingDisabled());
    b.stream("in", from())
      .processValues(() => new ValueKeeper(), Named.as("keeper"), "kept")
      .groupByKey(grouped())
      .count()
      .toStream()
      .to("out", intoCount());
  });
  r.add("process-headers", ONE, (b) =>
    b
      .stream("in", from())
      .process(() => new Headed())
      .mapValues((v) => `${v}!`)
      .to("out", into()),
  );
  r.add("headers-through-repartition", ONE, (b) =>
    b
      .stream("in", from())
      .process(() => new Headed())
      .selectKey((_k, v) => head(v))
      .groupByKey(grouped())
      .reduce((a, v) => cut(a + v), kv("folds"))
      .toStream()
      .to("out", into()),
  );
  r.add("process-metadata", WALL_CLOCK, (b) =>
    b
      .stream("in", from())
      .process(() => new Located())
      .to("out", into()),
  );
  r.add("process-metadata-repartition", ONE, (b) =>
    b
      .stream("in", from())
      .repartition(Repartitioned.with(S, S))
      .process(() => new Located())
      .to("out", into()),
  );
  r.add("process-window-store", ONE, (b) => {
    b.addStateStore(Stores.windowStoreBuilder(Stores.inMemoryWindowStore("windows", 50, 10, false), S, S));
    b.stream("in", from())
      .process(() => new WindowKeeper(), "windows")
      .to("out", into());
  });
  r.add("process-window-store-dups", ONE, (b) => {
    b.addStateStore(Stores.windowStoreBuilder(Stores.inMemoryWindowStore("windows", 50, 10, true), S, S));
    b.stream("in", from())
      .process(() => new WindowKeeper(), "windows")
      .to("out", into());
  });
  r.add("process-session-store", ONE, (b) => {
    b.addStateStore(Stores.sessionStoreBuilder(Stores.inMemorySessionStore("sessions", 50), S, S));
    b.stream("in", from())
      .process(() => new SessionKeeper(), "sessions")
      .to("out", into());
  });
  r.add("process-range", ONE, (b) => {
    b.addStateStore(store("kept"));
    b.stream("in", from())
      .process(() => new Ranger(), "kept")
      .to("out", into());
  });
  r.add("process-table-store", ROWS, (b) => {
    b.table("rows", from(), kv("store"));
    b.stream("in", from())
      .process(() => new TableReader(), "store")
      .to("out", into());
  });
  punctuated(r);
  r.add("global-store", ROWS, (b) => {
    b.addGlobalStore(store("global").withLoggingDisabled(), "rows", from(), () => new Filler("global"));
    b.stream("in", from())
      .process(() => new Reader("global"))
      .to("out", into());
  });
  r.add("process-merge", ONE, (b) => {
    const input = b.stream("in", from());
    input
      .process(() => new Twice())
      .merge(input.processValues(() => new Numbered()))
      .to("out", into());
  });
}

function punctuated(r: Catalog): void {
  r.add("punctuate-stream-time", WALL_CLOCK, (b) =>
    b
      .stream("in", from())
      .process(() => new Ticker("stream-time", 10, 0))
      .to("out", into()),
  );
  r.add("punctuate-wall-clock", WALL_CLOCK, (b) =>
    b
      .stream("in", from())
      .process(() => new Ticker("wall-clock-time", 10, 0))
      .to("out", into()),
  );
  r.add("punctuate-cancelled", ONE, (b) =>
    b
      .stream("in", from())
      .process(() => new Ticker("stream-time", 5, 3))
      .to("out", into()),
  );
  r.add("punctuate-store", ONE, (b) => {
    b.addStateStore(store("kept"));
    b.stream("in", from())
      .process(() => new Flusher(), "kept")
      .groupByKey(grouped())
      .count(kvCount("counts"))
      .toStream()
      .to("out", intoCount());
  });
  r.add("punctuate-two", WALL_CLOCK, (b) =>
    b
      .stream("in", from())
      .process(() => new Ticker("stream-time", 7, 0), Named.as("seven"))
      .process(() => new Ticker("wall-clock-time", 20, 0), Named.as("twenty"))
      .to("out", into()),
  );
}
