import { MillraceError } from "../../../base/errors.ts";
import type { StreamPartitioner } from "../../api/functions.ts";

/**
 * The user's partitioner of a table's topic for the topics of a foreign-key join. It sees no values, since those are not the
 * table's. A message of the join has one place to go to.
 */
export function singlePartition<K>(
  operator: string,
  partitioner: StreamPartitioner<K, null>,
): StreamPartitioner<K, unknown> {
  return (topic, key, _value, partitionCount) => {
    const partitions = partitioner(topic, key, null, partitionCount);
    if (typeof partitions !== "object") return partitions;
    if (partitions.length === 1) return partitions;
    throw new MillraceError(
      "INVALID_OPTION",
      `${operator}: a partitioner of its TableJoined gave ${partitions.length} partitions; give one, or undefined for the default`,
    );
  };
}
