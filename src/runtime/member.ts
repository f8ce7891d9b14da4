import { monotonicNow } from "../platform/clock.ts";
import { listen, type MessagePort, type Thread } from "../platform/threads.ts";
import type { MemberEnds, MemberMessage, MemberSilent } from "./thread-data.ts";

/** The guardian's view of one thread that it created: the supervisor or a broker, one incarnation. */
export class Member {
  readonly thread: Thread;
  readonly incarnation: number;
  readonly #link: MessagePort;
  readonly #startedAt = monotonicNow();
  readonly #fate = Promise.withResolvers<boolean>();
  #restart: ReturnType<typeof setTimeout> | undefined;
  alive = true;
  restartWanted = true;
  wasKilled = false; // by a user's call
  isPlannedEnd = false; // it had given up its roles: the next one need not wait
  isPaused = false; // by a user's call: silent on purpose
  /** Restarts without a stable time between them, this one included. */
  failures: number;

  constructor(thread: Thread, incarnation: number, link: MessagePort, failures: number) {
    this.thread = thread;
    this.incarnation = incarnation;
    this.#link = link;
    this.failures = failures;
  }

  /** Does another incarnation follow? False: a user has killed it for good. */
  get fate(): Promise<boolean> {
    return this.#fate.promise;
  }

  /** The first word counts. */
  decideFate(isSucceeded: boolean): void {
    this.#fate.resolve(isSucceeded);
  }

  get livedMs(): number {
    return monotonicNow() - this.#startedAt;
  }

  get restartPending(): boolean {
    return this.#restart !== undefined;
  }

  post(message: MemberMessage, transfer: MessagePort[] = []): void {
    this.#link.postMessage(message, transfer);
  }

  onMessage(listener: (message: MemberSilent | MemberEnds) => void): void {
    listen(this.#link, (message) => listener(message as MemberSilent | MemberEnds));
  }

  restartLater(delayMs: number, start: () => void): void {
    this.#restart = setTimeout(() => {
      this.#restart = undefined;
      start();
    }, delayMs);
  }

  /** It stays dead. False: no restart was due. */
  cancelRestart(): boolean {
    if (this.#restart === undefined) return false;
    clearTimeout(this.#restart);
    this.#restart = undefined;
    return true;
  }

  /** Ends the thread for good. */
  async end(): Promise<void> {
    this.cancelRestart();
    this.restartWanted = false;
    if (this.alive) await this.thread.terminate();
    this.#link.close();
  }
}
