import type { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import { AdminActor } from "../client/admin-actor.ts";
import { AdminError } from "../client/admin-error.ts";
import { type AdminRequest, adminRequest, createTopicsRequest } from "../client/admin-requests.ts";
import {
  type AdminResponse,
  ALTER_REASSIGNMENTS_REQUEST,
  type CreateTopicsResponse,
  DELETE_TOPICS_REQUEST,
} from "../message/kinds.ts";
import type { Reclaim } from "../metadata/retention-config.ts";
import type { SimClient } from "./sim-client.ts";

export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor?: number; // default 3
  readonly minInSyncReplicas?: number; // default 1
  readonly reclaim?: Reclaim; // default "oldest"
}

/** A user that works with topics through the product's admin. */
export class SimAdmin {
  readonly client: SimClient;
  readonly created: string[] = [];
  readonly deleted: string[] = [];
  readonly refused: { readonly topic: string; readonly error: MillraceError }[] = [];
  /** Calls without a result. */
  unfinished = 0;
  readonly #actor: AdminActor;
  readonly #ref: ActorRef;

  constructor(client: SimClient) {
    this.client = client;
    this.#actor = new AdminActor(client);
    this.#ref = client.spawn(this.#actor);
    client.enter(this.#ref, (context) => this.#actor.start(context));
  }

  create(plan: TopicPlan): void {
    const { topic, partitions, replicationFactor = 3, minInSyncReplicas = 1, reclaim = "oldest" } = plan;
    const configs = [
      { name: "min.insync.replicas", value: `${minInSyncReplicas}` },
      { name: "millrace.reclaim", value: reclaim },
    ];
    const request = { name: topic, partitions, replicationFactor, configs, assignment: [] };
    this.#ask(createTopicsRequest([request], this.client.image), topic, () => this.created.push(topic));
  }

  /** Deletes a topic that was created. */
  delete(topic: string): void {
    const request = adminRequest("deleting", DELETE_TOPICS_REQUEST, { topics: [topic] }, this.client.image);
    this.#ask(request, topic, () => this.deleted.push(topic));
  }

  /** Begins to move a partition to other replicas. */
  reassign(topic: string, partition: number, replicas: readonly number[]): void {
    const partitions = [{ topic, partition, replicas: replicas.slice() }];
    const request = adminRequest("reassigning", ALTER_REASSIGNMENTS_REQUEST, { partitions }, this.client.image);
    this.#ask(request, topic, () => {});
  }

  #ask<Answer extends CreateTopicsResponse | AdminResponse>(
    request: AdminRequest<Answer>,
    topic: string,
    succeeded: () => void,
  ): void {
    this.unfinished++;
    const done = (answer: Answer): void => {
      this.unfinished--;
      const [failure] = request.failuresOf(answer);
      if (failure === undefined) succeeded();
      else this.refused.push({ topic, error: new AdminError(request.what, [failure]) });
    };
    const failed = (error: MillraceError): void => {
      this.unfinished--;
      this.refused.push({ topic, error });
    };
    this.client.enter(this.#ref, (context) => this.#actor.ask({ ...request, done, failed }, context));
  }
}
