import type { EndpointId } from "../../base/ids.ts";
import type { MessageKind } from "../../message/kind.ts";
import type { MetadataImage, PartitionState } from "../../metadata/image.ts";
import type { MetadataRecord, RecordOf } from "../../metadata/records.ts";
import type { Observed } from "../invariants/invariant.ts";
import type { SimEndpoint } from "../machine/sim-endpoint.ts";
import type { SimFrame } from "../machine/sim-link.ts";
import type { SimRuntime } from "../machine/sim-runtime.ts";

/** What rare events are recognised by: the metadata, the frames, the replicas, and the machine under them. */
export interface Watched extends Observed {
  readonly runtime: Pick<SimRuntime, "afterTurn" | "endpoint" | "endpoints" | "time" | "world">;
}

/** A few rare events that are recognised by the same signs. */
export interface EventGroup<Name extends string> {
  /** What happens, in a sentence. */
  readonly events: Readonly<Record<Name, string>>;
  /** Calls `count` whenever one of them has happened, from here on. */
  watch(watch: Watch, count: (event: Name) => void): void;
}

type SeeFrame = (from: EndpointId, to: EndpointId, body: never, frame: SimFrame) => void;
type SeeRecord = (entry: MetadataRecord, image: MetadataImage) => void;
type SeePartition = (after: PartitionState, before: PartitionState, image: MetadataImage) => void;

/**
 * One look at everything that happens in a cluster, shared by all groups: each frame and record goes only to those who
 * asked for its kind, so that counting costs next to nothing.
 */
export class Watch {
  readonly cluster: Watched;
  readonly #byKind: (SeeFrame[] | undefined)[] = [];
  readonly #byType = new Map<MetadataRecord["type"], SeeRecord[]>();
  readonly #partitions: SeePartition[] = [];

  constructor(cluster: Watched) {
    this.cluster = cluster;
    cluster.onFrame.push((from, to, frame, body) => {
      const watchers = this.#byKind[frame.kind.number];
      if (watchers === undefined) return;
      for (let index = 0; index < watchers.length; index++)
        (watchers[index] as SeeFrame)(from, to, body as never, frame);
    });
    cluster.onMetadata.push((entry, image) => {
      for (const see of this.#byType.get(entry.type) ?? []) see(entry, image);
    });
    this.onRecord("partitionChanged", ({ state }, image) => {
      const before = image.partition(state.topicId, state.partition);
      if (before !== undefined) for (const see of this.#partitions) see(state, before, image);
    });
  }

  /** Every frame of this kind, right before it is handed over. */
  onFrame<B>(kind: MessageKind<B>, see: (from: EndpointId, to: EndpointId, body: B, frame: SimFrame) => void): void {
    const known = this.#byKind[kind.number] ?? [];
    this.#byKind[kind.number] = known;
    known.push(see as SeeFrame);
  }

  /** Every metadata record of this type, with the image right before it. */
  onRecord<Type extends MetadataRecord["type"]>(
    type: Type,
    see: (entry: RecordOf<Type>, image: MetadataImage) => void,
  ): void {
    const known = this.#byType.get(type) ?? [];
    this.#byType.set(type, known);
    known.push(see as SeeRecord);
  }

  /** Every change of a partition that was there before. */
  onPartition(see: SeePartition): void {
    this.#partitions.push(see);
  }

  /** Every change that begins a leader epoch with a leader. */
  onElection(see: SeePartition): void {
    this.onPartition((after, before, image) => {
      if (after.leader >= 0 && after.leaderEpoch > before.leaderEpoch) see(after, before, image);
    });
  }

  /** After every turn, with the endpoint that took it. */
  onTurn(see: (endpoint: SimEndpoint) => void): void {
    this.cluster.runtime.afterTurn.push(see);
  }

  /** Is the registered incarnation of this broker dead, whether or not anybody knows? */
  isDead(brokerId: number, image: MetadataImage): boolean {
    return this.cluster.livingBrokers.get(brokerId)?.endpoint.incarnation !== image.brokers.get(brokerId)?.incarnation;
  }
}
