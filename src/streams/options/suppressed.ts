import { MillraceError } from "../../base/errors.ts";
import { checkMs, checkName } from "../api/arguments.ts";
import type { Windowed } from "../api/windowed.ts";
import { BufferConfig, type BufferFullStrategy } from "./buffer-config.ts";

/** When a held back change is handed on: when its window has closed, or some time after the first change of its key. */
export type SuppressedUntil = "window-closes" | "time-limit";

/** Holds changes of a table back, so that a key has fewer, or one, of them. Immutable. */
export class Suppressed<K> {
  readonly until: SuppressedUntil;
  /** In ms of stream time; undefined for "window-closes", where the windows say it: their grace after their end. */
  readonly timeToWaitForMoreEventsMs: number | undefined;
  readonly bufferConfig: BufferConfig<BufferFullStrategy>;
  readonly name: string | undefined;
  /** Only for the types, never there: what does for every key does for a string. */
  declare protected readonly types: (key: K) => void;

  private constructor(
    until: SuppressedUntil,
    timeToWaitForMoreEventsMs: number | undefined,
    bufferConfig: BufferConfig<BufferFullStrategy>,
    name?: string,
  ) {
    if (!(bufferConfig instanceof BufferConfig))
      throw new MillraceError("INVALID_OPTION", "Suppressed takes a BufferConfig, e.g. BufferConfig.unbounded()");
    this.until = until;
    this.timeToWaitForMoreEventsMs = timeToWaitForMoreEventsMs;
    this.bufferConfig = bufferConfig;
    this.name = name;
  }

  /** One change of every window: its last, when its grace is over. The buffer must not let go of it before. */
  static untilWindowCloses(bufferConfig: BufferConfig<"shut-down">): Suppressed<Windowed<unknown>> {
    if (bufferConfig?.whenFull === "shut-down") return new Suppressed("window-closes", undefined, bufferConfig);
    throw new MillraceError(
      "INVALID_OPTION",
      "untilWindowCloses() takes a buffer that emits nothing early: BufferConfig.unbounded(), or add shutDownWhenFull()",
    );
  }

  /** The newest change of every key, `waitMs` of stream time after the first that was held back. */
  static untilTimeLimit<K = unknown>(waitMs: number, bufferConfig: BufferConfig<BufferFullStrategy>): Suppressed<K> {
    return new Suppressed("time-limit", checkMs("Suppressed's time limit", waitMs), bufferConfig);
  }

  withName(name: string): Suppressed<K> {
    checkName(name, "Suppressed's name");
    return new Suppressed(this.until, this.timeToWaitForMoreEventsMs, this.bufferConfig, name);
  }
}
