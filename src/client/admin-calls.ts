import type { ActorContext, Message, TimerId } from "../actor/actor.ts";
import { ErrorCode, errorName, isRetriable, MillraceError, type MillraceErrorCode } from "../base/errors.ts";
import { ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import type { MessageKind } from "../message/kind.ts";
import { ADMIN_CALLS_IN_FLIGHT_MAX, CLIENT_DEADLINE_MS, REQUEST_TIMEOUT_MS, RETRY_BACKOFF_MS } from "./settings.ts";

/** What every answer to an admin request has. */
export interface AdminAnswer {
  readonly error: ErrorCode;
  readonly message: string;
}

/** One request to the supervisor. */
export interface AdminCall<Answer extends AdminAnswer = AdminAnswer> {
  /** For messages: "creating flights". */
  readonly what: string;
  readonly kind: MessageKind<{ requestId: string }>;
  readonly body: object;
  /** Does this endpoint's image show what the answer says was done? Asked again with each move of the image. */
  isShown(answer: Answer): boolean;
  /** What is missing while it does not, for the error after the deadline. */
  readonly missing: string;
  /** Called once. */
  done(answer: Answer): void;
  failed(error: MillraceError): void;
}

interface Pending {
  readonly call: AdminCall;
  readonly requestId: string;
  readonly deadlineMs: number;
  correlation: number;
  answer: AdminAnswer | undefined;
  /** It was asked in vain: again after a pause, or when the image moves. */
  rests: boolean;
}

const SUPERVISOR = { endpoint: SUPERVISOR_ENDPOINT, actor: ROOT_ACTOR };

/**
 * Requests to the supervisor, a few at a time, asked again with the same id until they are answered: a supervisor that
 * died after it had done what was asked gives the same answer again. Then waits until this endpoint's image shows the outcome. Part of an
 * admin's actor.
 *
 * Out: the requests. In: their answers, askFailed, metadata, its timer.
 */
export class AdminCalls {
  readonly #namePrefix: string;
  readonly #timerTag: number;
  readonly #pending = new Set<Pending>();
  #requestCount = 0;
  #inFlight = 0;
  #timer: TimerId | undefined;

  constructor(namePrefix: string, timerTag: number) {
    this.#namePrefix = namePrefix;
    this.#timerTag = timerTag;
  }

  start<Answer extends AdminAnswer>(call: AdminCall<Answer>, context: ActorContext): void {
    const pending: Pending = {
      call: call as unknown as AdminCall,
      requestId: `${this.#namePrefix}/${context.self.actor}/admin/${++this.#requestCount}`,
      deadlineMs: context.now + CLIENT_DEADLINE_MS,
      correlation: 0,
      answer: undefined,
      rests: false,
    };
    this.#pending.add(pending);
    this.#advance(pending, context);
    this.#checkAgainLater(context);
  }

  receive(message: Message, context: ActorContext): void {
    if (message.type === "message") this.#answered(message.answers, message.body as AdminAnswer, context);
    else if (message.type === "askFailed") {
      for (const pending of this.#pending)
        if (pending.correlation === message.correlation) this.#rest(pending, context);
      this.#askWaiting(context);
    } else if (message.type === "metadata") this.#advanceAll(context);
    else if (message.type === "timer" && message.tag === this.#timerTag) {
      this.#timer = undefined;
      this.#advanceAll(context);
      this.#checkAgainLater(context);
    }
  }

  #advanceAll(context: ActorContext): void {
    for (const pending of [...this.#pending]) this.#advance(pending, context);
  }

  #checkAgainLater(context: ActorContext): void {
    if (this.#pending.size > 0) this.#timer ??= context.setTimer(RETRY_BACKOFF_MS, this.#timerTag);
  }

  #advance(pending: Pending, context: ActorContext): void {
    const { call, answer } = pending;
    if (answer !== undefined && call.isShown(answer)) {
      this.#pending.delete(pending);
      call.done(answer);
      return;
    }
    if (context.now >= pending.deadlineMs) {
      if (pending.correlation !== 0) context.cancelAsk(pending.correlation);
      this.#landed(pending);
      const missing = answer === undefined ? "the supervisor did not answer" : call.missing;
      const message = `${call.what} took longer than ${CLIENT_DEADLINE_MS} ms: ${missing}; look at the brokers`;
      this.#fail(pending, new MillraceError("REQUEST_TIMED_OUT", message));
      return;
    }
    if (answer !== undefined || pending.correlation !== 0 || this.#inFlight >= ADMIN_CALLS_IN_FLIGHT_MAX) return;
    const body = { ...call.body, requestId: pending.requestId };
    try {
      pending.correlation = context.ask(SUPERVISOR, call.kind, body, { timeoutMs: REQUEST_TIMEOUT_MS });
    } catch (error) {
      // What a user said must not fail the actor, which would end every client of this thread.
      const message = `${call.what} cannot be written as a request: ${String(error)}`;
      this.#fail(pending, new MillraceError("INVALID_REQUEST", message, { cause: error }));
      return;
    }
    pending.rests = false;
    if (pending.correlation !== 0) this.#inFlight++;
  }

  #rest(pending: Pending, context: ActorContext): void {
    this.#landed(pending);
    pending.rests = true;
    this.#checkAgainLater(context);
  }

  #landed(pending: Pending): void {
    if (pending.correlation !== 0) this.#inFlight--;
    pending.correlation = 0;
  }

  #answered(correlation: number | undefined, answer: AdminAnswer, context: ActorContext): void {
    for (const pending of this.#pending) {
      if (pending.correlation === 0 || pending.correlation !== correlation) continue;
      this.#landed(pending);
      if (answer.error === ErrorCode.NONE) {
        pending.answer = answer;
        this.#advance(pending, context);
      } else if (isRetriable(answer.error)) this.#rest(pending, context);
      else this.#fail(pending, refusal(pending.call.what, answer));
      this.#askWaiting(context);
      return;
    }
  }

  /** There is a place in flight again. */
  #askWaiting(context: ActorContext): void {
    for (const pending of this.#pending) {
      if (this.#inFlight >= ADMIN_CALLS_IN_FLIGHT_MAX) return;
      if (!pending.rests) this.#advance(pending, context);
    }
  }

  #fail(pending: Pending, error: MillraceError): void {
    this.#pending.delete(pending);
    pending.call.failed(error);
  }
}

function refusal(what: string, { error, message }: AdminAnswer): MillraceError {
  const reason = message === "" ? errorName(error) : message;
  return new MillraceError(errorName(error) as MillraceErrorCode, `${what}: ${reason}`);
}
