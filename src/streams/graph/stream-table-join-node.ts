import type { MillraceError } from "../../base/errors.ts";
import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { invalidTopology } from "../topology/problem.ts";
import { ProcessorGraphNode } from "./processor-graph-node.ts";
import type { AnyProcessor } from "./processor-parameters.ts";

interface TableSide {
  /** Stores of the table. None: a global table, whose stores every processor may read. */
  readonly storeNames: readonly string[];
  /** How long the stream's records wait for the table; undefined: not at all. */
  readonly gracePeriodMs: number | undefined;
}

/** A stream that looks up each record in a table. */
export class StreamTableJoinNode extends ProcessorGraphNode {
  readonly #table: TableSide;

  constructor(processor: AnyProcessor, table: TableSide) {
    super(processor.name, processor);
    this.#table = table;
  }

  override writeTo(topology: InternalTopologyBuilder): void {
    super.writeTo(topology);
    const { storeNames, gracePeriodMs } = this.#table;
    if (storeNames.length > 0) topology.connectProcessorAndStateStores(this.name, ...storeNames);
    if (gracePeriodMs === undefined) return;
    for (const storeName of storeNames) {
      const historyMs = topology.historyRetentionMs(storeName);
      if (historyMs === undefined) throw notVersioned(this.name);
      if (gracePeriodMs > historyMs) {
        throw invalidTopology(
          `${this.name}: the grace period of ${gracePeriodMs} ms is longer than the ${historyMs} ms of history that "${storeName}" keeps; make either fit the other`,
        );
      }
    }
  }
}

export function notVersioned(operator: string): MillraceError {
  return invalidTopology(
    `${operator}: a grace period needs a versioned table; give the table Materialized.as(Stores.inMemoryVersionedKeyValueStore(...)), or leave the grace period out`,
  );
}
