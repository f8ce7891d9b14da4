import type { ActorContext } from "../actor/actor.ts";
import { ARENA_TAILS_SHARE, CHUNK_BYTES_MAX } from "../base/limits.ts";
import { retainedStart } from "../log/retention.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { reclaimOf, retentionOf } from "../metadata/retention-config.ts";
import { ArenaReclaim, type ArenaUse, type ReclaimCandidate } from "./arena-reclaim.ts";
import { ReclaimReports } from "./reclaim-reports.ts";
import type { ReplicaActor } from "./replica-actor.ts";
import type { ReplicaLimits } from "./replica-limits.ts";

export interface LogKeeperOptions {
  readonly brokerId: number;
  readonly image: MetadataImage;
  readonly limits: ReplicaLimits;
  /** Undefined: the arena is not looked at, and nothing is reclaimed for it. */
  readonly use: ArenaUse | undefined;
  /** All replicas of this broker. */
  replicas(): Iterable<ReplicaActor>;
}

/**
 * Keeps the logs of a broker as long as their topics say and the arena allows: retention by time and size, reclaiming when
 * the arena fills up, silent producers. Only leaders delete; followers follow their leader's start. Part of the
 * BrokerActor, which passes on the timer with tag `timerTag`.
 */
export class LogKeeper {
  readonly #options: LogKeeperOptions;
  readonly #timerTag: number;
  readonly #reclaim: ArenaReclaim | undefined;
  readonly #reports: ReclaimReports;
  #context: ActorContext | undefined; // of the call that runs now, or of the last one
  #nextAge = 0;

  constructor(options: LogKeeperOptions, timerTag: number) {
    const { use, limits } = options;
    this.#options = options;
    this.#timerTag = timerTag;
    this.#reports = new ReclaimReports(options);
    if (use !== undefined)
      this.#reclaim = new ArenaReclaim({ use, pauseMs: limits.reclaimPauseMs, candidates: () => this.#candidates() });
  }

  start(context: ActorContext): void {
    this.#context = context;
    context.setTimer(this.#options.limits.retentionCheckMs, this.#timerTag);
  }

  /** The age of a chunk that a log of this broker begins now. */
  readonly nextAge = (): number => this.#nextAge++;

  /** May a leader of this broker begin a chunk now? Makes room where that is allowed. */
  readonly hasRoom = (now: number): boolean => this.#reclaim?.hasRoom(now) ?? true;

  /** The largest chunk: small enough that the last chunks of all logs, which nobody can reclaim, leave room. */
  readonly chunkBytesMax = (): number => {
    const { use, image } = this.#options;
    if (use === undefined) return CHUNK_BYTES_MAX;
    let replicas = 0;
    for (const topic of image.topics.values()) for (const state of topic.partitions) replicas += state.replicas.length;
    return Math.min(CHUNK_BYTES_MAX, (use.totalBytes * ARENA_TAILS_SHARE) / Math.max(1, replicas));
  };

  timerFired(context: ActorContext): void {
    this.#context = context;
    const { image, limits } = this.#options;
    for (const replica of this.#options.replicas()) {
      replica.log.producers.expire(context.now, limits.producerIdExpirationMs);
      const topic = image.topics.get(replica.topicId);
      if (replica.leader === undefined || topic === undefined) continue;
      const start = retainedStart(replica.log, retentionOf(topic), replica.highWatermark, context.wallTime);
      replica.deleteBelow(start, context);
    }
    this.#reclaim?.relieve(context.now);
    this.#reports.sendDue(context);
    context.setTimer(limits.retentionCheckMs, this.#timerTag);
  }

  *#candidates(): Generator<ReclaimCandidate> {
    for (const replica of this.#options.replicas()) {
      const topic = this.#options.image.topics.get(replica.topicId);
      if (replica.leader === undefined || topic === undefined) continue;
      const reclaim = reclaimOf(topic);
      if (reclaim !== "oldest") continue;
      const replicaCount = topic.partitions[replica.partition]?.replicas.length ?? 1;
      yield {
        log: replica.log,
        replicaCount,
        reclaimableEnd: replica.highWatermark,
        reclaimBelow: (offset) => this.#reclaimBelow(replica, offset),
      };
    }
  }

  #reclaimBelow(replica: ReplicaActor, offset: number): void {
    const { log, topicId } = replica;
    const before = { start: log.startOffset, bytes: log.bytes };
    if (this.#context !== undefined) replica.deleteBelow(offset, this.#context);
    this.#reports.add(topicId, log.startOffset - before.start, before.bytes - log.bytes);
  }
}
