import { MillraceError } from "../base/errors.ts";
import {
  BATCH_BYTES_DEFAULT,
  BATCH_BYTES_MAX,
  CONSUMER_FETCH_BYTES_DEFAULT,
  IN_FLIGHT_BATCHES_MAX,
} from "../base/limits.ts";
import { CODEC_NAMES, type CodecName, type Compression } from "../record/codec.ts";
import type { ConsumerOptions, ProducerOptions } from "./api.ts";
import type { ConsumerSettings, ProducerSettings } from "./settings.ts";

const BATCH_BYTES_MIN = 1_024;
const COMPRESSION_LEVEL_MAX: Readonly<Record<string, number>> = { gzip: 9, zstd: 22 };
const DURATION_MS_MAX = 2_147_483_647;

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}

/** Reads the options of one call: every getter checks type and range; `finish` refuses what nobody asked for. */
class OptionReader {
  readonly #owner: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #known = new Set<string>();

  constructor(owner: string, values: unknown) {
    if (typeof values !== "object" || values === null || Array.isArray(values)) {
      throw invalid(`${owner} options must be an object, not ${values === null ? "null" : typeof values}`);
    }
    this.#owner = owner;
    this.#values = values as Readonly<Record<string, unknown>>;
  }

  integer(name: string, fallback: number, least: number, most: number): number {
    const value = this.#take(name);
    if (value === undefined) return fallback;
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
      throw invalid(`${this.#owner} option ${name} must be an integer from ${least} to ${most}, not ${String(value)}`);
    }
    return value;
  }

  milliseconds(name: string, fallback: number, least: number): number {
    const value = this.#take(name);
    if (value === undefined) return fallback;
    if (typeof value !== "number" || !(value >= least && value <= DURATION_MS_MAX)) {
      throw invalid(`${this.#owner} option ${name} must be milliseconds from ${least} up, not ${String(value)}`);
    }
    return value;
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.#take(name);
    if (value === undefined) return fallback;
    if (typeof value !== "boolean")
      throw invalid(`${this.#owner} option ${name} must be true or false, not ${String(value)}`);
    return value;
  }

  oneOf<T extends string | number>(name: string, fallback: T, choices: readonly T[]): T {
    const value = this.#take(name);
    if (value === undefined) return fallback;
    if (!choices.includes(value as T)) {
      throw invalid(
        `${this.#owner} option ${name} must be one of ${choices.map((c) => JSON.stringify(c)).join(", ")}, not ${String(value)}`,
      );
    }
    return value as T;
  }

  text(name: string): string | undefined {
    return this.#typed(name, "string") as string | undefined;
  }

  callback(name: string): void {
    this.#typed(name, "function");
  }

  choiceOrCallback(name: string, choices: readonly string[]): void {
    const value = this.#take(name);
    if (value === undefined || typeof value === "function" || choices.includes(value as string)) return;
    const known = choices.map((choice) => JSON.stringify(choice)).join(", ");
    throw invalid(`${this.#owner} option ${name} must be ${known} or a function, not ${String(value)}`);
  }

  serde(name: string, method: "serialize" | "deserialize"): void {
    const value = this.#take(name) as Record<string, unknown> | null | undefined;
    if (value === undefined || typeof value?.[method] === "function") return;
    throw invalid(`${this.#owner} option ${name} must be a serde, an object with ${method}: string(), json(), ...`);
  }

  /** An option that somebody else checks. */
  other(name: string): void {
    this.#take(name);
  }

  finish(): void {
    for (const name of Object.keys(this.#values)) {
      if (this.#known.has(name)) continue;
      throw invalid(`${this.#owner} has no option "${name}"; it knows ${[...this.#known].sort().join(", ")}`);
    }
  }

  #take(name: string): unknown {
    this.#known.add(name);
    return this.#values[name];
  }

  #typed(name: string, type: "string" | "function"): unknown {
    const value = this.#take(name);
    if (value !== undefined && typeof value !== type) {
      throw invalid(`${this.#owner} option ${name} must be a ${type}, not ${typeof value}`);
    }
    return value;
  }
}

