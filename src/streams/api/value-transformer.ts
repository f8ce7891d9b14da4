import type { ConnectedStores, FixedKeyProcessorContext } from "./processor.ts";

/** Kafka's ValueTransformerWithKey: may read stores, must be a function of key, value and stores. Its context forwards nothing. */
export interface ValueTransformer<K, V, V2> {
  init?(context: FixedKeyProcessorContext<K, V2>): void;
  transform(value: V | null, key: K): V2 | null;
  close?(): void;
}
export interface ValueTransformerSupplierObject<K, V, V2> extends ConnectedStores {
  get(): ValueTransformer<K, V, V2>;
}
export type ValueTransformerSupplier<K, V, V2> =
  | ValueTransformerSupplierObject<K, V, V2>
  | (() => ValueTransformer<K, V, V2>);
