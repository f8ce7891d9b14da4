import type { Actor, ActorContext, Message } from "../actor/actor.ts";
import { type AdminAnswer, type AdminCall, AdminCalls } from "./admin-calls.ts";
import type { ClientEngine } from "./engine.ts";
import { type OffsetLookup, OffsetLookups } from "./offset-lookups.ts";
import { CLIENT_DEADLINE_MS } from "./settings.ts";

export type AdminPorts = Pick<ClientEngine, "image" | "endpointName">;

const CALL_TIMER = 0;
const LOOKUP_TIMER = 1;

/**
 * All decisions of an admin client: its requests to the supervisor and its questions to the leaders.
 *
 * Out: requests to the supervisor, ListOffsetsRequest to leaders. In: their answers, askFailed, metadata, timers.
 */
export class AdminActor implements Actor {
  readonly #lookups: OffsetLookups;
  readonly #calls: AdminCalls;

  constructor(ports: AdminPorts) {
    this.#lookups = new OffsetLookups(ports.image, LOOKUP_TIMER);
    this.#calls = new AdminCalls(ports.endpointName, CALL_TIMER);
  }

  start(context: ActorContext): void {
    context.subscribeMetadata();
  }

  /** `done` or `failed` is called once: when the image shows the outcome, or with what went wrong. */
  ask<Answer extends AdminAnswer>(call: AdminCall<Answer>, context: ActorContext): void {
    this.#calls.start(call, context);
  }

  /** Asks the partition's leader; see `OffsetLookup`. */
  lookUpOffset(lookup: Omit<OffsetLookup, "deadlineMs">, context: ActorContext): void {
    this.#lookups.start({ ...lookup, deadlineMs: context.now + CLIENT_DEADLINE_MS }, context);
  }

  receive(message: Message, context: ActorContext): void {
    if (!this.#lookups.receive(message, context)) this.#calls.receive(message, context);
  }
}
