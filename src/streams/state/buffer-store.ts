import { MillraceError } from "../../base/errors.ts";
import type { ChangelogEntry, StoreContext } from "../api/store-context.ts";

/** What the buffers have in common: they are in memory, and log by themselves. */
export abstract class BufferStore {
  readonly name: string;
  readonly persistent = false;
  protected readonly logs: boolean;
  #context: StoreContext | undefined;

  constructor(name: string, logs: boolean) {
    this.name = name;
    this.logs = logs;
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  init(context: StoreContext): void {
    this.#context = context;
    this.opened(context.changelogTopic(this.name));
    context.register(this.name, (entries) => {
      for (const entry of entries) this.restore(entry);
    });
  }

  close(): void {
    this.#context = undefined;
    this.clear();
  }

  /** Throws MillraceError INVALID_STATE before `init` and after `close`. */
  protected get context(): StoreContext {
    if (this.#context !== undefined) return this.#context;
    throw new MillraceError("INVALID_STATE", `buffer ${this.name} is not open: use it between init and close`);
  }

  protected abstract opened(topic: string): void;
  protected abstract clear(): void;
  protected abstract restore(entry: ChangelogEntry): void;
}
