import { AsyncLocalStorage } from "node:async_hooks";

/** What is told of code that runs in a context of its own. */
export interface ContextWatch {
  /** It asks for real time or for the network by a global of this name. Throws, so that it gets neither. */
  refuse(name: string): never;
  /** A promise of it was rejected, and nobody looks at that. */
  unheard(reason: unknown): void;
}

const GUARDED = ["setTimeout", "setInterval", "setImmediate", "fetch"] as const;

const watches = new AsyncLocalStorage<ContextWatch>();
let users = 0;
let unguard = (): void => {};

/** Runs code, and all that it awaits, in a context that `watch` is told of while `watchContexts` is on. */
export function runInContext<T>(watch: ContextWatch, run: () => T): T {
  return watches.run(watch, run);
}

/** Globals and unheard rejections are watched until the function returned is called. Other code does not notice. */
export function watchContexts(): () => void {
  if (users++ === 0) unguard = guard();
  let isOn = true;
  return () => {
    if (isOn && --users === 0) unguard();
    isOn = false;
  };
}

function guard(): () => void {
  const restore = GUARDED.map(guardGlobal);
  const unheard = (reason: unknown): void => {
    const watch = watches.getStore();
    if (watch) watch.unheard(reason);
    // With a listener the process would survive what is not ours.
    else if (process.listenerCount("unhandledRejection") === 1) throw reason;
  };
  process.on("unhandledRejection", unheard);
  return () => {
    process.off("unhandledRejection", unheard);
    for (const undo of restore) undo();
  };
}

function guardGlobal(name: (typeof GUARDED)[number]): () => void {
  const holder = globalThis as unknown as Record<string, (...words: unknown[]) => unknown>;
  const original = holder[name];
  if (original === undefined) return () => {};
  const guarded = function (this: unknown, ...words: unknown[]): unknown {
    watches.getStore()?.refuse(name);
    return original.apply(this, words);
  };
  for (const symbol of Object.getOwnPropertySymbols(original))
    Object.defineProperty(guarded, symbol, Object.getOwnPropertyDescriptor(original, symbol) as PropertyDescriptor);
  holder[name] = guarded;
  return () => {
    if (holder[name] === guarded) holder[name] = original; // unless somebody put another one in its place meanwhile
  };
}
