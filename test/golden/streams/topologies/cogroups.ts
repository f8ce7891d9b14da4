import type { CogroupedKStream } from "../../../../src/streams/dsl/cogrouped-kstream.ts";
import type { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Named } from "../../../../src/streams/options/named.ts";
import { SessionWindows } from "../../../../src/streams/windows/session-windows.ts";
import { SlidingWindows } from "../../../../src/streams/windows/sliding-windows.ts";
import { TimeWindows } from "../../../../src/streams/windows/time-windows.ts";
import type { Catalog } from "../catalog.ts";
import { ONE, THREE, TWO } from "../inputs.ts";
import { among, cut, from, grouped, head, into, kv, nothing, S, ses, win } from "./kit.ts";

const first = (_key: string, value: string, aggregate: string): string => cut(aggregate + value);
const second = (_key: string, value: string, aggregate: string): string => cut(`${aggregate}/${value}`);

/** One aggregate of several streams. */
export function cogroups(r: Catalog): void {
  r.add("cogroup", TWO, (b) =>
    two(b)
      .aggregate(() => "", kv("folds"))
      .toStream()
      .to("out", into()),
  );
  r.add("cogroup-unnamed", TWO, (b) =>
    two(b)
      .aggregate(() => "", kv())
      .toStream()
      .to("out", into()),
  );
  r.add("cogroup-named", TWO, (b) =>
    two(b)
      .aggregate(() => "", Named.as("co"), kv("folds"))
      .toStream()
      .to("out", into()),
  );
  r.add("cogroup-three", THREE, (b) =>
    two(b)
      .cogroup(b.stream("in3", from()).groupByKey(), (_k, v, a) => (among(v, "a") ? nothing : cut(`${a}.${v}`)))
      .aggregate(() => "", kv("folds"))
      .toStream()
      .to("out", into()),
  );
  r.add("cogroup-rekeyed", TWO, (b) =>
    b
      .stream("in", from())
      .groupBy((_k, v) => head(v), grouped())
      .cogroup(first)
      .cogroup(
        b.stream("in2", from()).groupBy((_k, v) => head(v), Grouped.with("second", S, S)),
        second,
      )
      .aggregate(() => "", kv("folds"))
      .toStream()
      .to("out", into()),
  );
  r.add("cogroup-rekeyed-unnamed", TWO, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .cogroup(first)
      .cogroup(
        b.stream("in2", from()).groupBy((_k, v) => head(v), grouped()),
        second,
      )
      .aggregate(() => "", Named.as("co"), kv())
      .toStream()
      .to("out", into()),
  );
  r.add("cogroup-single", ONE, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .cogroup(first)
      .aggregate(() => "", kv("folds"))
      .toStream()
      .to("out", into()),
  );
  r.add("cogroup-tumbling", TWO, (b) =>
    two(b)
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5))
      .aggregate(() => "", win("folds"))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("cogroup-hopping", TWO, (b) =>
    two(b)
      .windowedBy(TimeWindows.ofSizeAndGrace(10, 5).advanceBy(5))
      .aggregate(() => "", Named.as("co"), win("folds"))
      .toStream()
      .to("out"),
  );
  r.add("cogroup-sliding", TWO, (b) =>
    two(b)
      .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(10, 15))
      .aggregate(() => "", win("folds"))
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("cogroup-session", TWO, (b) =>
    two(b)
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 15))
      .aggregate(
        () => "",
        (_k, x, y) => cut(`${x}|${y}`),
        ses("folds"),
      )
      .toStream((k, _v) => k.toString())
      .to("out", into()),
  );
  r.add("cogroup-session-rekeyed", TWO, (b) =>
    b
      .stream("in", from())
      .groupBy((_k, v) => head(v), grouped())
      .cogroup(first)
      .cogroup(b.stream("in2", from()).groupByKey(), second)
      .windowedBy(SessionWindows.ofInactivityGapAndGrace(6, 15))
      .aggregate(
        () => "",
        (_k, x, y) => cut(`${x}|${y}`),
        Named.as("co"),
        ses("folds"),
      )
      .toStream()
      .to("out"),
  );
}

function two(b: StreamsBuilder): CogroupedKStream<string, string> {
  return b.stream("in", from()).groupByKey().cogroup(first).cogroup(b.stream("in2", from()).groupByKey(), second);
}
