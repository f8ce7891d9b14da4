/** A stretch of time: a time window holds `startMs` and not `endMs`; a session holds both ends. */
export interface Window {
  readonly startMs: number;
  readonly endMs: number;
}

const LAST_TIME = "9223372036854775807";

/** A key within a window: the key of every windowed table. */
export class Windowed<K> {
  readonly key: K;
  readonly window: Window;

  constructor(key: K, window: Window) {
    this.key = key;
    this.window = window;
  }

  /** As Kafka prints it: [key@start/end]; a window without an end ends at Java's last time. */
  toString(): string {
    const { startMs, endMs } = this.window;
    return `[${this.key}@${startMs}/${endMs === Infinity ? LAST_TIME : endMs}]`;
  }
}
