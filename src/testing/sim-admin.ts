import type { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import { AdminActor } from "../client/admin-actor.ts";
import type { Reclaim } from "../metadata/retention-config.ts";
import type { SimClient } from "./sim-client.ts";

export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor?: number; // default 3
  readonly minInSyncReplicas?: number; // default 1
  readonly reclaim?: Reclaim; // default "oldest"
}

/** A user that creates topics through the product's admin. */
export class SimAdmin {
  readonly client: SimClient;
  readonly created: string[] = [];
  readonly refused: { readonly topic: string; readonly error: MillraceError }[] = [];
  /** Creations without a result. */
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
    this.unfinished++;
    const done = (error?: MillraceError) => {
      this.unfinished--;
      if (error === undefined) this.created.push(topic);
      else this.refused.push({ topic, error });
    };
    this.client.enter(this.#ref, (context) => this.#actor.createTopics([request], done, context));
  }
}
