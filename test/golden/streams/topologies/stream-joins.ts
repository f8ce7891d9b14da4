import { Named } from "../../../../src/streams/options/named.ts";
import { Repartitioned } from "../../../../src/streams/options/repartitioned.ts";
import { StreamJoined } from "../../../../src/streams/options/stream-joined.ts";
import { Stores } from "../../../../src/streams/state/stores.ts";
import { JoinWindows } from "../../../../src/streams/windows/join-windows.ts";
import { type Catalog, OPTIMISED } from "../catalog.ts";
import { ONE, THREE, TWO } from "../inputs.ts";
import { among, dash, from, head, into, intoCount, joined, kvCount, nothing, pair, S } from "./kit.ts";

/** Joins of two streams. */
export function streamJoins(r: Catalog): void {
  r.add("stream-join", TWO, (b) =>
    b
      .stream("in", from())
      .join(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceWithNoGrace(10), joined())
      .to("out", into()),
  );
  r.add("stream-join-key", TWO, (b) =>
    b
      .stream("in", from())
      .join(
        b.stream("in2", from()),
        (x, y, k) => `${k}:${x}-${y}`,
        JoinWindows.ofTimeDifferenceAndGrace(8, 6),
        joined(),
      )
      .to("out", into()),
  );
  r.add("stream-left-join", TWO, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceWithNoGrace(10), joined())
      .to("out", into()),
  );
  r.add("stream-left-join-grace", TWO, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(8, 6), joined())
      .to("out", into()),
  );
  r.add("stream-outer-join", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceWithNoGrace(10), joined())
      .to("out", into()),
  );
  r.add("stream-outer-join-grace", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(8, 6), joined())
      .to("out", into()),
  );
  r.add("stream-join-before", TWO, (b) =>
    b
      .stream("in", from())
      .join(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(0, 5).before(12), joined())
      .to("out", into()),
  );
  r.add("stream-outer-join-before", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(0, 5).before(12), joined())
      .to("out", into()),
  );
  r.add("stream-left-join-after", TWO, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(3, 5).after(12), joined())
      .to("out", into()),
  );
  r.add("stream-left-join-past", TWO, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(10, 5).after(-4), joined())
      .to("out", into()),
  );
  r.add("stream-join-same-time", TWO, (b) =>
    b
      .stream("in", from())
      .join(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(0, 20), joined())
      .to("out", into()),
  );
  r.add("stream-outer-join-same-time", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceWithNoGrace(0), joined())
      .to("out", into()),
  );
  r.add("stream-join-named", TWO, (b) =>
    b
      .stream("in", from())
      .join(
        b.stream("in2", from()),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(8, 4),
        StreamJoined.as("pairs").withName("joiner").withKeySerde(S).withValueSerde(S).withOtherValueSerde(S),
      )
      .to("out", into()),
  );
  r.add("stream-outer-join-named", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(
        b.stream("in2", from()),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(8, 4),
        joined().withName("joiner").withStoreName("pairs"),
      )
      .to("out", into()),
  );
  r.add("stream-left-join-name-only", TWO, (b) =>
    b
      .stream("in", from())
      .leftJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(8, 4), joined().withName("joiner"))
      .to("out", into()),
  );
  r.add("stream-join-unlogged", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(
        b.stream("in2", from()),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(8, 4),
        joined().withLoggingDisabled(),
      )
      .to("out", into()),
  );
  r.add("stream-join-suppliers", TWO, (b) =>
    b
      .stream("in", from())
      .leftJoin(
        b.stream("in2", from()),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(8, 4),
        joined()
          .withThisStoreSupplier(Stores.inMemoryWindowStore("mine", 20, 16, true))
          .withOtherStoreSupplier(Stores.inMemoryWindowStore("theirs", 20, 16, true)),
      )
      .to("out", into()),
  );
  repartitioned(r);
  chained(r);
}

