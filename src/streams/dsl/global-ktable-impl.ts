import type { KTableValueGetterSupplier } from "../operator/ktable-supplier.ts";
import type { GlobalKTable } from "./global-ktable.ts";
import type { InternalStreamsBuilder } from "./internal-streams-builder.ts";

export class GlobalKTableImpl<K, V> implements GlobalKTable<K, V> {
  readonly queryableStoreName: string | undefined;
  readonly valueGetterSupplier: KTableValueGetterSupplier<K, V>;
  readonly builder: InternalStreamsBuilder;

  constructor(
    valueGetterSupplier: KTableValueGetterSupplier<K, V>,
    queryableStoreName: string | undefined,
    builder: InternalStreamsBuilder,
  ) {
    this.valueGetterSupplier = valueGetterSupplier;
    this.queryableStoreName = queryableStoreName;
    this.builder = builder;
  }
}
