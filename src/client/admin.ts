import type { MillraceError } from "../base/errors.ts";
import type { ActorRef } from "../base/ids.ts";
import type { MessageKind } from "../message/kind.ts";
import {
  type AdminResponse,
  ALTER_CONFIGS_REQUEST,
  ALTER_REASSIGNMENTS_REQUEST,
  CONTROLLED_SHUTDOWN_REQUEST,
  CREATE_PARTITIONS_REQUEST,
  CREATE_TOPICS_REQUEST,
  type CreateTopicsResponse,
  DELETE_TOPICS_REQUEST,
  ELECT_LEADERS_REQUEST,
  ElectionType,
} from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { abortedError, signalOf, type WaitOptions } from "./abort.ts";
import { AdminActor } from "./admin-actor.ts";
import * as read from "./admin-arguments.ts";
import * as describe from "./admin-descriptions.ts";
import { AdminError, type AdminFailure } from "./admin-error.ts";
import {
  type AdminRequest,
  adminRequest,
  createTopicsRequest,
  inRequests,
  type TopicRequests,
} from "./admin-requests.ts";
import type * as api from "./api.ts";
import type { ClientEngine } from "./engine.ts";
import { LATEST } from "./offset-lookups.ts";
import { type Abortable, type Begin, OwedCalls } from "./owed-calls.ts";
import { closedError, reasonError } from "./waiters.ts";

const MAY_BE_DONE = "what it asked for may be done all the same";

/** What a user has asked for. */
interface Asked {
  readonly call: string;
  readonly doing: string; // for the error: "creating"
  readonly signal: AbortSignal | undefined;
  /** Is a refusal of this kind none to the user? */
  readonly isTolerable?: (failure: AdminFailure) => boolean;
}

/** The user's side of an admin client. Descriptions come from this endpoint's metadata image. */
export class EngineAdmin implements api.Admin {
  readonly #engine: ClientEngine;
  readonly #actor: AdminActor;
  readonly #ref: ActorRef;
  readonly #unsubscribe: () => void;
  readonly #calls: OwedCalls;
  #closedBy: MillraceError | undefined;

  constructor(engine: ClientEngine) {
    this.#engine = engine;
    this.#actor = new AdminActor(engine);
    this.#ref = engine.spawn(this.#actor);
    this.#calls = new OwedCalls(engine, this.#ref);
    this.#unsubscribe = engine.onClose((reason) => this.#end(reasonError(reason, "admin")));
    this.#engine.enter(this.#ref, (context) => this.#actor.start(context));
  }

  async createTopics(topics: readonly api.NewTopic[], options?: api.ValidateOptions): Promise<void> {
    this.#assertOpen();
    const { validateOnly, signal } = read.validateOptions("createTopics", options);
    const bodyOf = (group: TopicRequests) => ({ topics: group, validateOnly });
    const groups = inRequests(read.topicRequests(topics), CREATE_TOPICS_REQUEST, bodyOf);
    const { image } = this.#engine;
    const requestOf = (group: TopicRequests) => createTopicsRequest(group, image, validateOnly);
    await this.#run({ call: "createTopics", doing: "creating", signal }, groups, requestOf);
  }

  async deleteTopics(topics: readonly string[], options?: WaitOptions): Promise<void> {
    const signal = this.#opened("deleteTopics", options);
    const names = read.topicNames("deleteTopics", topics);
    const asked = { call: "deleteTopics", doing: "deleting", signal };
    await this.#administer(asked, DELETE_TOPICS_REQUEST, names, (group) => ({ topics: group }));
  }

  async createPartitions(topics: readonly api.NewPartitions[], options?: api.ValidateOptions): Promise<void> {
    this.#assertOpen();
    const { validateOnly, signal } = read.validateOptions("createPartitions", options);
    const items = read.growths(topics);
    const bodyOf = (group: typeof items) => ({ topics: group, validateOnly });
    const asked = { call: "createPartitions", doing: "adding partitions to", signal };
    await this.#administer(asked, CREATE_PARTITIONS_REQUEST, items, bodyOf);
  }

  async incrementalAlterConfigs(
    topics: readonly api.TopicConfigChanges[],
    options?: api.ValidateOptions,
  ): Promise<void> {
    this.#assertOpen();
    const { validateOnly, signal } = read.validateOptions("incrementalAlterConfigs", options);
    const items = read.configChanges(topics);
    const bodyOf = (group: typeof items) => ({ topics: group, validateOnly });
    const asked = { call: "incrementalAlterConfigs", doing: "changing configs of", signal };
    await this.#administer(asked, ALTER_CONFIGS_REQUEST, items, bodyOf);
  }

