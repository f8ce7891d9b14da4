import type { Random } from "../../base/random.ts";

/** Virtual ms until what nobody asked to sync is on the disk, at most. */
const WRITE_BACK_MS_MAX = 20;
const SYNC_MS_MAX = 3;

/**
 * A disk as a process sees it: names and values (anything that `structuredClone` takes). What is written shows at once, and
 * reaches the disk later, in order; a kill loses some of the latest changes, or all that nobody has waited for.
 */
export interface UserDisk {
  get<T = unknown>(name: string): T | undefined;
  has(name: string): boolean;
  entries(): readonly (readonly [name: string, value: unknown])[];
  set(name: string, value: unknown): void;
  delete(name: string): void;
  /** Resolves when all that was written before survives a kill. */
  sync(): Promise<void>;
  /** Sets all of them or none, whatever happens, and resolves when they survive a kill. */
  commit(changes: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Runs `then` after so many virtual ms, unless the process dies before. */
export type After = (delayMs: number, then: () => void) => void;

type Change = ReadonlyMap<string, unknown>; // applied whole; undefined deletes

/** The disk in one life of its process. */
export class MountedDisk implements UserDisk {
  readonly #disk: Map<string, unknown>;
  readonly #seen: Map<string, unknown>;
  readonly #random: Random;
  readonly #after: After;
  #pending: Change[] = [];
  #written = 0; // changes that are on the disk
  #isWritingBack = false;

  /** `disk` is what survives. */
  constructor(disk: Map<string, unknown>, random: Random, after: After) {
    this.#disk = disk;
    this.#seen = new Map(disk);
    this.#random = random;
    this.#after = after;
  }

  get<T = unknown>(name: string): T | undefined {
    return structuredClone(this.#seen.get(name)) as T | undefined;
  }

  has(name: string): boolean {
    return this.#seen.has(name);
  }

  entries(): readonly (readonly [string, unknown])[] {
    return [...structuredClone(this.#seen)];
  }

  set(name: string, value: unknown): void {
    this.#change(new Map([[name, structuredClone(value)]]));
    this.#writeBack();
  }

  delete(name: string): void {
    this.set(name, undefined);
  }

  sync(): Promise<void> {
    const end = this.#written + this.#pending.length;
    return new Promise((resolve) => {
      this.#after(this.#random.between(0, SYNC_MS_MAX), () => {
        this.#write(end - this.#written);
        resolve();
      });
    });
  }

  commit(changes: Readonly<Record<string, unknown>>): Promise<void> {
    this.#change(new Map(Object.entries(structuredClone(changes))));
    return this.sync();
  }

  /** The process is gone: a part of what was under way comes through. */
  crash(): void {
    this.#write(this.#random.between(0, this.#pending.length));
  }

  #change(change: Change): void {
    apply(change, this.#seen);
    this.#pending.push(change);
  }

  #writeBack(): void {
    if (this.#isWritingBack) return;
    this.#isWritingBack = true;
    this.#after(this.#random.between(1, WRITE_BACK_MS_MAX), () => {
      this.#isWritingBack = false;
      this.#write(this.#pending.length);
    });
  }

  #write(count: number): void {
    for (const change of this.#pending.splice(0, Math.max(0, count))) {
      apply(change, this.#disk);
      this.#written++;
    }
  }
}

function apply(change: Change, to: Map<string, unknown>): void {
  for (const [name, value] of change) {
    if (value === undefined) to.delete(name);
    else to.set(name, value);
  }
}
