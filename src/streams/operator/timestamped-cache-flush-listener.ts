import { StreamRecord } from "../api/record.ts";
import type { FlushListener, ValueAndTimestamp } from "../api/stores.ts";
import { Change } from "../state/change.ts";
import type { InternalProcessorContext } from "./internal-context.ts";

/** Hands on what the cache of a key-value or window store lets go: with the value's time, or the deletion's. */
export function timestampedCacheFlushListener<K, V>(
  context: InternalProcessorContext<K, Change<V>>,
): FlushListener<K, ValueAndTimestamp<V>> {
  return (key, newValue, oldValue, timestamp) => {
    const change = new Change(newValue?.value ?? null, oldValue?.value ?? null);
    context.forward(new StreamRecord(key, change, newValue?.timestamp ?? timestamp, context.recordContext.headers));
  };
}