  async electLeaders(
    type: "preferred" | "unclean",
    partitions?: readonly api.TopicPartition[],
    options?: WaitOptions,
  ): Promise<void> {
    const signal = this.#opened("electLeaders", options);
    const electionType = read.electionType(type);
    const items = partitions ? read.topicPartitions("electLeaders", partitions) : this.#electable(electionType);
    const bodyOf = (group: typeof items) => ({ electionType, partitions: group });
    const isTolerable = ({ code }: AdminFailure) => partitions === undefined && code === "ELECTION_NOT_NEEDED";
    const asked = { call: "electLeaders", doing: "electing leaders of", signal, isTolerable };
    await this.#administer(asked, ELECT_LEADERS_REQUEST, items, bodyOf);
  }

  async alterPartitionReassignments(partitions: readonly api.Reassignment[], options?: WaitOptions): Promise<void> {
    const signal = this.#opened("alterPartitionReassignments", options);
    const items = read.reassignments(partitions);
    const asked = { call: "alterPartitionReassignments", doing: "reassigning", signal };
    await this.#administer(asked, ALTER_REASSIGNMENTS_REQUEST, items, (group) => ({ partitions: group }));
  }

  /** Of no use to users: the broker's end that follows is the cluster's to see to. See `controlledShutdown`. */
  async shutDownBroker(brokerId: number, incarnation: number, force: boolean): Promise<void> {
    const signal = this.#opened("shutDownBroker", undefined);
    const asked = { call: "shutDownBroker", doing: `broker ${brokerId} was not restarted because of`, signal };
    const bodyOf = () => ({ brokerId, incarnation, force });
    await this.#administer(asked, CONTROLLED_SHUTDOWN_REQUEST, [brokerId], bodyOf);
  }

