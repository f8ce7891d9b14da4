import { MillraceError } from "../base/errors.ts";

/** What a call that waits can be given. */
export interface WaitOptions {
  /** Ends the wait: the call rejects with ABORTED, whose `cause` is the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Why a call ended before its time. `effect` says what becomes of its work. */
export function abortedError(call: string, signal: AbortSignal, effect: string): MillraceError {
  return new MillraceError("ABORTED", `${call} was aborted: ${effect}`, { cause: signal.reason });
}

/** The signal of a call's options. Throws INVALID_OPTION for another name or type, ABORTED when it is aborted already. */
export function signalOf(call: string, options: WaitOptions | undefined): AbortSignal | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== "object" || options === null) throw invalid(`${call} takes options as { signal }`);
  for (const name of Object.keys(options))
    if (name !== "signal") throw invalid(`${call} has no option "${name}"; it knows signal`);
  return openSignal(call, options.signal);
}

/** Throws INVALID_OPTION when it is no signal, ABORTED when it is aborted already. */
export function openSignal(call: string, signal: unknown): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  if (typeof signal !== "object" || signal === null || typeof (signal as AbortSignal).addEventListener !== "function")
    throw invalid(`${call} option signal must be an AbortSignal`);
  const known = signal as AbortSignal;
  if (known.aborted) throw abortedError(call, known, "nothing was done");
  return known;
}

/** Waits for `work`, or until the signal is aborted. The work itself goes on. */
export function unlessAborted<T>(
  call: string,
  signal: AbortSignal | undefined,
  work: Promise<T>,
  effect: string,
): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortedError(call, signal, effect));
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}
