import { partitionForKey } from "../../record/partitioner.ts";
import type { Windowed } from "../api/windowed.ts";
import type { WindowedSerde } from "../windows/windowed-serdes.ts";
import type { AnyPartitioner, AnySerializer } from "./any-serde.ts";

/** All windows of a key go where the key itself would. Undefined for a serde of other keys. */
export function windowedStreamPartitioner(keySerde: AnySerializer | undefined): AnyPartitioner | undefined {
  if (!isWindowed(keySerde)) return undefined;
  return (topic: string, key: Windowed<unknown> | null, _value: unknown, partitionCount: number) =>
    key === null ? undefined : partitionForKey(keySerde.serializeBaseKey(key, { topic }), partitionCount);
}

function isWindowed(serde: object | undefined): serde is WindowedSerde<unknown> {
  return serde !== undefined && "serializeBaseKey" in serde;
}
