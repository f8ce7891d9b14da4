import { checkCount } from "../api/arguments.ts";

/** What a full buffer does: end the application, or hand on its oldest entry before its time. */
export type BufferFullStrategy = "shut-down" | "emit";

interface Fields<Full extends BufferFullStrategy> {
  readonly maxRecords: number;
  readonly maxBytes: number;
  readonly whenFull: Full;
  readonly loggingEnabled: boolean;
  readonly logConfig: Readonly<Record<string, string>>;
}

const LOGGED = { loggingEnabled: true, logConfig: {} };

/** The buffer of a `suppress`. Immutable: `with...` makes another one. */
export class BufferConfig<Full extends BufferFullStrategy> {
  /** Infinity: no bound. */
  readonly maxRecords: number;
  /** Of keys, values and headers; Infinity: no bound. */
  readonly maxBytes: number;
  readonly whenFull: Full;
  readonly loggingEnabled: boolean;
  /** Configs of the changelog topic. */
  readonly logConfig: Readonly<Record<string, string>>;

  private constructor(fields: Fields<Full>) {
    this.maxRecords = fields.maxRecords;
    this.maxBytes = fields.maxBytes;
    this.whenFull = fields.whenFull;
    this.loggingEnabled = fields.loggingEnabled;
    this.logConfig = fields.logConfig;
  }

  static maxRecords(maxRecords: number): BufferConfig<"emit"> {
    return new BufferConfig({ ...LOGGED, maxRecords: Infinity, maxBytes: Infinity, whenFull: "emit" }).withMaxRecords(
      maxRecords,
    );
  }

  static maxBytes(maxBytes: number): BufferConfig<"emit"> {
    return new BufferConfig({ ...LOGGED, maxRecords: Infinity, maxBytes: Infinity, whenFull: "emit" }).withMaxBytes(
      maxBytes,
    );
  }

  static unbounded(): BufferConfig<"shut-down"> {
    return new BufferConfig({ ...LOGGED, maxRecords: Infinity, maxBytes: Infinity, whenFull: "shut-down" });
  }

  withMaxRecords(maxRecords: number): BufferConfig<Full> {
    return new BufferConfig<Full>({ ...this.#fields(), maxRecords: checkCount("a buffer's records", maxRecords) });
  }

  withMaxBytes(maxBytes: number): BufferConfig<Full> {
    return new BufferConfig<Full>({ ...this.#fields(), maxBytes: checkCount("a buffer's bytes", maxBytes) });
  }

  withNoBound(): BufferConfig<"shut-down"> {
    return new BufferConfig({ ...this.#fields(), maxRecords: Infinity, maxBytes: Infinity, whenFull: "shut-down" });
  }

  /** Ends the application before a result is handed on too early. */
  shutDownWhenFull(): BufferConfig<"shut-down"> {
    return new BufferConfig({ ...this.#fields(), whenFull: "shut-down" });
  }

  /** Hands on the oldest entries before their time. */
  emitEarlyWhenFull(): BufferConfig<"emit"> {
    return new BufferConfig({ ...this.#fields(), whenFull: "emit" });
  }

  withLoggingDisabled(): BufferConfig<Full> {
    return new BufferConfig<Full>({ ...this.#fields(), loggingEnabled: false, logConfig: {} });
  }

  withLoggingEnabled(logConfig: Readonly<Record<string, string>> = {}): BufferConfig<Full> {
    return new BufferConfig<Full>({ ...this.#fields(), loggingEnabled: true, logConfig: { ...logConfig } });
  }

  #fields(): Fields<Full> {
    return this;
  }
}
