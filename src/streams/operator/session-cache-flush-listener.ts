import { StreamRecord } from "../api/record.ts";
import type { FlushListener } from "../api/stores.ts";
import type { Windowed } from "../api/windowed.ts";
import { Change } from "../state/change.ts";
import type { InternalProcessorContext } from "./internal-context.ts";

/** Hands on what the cache of a session store lets go, at the time of the session's end. */
export function sessionCacheFlushListener<K, V>(
  context: InternalProcessorContext<Windowed<K>, Change<V>>,
): FlushListener<Windowed<K>, V> {
  return (key, newValue, oldValue) => {
    const change = new Change(newValue, oldValue);
    context.forward(new StreamRecord(key, change, key.window.endMs, context.recordContext.headers));
  };
}
