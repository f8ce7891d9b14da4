import { expect, test } from "vitest";
import { errorsOf } from "./compile.ts";
import { STREAMS_PRELUDE } from "./streams-prelude.ts";

/** Types flow from the serde through the options, also where a name is all that an option says. */
const ALLOWED: readonly string[] = [
  `exact<KStream<string, Order>>()(stream("a", Consumed.with(string(), json<Order>())));`,
  `exact<KStream<string, number>>()(stream("a", Consumed.as("x").withValueSerde(number).withKeySerde(string())));`,
  `stream("a", Consumed.with("latest").withKeySerde(string()).withValueSerde(string()).withName("x"));`,
  `stream("a", Consumed.with((record) => record.timestamp).withKeySerde(string()).withValueSerde(string()));`,
  `exact<KTable<string, User>>()(table("a", Consumed.with(string(), json<User>()), Materialized.as("u").withCachingDisabled()));`,
  `orders.to("x", Produced.with(string(), json<Order>()));`,
  `orders.to("x", Produced.as("sink").withKeySerde(string()));`,
  `orders.to("x", Produced.streamPartitioner((_topic, _key, value, count) => value.count % count));`,
  `orders.filter((_, order): order is Order & { count: 1 } => order.count === 1).to("x", Produced.with(string(), json<Order>()));`,
  `users.toStream().to("x", Produced.with(string(), json<User>()));`,
  `users.toStream().repartition(Repartitioned.with(string(), json<User>()));`,
  `orders.repartition(Repartitioned.as("r").withNumberOfPartitions(3).withKeySerde(string()));`,
  `orders.repartition(Repartitioned.streamPartitioner((_topic, _key, value, count) => value.count % count));`,
  `users.toStream().groupByKey(Grouped.with(string(), json<User>())).count();`,
  `exact<KTable<number, number>>()(orders.groupBy((_, order) => order.count, Grouped.as("by").withName("count")).count());`,
  `exact<KTable<string, number>>()(orders.groupByKey().count(Named.as("c"), Materialized.as("c").withKeySerde(string())));`,
  `exact<KTable<string, number>>()(orders.groupByKey().aggregate(() => 0, (_, order, sum) => sum + order.count, Materialized.as("a").withCachingDisabled()));`,
  `exact<KTable<string, number>>()(orders.groupByKey().aggregate(() => 0, (_, order, sum) => sum + order.count, Named.as("s"), Materialized.as("a")));`,
  `exact<KTable<string, string>>()(users.mapValues((user) => user.name, Materialized.as("x")));`,
  `exact<KTable<Windowed<string>, number>>()(orders.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(10)).count(Materialized.as("w")));`,
  `orders.groupByKey().windowedBy(SessionWindows.ofInactivityGapWithNoGrace(9)).aggregate(() => 0, (_key, _value, sum) => sum, (_key, one, two) => one + two, Materialized.with(string(), number));`,
  `orders.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(9)).count().suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()));`,
  `users.suppress(Suppressed.untilTimeLimit(5, BufferConfig.maxRecords(1).shutDownWhenFull()).withName("s"));`,
  `exact<KStream<string, string>>()(orders.join(users, (order, user) => order.item + user.name, Joined.as("x").withKeySerde(string()).withGracePeriod(3)));`,
  `exact<KStream<string, string | null>>()(orders.leftJoin(users, (_, user) => user?.name ?? null));`,
  `exact<KStream<string, number>>()(orders.join(orders, (one, two) => one.count + two.count, within, StreamJoined.as("s").withName("x").withKeySerde(string())));`,
  `exact<KStream<string, string>>()(orders.join(allUsers, (_, order) => order.count, (_, user) => user.name));`,
  `exact<KTable<string, string>>()(users.join(users, (one, two) => one.name + two.name, Named.as("x"), Materialized.as("s")));`,
  `exact<KTable<string, string>>()(users.foreignKeyJoin(users, (user) => user.name, (one, two) => one.name + two.name, TableJoined.as("j"), Materialized.as("s")));`,
  `orders.split(Named.as("s")).branch((_, order) => order.count > 1, Branched.withConsumer((big) => big.to("x"))).defaultBranch(Branched.as("rest"));`,
  `orders.print(Printed.toSysOut().withLabel("x"));`,
  `exact<KStream<string, bigint>>()(stream("a", Consumed.with(string(), int64())));`,
  `exact<KStream<string, number>>()(stream("a", Consumed.with(string(), int64({ as: "number" }))));`,
  `exact<KStream<string, (number | null)[]>>()(stream("a", Consumed.with(string(), list(nullable(int32())))));`,
  `orders.groupByKey().aggregate((): string[] => [], (_, order, items) => [...items, order.item], Materialized.with(string(), list(string())));`,
  `stream("a", Consumed.with(string(), list(string()))).toTable(Materialized.with(string(), list(string())));`,
  `stream("a", Consumed.with(string(), list(string()))).to("b", Produced.with(string(), list(string())));`,
  `orders.mapValues((): readonly string[] => []).to("b", Produced.with(string(), list(string())));`,
  `orders.mapValues((): readonly string[] => []).groupByKey(Grouped.with(string(), list(string())));`,
  `exact<KStream<Windowed<string>, number>>()(stream("a", Consumed.with(timeWindowed(string(), 5), int32())));`,
  `orders.groupByKey().count(Materialized.with(string(), int64({ as: "number" }))).toStream().to("x", Produced.with(string(), int64({ as: "number" })));`,
  `orders.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(5)).count().toStream().to("x", Produced.with(timeWindowed(string(), 5), number));`,
  `orders.print(Printed.toSysOut<string, Order>().withKeyValueMapper((key, { item }) => key + item));`,
];

