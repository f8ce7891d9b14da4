import type { AsyncOutcome } from "../../streams/operator/async-calls.ts";
import type { CallAttempt } from "../../streams/task/async-work.ts";

interface RunningCall {
  readonly attempt: CallAttempt;
  outcome: AsyncOutcome<unknown> | undefined;
}

/**
 * Makes the calls of a driver's task and keeps their answers until they are asked for, in the order of the calls: when each
 * of them comes decides nothing.
 */
export class CallRunner {
  #running: RunningCall[] = [];
  #wake: (() => void) | undefined;

  /** Calls the functions, one after the other. */
  start(attempts: readonly CallAttempt[]): void {
    for (const attempt of attempts) this.#start(attempt);
  }

  get isIdle(): boolean {
    return this.#running.length === 0;
  }

  /** Waits until every call is answered, or not awaited any more. */
  async answered(): Promise<void> {
    while (this.#isWaiting())
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
  }

  /** Takes the answers that are there, in the order of the calls; what no one awaits is forgotten. */
  take(): { readonly attempt: CallAttempt; readonly outcome: AsyncOutcome<unknown> }[] {
    const taken = [];
    const left = [];
    for (const call of this.#running) {
      const { attempt, outcome } = call;
      if (outcome !== undefined) taken.push({ attempt, outcome });
      else if (attempt.isAwaited) left.push(call);
    }
    this.#running = left;
    return taken;
  }

  /** To be called when calls may have stopped to be awaited. */
  wake(): void {
    if (!this.#isWaiting()) this.#wake?.();
  }

  #start(attempt: CallAttempt): void {
    const call: RunningCall = { attempt, outcome: undefined };
    this.#running.push(call);
    const settle = (outcome: AsyncOutcome<unknown>) => {
      call.outcome ??= outcome;
      this.wake();
    };
    try {
      const answer = attempt.run();
      if (isPromise(answer))
        answer.then(
          (value) => settle({ value }),
          (error: unknown) => settle({ error }),
        );
      else settle({ value: answer });
    } catch (error) {
      settle({ error });
    }
  }

  #isWaiting(): boolean {
    return this.#running.some(({ attempt, outcome }) => outcome === undefined && attempt.isAwaited);
  }
}

function isPromise(answer: unknown): answer is PromiseLike<unknown> {
  return typeof (answer as { then?: unknown } | null | undefined)?.then === "function";
}