  async listPartitionReassignments(
    partitions?: readonly api.TopicPartition[],
    options?: WaitOptions,
  ): Promise<readonly api.OngoingReassignment[]> {
    this.#opened("listPartitionReassignments", options);
    const wanted = partitions && read.topicPartitions("listPartitionReassignments", partitions);
    return describe.ongoingReassignments(this.#latestImage(), wanted);
  }

  async listTopics(options?: WaitOptions): Promise<readonly string[]> {
    this.#opened("listTopics", options);
    return Array.from(this.#latestImage().topics.values(), ({ name }) => name).sort();
  }

  async describeTopics(topics: readonly string[], options?: WaitOptions): Promise<readonly api.TopicDescription[]> {
    this.#opened("describeTopics", options);
    const image = this.#latestImage();
    const names = read.topicNames("describeTopics", topics);
    return names.map((topic) => describe.describeTopic(describe.topicOf(image, topic)));
  }

  async describeConfigs(
    resources: readonly api.ConfigResource[],
    options?: WaitOptions,
  ): Promise<readonly api.ConfigDescription[]> {
    this.#opened("describeConfigs", options);
    const image = this.#latestImage();
    return read.configResources(resources).map((resource) => describe.describeConfigs(image, resource));
  }

  async describeCluster(options?: WaitOptions): Promise<api.ClusterDescription> {
    this.#opened("describeCluster", options);
    return describe.describeCluster(this.#latestImage());
  }

  listOffsets(
    topic: string,
    at: api.OffsetSpec,
    options?: WaitOptions,
  ): Promise<readonly { partition: number; offset: number }[]>;
  listOffsets(
    queries: readonly api.OffsetQuery[],
    options?: WaitOptions,
  ): Promise<readonly (api.TopicPartition & { offset: number })[]>;
  async listOffsets(
    of: string | readonly api.OffsetQuery[],
    second?: api.OffsetSpec | WaitOptions,
    third?: WaitOptions,
  ): Promise<readonly { partition: number; offset: number }[]> {
    const isTopic = typeof of === "string";
    const signal = this.#opened("listOffsets", isTopic ? third : (second as WaitOptions | undefined));
    const wait: Abortable = { call: "listOffsets", signal, effect: "nothing was changed" };
    const image = this.#latestImage();
    if (!isTopic) return Promise.all(read.offsetQueries(of).map((query) => this.#offsetOf(query, wait)));
    const timestamp = read.timestampAt(second as api.OffsetSpec);
    const { partitions } = describe.topicOf(image, of);
    const lookups = partitions.map(({ partition }) => this.#offsetOf({ topic: of, partition, timestamp }, wait));
    const found = await Promise.all(lookups);
    return found.map(({ partition, offset }) => ({ partition, offset }));
  }

  async deleteRecords(
    partitions: readonly api.RecordsToDelete[],
    options?: WaitOptions,
  ): Promise<readonly (api.TopicPartition & { lowWatermark: number })[]> {
    const wait: Abortable = {
      call: "deleteRecords",
      signal: this.#opened("deleteRecords", options),
      effect: MAY_BE_DONE,
    };
    const image = this.#latestImage();
    const items = read.recordsToDelete(partitions);
    for (const item of items) describe.partitionOf(image, item); // before anything is deleted
    const done = await Promise.all(items.map((one) => this.#offsetOf({ ...one, timestamp: LATEST }, wait)));
    return done.map(({ topic, partition, offset: lowWatermark }) => ({ topic, partition, lowWatermark }));
  }

  async close(): Promise<void> {
    if (this.#closedBy) return;
    this.#end(closedError("admin"));
    this.#unsubscribe();
    this.#engine.stop(this.#ref);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #offsetOf(
    query: api.TopicPartition & { timestamp: number; deleteBelow?: number },
    wait: Abortable,
  ): Promise<api.TopicPartition & { offset: number }> {
    const { topic, partition, ...asked } = query;
    const { id: topicId } = describe.partitionOf(this.#engine.image, query);
    return await this.#calls.run((resolve, reject, context) => {
      const found = (offset: number): void => resolve({ topic, partition, offset });
      this.#actor.lookUpOffset({ topicId, partition, ...asked, found, failed: reject }, context);
    }, wait);
  }

  /** What an election of this type may be needed for, by this endpoint's image. */
  #electable(type: ElectionType): api.TopicPartition[] {
    const isUnclean = type === ElectionType.UNCLEAN;
    return Array.from(this.#engine.image.topics.values()).flatMap(({ name: topic, partitions }) =>
      partitions
        .filter(({ leader, replicas }) => (isUnclean ? leader < 0 : leader !== replicas[0]))
        .map(({ partition }) => ({ topic, partition })),
    );
  }

  async #administer<Item, Body extends { requestId: string }>(
    asked: Asked,
    kind: MessageKind<Body>,
    items: readonly Item[],
    bodyOf: (group: Item[]) => Omit<Body, "requestId">,
  ): Promise<void> {
    const { image } = this.#engine;
    const what = `${asked.doing} ${items.length} of the topics or partitions`;
    const groups = inRequests(items, kind, bodyOf);
    await this.#run(asked, groups, (group) => adminRequest(what, kind, bodyOf(group), image));
  }

  /** One request after the other; what was refused of any is thrown when all are done. */
  async #run<Item, Answer extends CreateTopicsResponse | AdminResponse>(
    { call, doing, signal, isTolerable = () => false }: Asked,
    groups: readonly Item[][],
    requestOf: (group: Item[]) => AdminRequest<Answer>,
  ): Promise<void> {
    const failures: AdminFailure[] = [];
    for (const group of groups) {
      if (signal?.aborted) throw abortedError(call, signal, MAY_BE_DONE); // between two requests
      const request = requestOf(group);
      const begin: Begin<Answer> = (done, failed, context) => this.#actor.ask({ ...request, done, failed }, context);
      const answer = await this.#calls.run(begin, { call, signal, effect: MAY_BE_DONE });
      failures.push(...request.failuresOf(answer).filter((failure) => !isTolerable(failure)));
    }
    const [first, ...rest] = failures;
    if (first !== undefined) throw new AdminError(doing, [first, ...rest]);
  }

  /** The signal of a call's options. Throws unless the admin is open and the signal not aborted. */
  #opened(call: string, options: WaitOptions | undefined): AbortSignal | undefined {
    this.#assertOpen();
    return signalOf(call, options);
  }

  #end(error: MillraceError): void {
    this.#closedBy = error;
    this.#calls.rejectAll(error);
  }

  /** With what other threads have just done. */
  #latestImage(): MetadataImage {
    this.#assertOpen();
    this.#engine.poll();
    return this.#engine.image;
  }

  #assertOpen(): void {
    if (this.#closedBy) throw this.#closedBy;
  }
}