/** Throws MillraceError INVALID_OPTION for an unknown name, a wrong type, a value out of range, or a contradiction. */
export function producerSettings(options: ProducerOptions<never, never> = {}): ProducerSettings {
  const reader = new OptionReader("producer", options);
  const acks = reader.oneOf<0 | 1 | "all">("acks", "all", [0, 1, "all"]);
  const idempotent = reader.boolean("idempotent", acks === "all");
  const settings: ProducerSettings = {
    acks: acks === "all" ? -1 : acks,
    idempotent,
    lingerMs: reader.milliseconds("lingerMs", 5, 0),
    batchBytes: reader.integer("batchBytes", BATCH_BYTES_DEFAULT, BATCH_BYTES_MIN, BATCH_BYTES_MAX),
    bufferBytes: reader.integer("bufferBytes", 33_554_432, BATCH_BYTES_MIN, Number.MAX_SAFE_INTEGER),
    maxBlockMs: reader.milliseconds("maxBlockMs", 60_000, 0),
    deliveryTimeoutMs: reader.milliseconds("deliveryTimeoutMs", 120_000, 1),
    retryBackoffMs: reader.milliseconds("retryBackoffMs", 20, 1),
    maxInFlight: reader.integer("maxInFlight", IN_FLIGHT_BATCHES_MAX, 1, 1_000),
    partitioner: options.partitioner ?? "default",
    compression: compressionOf(reader),
  };
  reader.text("clientId");
  reader.callback("onError");
  reader.serde("key", "serialize");
  reader.serde("value", "serialize");
  reader.choiceOrCallback("partitioner", ["default", "round-robin"]);
  reader.finish();
  if (idempotent && settings.acks !== -1) throw invalid('idempotent: true needs acks: "all"');
  if (idempotent && settings.maxInFlight > IN_FLIGHT_BATCHES_MAX) {
    throw invalid(`an idempotent producer has at most ${IN_FLIGHT_BATCHES_MAX} batches in flight: lower maxInFlight`);
  }
  if (settings.bufferBytes < settings.batchBytes) throw invalid("bufferBytes must be at least batchBytes");
  if (settings.deliveryTimeoutMs < settings.lingerMs) throw invalid("deliveryTimeoutMs must be at least lingerMs");
  return settings;
}

function compressionOf(reader: OptionReader): Compression | undefined {
  const codec = reader.oneOf<CodecName | "none">("compression", "none", ["none", ...CODEC_NAMES]);
  const levelMax = COMPRESSION_LEVEL_MAX[codec];
  const level = reader.integer("compressionLevel", 0, 1, levelMax ?? Number.MAX_SAFE_INTEGER) || undefined;
  if (level !== undefined && levelMax === undefined) throw invalid(`compression ${codec} has no levels`);
  return codec === "none" ? undefined : { codec, level };
}

/** Throws MillraceError INVALID_OPTION for an unknown name, a wrong type or a value out of range. */
export function consumerSettings(options: ConsumerOptions<unknown, unknown> = {}): ConsumerSettings {
  const reader = new OptionReader("consumer", options);
  const settings: ConsumerSettings = {
    autoOffsetReset: reader.oneOf("autoOffsetReset", "latest", ["earliest", "latest", "none"]),
    fetchBytes: reader.integer("fetchBytes", CONSUMER_FETCH_BYTES_DEFAULT, 1, 2_147_483_647),
    verify: reader.boolean("verify", false),
    hold: reader.boolean("hold", false),
    clientId: reader.text("clientId") ?? "",
  };
  reader.serde("key", "deserialize");
  reader.serde("value", "deserialize");
  refuseGroups(options);
  reader.finish();
  return settings;
}

function refuseGroups(options: object): void {
  if (!("groupId" in options)) return;
  throw invalid("consumer option groupId: consumer groups are not there yet; leave it out and assign partitions");
}

/** The time limit of a `poll`; undefined: none. Throws MillraceError INVALID_OPTION for what is no milliseconds, as Infinity. */
export function pollTimeoutMs(options: unknown): number | undefined {
  const reader = new OptionReader("poll", options);
  const timeoutMs = reader.milliseconds("timeoutMs", -1, 0);
  reader.other("signal");
  reader.finish();
  return timeoutMs < 0 ? undefined : timeoutMs;
}

/** The time limit of a `close`; undefined: none. Throws MillraceError INVALID_OPTION for what is no milliseconds, as Infinity. */
export function closeTimeoutMs(owner: string, options: unknown): number | undefined {
  const reader = new OptionReader(`${owner}.close`, options);
  const timeoutMs = reader.milliseconds("timeoutMs", -1, 0);
  reader.finish();
  return timeoutMs < 0 ? undefined : timeoutMs;
}

/** Throws MillraceError INVALID_OPTION when `values` has a name that is not in `known`. */
export function checkNames(owner: string, values: unknown, known: readonly string[]): void {
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw invalid(`${owner} must be an object, not ${values === null ? "null" : typeof values}`);
  for (const name of Object.keys(values)) {
    if (!known.includes(name)) throw invalid(`${owner} has no option "${name}"; it knows ${known.join(", ")}`);
  }
}