const REFUSED: readonly (readonly [string, string])[] = [
  [`stream("a", Consumed.as("x"));`, "TS2345"],
  [`stream("a", Consumed.with("latest"));`, "TS2345"],
  [`stream("a", Consumed.as("x").withKeySerde(string()));`, "TS2345"],
  [`stream("a", Consumed.as("x").withValueSerde(string()).withName("y"));`, "TS2345"],
  [`stream<string, User>("a", Consumed.with(string(), json<Order>()));`, "TS2345"],
  [`Consumed.with(string(), json<User>(), undefined, "newest");`, "TS2345"],
  [`orders.to("x", Produced.with(string(), string()));`, "TS2345"],
  [`orders.to("x", Produced.with(number, json<Order>()));`, "TS2345"],
  [`users.toStream().to("x", Produced.with(string(), json<Order>()));`, "TS2345"],
  [`orders.repartition(Repartitioned.with(string(), string()));`, "TS2345"],
  [`orders.groupByKey(Grouped.with(number, json<Order>()));`, "TS2345"],
  [`orders.groupBy((_, order) => order.item, Grouped.with(number, json<Order>()));`, "TS2322"],
  [`orders.groupByKey().count(Materialized.with(string(), string()));`, "TS2345"],
  [
    `orders.groupByKey().aggregate(() => 0, (_key, _value, sum) => sum, Materialized.with(string(), string()));`,
    "TS2322",
  ],
  [`orders.groupByKey().count(Materialized.as("x"), Named.as("c"));`, "TS2345"],
  [`orders.groupByKey().count(Grouped.as("x"));`, "TS2345"],
  [`orders.groupByKey().windowedBy(within);`, "TS2769"],
  [`users.groupBy((key, user) => [key, user]).windowedBy(TimeWindows.ofSizeWithNoGrace(5));`, "TS2339"],
  [`users.suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()));`, "TS2345"],
  [`Suppressed.untilWindowCloses(BufferConfig.maxRecords(3));`, "TS2345"],
  [
    `orders.join(users.groupBy((_, user) => [1, user], Grouped.with(number, json<User>())).count(), (_, user) => user);`,
    "TS2345",
  ],
  [`orders.join(orders.selectKey((_, order) => order.count), () => 1, within);`, "TS2769"],
  [`orders.join(orders, () => 1);`, "TS2740"],
  [`orders.join(orders, () => 1, TimeWindows.ofSizeWithNoGrace(5));`, "TS2769"],
  [`orders.join(orders, () => 1, within, StreamJoined.with(string(), json<Order>(), string()));`, "TS2769"],
  [`orders.join(allUsers, (_, order) => order.item, () => 1);`, "TS2769"],
  [`orders.leftJoin(users, (_, user) => user.name);`, "TS18047"],
  [`users.foreignKeyJoin(users, (user) => user.name.length, () => 1);`, "TS2322"],
  [`users.mapValues((user) => user.name, Materialized.with(string(), number));`, "TS2322"],
  [`orders.merge(users);`, "TS2740"],
  [`orders.print(Printed.toSysOut().withKeyValueMapper((key: number) => String(key)));`, "TS2345"],
  [`Materialized.as(5);`, "TS2345"],
  [`orders.groupByKey().count(Materialized.with(string(), int64()));`, "TS2345"],
  [
    `orders.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(5)).count().toStream().to("x", Produced.with(string(), number));`,
    "TS2345",
  ],
  [`int64({ as: "bigint" });`, "TS2322"],
  [`list(string()).serialize([5], { topic: "a" });`, "TS2322"],
];

const [allowed, refused] = [ALLOWED, REFUSED.map(([snippet]) => snippet)];
const errors = errorsOf(
  "tsconfig.json",
  [...allowed, ...refused].map((snippet) => STREAMS_PRELUDE + snippet),
);

test.each(allowed.map((snippet, index) => [snippet, errors[index]] as const))("takes %s", (_, found) => {
  expect(found).toEqual([]);
});

test.each(REFUSED.map(([snippet, code], index) => [code, snippet, errors[allowed.length + index]] as const))(
  "refuses with %s: %s",
  (code, _, found) => expect(found).toEqual([code]),
);
