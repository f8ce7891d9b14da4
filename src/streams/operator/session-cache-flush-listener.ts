import { StreamRecord } from "../api/record.ts";
import type { Windowed } from "../api/windowed.ts";
import type { CacheFlushListener } from "./cache-flush-listener.ts";
import { Change } from "./change.ts";
import type { InternalProcessorContext } from "./internal-context.ts";

/** Hands on what the cache of a session store lets go, at the time of the session's end. */
export function sessionCacheFlushListener<K, V>(
  context: InternalProcessorContext<Windowed<K>, Change<V>>,
): CacheFlushListener<Windowed<K>, V> {
  return (key, newValue, oldValue, _timestamp, headers) => {
    context.forward(new StreamRecord(key, new Change(newValue ?? null, oldValue ?? null), key.window.endMs, headers));
  };
}
