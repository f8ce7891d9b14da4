import type { ProcessorContext } from "../api/processor.ts";
import type { RecordContext } from "../api/store-context.ts";
import type { TaskCounters } from "./task-counters.ts";

/** What operators of the DSL see of their task beside the public context. Kafka's InternalProcessorContext. */
export interface InternalProcessorContext<KOut, VOut> extends ProcessorContext<KOut, VOut> {
  /** The record being processed; `forward` sets timestamp and headers in it for the time of the call. */
  readonly recordContext: RecordContext;
  readonly counters: TaskCounters;
  /**
   * Wall-clock ms between two emissions of rows that a closed window sets free: unmatched ones of stream joins, final ones
   * of aggregations. Kafka's default is 1000; its TopologyTestDriver sets 0.
   */
  readonly emitIntervalMs: number;
  /** Runs `action` as if that record was being processed. */
  withRecordContext(context: RecordContext, action: () => void): void;
}
