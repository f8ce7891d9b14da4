import type { MillraceError } from "../../base/errors.ts";
import type { ActorRef } from "../../base/ids.ts";
import { AdminActor } from "../../client/admin-actor.ts";
import { AdminError } from "../../client/admin-error.ts";
import { type AdminRequest, adminRequest, createTopicsRequest } from "../../client/admin-requests.ts";
import { LATEST } from "../../client/offset-lookups.ts";
import {
  type AdminResponse,
  ALTER_CONFIGS_REQUEST,
  ALTER_REASSIGNMENTS_REQUEST,
  CONTROLLED_SHUTDOWN_REQUEST,
  ConfigOperation,
  CREATE_PARTITIONS_REQUEST,
  type CreateTopicsResponse,
  DELETE_TOPICS_REQUEST,
  ELECT_LEADERS_REQUEST,
  ElectionType,
} from "../../message/kinds.ts";
import type { Reclaim } from "../../metadata/retention-config.ts";
import type { SimClient } from "./sim-client.ts";

export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor?: number; // default 3
  readonly minInSyncReplicas?: number; // default 1
  readonly reclaim?: Reclaim; // default "oldest"
  /** Other configs, by Kafka's names. */
  readonly configs?: Readonly<Record<string, string>>;
}

/** A call that ended with an error. */
export interface Refusal {
  readonly call: string;
  readonly topic: string;
  readonly error: MillraceError;
}

/** A user that works with topics through the product's admin. */
export class SimAdmin {
  readonly client: SimClient;
  readonly created: string[] = [];
  readonly deleted: string[] = [];
  readonly refused: Refusal[] = [];
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

  /** `created` is called when its partitions have leaders. */
  create(plan: TopicPlan, created: () => void = () => {}): void {
    const { topic, partitions, replicationFactor = 3, minInSyncReplicas = 1, reclaim = "oldest" } = plan;
    const all = { "min.insync.replicas": `${minInSyncReplicas}`, "millrace.reclaim": reclaim, ...plan.configs };
    const configs = Object.entries(all).map(([name, value]) => ({ name, value }));
    const request = { name: topic, partitions, replicationFactor, configs, assignment: [] };
    const ask = createTopicsRequest([request], this.client.image);
    this.#ask("create", ask, topic, () => {
      this.created.push(topic);
      created();
    });
  }

  /** Deletes a topic that was created. */
  delete(topic: string): void {
    const request = adminRequest("deleting", DELETE_TOPICS_REQUEST, { topics: [topic] }, this.client.image);
    this.#ask("delete", request, topic, () => this.deleted.push(topic));
  }

  /** Adds partitions until there are so many. */
  grow(topic: string, totalCount: number, grown: () => void = () => {}): void {
    const topics = [{ topic, totalCount, assignment: [] }];
    const body = { topics, validateOnly: false };
    this.#ask("grow", adminRequest("growing", CREATE_PARTITIONS_REQUEST, body, this.client.image), topic, grown);
  }

  /** Sets one config of a topic. */
  alterConfig(topic: string, name: string, value: string): void {
    const topics = [{ topic, changes: [{ name, operation: ConfigOperation.SET, value }] }];
    const body = { topics, validateOnly: false };
    this.#ask("alterConfig", adminRequest("altering", ALTER_CONFIGS_REQUEST, body, this.client.image), topic);
  }

  /** Begins to move a partition to other replicas. */
  reassign(topic: string, partition: number, replicas: readonly number[]): void {
    const body = { partitions: [{ topic, partition, replicas: replicas.slice() }] };
    this.#ask("reassign", adminRequest("reassigning", ALTER_REASSIGNMENTS_REQUEST, body, this.client.image), topic);
  }

  elect(type: "preferred" | "unclean", topic: string, partition: number): void {
    const electionType = type === "preferred" ? ElectionType.PREFERRED : ElectionType.UNCLEAN;
    const body = { electionType, partitions: [{ topic, partition }] };
    this.#ask("elect", adminRequest("electing", ELECT_LEADERS_REQUEST, body, this.client.image), topic);
  }

  /** Has this incarnation of a broker end as planned; `refused` is called if it must not. */
  shutDown(brokerId: number, incarnation: number, force: boolean, refused: () => void = () => {}): void {
    this.unfinished++;
    const body = { brokerId, incarnation, force };
    const request = adminRequest(`broker ${brokerId}`, CONTROLLED_SHUTDOWN_REQUEST, body, this.client.image);
    const failed = (error: MillraceError): void => {
      this.#refuse("shutDown", "", error);
      refused();
    };
    const done = (answer: AdminResponse): void => {
      const [failure] = request.failuresOf(answer);
      if (failure === undefined) this.unfinished--;
      else failed(new AdminError(request.what, [failure]));
    };
    this.client.enter(this.#ref, (context) => this.#actor.ask({ ...request, done, failed }, context));
  }

  /** Lets records below `offset` go (-1: all that are committed). */
  deleteRecords(topic: string, partition: number, offset: number): void {
    const topicId = this.client.image.topicByName(topic)?.id;
    if (topicId === undefined) return;
    this.unfinished++;
    const found = (): void => {
      this.unfinished--;
    };
    const failed = (error: MillraceError): void => this.#refuse("deleteRecords", topic, error);
    const lookup = { topicId, partition, timestamp: LATEST, deleteBelow: offset, found, failed };
    this.client.enter(this.#ref, (context) => this.#actor.lookUpOffset(lookup, context));
  }

  #ask<Answer extends CreateTopicsResponse | AdminResponse>(
    call: string,
    request: AdminRequest<Answer>,
    topic: string,
    succeeded: () => void = () => {},
  ): void {
    this.unfinished++;
    const done = (answer: Answer): void => {
      const [failure] = request.failuresOf(answer);
      if (failure !== undefined) {
        this.#refuse(call, topic, new AdminError(request.what, [failure]));
        return;
      }
      this.unfinished--;
      succeeded();
    };
    const failed = (error: MillraceError): void => this.#refuse(call, topic, error);
    this.client.enter(this.#ref, (context) => this.#actor.ask({ ...request, done, failed }, context));
  }

  #refuse(call: string, topic: string, error: MillraceError): void {
    this.unfinished--;
    this.refused.push({ call, topic, error });
  }
}
