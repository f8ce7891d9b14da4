import { MillraceError } from "../../base/errors.ts";

/** Calls within one virtual moment after which code is considered caught in a loop. */
const CALLS_PER_MOMENT_MAX = 1_000_000;

/** Calls of what a user is given that return no promise. */
const SYNCHRONOUS: ReadonlySet<string | symbol> = new Set([
  ...["write", "assignment", "pause", "resume", "paused", "position", "lag"], // producers and consumers
  ...["get", "has", "entries", "set", "delete"], // disks
  Symbol.asyncIterator,
]);

/**
 * Where a user's code meets the simulation. It counts what the code waits for, and is shut when its process dies: from
 * then on no promise that came through settles, and no call gets through.
 */
export class Gate {
  readonly #name: string;
  #waiting = 0;
  #calls = 0;
  #isShut = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** Promises of the simulation that have not settled. */
  get waiting(): number {
    return this.#waiting;
  }
  get isShut(): boolean {
    return this.#isShut;
  }

  shut(): void {
    this.#isShut = true;
  }

  /** Its code has come to rest; time goes on. */
  momentOver(): void {
    this.#calls = 0;
  }

  /** Throws MillraceError CLOSED after death. */
  call<T>(run: () => T): T {
    if (this.#isShut) throw new MillraceError("CLOSED", `user ${this.#name} was killed: this code is dead`);
    if (++this.#calls > CALLS_PER_MOMENT_MAX) {
      const message = `user ${this.#name} made ${CALLS_PER_MOMENT_MAX} calls without letting virtual time go on: await user.sleep(), producer.ready() or a promise of the clients in its loop`;
      throw new MillraceError("INVALID_STATE", message);
    }
    return run();
  }

  /** A call that returns a promise; after death one that never settles. */
  wait<T>(run: () => Promise<T>): Promise<T> {
    return this.#isShut ? new Promise(() => {}) : this.#kept(this.call(run));
  }

  /** The same object, with every call through this gate. */
  guard<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (_, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...words: unknown[]) => {
          const run = (): unknown => Reflect.apply(value, target, words);
          if (!SYNCHRONOUS.has(name)) return this.wait(run as () => Promise<unknown>);
          const result = this.call(run);
          return name === Symbol.asyncIterator ? this.guard(result as object) : result;
        };
      },
    });
  }

  #kept<T>(promise: Promise<T>): Promise<T> {
    this.#waiting++;
    const settle = (end: () => void): void => {
      this.#waiting--;
      if (!this.#isShut) end();
    };
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => settle(() => resolve(value)),
        (error) => settle(() => reject(error)),
      );
    });
  }
}
