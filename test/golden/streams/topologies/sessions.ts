import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Materialized } from "../../../../src/streams/options/materialized.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { EmitStrategy } from "../../../../src/streams/windows/emit-strategy.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { sessionWindowed } from "../../../../src/streams/windows/windowed-serdes.ts";
import type { Catalog } from "../catalog.ts";
import { DENSE } from "../inputs.ts";
import { among, cut, from, head, into, intoCount, kvCount, L, nothing, pair, S, ses, sesCount, sum } from "./kit.ts";

/** Aggregates in sessions. */
export function sessions(r: Catalog): void {
  r.add("session-count", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(5))
      .count()
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("session-count-grace", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(8, 20))
      .count(sesCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("session-reduce", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(8, 30))
      .reduce((a, v) => cut(a + v), Named.as("reducer"), ses("folds"))
      .toStream()
      .to("out"),
  );
  r.add("session-aggregate", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 30))
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        (_k, x, y) => cut(`${x}|${y}`),
        ses("folds"),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("session-null-result", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 30))
      .aggregate(
        () => "",
        (_k, v, a) => (among(v, "a") ? nothing : cut(a + v)),
        (_k, x, y) => cut(`${x}|${y}`),
        ses("folds"),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("session-gap-zero", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(1, 10))
      .count(sesCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("session-rekeyed", DENSE, (b) =>
    b
      .stream("in", from())
      .groupBy((_k, v) => head(v), Grouped.with("heads", S, S))
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(10, 5))
      .count(Named.as("counter"), sesCount("counts"))
      .toStream()
      .to("out", Produced.with(sessionWindowed(S), L)),
  );
  r.add("session-supplier", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(5, 5))
      .count(
        Materialized.as<string, number>(Stores.inMemorySessionStore("counts", 50)).withKeySerde(S).withValueSerde(L),
      )
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("session-close", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 3))
      .emitStrategy(EmitStrategy.onWindowClose())
      .count(sesCount("counts"))
      .toStream((k, _v) => k.toString())
      .to("out", intoCount()),
  );
  r.add("session-close-reduce", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(5))
      .emitStrategy(EmitStrategy.onWindowClose())
      .reduce((a, v) => cut(a + v), ses("folds"))
      .toStream()
      .to("out"),
  );
  r.add("session-close-unnamed", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 3))
      .emitStrategy(EmitStrategy.onWindowClose())
      .aggregate(
        () => "",
        (_k, v, a) => cut(a + v),
        (_k, x, y) => cut(`${x}|${y}`),
        Materialized.with(S, S),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("session-filter-map", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(8, 10))
      .count(sesCount("counts"))
      .filter((_k, v) => v > 1)
      .mapValues((v, k) => k.key + v)
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("session-regrouped", DENSE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(8, 10))
      .count(sesCount("counts"))
      .groupBy((k, v) => pair(k.key, v), Grouped.with(S, L))
      .reduce(sum, (a, v) => a - v, kvCount("sums"))
      .toStream()
      .to("out", intoCount()),
  );
}
