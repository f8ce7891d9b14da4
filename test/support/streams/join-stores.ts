import { bytes, string } from "../../../src/serde/primitives.ts";
import type { StoreBuilder } from "../../../src/streams/api/store-builder.ts";
import { SubscriptionWrapperSerde } from "../../../src/streams/operator/foreign-key/subscription-wrapper.ts";
import type { JoinTimes } from "../../../src/streams/operator/kstream-kstream-join.ts";
import { InMemoryGraceBufferBuilder } from "../../../src/streams/state/in-memory-grace-buffer.ts";
import { outerJoinStoreBuilder } from "../../../src/streams/state/outer-join-store.ts";
import { joinWindowStoreBuilder, Stores, subscriptionStoreBuilder } from "../../../src/streams/state/stores.ts";

/** The stores of joins as the language makes them, with text for keys and values. */
export function retentionMsOf({ beforeMs, afterMs, gracePeriodMs }: JoinTimes): number {
  return beforeMs + afterMs + gracePeriodMs;
}

export function joinWindowStore(name: string, windows: JoinTimes): StoreBuilder {
  const { beforeMs, afterMs } = windows;
  const supplier = Stores.inMemoryWindowStore(name, retentionMsOf(windows), beforeMs + afterMs, true);
  return joinWindowStoreBuilder(supplier, string(), string());
}

export function outerStore(name: string): StoreBuilder {
  return outerJoinStoreBuilder(Stores.inMemoryKeyValueStore(name), string(), string(), string());
}

export function graceBuffer(name: string, graceMs: number): StoreBuilder {
  return new InMemoryGraceBufferBuilder(name, string(), string(), graceMs);
}

export function subscriptionStore(name: string): StoreBuilder {
  const values = new SubscriptionWrapperSerde(() => "pk", string());
  return subscriptionStoreBuilder(Stores.inMemoryKeyValueStore(name), bytes(), values);
}
