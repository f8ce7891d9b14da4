/** A stretch of time: a time window holds `startMs` and not `endMs`; a session holds both ends. */
export interface Window {
  readonly startMs: number;
  readonly endMs: number;
}

/** A key within a window: the key of every windowed table. */
export class Windowed<K> {
  readonly key: K;
  readonly window: Window;

  constructor(key: K, window: Window) {
    this.key = key;
    this.window = window;
  }

  /** As Kafka prints it: [key@start/end]. */
  toString(): string {
    return `[${this.key}@${this.window.startMs}/${this.window.endMs}]`;
  }
}
