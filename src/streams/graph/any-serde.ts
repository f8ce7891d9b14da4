import type { Serde, Serializer } from "../../serde/serde.ts";
import type { StreamPartitioner } from "../api/functions.ts";

// biome-ignore lint/suspicious/noExplicitAny: nodes of the graph hand serdes on without looking at their types
export type AnySerde = Serde<any>;
export type AnySerializer = Serializer<never>;
export type AnyPartitioner = StreamPartitioner<never, never>;
