import type { ActorContext, Received } from "../actor/actor.ts";
import { ErrorCode } from "../base/errors.ts";
import type { FetchRequest } from "../message/kinds.ts";
import { FetchSession, refuseFetch } from "./fetch-session.ts";
import type { ReplicaActor } from "./replica-actor.ts";
import type { ReplicaLimits } from "./replica-limits.ts";

/**
 * The fetch sessions of a broker by endpoint and session id; owned by the BrokerActor. A client does not say that a
 * consumer of it is gone, so an endpoint with too many sessions loses the one that asked longest ago: if somebody still
 * waits there, it opens a new one.
 */
export class FetchSessions {
  readonly #limits: ReplicaLimits;
  readonly #replicaOf: (key: number) => ReplicaActor | undefined;
  readonly #byEndpoint = new Map<number, Map<number, FetchSession>>();

  constructor(limits: ReplicaLimits, replicaOf: (key: number) => ReplicaActor | undefined) {
    this.#limits = limits;
    this.#replicaOf = replicaOf;
  }

  countOf(endpoint: number): number {
    return this.#byEndpoint.get(endpoint)?.size ?? 0;
  }

  /** Forwards a FetchRequest to its session, which session epoch 0 opens. */
  route(message: Received<FetchRequest>, context: ActorContext): void {
    const { body, replyTo } = message;
    if (replyTo === undefined) return;
    const known = this.#byEndpoint.get(replyTo.endpoint)?.get(body.sessionId);
    const isOpen = known !== undefined && known.incarnation === replyTo.incarnation;
    if (body.sessionEpoch !== 0 && !isOpen) {
      refuseFetch(replyTo, ErrorCode.FETCH_SESSION_ID_NOT_FOUND, context);
      return;
    }
    const session = body.sessionEpoch === 0 ? this.#open(message, replyTo, context) : known;
    if (session === undefined) return;
    const sessions = this.#byEndpoint.get(replyTo.endpoint);
    sessions?.delete(body.sessionId); // the map's order is the order of the last requests
    sessions?.set(body.sessionId, session);
    context.forward(session.ref);
  }

  endpointDied(endpoint: number, incarnation: number, context: ActorContext): void {
    const sessions = this.#byEndpoint.get(endpoint);
    if (sessions === undefined) return;
    for (const [id, session] of sessions)
      if (session.incarnation <= incarnation || incarnation < 0) {
        session.close(context);
        sessions.delete(id);
      }
    if (sessions.size === 0) this.#byEndpoint.delete(endpoint);
    else context.watch(endpoint);
  }

  #open(
    message: Received<FetchRequest>,
    from: { endpoint: number; incarnation: number },
    context: ActorContext,
  ): FetchSession {
    let sessions = this.#byEndpoint.get(from.endpoint);
    if (sessions === undefined) {
      sessions = new Map();
      this.#byEndpoint.set(from.endpoint, sessions);
      context.watch(from.endpoint);
    }
    sessions.get(message.body.sessionId)?.close(context);
    sessions.delete(message.body.sessionId);
    const [oldest] = sessions;
    if (sessions.size >= this.#limits.sessionsPerEndpointMax && oldest !== undefined) {
      oldest[1].close(context);
      sessions.delete(oldest[0]);
    }
    const session = new FetchSession({
      endpoint: from.endpoint,
      incarnation: from.incarnation,
      opening: message.body,
      limits: this.#limits,
      replicaOf: this.#replicaOf,
    });
    session.start(context);
    return session;
  }
}
