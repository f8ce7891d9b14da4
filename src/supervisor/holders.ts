import type { ActorContext, Received } from "../actor/actor.ts";
import { ErrorCode } from "../base/errors.ts";
import type { EndpointId } from "../base/ids.ts";
import { SET_HOLD_RESPONSE, type SetHoldRequest } from "../message/kinds.ts";
import type { Controller } from "./controller.ts";

/**
 * The endpoints whose consumers hold records: watches them, so that a hold ends with its holder. Part of the
 * SupervisorActor.
 */
export class Holders {
  readonly #controller: Controller;
  readonly #watched = new Map<EndpointId, number>();
  /** Deaths that did not fit in the metadata log. */
  readonly #unrecorded = new Map<EndpointId, number>();

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  /** Holders may have died while there was no supervisor. */
  start(context: ActorContext): void {
    const { all } = this.#controller.image.holds;
    for (const { endpoint, incarnation } of Array.from(all.values())) {
      if (context.incarnationOf(endpoint) === incarnation) this.#watch(endpoint, incarnation, context);
      else this.#end(endpoint, incarnation);
    }
  }

  answer(message: Received<SetHoldRequest>, context: ActorContext): void {
    const { from: endpoint, replyTo, body } = message;
    if (replyTo === undefined) return;
    const { holdId, clientId } = body;
    const partitions = body.partitions.map(({ topicId, partition }) => ({ topicId, partition }));
    const hold = { endpoint, incarnation: replyTo.incarnation, holdId, clientId, partitions };
    const response = this.#controller.setHold(hold);
    if (response.error === ErrorCode.NONE && partitions.length > 0) this.#watch(endpoint, replyTo.incarnation, context);
    context.reply(replyTo, SET_HOLD_RESPONSE, response);
  }

  /** `incarnation` is -1 when nobody was alive when the watch was set. */
  endpointDied(endpoint: EndpointId, incarnation: number): void {
    const watched = this.#watched.get(endpoint);
    if (watched === undefined || (incarnation >= 0 && incarnation < watched)) return;
    this.#watched.delete(endpoint);
    this.#end(endpoint, watched);
  }

  /** Is there a death that did not fit, to be tried again? */
  get owesRecords(): boolean {
    return this.#unrecorded.size > 0;
  }

  /** Tries again what did not fit. */
  retry(): void {
    for (const [endpoint, incarnation] of Array.from(this.#unrecorded)) this.#end(endpoint, incarnation);
  }

  #watch(endpoint: EndpointId, incarnation: number, context: ActorContext): void {
    if (this.#watched.get(endpoint) === incarnation) return;
    this.#watched.set(endpoint, incarnation);
    context.watch(endpoint);
  }

  #end(endpoint: EndpointId, incarnation: number): void {
    if (this.#controller.endHolds(endpoint, incarnation)) this.#unrecorded.delete(endpoint);
    else this.#unrecorded.set(endpoint, incarnation);
  }
}