function repartitioned(r: Catalog): void {
  r.add("stream-join-rekeyed-both", TWO, (b) =>
    b
      .stream("in", from())
      .selectKey((_k, v) => head(v))
      .join(
        b.stream("in2", from()).selectKey((_k, v) => head(v)),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(10, 5),
        joined(),
      )
      .to("out", into()),
  );
  r.add("stream-join-rekeyed-left", TWO, (b) =>
    b
      .stream("in", from())
      .map((k, v) => pair(head(v), `${v}${k}`))
      .leftJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(10, 5), joined())
      .to("out", into()),
  );
  r.add("stream-join-rekeyed-right-named", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(
        b.stream("in2", from()).selectKey((k, _v) => (k === null ? nothing : `k${k.slice(1)}`)),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(10, 5),
        joined().withName("joiner"),
      )
      .to("out", into()),
  );
  r.add("stream-join-repartitioned", TWO, (b) =>
    b
      .stream("in", from())
      .repartition(Repartitioned.as("r").withKeySerde(S).withValueSerde(S))
      .join(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceWithNoGrace(10), joined())
      .to("out", into()),
  );
  r.add("stream-join-rekeyed-null", TWO, (b) =>
    b
      .stream("in", from())
      .selectKey((k, v) => (among(v, "ab") ? nothing : k))
      .leftJoin(
        b.stream("in2", from()).selectKey((k, v) => (among(v, "ab") ? nothing : k)),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(10, 5),
        joined(),
      )
      .to("out", into()),
  );
  r.add("stream-outer-join-rekeyed-null", TWO, (b) =>
    b
      .stream("in", from())
      .selectKey((k, v) => (among(v, "ab") ? nothing : k))
      .outerJoin(
        b.stream("in2", from()).selectKey((k, v) => (among(v, "ab") ? nothing : k)),
        dash,
        JoinWindows.ofTimeDifferenceAndGrace(10, 5),
        joined(),
      )
      .to("out", into()),
  );
}

function chained(r: Catalog): void {
  r.add("stream-self-join", ONE, (b) => {
    const input = b.stream("in", from());
    input.join(input, dash, JoinWindows.ofTimeDifferenceAndGrace(8, 5), joined()).to("out", into());
  });
  r.add(
    "stream-self-join-optimised",
    ONE,
    (b) => {
      const input = b.stream("in", from());
      input.join(input, dash, JoinWindows.ofTimeDifferenceAndGrace(8, 5), joined()).to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "stream-self-join-before-optimised",
    ONE,
    (b) => {
      const input = b.stream("in", from()).mapValues((v) => `${v}1`);
      input
        .join(
          input,
          (x, y, k) => k + x + y,
          JoinWindows.ofTimeDifferenceAndGrace(2, 5).before(9),
          joined().withName("self").withStoreName("pairs"),
        )
        .to("out", into());
    },
    OPTIMISED,
  );
  r.add(
    "stream-self-left-join-optimised",
    ONE,
    (b) => {
      const input = b.stream("in", from());
      input.leftJoin(input, dash, JoinWindows.ofTimeDifferenceAndGrace(4, 5).before(0), joined()).to("out", into());
    },
    OPTIMISED,
  );
  r.add("stream-join-three", THREE, (b) =>
    b
      .stream("in", from())
      .join(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(10, 5), joined())
      .leftJoin(b.stream("in3", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(10, 5), joined())
      .to("out", into()),
  );
  r.add("stream-join-twice", TWO, (b) => {
    const one = b.stream("in", from());
    const two = b.stream("in2", from());
    one.join(two, dash, JoinWindows.ofTimeDifferenceAndGrace(10, 5), joined()).to("out", into());
    two.leftJoin(one, (x, y) => `${x}<${y}`, JoinWindows.ofTimeDifferenceAndGrace(5, 5), joined()).to("out2", into());
  });
  r.add("stream-join-count", TWO, (b) =>
    b
      .stream("in", from())
      .outerJoin(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(10, 5), joined())
      .groupByKey()
      .count(Named.as("pairs"), kvCount("counts"))
      .toStream()
      .to("out", intoCount()),
  );
  r.add("stream-join-of-counts", TWO, (b) =>
    b
      .stream("in", from())
      .groupByKey()
      .count(kvCount("counts"))
      .mapValues((v) => `n${v}`)
      .toStream()
      .join(b.stream("in2", from()), dash, JoinWindows.ofTimeDifferenceAndGrace(10, 5), joined())
      .to("out", into()),
  );
}
