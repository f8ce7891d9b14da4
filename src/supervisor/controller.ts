import { ErrorCode } from "../base/errors.ts";
import type {
  AlterPartitionRequest,
  AlterPartitionResponse,
  CreateTopicsRequest,
  CreateTopicsResponse,
  InitProducerIdRequest,
  InitProducerIdResponse,
  RegisterBrokerResponse,
} from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { MetadataLog } from "../metadata/log.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import { alterPartition } from "./alter-partition.ts";
import { type BrokerDeath, brokerDied } from "./broker-died.ts";
import { createTopics, type TopicDefaults } from "./create-topics.ts";
import { initProducerId } from "./init-producer-id.ts";
import type { Decision } from "./operation.ts";
import { type Registration, registerBroker } from "./register-broker.ts";

export interface ControllerOptions {
  readonly image: MetadataImage;
  readonly log: MetadataLog;
  readonly defaults: TopicDefaults;
}

/**
 * Runs operations one after another: decide, append, replay. The image changes here and only by records that are in the
 * log already, so a supervisor that starts again and replays the log continues exactly here. When the log is full
 * nothing changes and the answer is METADATA_FULL.
 */
export class Controller {
  readonly image: MetadataImage;
  readonly #log: MetadataLog;
  readonly #defaults: TopicDefaults;

  constructor(options: ControllerOptions) {
    this.image = options.image;
    this.#log = options.log;
    this.#defaults = options.defaults;
  }

  start(incarnation: number): boolean {
    return this.#commit([{ type: "supervisorStarted", incarnation }]);
  }

  registerBroker(request: Registration): RegisterBrokerResponse {
    return this.#run(registerBroker(request, this.image), { error: ErrorCode.METADATA_FULL, brokerEpoch: 0 });
  }

  /** False: the log is full and the death is not recorded. */
  brokerDied(death: BrokerDeath): boolean {
    return this.#commit(brokerDied(death, this.image).records);
  }

  alterPartition(request: AlterPartitionRequest): AlterPartitionResponse {
    const { topicId, partition, leaderEpoch, partitionEpoch } = request;
    const full = { error: ErrorCode.METADATA_FULL, topicId, partition, leaderEpoch, partitionEpoch, isr: [] };
    return this.#run(alterPartition(request, this.image), full);
  }

  createTopics(request: CreateTopicsRequest): CreateTopicsResponse {
    const message = "The metadata log is full: the topics were not created.";
    const full = { error: ErrorCode.METADATA_FULL, message, topics: [] };
    return this.#run(createTopics(request, this.image, this.#defaults), full);
  }

  initProducerId(request: InitProducerIdRequest): InitProducerIdResponse {
    const full = { error: ErrorCode.METADATA_FULL, producerId: -1, producerEpoch: -1 };
    return this.#run(initProducerId(request, this.image), full);
  }

  #run<Response>(decision: Decision<Response>, full: Response): Response {
    return this.#commit(decision.records) ? decision.response : full;
  }

  #commit(records: readonly MetadataRecord[]): boolean {
    if (records.length === 0) return true;
    if (!this.#log.append(records)) return false;
    for (const entry of records) this.image.replay(entry);
    return true;
  }
}
