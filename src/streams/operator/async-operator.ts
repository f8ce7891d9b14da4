import type { StreamRecord } from "../api/record.ts";
import type { AsyncCall, AsyncCalls, AsyncResult } from "./async-calls.ts";

/** An operator whose calls of a user's function answer later, as its task sees it. */
export interface AsyncOperator {
  readonly calls: AsyncCalls<unknown, unknown, unknown>;
  /** Calls the user's function: its value, or the promise of one. Throws what that throws. */
  run(record: StreamRecord<unknown, unknown>): unknown;
  /** Hands a result on, in the context of its record. Throws the error of a call that failed for good. */
  finish(result: AsyncResult<unknown, unknown, unknown>): void;
  /** What a call failed with that took too long. */
  timeoutError(call: AsyncCall<unknown, unknown>): unknown;
}
