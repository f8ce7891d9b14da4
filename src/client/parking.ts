import type { ActorContext, TimerId } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { headerList } from "../record/record-input.ts";
import type { ProducerRecord } from "./api.ts";
import type { BufferPool } from "./buffer-pool.ts";
import type { FlushLedger } from "./flush-ledger.ts";
import { type ParkedRecord, ParkedRecords } from "./parked-records.ts";
import { PARKED_RECORDS_MAX, type ProducerSettings } from "./settings.ts";

/** A record as its producer took it. */
export type GivenRecord = Omit<ParkedRecord, "deadlineMs">;

/** What parking asks of its producer's actor. */
export interface ParkingHost {
  /** Appends the record. False: no buffer. Throws MillraceError when it never can be. */
  place(given: GivenRecord, context: ActorContext): boolean;
  failed(given: GivenRecord, error: MillraceError): void;
}

export interface ParkingOptions {
  readonly settings: ProducerSettings;
  readonly image: MetadataImage;
  readonly pool: BufferPool;
  readonly ledger: FlushLedger;
  readonly host: ParkingHost;
  /** Called `maxBlockMs` after the oldest parked record came: `expire`. */
  readonly timerTag: number;
}

/**
 * Where records wait that cannot be appended yet, for at most `maxBlockMs`: for their topic to appear in the metadata
 * image, or for buffer space, first come first served. Part of a producer's actor.
 */
export class Parking {
  readonly #options: ParkingOptions;
  readonly #records = new ParkedRecords();
  #timer: TimerId | undefined;

  constructor(options: ParkingOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#records.count === 0;
  }
  get waitsForSpace(): boolean {
    return this.#records.waitsForSpace;
  }
  waitsForTopic(topic: string): boolean {
    return this.#records.waitsForTopic(topic);
  }

  /** Throws BUFFER_TIMEOUT when too many wait already. */
  park(given: GivenRecord, reason: "space" | "topic", context: ActorContext): void {
    if (this.#records.count >= PARKED_RECORDS_MAX) {
      const message = `${PARKED_RECORDS_MAX} records wait for buffer space already: await send() or ready()`;
      throw new MillraceError("BUFFER_TIMEOUT", message);
    }
    const deadlineMs = context.now + this.#options.settings.maxBlockMs;
    const entry: ParkedRecord = { ...given, record: detached(given.record), deadlineMs };
    this.#options.ledger.begin(entry.generation);
    if (reason === "topic") this.#records.parkForTopic(entry);
    else this.#records.parkForSpace(entry);
    this.#watch(context);
  }

  /** The image moved: records whose topic is there now wait for space only. */
  metadataMoved(): void {
    for (const topic of this.#records.topics()) {
      const state = this.#options.image.topicByName(topic);
      if (state && state.partitions.length > 0) this.#records.topicFound(topic);
    }
  }

  /** Gives waiting records their place as far as there is room. */
  drain(context: ActorContext): void {
    const { host } = this.#options;
    for (let entry = this.#records.first(); entry !== undefined; entry = this.#records.first()) {
      try {
        if (!host.place(entry, context)) return;
        this.#records.removeFirst();
        this.#options.ledger.finish(entry.generation);
      } catch (error) {
        if (!(error instanceof MillraceError)) throw error;
        this.#records.removeFirst();
        host.failed(entry, error);
      }
    }
  }

  expire(context: ActorContext): void {
    this.#timer = undefined;
    const { settings, host } = this.#options;
    for (const { entry, forTopic } of this.#records.expire(context.now)) {
      const { topic } = entry.record;
      const waited = `within maxBlockMs (${settings.maxBlockMs} ms)`;
      const error = forTopic
        ? new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", `topic ${topic} did not appear ${waited}: create it first`)
        : new MillraceError("BUFFER_TIMEOUT", `no buffer became free for ${topic} ${waited}: ${this.#fullness()}`);
      host.failed(entry, error);
    }
    this.#watch(context);
  }

  abandon(error: MillraceError): void {
    for (const { entry } of this.#records.expire(Number.POSITIVE_INFINITY)) this.#options.host.failed(entry, error);
  }

  #fullness(): string {
    const { pool } = this.#options;
    if (pool.isArenaFull) return "the cluster's arena is full; give it more memory or its topics less retention";
    return `${pool.usedBytes} of bufferBytes (${pool.limitBytes}) are unacknowledged; look at the leaders, or raise bufferBytes`;
  }

  #watch(context: ActorContext): void {
    const deadlineMs = this.#records.deadlineMs;
    if (deadlineMs === undefined || this.#timer !== undefined) return;
    this.#timer = context.setTimer(Math.max(0, deadlineMs - context.now), this.#options.timerTag);
  }
}

/** A waiting record must not change when its caller reuses a buffer. */
function detached(record: ProducerRecord): ProducerRecord {
  const copyOf = <T>(payload: T): T | Uint8Array => (payload instanceof Uint8Array ? payload.slice() : payload);
  const { key, value, headers, ...rest } = record;
  return {
    ...rest,
    ...(key !== undefined && { key: copyOf(key) }),
    value: copyOf(value),
    ...(headers && { headers: headerList(headers).map(([name, content]) => [name, copyOf(content ?? "")] as const) }),
  };
}
