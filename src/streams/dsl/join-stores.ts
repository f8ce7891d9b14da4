import type { Serde } from "../../serde/serde.ts";
import type { StoreBuilder } from "../api/store-builder.ts";
import { requireSerdes } from "../graph/require-serdes.ts";
import type { StreamJoined } from "../options/stream-joined.ts";
import { InMemoryGraceBufferBuilder } from "../state/in-memory-grace-buffer.ts";
import { outerJoinStoreBuilder } from "../state/outer-join-store.ts";
import { joinWindowStoreBuilder, Stores } from "../state/stores.ts";
import type { WindowBytesStoreSupplier } from "../state/suppliers.ts";
import { invalidTopology } from "../topology/problem.ts";
import type { JoinWindows } from "../windows/join-windows.ts";

export interface JoinStores {
  readonly thisWindow: StoreBuilder;
  readonly otherWindow: StoreBuilder;
  /** Records without a match wait here, those of both sides. Undefined: an inner join. */
  readonly shared: StoreBuilder | undefined;
}

interface JoinStoreOptions<K, V, V2> {
  readonly operator: string;
  readonly windows: JoinWindows;
  readonly joined: StreamJoined<K, V, V2> | undefined;
  readonly outer: { readonly left: boolean; readonly right: boolean };
  /** The names by number of both sides of the join. */
  readonly generatedThis: string;
  readonly generatedOther: string;
  readonly keySerde: Serde<K> | undefined;
  readonly leftSerde: Serde<V> | undefined;
  readonly rightSerde: Serde<V2> | undefined;
}

/** The stores of a join of two streams: each side's window, and what waits for a match. */
export function joinStores<K, V, V2>(options: JoinStoreOptions<K, V, V2>): JoinStores {
  const { operator, joined, outer, keySerde, leftSerde, rightSerde } = options;
  const { thisStoreSupplier: thisGiven, otherStoreSupplier: otherGiven } = joined ?? {};
  if (thisGiven !== undefined && thisGiven.name === otherGiven?.name) {
    throw invalidTopology(`${operator}: both stores are called "${thisGiven.name}"; give each its own name`);
  }
  const base = joined?.storeName;
  const thisName =
    base === undefined ? options.generatedThis : `${base}${outer.right ? "-outer-this-join" : "-this-join"}`;
  const otherName =
    base === undefined ? options.generatedOther : `${base}${outer.left ? "-outer-other-join" : "-other-join"}`;
  requireSerdes(operator, "StreamJoined", keySerde, leftSerde);
  requireSerdes(`${operator}, other side`, "StreamJoined", keySerde, rightSerde, "withOtherValueSerde");
  return {
    thisWindow: windowStore(options, thisGiven, thisName, leftSerde),
    otherWindow: windowStore(options, otherGiven, otherName, rightSerde),
    shared: outer.left ? sharedStore(options) : undefined,
  };
}

function windowStore<K, V, V2, T>(
  { operator, windows, joined, keySerde }: JoinStoreOptions<K, V, V2>,
  given: WindowBytesStoreSupplier | undefined,
  name: string,
  valueSerde: Serde<T> | undefined,
): StoreBuilder {
  if (given !== undefined) checkWindowStore(operator, given, windows);
  const retentionMs = windows.sizeMs + windows.gracePeriodMs;
  const supplier = given ?? Stores.inMemoryWindowStore(`${name}-store`, retentionMs, windows.sizeMs, true);
  return logged(joinWindowStoreBuilder(supplier, keySerde, valueSerde), joined);
}

function checkWindowStore(operator: string, store: WindowBytesStoreSupplier, windows: JoinWindows): void {
  const retentionMs = windows.sizeMs + windows.gracePeriodMs;
  if (store.retainDuplicates && store.windowSizeMs === windows.sizeMs && store.retentionMs === retentionMs) return;
  throw invalidTopology(
    `${operator}: store "${store.name}" does not fit the windows; make it with a window size of ${windows.sizeMs} ms, a retention of ${retentionMs} ms and retainDuplicates`,
  );
}

/** Has the name of the left store, or its number. */
function sharedStore<K, V, V2>(options: JoinStoreOptions<K, V, V2>): StoreBuilder {
  const { joined, outer, keySerde, leftSerde, rightSerde, generatedThis } = options;
  const given = joined?.thisStoreSupplier?.name ?? joined?.storeName;
  const name =
    given === undefined
      ? `KSTREAM-OUTERSHARED-${generatedThis.slice(generatedThis.lastIndexOf("-") + 1)}`
      : `${given}${outer.right ? "-outer-shared-join" : "-left-shared-join"}`;
  const supplier = Stores.inMemoryKeyValueStore(`${name}-store`);
  return logged(outerJoinStoreBuilder(supplier, keySerde, leftSerde, rightSerde), joined);
}

function logged(
  builder: StoreBuilder,
  joined: Pick<StreamJoined<never, never, never>, "loggingEnabled" | "logConfig"> | undefined,
): StoreBuilder {
  if (joined?.loggingEnabled === false) return builder.withLoggingDisabled();
  return builder.withLoggingEnabled(joined?.logConfig ?? {});
}

/** Where records of a stream wait for a versioned table to be as far as they are. */
export function joinBuffer<K, V>(
  operator: string,
  keySerde: Serde<K> | undefined,
  valueSerde: Serde<V> | undefined,
  gracePeriodMs: number,
): StoreBuilder {
  requireSerdes(operator, "Joined", keySerde, valueSerde);
  return new InMemoryGraceBufferBuilder(`${operator}-Buffer`, keySerde, valueSerde, gracePeriodMs);
}
