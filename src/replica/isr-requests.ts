import type { ActorContext } from "../actor/actor.ts";
import { ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { ALTER_PARTITION_REQUEST, type AlterPartitionResponse } from "../message/kinds.ts";
import type { BrokerDirectory, PartitionLeader } from "./leader.ts";
import type { ReplicaLimits } from "./replica-limits.ts";

export interface IsrRequestsOptions {
  readonly brokerId: number;
  readonly topicId: number;
  readonly partition: number;
  readonly brokers: BrokerDirectory;
  readonly limits: ReplicaLimits;
}

/**
 * Brings a leader's ISR changes to the supervisor: one at a time, the same one again until it is answered (KIP-497). Part
 * of the ReplicaActor, which passes on answers, failures and the timer with tag `timerTag`; always with its own context.
 */
export class IsrRequests {
  readonly #options: IsrRequestsOptions;
  readonly #timerTag: number;
  #correlation = 0;
  #pauses = false;

  constructor(options: IsrRequestsOptions, timerTag: number) {
    this.#options = options;
    this.#timerTag = timerTag;
  }

  /** Asks for the ISR that should be, if it is another one than there is. */
  propose(leader: PartitionLeader | undefined, context: ActorContext): void {
    if (leader?.proposeIsr(context.now) !== undefined) this.#send(leader, context);
  }

  answered(
    correlation: number | undefined,
    response: AlterPartitionResponse,
    leader: PartitionLeader | undefined,
    context: ActorContext,
  ): void {
    if (correlation !== this.#correlation) return;
    this.#correlation = 0;
    if (leader?.isrAnswered(response) === "retry") this.#pause(context);
  }

  failed(correlation: number, context: ActorContext): void {
    if (correlation !== this.#correlation) return;
    this.#correlation = 0;
    this.#pause(context);
  }

  timerFired(leader: PartitionLeader | undefined, context: ActorContext): void {
    this.#pauses = false;
    if (this.#correlation === 0) this.#send(leader, context);
  }

  /** The epoch is over: a late answer is not for the next one. */
  drop(): void {
    this.#correlation = 0;
  }

  /** Sends the change in flight, for the first time or again. */
  #send(leader: PartitionLeader | undefined, context: ActorContext): void {
    const proposal = leader?.isr.inFlight;
    if (proposal === undefined) return;
    const { brokerId, topicId, partition, brokers, limits } = this.#options;
    const { leaderEpoch, partitionEpoch, damagedOffset } = proposal;
    const newIsr = proposal.isr.map((member) => ({ brokerId: member.brokerId, brokerEpoch: member.brokerEpoch }));
    const brokerEpoch = brokers.epochOf(brokerId) ?? 0;
    this.#correlation = context.ask(
      { endpoint: SUPERVISOR_ENDPOINT, actor: ROOT_ACTOR },
      ALTER_PARTITION_REQUEST,
      { brokerId, brokerEpoch, topicId, partition, leaderEpoch, partitionEpoch, newIsr, damagedOffset },
      { timeoutMs: limits.supervisorTimeoutMs },
    );
    if (this.#correlation === 0) this.#pause(context);
  }

  #pause(context: ActorContext): void {
    if (this.#pauses) return;
    this.#pauses = true;
    context.setTimer(this.#options.limits.retryMs, this.#timerTag);
  }
}
