import type { ActorContext, TimerId } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { headerList, recordBytesMax } from "../record/record-input.ts";
import type { ProducerRecord } from "./api.ts";
import type { BufferPool } from "./buffer-pool.ts";
import type { FlushLedger } from "./flush-ledger.ts";
import { type ParkedRecord, ParkedRecords } from "./parked-records.ts";
import { PARKED_BYTES_MAX, PARKED_RECORDS_MAX, type ProducerSettings } from "./settings.ts";

/** Part of `bufferBytes` that may wait beyond it before `write` waits itself. */
const OVERDRAFT_SHARE = 8;

/** A record as its producer took it. */
export type GivenRecord = Omit<ParkedRecord, "deadlineMs" | "bytes">;

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
  /** Records that waited for `maxBlockMs` in vain. */
  expiredCount = 0;

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

  /**
   * So much waits that a writer that does not wait has to. Several writers of one producer that do wait come here with a
   * record each, and must not meet this.
   */
  get isOverdrawn(): boolean {
    const { batchBytes, bufferBytes } = this.#options.settings;
    return this.#records.bytes >= Math.max(batchBytes, bufferBytes / OVERDRAFT_SHARE);
  }

  /** Throws BUFFER_TIMEOUT when too much waits already. */
  park(given: GivenRecord, reason: "space" | "topic", context: ActorContext): void {
    if (this.#records.count >= PARKED_RECORDS_MAX || this.#records.bytes >= PARKED_BYTES_MAX) {
      const message = `${this.#records.count} records wait for buffer space already: await send() or ready()`;
      throw new MillraceError("BUFFER_TIMEOUT", message);
    }
    const deadlineMs = context.now + this.#options.settings.maxBlockMs;
    const { key, value, headers } = given.record;
    const bytes = recordBytesMax({ key, value, headers, timestamp: 0 });
    const entry: ParkedRecord = { ...given, record: detached(given.record), bytes, deadlineMs };
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

  /** Takes the record of this tag back: it is not going to be sent. Undefined: it does not wait here. */
  withdraw(tag: unknown): GivenRecord | undefined {
    return this.#records.remove(tag);
  }

  expire(context: ActorContext): void {
    this.#timer = undefined;
    for (const { entry, forTopic } of this.#records.expire(context.now)) {
      const { topic } = entry.record;
      this.expiredCount++;
      this.#options.host.failed(entry, forTopic ? this.#unknownTopicError(topic) : this.fullError(topic));
    }
    this.#watch(context);
  }

  /** Why a record for `topic` found no place in time. */
  fullError(topic: string): MillraceError {
    const { pool, image } = this.#options;
    if (!image.topicByName(topic)) return this.#unknownTopicError(topic);
    const message = `no buffer became free for ${topic} ${this.#waited}`;
    if (pool.lastRefusal === "arena") {
      const advice =
        "the cluster's arena has no room for it, or the buffers of all producers have their quarter of it already; " +
        "look at the leaders, use fewer producers or smaller bufferBytes, give the arena more memory or topics less retention";
      return new MillraceError("ARENA_FULL", `${message}: ${advice}`);
    }
    const fullness = `${pool.usedBytes} of bufferBytes (${pool.limitBytes}) are unacknowledged`;
    return new MillraceError("BUFFER_TIMEOUT", `${message}: ${fullness}; look at the leaders, or raise bufferBytes`);
  }

  abandon(error: MillraceError): void {
    for (const { entry } of this.#records.expire(Number.POSITIVE_INFINITY)) this.#options.host.failed(entry, error);
  }

  #unknownTopicError(topic: string): MillraceError {
    const message = `topic ${topic} did not appear ${this.#waited}: create it first`;
    return new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", message);
  }

  get #waited(): string {
    return `within maxBlockMs (${this.#options.settings.maxBlockMs} ms)`;
  }

  #watch(context: ActorContext): void {
    const deadlineMs = this.#records.deadlineMs;
    if (deadlineMs === undefined || this.#timer !== undefined) return;
    this.#timer = context.setTimer(Math.max(0, deadlineMs - context.now), this.#options.timerTag);
  }
}

/**
 * A waiting record must not change when its caller reuses a buffer. The copies are made by the constructor: `slice` of a
 * Buffer shares the memory.
 */
function detached(record: ProducerRecord): ProducerRecord {
  const copyOf = <T>(payload: T): T | Uint8Array => (payload instanceof Uint8Array ? new Uint8Array(payload) : payload);
  const { key, value, headers, ...rest } = record;
  return {
    ...rest,
    ...(key !== undefined && { key: copyOf(key) }),
    value: copyOf(value),
    ...(headers && { headers: headerList(headers).map(([name, content]) => [name, copyOf(content)] as const) }),
  };
}
