import { MillraceError } from "../base/errors.ts";

/** Promises that wait for the same event. */
export class Waiters {
  #waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];

  wait(): Promise<void> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  resolveAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { resolve } of waiting) resolve();
  }

  rejectAll(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { reject } of waiting) reject(error);
  }
}

/** For calls on a client that its user closed. */
export function closedError(client: string): MillraceError {
  return new MillraceError("CLOSED", `the ${client} is closed: make a new one`);
}

/** Why an endpoint closed, as an error of the client's calls. */
export function reasonError(reason: Error, client: string): MillraceError {
  if (reason instanceof MillraceError) return reason;
  return new MillraceError("CLOSED", `the ${client}'s endpoint closed: ${reason.message}`, { cause: reason });
}
