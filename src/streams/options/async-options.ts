import { MillraceError } from "../../base/errors.ts";
import { checkCount, checkMs } from "../api/arguments.ts";

/** Gives the value of a record whose call failed for good. What it throws fails the record. */
export type AsyncFallback<K, V, R> = (error: unknown, value: V, key: K) => R;

/** How `mapAsync` calls its function. Times are of the wall clock, in ms. */
export interface AsyncOptions<K, V, R> {
  /** Calls of one task that may run at once. Default 16. */
  readonly concurrency?: number | undefined;
  /** Records of one task that may wait or run; with so many it reads no more. Default 4 times `concurrency`. */
  readonly capacity?: number | undefined;
  /** An attempt that takes longer counts as failed, and its late answer is ignored. Default: none does. */
  readonly timeoutMs?: number | undefined;
  /** Attempts after the first one. Default 0. */
  readonly retries?: number | undefined;
  /** Pause before an attempt is repeated. Default 100. */
  readonly retryBackoffMs?: number | undefined;
  /**
   * When the last attempt has failed: "fail" (default) does what an error in any other operator does (PROCESSING_FAILED,
   * unless a processingExceptionHandler continues), "drop" counts the record and goes on, a function gives its value.
   */
  readonly onFailure?: "fail" | "drop" | AsyncFallback<K, V, R> | undefined;
}

/** All of them, with what the user left out. */
export interface AsyncSettings<K, V, R> {
  readonly concurrency: number;
  readonly capacity: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly retryBackoffMs: number;
  readonly onFailure: "fail" | "drop" | AsyncFallback<K, V, R>;
}

const KNOWN = ["concurrency", "capacity", "timeoutMs", "retries", "retryBackoffMs", "onFailure"];
const CONCURRENCY = 16;
const CAPACITY_PER_CALL = 4;
const RETRY_BACKOFF_MS = 100;

/** Throws INVALID_OPTION for what is unknown or out of range. */
export function asyncSettings<K, V, R>(options: AsyncOptions<K, V, R> = {}): AsyncSettings<K, V, R> {
  if (typeof options !== "object" || options === null)
    throw new MillraceError("INVALID_OPTION", `mapAsync: options must be an object, not ${String(options)}`);
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw new MillraceError("INVALID_OPTION", `mapAsync: there is no option ${unknown}: it knows ${KNOWN.join(", ")}`);
  const concurrency = checkCount("mapAsync: concurrency", options.concurrency ?? CONCURRENCY, 1);
  const { timeoutMs, onFailure = "fail" } = options;
  if (onFailure !== "fail" && onFailure !== "drop" && typeof onFailure !== "function")
    throw new MillraceError(
      "INVALID_OPTION",
      `mapAsync: onFailure is ${String(onFailure)}: give "fail", "drop" or a function of the error, the value and the key`,
    );
  return {
    concurrency,
    capacity: checkCount("mapAsync: capacity", options.capacity ?? CAPACITY_PER_CALL * concurrency, concurrency),
    timeoutMs: timeoutMs === undefined ? Number.POSITIVE_INFINITY : checkMs("mapAsync: timeoutMs", timeoutMs, 1),
    retries: checkCount("mapAsync: retries", options.retries ?? 0),
    retryBackoffMs: checkMs("mapAsync: retryBackoffMs", options.retryBackoffMs ?? RETRY_BACKOFF_MS),
    onFailure,
  };
}
