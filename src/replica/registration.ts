import type { ActorContext } from "../actor/actor.ts";
import { ErrorCode } from "../base/errors.ts";
import { ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { type DamagedLog, REGISTER_BROKER_REQUEST, type RegisterBrokerResponse } from "../message/kinds.ts";
import type { ReplicaLimits } from "./replica-limits.ts";

export interface RegistrationOptions {
  readonly brokerId: number;
  readonly incarnation: number;
  readonly hasLog: boolean;
  readonly limits: ReplicaLimits;
}

/**
 * Registers a broker with the supervisor until it is answered: the supervisor may be dead, or start after the broker. Part
 * of the BrokerActor, which passes on answers, failures and the timer with tag `timerTag`.
 */
export class Registration {
  readonly #options: RegistrationOptions;
  readonly #timerTag: number;
  #hasLog: boolean;
  #damaged: readonly DamagedLog[] = [];
  #correlation = 0;
  #pauses = false;

  constructor(options: RegistrationOptions, timerTag: number) {
    this.#options = options;
    this.#timerTag = timerTag;
    this.#hasLog = options.hasLog;
  }

  /** Is the supervisor's answer still to come? */
  get isPending(): boolean {
    return this.#correlation !== 0 || this.#pauses;
  }

  /** Sends it for the first time, with what was found of the logs. */
  begin(damaged: readonly DamagedLog[], context: ActorContext): void {
    this.#damaged = damaged;
    this.send(context);
  }

  send(context: ActorContext): void {
    if (this.isPending) return;
    const { brokerId, incarnation, limits } = this.#options;
    this.#correlation = context.ask(
      { endpoint: SUPERVISOR_ENDPOINT, actor: ROOT_ACTOR },
      REGISTER_BROKER_REQUEST,
      { brokerId, incarnation, hasLog: this.#hasLog, damaged: this.#damaged.slice() },
      { timeoutMs: limits.supervisorTimeoutMs },
    );
    if (this.#correlation === 0) this.#pause(context);
  }

  answered(correlation: number | undefined, response: RegisterBrokerResponse, context: ActorContext): void {
    if (correlation !== this.#correlation) return;
    this.#correlation = 0;
    if (response.error !== ErrorCode.NONE) this.#pause(context);
  }

  /**
   * The metadata shows this incarnation registered, which may be known before the answer, or without one when the
   * supervisor died. From here on it has logs, and what they lack is known: should it be fenced and come back, they are still
   * there.
   */
  seen(): void {
    this.#hasLog = true;
    this.#damaged = [];
  }

  failed(correlation: number, context: ActorContext): void {
    if (correlation !== this.#correlation) return;
    this.#correlation = 0;
    this.#pause(context);
  }

  timerFired(context: ActorContext): void {
    this.#pauses = false;
    this.send(context);
  }

  /** The metadata shows this incarnation fenced though it lives: asks to be let in again. */
  sendAgain(context: ActorContext): void {
    if (!this.isPending) this.#pause(context);
  }

  #pause(context: ActorContext): void {
    if (this.#pauses) return;
    this.#pauses = true;
    context.setTimer(this.#options.limits.retryMs, this.#timerTag);
  }
}
