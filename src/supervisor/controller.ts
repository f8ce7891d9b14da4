import type { HighWatermarks } from "../arena/memory.ts";
import { ErrorCode } from "../base/errors.ts";
import { METADATA_DESCRIPTION_BYTES_MAX } from "../base/limits.ts";
import type {
  AdminResponse,
  AlterPartitionRequest,
  AlterPartitionResponse,
  CreateTopicsRequest,
  CreateTopicsResponse,
  InitProducerIdRequest,
  InitProducerIdResponse,
  RegisterBrokerResponse,
  SetHoldResponse,
} from "../message/kinds.ts";
import { descriptionBytes, descriptionGrowth } from "../metadata/descriptions.ts";
import type { HoldState } from "../metadata/holds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { MetadataLog } from "../metadata/log.ts";
import type { MetadataRecord, ReclaimedTopic } from "../metadata/records.ts";
import { snapshotOf } from "../metadata/snapshot.ts";
import { alterPartition } from "./alter-partition.ts";
import { type BrokerDeath, brokerDied } from "./broker-died.ts";
import { createTopics, type TopicDefaults } from "./create-topics.ts";
import { rebalanceLeaders } from "./elect-leaders.ts";
import { initProducerId } from "./init-producer-id.ts";
import type { Decision, LastHighWatermark } from "./operation.ts";
import { type Registration, registerBroker } from "./register-broker.ts";
import { endHolds, setHold } from "./set-hold.ts";

export interface ControllerOptions {
  readonly image: MetadataImage;
  readonly log: MetadataLog;
  readonly defaults: TopicDefaults;
  readonly highWatermarks: Pick<HighWatermarks, "load">;
  /** What the cluster was started with, by Kafka's names, for whoever describes a broker. */
  readonly brokerConfigs: ReadonlyMap<string, string>;
  /** Mutants of the simulation: requests of another epoch are not refused. Default true. */
  readonly fencesByEpoch?: boolean;
}

/** An operation whose answer says for each item what became of it. */
export type AdminDecision<Request> = (
  request: Request,
  image: MetadataImage,
  lastHighWatermark: LastHighWatermark,
) => Decision<AdminResponse>;

/**
 * Runs operations one after another: decide, append, replay. The image changes here and only by records that are in the
 * log already, so a supervisor that starts again and replays the log continues exactly here. A full log is replaced by a
 * snapshot. What would make that too large is refused with METADATA_FULL before anything is appended: only what users
 * describe can, so elections and ISR changes always have their room. (In a log smaller than the limits are made for, as
 * tests have, anything may meet METADATA_FULL; then nothing has changed either.)
 */
export class Controller {
  readonly image: MetadataImage;
  readonly #log: MetadataLog;
  readonly #defaults: TopicDefaults;
  readonly #brokerConfigs: ReadonlyMap<string, string>;
  readonly #lastHighWatermark: LastHighWatermark;
  readonly #fencesByEpoch: boolean;

  constructor(options: ControllerOptions) {
    const { image, log, defaults, highWatermarks, brokerConfigs } = options;
    this.image = image;
    this.#log = log;
    this.#defaults = defaults;
    this.#brokerConfigs = brokerConfigs;
    this.#fencesByEpoch = options.fencesByEpoch ?? true;
    this.#lastHighWatermark = (state) => highWatermarks.load(state.highWatermarkSlot, state.topicId);
  }

  start(incarnation: number): boolean {
    return this.#commit([{ type: "supervisorStarted", incarnation, brokerConfigs: this.#brokerConfigs }]);
  }

  registerBroker(request: Registration): RegisterBrokerResponse {
    return this.#run(registerBroker(request, this.image, this.#lastHighWatermark), {
      error: ErrorCode.METADATA_FULL,
      brokerEpoch: 0,
    });
  }

  /** False: the log is full and the death is not recorded. */
  brokerDied(death: BrokerDeath): boolean {
    return this.#commit(brokerDied(death, this.image, this.#lastHighWatermark).records);
  }

  alterPartition(request: AlterPartitionRequest): AlterPartitionResponse {
    const { topicId, partition, leaderEpoch, partitionEpoch } = request;
    const full = { error: ErrorCode.METADATA_FULL, topicId, partition, leaderEpoch, partitionEpoch, isr: [] };
    return this.#run(alterPartition(request, this.image, this.#fencesByEpoch), full);
  }

  createTopics(request: CreateTopicsRequest): CreateTopicsResponse {
    const decision = createTopics(request, this.image, this.#defaults);
    return this.#describe(decision, (message) => ({ error: ErrorCode.METADATA_FULL, message, topics: [] }));
  }

  initProducerId(request: InitProducerIdRequest): InitProducerIdResponse {
    const full = { error: ErrorCode.METADATA_FULL, producerId: -1, producerEpoch: -1 };
    return this.#run(initProducerId(request, this.image), full);
  }

  /** False: the log is full, the leaders stay where they are. */
  rebalanceLeaders(): boolean {
    return this.#commit(rebalanceLeaders(this.image).records);
  }

  administer<Request>(decide: AdminDecision<Request>, request: Request): AdminResponse {
    const { version: metadataVersion } = this.image;
    const full = (message: string) => ({ error: ErrorCode.METADATA_FULL, message, metadataVersion, results: [] });
    return this.#describe(decide(request, this.image, this.#lastHighWatermark), full);
  }

  setHold(hold: HoldState): SetHoldResponse {
    const full = (message: string) => ({ error: ErrorCode.METADATA_FULL, metadataVersion: 0, message });
    return this.#describe(setHold(hold, this.image), full);
  }

  /** False: the log is full, and the holds of this dead endpoint stay. */
  endHolds(endpoint: number, incarnation: number): boolean {
    return this.#commit(endHolds(endpoint, incarnation, this.image));
  }

  recordsReclaimed(brokerId: number, topics: readonly ReclaimedTopic[]): void {
    this.#commit([{ type: "recordsReclaimed", brokerId, topics }]);
  }

  /** As `#run`, for what may add to that part of the metadata whose size is the users' to choose. */
  #describe<Response>(decision: Decision<Response>, full: (message: string) => Response): Response {
    const growth = descriptionGrowth(decision.records, this.image);
    const bytes = growth > 0 ? descriptionBytes(this.image) + growth : 0;
    if (bytes > METADATA_DESCRIPTION_BYTES_MAX) return full(tooLong(bytes));
    return this.#run(decision, full("The metadata log is full: nothing was changed."));
  }

  #run<Response>(decision: Decision<Response>, full: Response): Response {
    return this.#commit(decision.records) ? decision.response : full;
  }

  #commit(records: readonly MetadataRecord[]): boolean {
    if (records.length === 0) return true;
    if (!this.#log.append(records)) {
      // Full: a snapshot of what there is makes room.
      if (!this.#log.rewrite(snapshotOf(this.image)) || !this.#log.append(records)) return false;
    }
    for (const entry of records) this.image.replay(entry);
    return true;
  }
}

function tooLong(bytes: number): string {
  const numbers = `${bytes} bytes of the ${METADATA_DESCRIPTION_BYTES_MAX} that the metadata has for them`;
  const advice =
    "Nothing was changed. Delete topics, give them shorter names and fewer configs, or hold fewer partitions.";
  return `The names and configs of topics and the holds would take ${numbers}. ${advice}`;
}
