import type { MetadataImage, PartitionState } from "../../metadata/image.ts";
import type { MetadataRecord } from "../../metadata/records.ts";
import type { ReplicaView } from "../../replica/replica-view.ts";
import type { LiveLease } from "../machine/sim-arena.ts";
import type { OnFrame } from "../machine/sim-network.ts";
import type { SeenRecord } from "../users/sim-consumer.ts";

/** An incarnation of an endpoint that has just taken a turn. */
export interface Turned {
  readonly endpoint: number;
  readonly incarnation: number;
}

/** Where a consumer goes on: at an offset, where a timestamp is, or where its reset policy takes it. */
export type Moved = number | "anywhere" | "reset";

/** What invariants see of a cluster. */
export interface Observed {
  /** The metadata as the log says it now. */
  readonly image: MetadataImage;
  /** Called with every metadata record and the image right before it. */
  readonly onMetadata: ((entry: MetadataRecord, before: MetadataImage) => void)[];
  /** Called with every frame that is handed over. */
  readonly onFrame: OnFrame[];
  /** What the living supervisor believes. */
  readonly supervisorImage: MetadataImage | undefined;
  /** What an endpoint that begins now reads from the metadata log. */
  replayedImage(): MetadataImage;
  /** Topics that allow unclean elections lose what was committed, lawfully; also after their deletion. */
  mayLoseRecords(topicId: number): boolean;
  /** Has a bit of a stored batch ever changed by itself? */
  readonly hasRotted: boolean;
  /** The offset from which on this replica's log is not what it was, by such a change that nobody has noticed; or infinity. */
  rotFrom(replica: ReplicaView): number;
  readonly livingBrokers: ReadonlyMap<number, { readonly endpoint: Turned }>;
  replicasOf(brokerId: number): Iterable<ReplicaView>;
  replicas(): Iterable<ReplicaView>;
  replica(brokerId: number, topicId: number, partition: number): ReplicaView | undefined;
  partitions(): Iterable<PartitionState>;
  liveLeases(): Iterable<LiveLease>;
  /** How often an arena unit was given out. */
  generationOf(unit: number): number;
  failure(invariant: string, detail: string): Error;
}

/** Something that must hold after every step. Each has a file of its own; a violation throws `SimulationFailure`. */
export interface Invariant {
  readonly name: string;
  /** Cheap: looks only at what this endpoint's turn may have changed. */
  afterTurn?(endpoint: Turned): void;
  /** A consumer was shown a record. */
  see?(record: SeenRecord): void;
  /** A consumer begins at an offset, or goes on elsewhere. */
  moved?(consumer: string, partition: number, to: Moved): void;
  /** A consumer noticed that a log is cut below what it read, and goes on where the two part. */
  truncated?(consumer: string): void;
  /** A consumer is dead. */
  ended?(consumer: string): void;
  /** Everything, now and then and at the end. */
  inFull?(): void;
  /** Every operation has ended, and every consumer has read to the end. */
  atEnd?(): void;
}
