import type { Allocator, ArenaMemory } from "../../../src/arena/memory.ts";
import { type ActorRef, ROOT_ACTOR, type Slice } from "../../../src/base/ids.ts";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import type { LogStorage } from "../../../src/log/storage.ts";
import { FETCH_REQUEST, FetcherRole, type FetchResponse, PRODUCE_REQUEST } from "../../../src/message/kinds.ts";
import { MetadataImage, type PartitionState, STEADY_PARTITION } from "../../../src/metadata/image.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { BrokerActor, type BrokerOptions } from "../../../src/replica/broker-actor.ts";
import { SimHighWatermarks } from "../../../src/testing/machine/sim-high-watermarks.ts";
import type { Sent } from "./fake-context.ts";
import { FakeEndpoint } from "./fake-context.ts";
import { crc, TestArena } from "./support.ts";

export interface FetchOptions {
  readonly epoch?: number; // of the session
  readonly moved?: readonly [partition: number, offset: number][];
  readonly forgotten?: readonly number[];
  readonly corrupt?: readonly number[];
  readonly maxBytes?: number;
  readonly consumer?: boolean;
  readonly session?: number;
  readonly from?: number;
  readonly leaderEpoch?: number;
  readonly lastFetchedEpoch?: number;
  readonly brokerEpoch?: number;
}

export type StorageClass = new (memory: ArenaMemory, allocator: Allocator) => LogStorage;

/** Broker 1 of three, alone with a metadata image that the test writes. Topic 1's partitions are led by `leader`. */
export class BrokerBench {
  readonly endpoint = new FakeEndpoint(1);
  readonly arena = new TestArena();
  readonly image = new MetadataImage();
  readonly highWatermarks = new SimHighWatermarks();
  readonly broker: BrokerActor;
  readonly root: ActorRef = { endpoint: 1, actor: ROOT_ACTOR };

  constructor(partitions = 2, options: Partial<BrokerOptions> = {}, storage: StorageClass = ArenaStorage, leader = 1) {
    this.broker = new BrokerActor({
      brokerId: 1,
      incarnation: 0,
      hasLog: false,
      memory: this.arena.memory,
      image: this.image,
      crc,
      codecs,
      openStorage: () => new storage(this.arena.memory, this.arena),
      highWatermarks: this.highWatermarks,
      replicaLagTimeMaxMs: 500,
      ...options,
    });
    this.endpoint.spawn(this.broker);
    this.image.replay({ type: "topicCreated", topicId: 1, name: "a", configs: new Map() });
    for (const id of [1, 2, 3]) this.register(id, 0, 10 + id);
    for (let partition = 0; partition < partitions; partition++) this.change({ partition, leader });
    this.endpoint.deliver(this.root, { type: "local", note: "start" });
    this.endpoint.settle();
  }

  register(brokerId: number, incarnation: number, brokerEpoch: number): void {
    this.image.replay({
      type: "brokerRegistered",
      brokerId,
      endpoint: brokerId,
      incarnation,
      brokerEpoch,
      hasLog: false,
    });
  }

  /** Changes a partition in the image; `metadata` makes the broker look. */
  change(state: Partial<PartitionState>): void {
    const known = this.image.partition(1, state.partition ?? 0);
    const fresh = { topicId: 1, partition: 0, replicas: [1, 2, 3], isr: [1, 2, 3], leader: 1, leaderEpoch: 5 };
    const next = {
      ...fresh,
      ...STEADY_PARTITION,
      highWatermarkSlot: 0,
      ...known,
      ...state,
      partitionEpoch: (known?.partitionEpoch ?? 0) + 1,
    };
    this.image.replay({ type: "partitionChanged", state: next });
  }

  metadata(): void {
    this.endpoint.deliver(this.root, { type: "metadata" });
    this.endpoint.settle();
  }

  produce(partition: number, correlation: number, batch: Slice = this.arena.batch(1), acks = 1): void {
    const body = { topicId: 1, partition, acks, leaderEpoch: -1 };
    this.endpoint.request(this.root, PRODUCE_REQUEST, body, { correlation, bytes: batch });
  }

  fetch(correlation: number, options: FetchOptions = {}): void {
    const {
      epoch = 0,
      moved = [],
      forgotten = [],
      corrupt = [],
      consumer = false,
      leaderEpoch = -1,
      from = 2,
    } = options;
    const { maxBytes = 1e6, session = 1, brokerEpoch = 12 } = options;
    const position = {
      topicId: 1,
      lastFetchedEpoch: options.lastFetchedEpoch ?? -1,
      currentLeaderEpoch: leaderEpoch,
      logStartOffset: consumer ? -1 : 0,
    };
    const body = {
      role: consumer ? FetcherRole.CONSUMER : FetcherRole.FOLLOWER,
      brokerId: consumer ? 0 : 2,
      brokerEpoch: consumer ? 0 : brokerEpoch,
      sessionId: session,
      sessionEpoch: epoch,
      maxBytes,
      moved: moved.map(([partition, fetchOffset]) => ({ ...position, partition, fetchOffset })),
      forgotten: forgotten.map((partition) => ({ topicId: 1, partition })),
      corrupt: corrupt.map((partition) => ({ topicId: 1, partition })),
    };
    this.endpoint.request(this.root, FETCH_REQUEST, body, { correlation, from });
  }

  /** What was answered, in words: correlation, then partition, error, high watermark and bytes (or references) of each. */
  answers(): string[] {
    this.endpoint.settle();
    return this.endpoint.replies.splice(0).map(textOf);
  }
}

function textOf(sent: Sent): string {
  if (!sent.kind.startsWith("Fetch")) return `${sent.correlation}: ${sent.kind}`;
  const { error, partitions } = sent.body as FetchResponse;
  const parts = partitions.map((part) => {
    const size = part.references.length > 0 ? `${part.references.length} refs` : `${part.attachmentBytes} B`;
    const { epoch, endOffset } = part.diverging ?? {};
    const what = part.diverging ? `diverging ${epoch} at ${endOffset}` : part.error || size;
    return `${part.partition}[${what}, hw ${part.highWatermark}]`;
  });
  return `${sent.correlation}: ${error || parts.join(" ") || "nothing"}`;
}
