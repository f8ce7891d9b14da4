import type { Actor, ActorContext, Message, TimerId } from "../actor/actor.ts";
import { ErrorCode, errorName, isRetriable, MillraceError, type MillraceErrorCode } from "../base/errors.ts";
import { ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { CREATE_TOPICS_REQUEST, type CreateTopicsRequest, type CreateTopicsResponse } from "../message/kinds.ts";
import type { ClientEngine } from "./engine.ts";
import { leaderOf } from "./leader.ts";
import { type OffsetLookup, OffsetLookups } from "./offset-lookups.ts";
import { CLIENT_DEADLINE_MS, REQUEST_TIMEOUT_MS, RETRY_BACKOFF_MS } from "./settings.ts";

export type AdminPorts = Pick<ClientEngine, "image" | "endpointName">;

/** Topics as the supervisor is asked for them. */
export type TopicRequests = CreateTopicsRequest["topics"];

/** A creation on its way: first the supervisor's answer, then this endpoint's image with a leader everywhere. */
interface Creation {
  readonly requestId: string;
  readonly topics: TopicRequests;
  readonly deadlineMs: number;
  readonly done: (error?: MillraceError) => void;
  correlation: number;
  isAnswered: boolean;
}

const SUPERVISOR = { endpoint: SUPERVISOR_ENDPOINT, actor: ROOT_ACTOR };
const RETRY_TIMER = 0;
const LOOKUP_TIMER = 1;

/**
 * All decisions of an admin client. A creation keeps its request id over retries, so that a supervisor that died after it
 * had created the topics gives the same answer again.
 *
 * Out: CreateTopicsRequest to the supervisor, ListOffsetsRequest to leaders. In: their answers, askFailed, metadata, timers.
 */
export class AdminActor implements Actor {
  readonly #ports: AdminPorts;
  readonly #lookups: OffsetLookups;
  readonly #creations = new Set<Creation>();
  #requestCount = 0;
  #timer: TimerId | undefined;

  constructor(ports: AdminPorts) {
    this.#ports = ports;
    this.#lookups = new OffsetLookups(ports.image, LOOKUP_TIMER);
  }

  start(context: ActorContext): void {
    context.subscribeMetadata();
  }

  /** `done` is called once: when the image shows every topic with leaders, or with what went wrong. */
  createTopics(topics: TopicRequests, done: (error?: MillraceError) => void, context: ActorContext): void {
    const creation: Creation = {
      requestId: `${this.#ports.endpointName}/${context.self.actor}/admin/${++this.#requestCount}`,
      topics,
      deadlineMs: context.now + CLIENT_DEADLINE_MS,
      done,
      correlation: 0,
      isAnswered: false,
    };
    this.#creations.add(creation);
    this.#advance(creation, context);
    this.#checkAgainLater(context);
  }

  /** Asks the partition's leader; see `OffsetLookup`. */
  lookUpOffset(lookup: Omit<OffsetLookup, "deadlineMs">, context: ActorContext): void {
    this.#lookups.start({ ...lookup, deadlineMs: context.now + CLIENT_DEADLINE_MS }, context);
  }

  receive(message: Message, context: ActorContext): void {
    if (this.#lookups.receive(message, context)) return;
    if (message.type === "message") {
      for (const creation of this.#creations) {
        if (creation.correlation !== message.answers) continue;
        creation.correlation = 0;
        this.#answered(creation, message.body as CreateTopicsResponse, context);
        return;
      }
    } else if (message.type === "askFailed") {
      for (const creation of this.#creations)
        if (creation.correlation === message.correlation) creation.correlation = 0;
      this.#checkAgainLater(context);
    } else if (message.type === "metadata") this.#advanceAll(context);
    else if (message.type === "timer" && message.tag === RETRY_TIMER) {
      this.#timer = undefined;
      this.#advanceAll(context);
      this.#checkAgainLater(context);
    }
  }

  #advanceAll(context: ActorContext): void {
    for (const creation of [...this.#creations]) this.#advance(creation, context);
  }

  #checkAgainLater(context: ActorContext): void {
    if (this.#creations.size > 0) this.#timer ??= context.setTimer(RETRY_BACKOFF_MS, RETRY_TIMER);
  }

  #advance(creation: Creation, context: ActorContext): void {
    if (creation.isAnswered && creation.topics.every(({ name }) => this.#isServed(name))) {
      this.#finish(creation);
      return;
    }
    if (context.now >= creation.deadlineMs) {
      if (creation.correlation !== 0) context.cancelAsk(creation.correlation);
      const names = creation.topics.map(({ name }) => name).join(", ");
      const missing = creation.isAnswered ? "not every partition has a leader" : "the supervisor did not answer";
      const message = `creating ${names} took longer than ${CLIENT_DEADLINE_MS} ms: ${missing}; look at the brokers`;
      this.#finish(creation, new MillraceError("REQUEST_TIMED_OUT", message));
      return;
    }
    if (creation.isAnswered || creation.correlation !== 0) return;
    const { requestId, topics } = creation;
    const options = { timeoutMs: REQUEST_TIMEOUT_MS };
    creation.correlation = context.ask(
      SUPERVISOR,
      CREATE_TOPICS_REQUEST,
      { requestId, topics, validateOnly: false },
      options,
    );
  }

  #answered(creation: Creation, response: CreateTopicsResponse, context: ActorContext): void {
    const { error, message, topics } = response;
    const refused = topics.find((topic) => topic.error !== ErrorCode.NONE);
    if (error !== ErrorCode.NONE && isRetriable(error)) this.#checkAgainLater(context);
    else if (error !== ErrorCode.NONE) this.#finish(creation, creationError(error, "topics", message));
    else if (refused) this.#finish(creation, creationError(refused.error, refused.name, refused.message));
    else {
      creation.isAnswered = true;
      this.#advance(creation, context);
    }
  }

  #isServed(name: string): boolean {
    const topic = this.#ports.image.topicByName(name);
    if (!topic || topic.partitions.length === 0) return false;
    return topic.partitions.every(({ partition }) => leaderOf(this.#ports.image, topic.id, partition) !== undefined);
  }

  #finish(creation: Creation, error?: MillraceError): void {
    this.#creations.delete(creation);
    creation.done(error);
  }
}

function creationError(code: ErrorCode, name: string, message: string): MillraceError {
  const reason = message === "" ? errorName(code) : message;
  return new MillraceError(errorName(code) as MillraceErrorCode, `creating ${name}: ${reason}`);
}
