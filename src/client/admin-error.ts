import { MillraceError, type MillraceErrorCode } from "../base/errors.ts";

/** What became of one topic or partition of a call that was refused in part. */
export interface AdminFailure {
  readonly topic: string;
  /** Absent where the call names topics. */
  readonly partition?: number;
  readonly code: MillraceErrorCode;
  /** In Kafka's words, with what to do. */
  readonly message: string;
}

/**
 * A call of an admin on several topics or partitions of which some were refused: what is not in `failures` was done, as
 * in Kafka. `code` is that of the first.
 */
export class AdminError extends MillraceError {
  readonly failures: readonly AdminFailure[];

  constructor(what: string, failures: readonly [AdminFailure, ...AdminFailure[]]) {
    const shown = failures.slice(0, SHOWN_MAX).map((failure) => `${nameOf(failure)}: ${failure.message}`);
    const rest = failures.length > SHOWN_MAX ? ` (and ${failures.length - SHOWN_MAX} more)` : "";
    super(failures[0].code, `${what} ${shown.join("; ")}${rest}`);
    this.name = "AdminError";
    this.failures = failures;
  }
}

const SHOWN_MAX = 3;

function nameOf({ topic, partition }: AdminFailure): string {
  return partition === undefined ? topic : `${topic}-${partition}`;
}
