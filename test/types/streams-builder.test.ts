import { expect, test } from "vitest";
import { errorsOf } from "./compile.ts";
import { STREAMS_PRELUDE } from "./streams-prelude.ts";

const PRELUDE = `${STREAMS_PRELUDE}
import { StreamsBuilder } from "#/streams/dsl/streams-builder.ts";
const text = Consumed.with(string(), string());
const builder = new StreamsBuilder();
const defaults = new StreamsBuilder({ defaultKeySerde: string(), defaultValueSerde: json<Order>() });
`;

const ALLOWED: readonly string[] = [
  `exact<KStream<string, string>>()(builder.stream("a", text));`,
  `exact<KStream<string, string>>()(builder.stream(["a", "b"], text));`,
  `exact<KStream<string, string>>()(builder.stream(/a.*/, text));`,
  `exact<KTable<string, string>>()(builder.table("a", text));`,
  `exact<KTable<string, string>>()(builder.table("a", text, Materialized.as("store")));`,
  `exact<KTable<string, User>>()(builder.table("a", Materialized.with(string(), json<User>())));`,
  `exact<GlobalKTable<string, string>>()(builder.globalTable("a", text));`,
  `exact<KStream<string, Order>>()(defaults.stream("a"));`,
  `exact<KStream<string, Order>>()(defaults.stream("a", Consumed.as("orders").withOffsetResetPolicy("latest")));`,
  `exact<KStream<string, string>>()(defaults.stream("a", text));`,
  `exact<KTable<string, Order>>()(defaults.table("a"));`,
  `exact<GlobalKTable<string, Order>>()(defaults.globalTable("a"));`,
  `builder.build({ optimization: ["merge.repartition.topics"] }).describe().toString();`,
  `defaults.stream("a").to("b");`,
];

const REFUSED: readonly (readonly [string, string])[] = [
  [`builder.stream("a");`, "TS2554"],
  [`builder.stream("a", Consumed.as("name"));`, "TS2769"],
  [`builder.table("a");`, "TS2554"],
  [`builder.table("a", text, Materialized.with(string(), json<Order>()));`, "TS2345"],
  [`builder.globalTable("a", Consumed.with("latest"));`, "TS2769"],
  [`new StreamsBuilder({ defaultKeySerde: string() }).stream("a");`, "TS2554"],
  [`defaults.stream("a").to("b", Produced.with(string(), string()));`, "TS2345"],
  [`builder.build({ optimization: "some" });`, "TS2322"],
];

const snippets = [...ALLOWED, ...REFUSED.map(([snippet]) => snippet)];
const errors = errorsOf(
  "tsconfig.json",
  snippets.map((snippet) => PRELUDE + snippet),
);

test.each(ALLOWED.map((snippet, index) => [snippet, errors[index]] as const))("takes %s", (_, found) => {
  expect(found).toEqual([]);
});

test.each(REFUSED.map(([snippet, code], index) => [code, snippet, errors[ALLOWED.length + index]] as const))(
  "refuses with %s: %s",
  (code, _, found) => expect(found).toEqual([code]),
);
