import type { ProcessorContext } from "../api/processor.ts";
import type { RecordContext } from "../api/store-context.ts";
import type { HeldContext } from "./async-calls.ts";
import type { AsyncOperator } from "./async-operator.ts";
import type { TaskCounters } from "./task-counters.ts";

/** Hands on what stream time lets go now. Answers whether there was something. */
export type IdleStreamTimeListener = (streamTimeMs: number) => boolean;

/** What operators of the DSL see of their task beside the public context. Kafka's InternalProcessorContext. */
export interface InternalProcessorContext<KOut, VOut> extends ProcessorContext<KOut, VOut> {
  /** The record being processed; `forward` sets timestamp and headers in it for the time of the call. */
  readonly recordContext: RecordContext;
  readonly counters: TaskCounters;
  /** Least time between two looks for closed windows to emit, in ms of the wall clock; Kafka's default is 1000. */
  readonly emitIntervalMs: number;
  /** Runs `action` as if that record was being processed. */
  withRecordContext(context: RecordContext, action: () => void): void;
  /** A number that an operator keeps with the task's committed offsets. */
  processorMetadataForKey(key: string): number | undefined;
  addProcessorMetadataKeyValue(key: string, value: number): void;
  /**
   * Called in `init`: has a time that this operator knows go with the task's committed offsets. `read` gives it at a commit, in
   * whole ms, negative or NaN for none. Answers what was kept last, or -1.
   */
  keepTime(name: string, read: () => number): number;
  /** The record being processed, to hand on what came of it later. */
  holdRecord(): HeldContext;
  /** Called in `init` by an operator whose calls answer later: the task has them made, and hands their results over. */
  registerAsync(operator: AsyncOperator): void;
  /**
   * Called in `init` by an operator that holds something back for stream time: `listener` hears how far the time of an idle
   * input has gone on. Never called unless the application asks for it (`closeIdleWindowsMs`).
   */
  onIdleStreamTime(listener: IdleStreamTimeListener): void;
}
