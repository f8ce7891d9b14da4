import type { ActorContext, Message, TimerId } from "../actor/actor.ts";
import type { ErrorCode as WireError } from "../base/errors.ts";
import { ErrorCode, errorOf, isRetriable, MillraceError } from "../base/errors.ts";
import { OFFSET_LOOKUPS_IN_FLIGHT_MAX } from "../base/limits.ts";
import {
  DELETE_RECORDS_REQUEST,
  DELETE_RECORDS_RESPONSE,
  type DeleteRecordsResponse,
  LIST_OFFSETS_REQUEST,
  type ListOffsetsResponse,
} from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { leaderOf } from "./leader.ts";
import { REQUEST_TIMEOUT_MS, RETRY_BACKOFF_MS } from "./settings.ts";

/** `timestamp` of a look-up that means the high watermark, or the first offset. */
export const LATEST = -1;
export const EARLIEST = -2;

/** One question to a partition's leader. */
export interface OffsetLookup {
  readonly topicId: number;
  readonly partition: number;
  readonly timestamp: number;
  /** Records below it are to go (-1: all that are committed); what is found is the low watermark afterwards. */
  readonly deleteBelow?: number;
  readonly deadlineMs: number; // in the actor's time; Infinity: asks until it is cancelled
  /** -1: no record has such a timestamp. */
  found(offset: number, context: ActorContext, timestamp: number): void;
  failed(error: MillraceError, context: ActorContext): void;
}

/**
 * Asks leaders for offsets, a few at a time, again while the answer may change (no leader yet, OFFSET_NOT_AVAILABLE, a
 * death). Part of a consumer's or admin's actor.
 *
 * Out: ListOffsetsRequest. In: ListOffsetsResponse, askFailed, metadata, its timer.
 */
export class OffsetLookups {
  readonly #image: MetadataImage;
  readonly #timerTag: number;
  #queue: OffsetLookup[] = []; // for a place in flight
  #resting: OffsetLookup[] = []; // for the timer or the metadata image
  readonly #inFlight = new Map<number, OffsetLookup>();
  #timer: TimerId | undefined;

  constructor(image: MetadataImage, timerTag: number) {
    this.#image = image;
    this.#timerTag = timerTag;
  }

  start(lookup: OffsetLookup, context: ActorContext): void {
    this.#queue.push(lookup);
    this.#pump(context);
  }

  cancel(lookup: OffsetLookup, context: ActorContext): void {
    this.#queue = this.#queue.filter((queued) => queued !== lookup);
    this.#resting = this.#resting.filter((resting) => resting !== lookup);
    for (const [correlation, asked] of this.#inFlight) {
      if (asked !== lookup) continue;
      context.cancelAsk(correlation);
      this.#inFlight.delete(correlation);
    }
    this.#pump(context);
  }

  /** True when the message was for a look-up. Metadata is for everybody: false. */
  receive(message: Message, context: ActorContext): boolean {
    if (message.type === "metadata") this.#wake(context);
    if (message.type === "timer" && message.tag === this.#timerTag) {
      this.#timer = undefined;
      this.#wake(context);
      return true;
    }
    const correlation =
      message.type === "message" ? message.answers : message.type === "askFailed" ? message.correlation : 0;
    const lookup = this.#inFlight.get(correlation ?? 0);
    if (!lookup) return false;
    this.#inFlight.delete(correlation as number);
    if (message.type === "message" && message.kind === DELETE_RECORDS_RESPONSE) {
      const { error, lowWatermark: offset } = message.body as DeleteRecordsResponse;
      this.#answered(lookup, { error, offset, timestamp: -1, leaderEpoch: -1 }, context);
    } else if (message.type === "message") this.#answered(lookup, message.body as ListOffsetsResponse, context);
    else this.#rest(lookup, context);
    this.#pump(context);
    return true;
  }

  #answered(lookup: OffsetLookup, response: ListOffsetsResponse, context: ActorContext): void {
    if (response.error === ErrorCode.NONE) lookup.found(response.offset, context, response.timestamp);
    else if (isRetriable(response.error)) this.#rest(lookup, context);
    else lookup.failed(this.#refusal(lookup, response.error), context);
  }

  #refusal(lookup: OffsetLookup, error: WireError): MillraceError {
    const { deleteBelow } = lookup;
    const where = this.#nameOf(lookup);
    if (deleteBelow === undefined) return errorOf(error, `offsets of ${where}`);
    const what = `deleting records of ${where} below ${deleteBelow < 0 ? "latest" : deleteBelow}`;
    if (error !== ErrorCode.OFFSET_OUT_OF_RANGE) return errorOf(error, what);
    const message = `${what}: that lies above its high watermark; "latest" means all that is committed`;
    return new MillraceError("OFFSET_OUT_OF_RANGE", message);
  }

  #nameOf({ topicId, partition }: OffsetLookup): string {
    return `${this.#image.topics.get(topicId)?.name ?? "a deleted topic"}-${partition}`;
  }

  #rest(lookup: OffsetLookup, context: ActorContext): void {
    this.#resting.push(lookup);
    this.#timer ??= context.setTimer(RETRY_BACKOFF_MS, this.#timerTag);
  }

  #wake(context: ActorContext): void {
    this.#queue.push(...this.#resting.splice(0));
    this.#pump(context);
  }

  #pump(context: ActorContext): void {
    while (this.#queue.length > 0 && this.#inFlight.size < OFFSET_LOOKUPS_IN_FLIGHT_MAX) {
      const lookup = this.#queue.shift() as OffsetLookup;
      if (!this.#ask(lookup, context)) this.#rest(lookup, context);
    }
  }

  /** False: not now. */
  #ask(lookup: OffsetLookup, context: ActorContext): boolean {
    const { topicId, partition, timestamp, deadlineMs } = lookup;
    if (deadlineMs <= context.now) {
      const message = `${this.#nameOf(lookup)} has had no leader that knows its offsets: look at its brokers`;
      lookup.failed(new MillraceError("REQUEST_TIMED_OUT", message), context);
      return true;
    }
    const leader = leaderOf(this.#image, topicId, partition);
    if (!leader) return false;
    const { target, leaderEpoch } = leader;
    const options = { timeoutMs: REQUEST_TIMEOUT_MS };
    const { deleteBelow: offset } = lookup;
    const correlation =
      offset === undefined
        ? context.ask(
            target,
            LIST_OFFSETS_REQUEST,
            { topicId, partition, timestamp, currentLeaderEpoch: leaderEpoch },
            options,
          )
        : context.ask(
            target,
            DELETE_RECORDS_REQUEST,
            { topicId, partition, offset, leaderEpoch, timeoutMs: REQUEST_TIMEOUT_MS / 2 },
            options,
          );
    if (correlation === 0) return false;
    this.#inFlight.set(correlation, lookup);
    return true;
  }
}
