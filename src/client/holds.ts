import type { ActorContext, Message, TimerId } from "../actor/actor.ts";
import { ErrorCode, MillraceError } from "../base/errors.ts";
import { partitionKey, ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { HOLDS_MAX } from "../base/limits.ts";
import { HOLD_POSITIONS, SET_HOLD_REQUEST, type SetHoldResponse } from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { ConsumerPartition } from "./consumer-partition.ts";
import { leaderOf } from "./leader.ts";
import {
  HOLD_IDLE_MS,
  HOLD_REPORT_MS,
  HOLD_REPORTS_PER_REPEAT,
  REQUEST_TIMEOUT_MS,
  RETRY_BACKOFF_MS,
} from "./settings.ts";

const SUPERVISOR = { endpoint: SUPERVISOR_ENDPOINT, actor: ROOT_ACTOR };

/** What the supervisor answers again as long as the cluster stays as it is, and why. */
const FINAL_REFUSALS = new Map<ErrorCode, (response: SetHoldResponse) => MillraceError>([
  [
    ErrorCode.TOO_MANY_HOLDS,
    () => {
      const count = HOLDS_MAX.toLocaleString("en-US");
      const what = `the hold is refused: ${count} consumers of the cluster hold records already, and more may not`;
      return new MillraceError("TOO_MANY_HOLDS", `${what}; close one of them, or read without hold: true`);
    },
  ],
  [
    ErrorCode.METADATA_FULL,
    ({ message }) => {
      const why = message || "the metadata log has no room to write it down";
      return new MillraceError("METADATA_FULL", `the hold is refused: ${why}; or read without hold: true`);
    },
  ],
]);

/**
 * The holds of a consumer that was opened with `hold: true`. First the supervisor writes down who holds which partitions,
 * then reading begins; leaders hear what was read soon after it was, and all of it again now and then: one may be new.
 * Part of the consumer's actor.
 *
 * Out: SetHoldRequest, HoldPositions. In: SetHoldResponse, askFailed, its timer.
 */
export class HoldKeeper {
  readonly #image: MetadataImage;
  readonly #clientId: string;
  readonly #timerTag: number;
  #wanted: readonly ConsumerPartition[] = [];
  /** Keys of what the supervisor has written down. */
  #held: ReadonlySet<number> = new Set();
  #asked: ReadonlySet<number> = new Set();
  #isWritten = true;
  /** Was a request taken back, or its answer lost? Then what is written down may be other than `#held`. */
  #isUncertain = false;
  #refusal: MillraceError | undefined;
  #metadataVersion = 0;
  #correlation = 0;
  #timer: TimerId | undefined;
  #reports = 0;
  readonly #moved = new Set<ConsumerPartition>();

  constructor(image: MetadataImage, clientId: string, timerTag: number) {
    this.#image = image;
    this.#clientId = clientId;
    this.#timerTag = timerTag;
  }

  /** Is nothing under way at the supervisor? */
  get isSettled(): boolean {
    return this.#isWritten;
  }

  isHeld({ topicId, partition }: ConsumerPartition): boolean {
    return this.#held.has(partitionKey(topicId, partition));
  }

  /** Holds these partitions and no others, those without a topic not yet. */
  want(partitions: readonly ConsumerPartition[], context: ActorContext): void {
    this.#wanted = partitions.filter(({ topicId }) => topicId !== 0);
    const keys = new Set(this.#wanted.map(({ topicId, partition }) => partitionKey(topicId, partition)));
    if (this.#isWritten && isSame(keys, this.#held)) return;
    if (this.#correlation !== 0 && isSame(keys, this.#asked)) return;
    this.#isWritten = false;
    this.#ask(keys, context);
  }

  /** Why the supervisor does not write down what is wanted, if it does not. Then the consumer wants something else. */
  takeRefusal(): MillraceError | undefined {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    return refusal;
  }

  /** Everything of the partition below its `consumedOffset` was read. */
  consumed(partition: ConsumerPartition): void {
    this.#moved.add(partition);
  }

  /**
   * Reading begins at the partition's `consumedOffset`. Its leader hears so before the first fetch: its image may not show
   * the hold yet, and without a report it would let go what the others have read.
   */
  begins(partition: ConsumerPartition, context: ActorContext): void {
    this.#send([partition], context);
  }

  /** True when the message was for the keeper. */
  receive(message: Message, context: ActorContext): boolean {
    if (message.type === "timer" && message.tag === this.#timerTag) {
      this.#timer = undefined;
      if (!this.#isWritten && this.#correlation === 0) this.want(this.#wanted, context);
      const hasNews = this.#moved.size > 0;
      this.#report(context);
      this.#setTimer(hasNews ? HOLD_REPORT_MS : HOLD_IDLE_MS, context);
      return true;
    }
    if (this.#correlation === 0) return false;
    if (message.type === "message" && message.answers === this.#correlation) {
      this.#correlation = 0;
      this.#answered(message.body as SetHoldResponse, context);
      return true;
    }
    if (message.type !== "askFailed" || message.correlation !== this.#correlation) return false;
    this.#correlation = 0;
    this.#isUncertain = true;
    this.#setTimer(RETRY_BACKOFF_MS, context);
    return true;
  }

  #ask(keys: ReadonlySet<number>, context: ActorContext): void {
    if (this.#correlation !== 0) {
      context.cancelAsk(this.#correlation);
      this.#isUncertain = true;
    }
    const partitions = this.#wanted.map(({ topicId, partition }) => ({ topicId, partition }));
    const body = { holdId: holdIdOf(context), partitions, clientId: this.#clientId };
    this.#correlation = context.ask(SUPERVISOR, SET_HOLD_REQUEST, body, { timeoutMs: REQUEST_TIMEOUT_MS });
    this.#asked = keys;
    if (this.#correlation === 0) this.#setTimer(RETRY_BACKOFF_MS, context);
  }

  #answered(response: SetHoldResponse, context: ActorContext): void {
    if (response.error === ErrorCode.NONE) {
      this.#held = this.#asked;
      this.#isWritten = true;
      this.#isUncertain = false;
      this.#metadataVersion = response.metadataVersion;
    } else if (this.#asked.size > 0) this.#refusal = FINAL_REFUSALS.get(response.error)?.(response);
    if (this.#refusal !== undefined) {
      this.#isWritten = !this.#isUncertain;
      if (this.#isUncertain) this.#held = new Set();
    }
    this.#setTimer(response.error === ErrorCode.NONE ? HOLD_REPORT_MS : RETRY_BACKOFF_MS, context);
  }

  #setTimer(delayMs: number, context: ActorContext): void {
    if (this.#held.size === 0 && this.#isWritten) return;
    if (this.#timer !== undefined) context.cancelTimer(this.#timer);
    this.#timer = context.setTimer(delayMs, this.#timerTag);
  }

  #report(context: ActorContext): void {
    const repeats = this.#reports++ % HOLD_REPORTS_PER_REPEAT === 0;
    this.#send(repeats ? this.#wanted : this.#moved, context);
    this.#moved.clear();
  }

  #send(partitions: Iterable<ConsumerPartition>, context: ActorContext): void {
    const byLeader = new Map<number, { topicId: number; partition: number; offset: number }[]>();
    for (const one of partitions) {
      const { topicId, partition, consumedOffset: offset } = one;
      const leader = leaderOf(this.#image, topicId, partition);
      if (leader === undefined || offset === undefined || !this.isHeld(one)) continue;
      const positions = byLeader.get(leader.target.endpoint) ?? [];
      positions.push({ topicId, partition, offset });
      byLeader.set(leader.target.endpoint, positions);
    }
    const metadataVersion = this.#metadataVersion;
    for (const [endpoint, positions] of byLeader)
      context.send({ endpoint, actor: ROOT_ACTOR }, HOLD_POSITIONS, {
        holdId: holdIdOf(context),
        metadataVersion,
        positions,
      }); // lost under back-pressure: said again
  }
}

function holdIdOf(context: ActorContext): number {
  return context.self.actor >>> 0;
}

function isSame(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  return left.size === right.size && [...left].every((key) => right.has(key));
}
