import type { ActorContext, Received } from "../actor/actor.ts";
import { ARENA_TAILS_SHARE, CHUNK_BYTES_MAX } from "../base/limits.ts";
import { retainedStart } from "../log/retention.ts";
import type { HoldPositions } from "../message/kinds.ts";
import { holdKey } from "../metadata/holds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { reclaimOf, retentionOf } from "../metadata/retention-config.ts";
import { ArenaReclaim, type ArenaUse, type ReclaimCandidate } from "./arena-reclaim.ts";
import { ReclaimReports } from "./reclaim-reports.ts";
import type { ReplicaActor } from "./replica-actor.ts";
import type { ReplicaLimits } from "./replica-limits.ts";
import type { ReplicaRules } from "./rules.ts";

/** Holders that a full arena's message names: the slowest. */
const NAMED_HOLDERS_MAX = 3;

export interface LogKeeperOptions {
  readonly brokerId: number;
  readonly image: MetadataImage;
  readonly limits: ReplicaLimits;
  readonly rules: ReplicaRules;
  /** Undefined: the arena is not looked at, and nothing is reclaimed for it. */
  readonly use: ArenaUse | undefined;
  replica(topicId: number, partition: number): ReplicaActor | undefined;
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

  /** A consumer says what it has read. */
  holdPositions(message: Received<HoldPositions>, context: ActorContext): void {
    const incarnation = context.incarnationOf(message.from);
    if (incarnation === undefined) return; // it died meanwhile
    const { holdId, metadataVersion, positions } = message.body;
    const key = holdKey({ endpoint: message.from, incarnation, holdId });
    for (const { topicId, partition, offset } of positions) {
      const replica = this.#options.replica(topicId, partition);
      if (replica?.leader !== undefined) replica.holds.report(key, offset, metadataVersion);
    }
  }

  /** What a producer is told when there is no room for its records: how full the arena is, and who keeps it so. */
  readonly whyFull = (replica: ReplicaActor): string => {
    const { use, image } = this.#options;
    const topic = image.topics.get(replica.topicId);
    if (use === undefined || topic === undefined) return "";
    const used = `${mebibytes(use.usedBytes())} of ${mebibytes(use.totalBytes)} MiB of the arena are taken`;
    const { log, partition } = replica;
    const kept = `${topic.name}-${partition} keeps ${mebibytes(log.bytes)} MiB, offsets ${log.startOffset} to ${log.endOffset}`;
    const reclaim = reclaimOf(topic);
    if (reclaim !== "consumed") return `${used}; ${kept} (millrace.reclaim=${reclaim})`;
    const positions = replica.holds.positions(image.holds.of(replica.topicId, partition));
    const slowest = positions
      .sort((left, right) => (left.offset ?? 0) - (right.offset ?? 0))
      .slice(0, NAMED_HOLDERS_MAX);
    const holders = slowest.map(({ hold, offset }) => {
      const name = `${hold.clientId || "a consumer"} of endpoint ${hold.endpoint}`;
      return offset === undefined ? `${name} has not read` : `${name} is ${log.endOffset - offset} records behind`;
    });
    const who = holders.length === 0 ? "no consumer with hold: true reads it" : holders.join(", ");
    return `${used}; ${kept} (millrace.reclaim=consumed): ${who}`;
  };

  timerFired(context: ActorContext): void {
    this.#context = context;
    const { image, limits } = this.#options;
    for (const replica of this.#options.replicas()) {
      replica.log.producers.expire(context.now, limits.producerIdExpirationMs);
      const topic = image.topics.get(replica.topicId);
      if (replica.leader === undefined || topic === undefined) continue;
      replica.holds.forgetGone(image.holds.of(replica.topicId, replica.partition), image.version);
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
      if (reclaim === "none") continue;
      const replicaCount = topic.partitions[replica.partition]?.replicas.length ?? 1;
      yield {
        log: replica.log,
        replicaCount,
        reclaimableEnd: reclaim === "oldest" ? replica.highWatermark : this.#consumedEnd(replica),
        reclaimBelow: (offset) => this.#reclaimBelow(replica, offset),
      };
    }
  }

  /** Read by all who hold it, and committed. */
  #consumedEnd(replica: ReplicaActor): number {
    const { image, rules } = this.#options;
    if (!rules.honourHolds) return replica.highWatermark;
    const holders = image.holds.of(replica.topicId, replica.partition);
    return Math.min(replica.highWatermark, replica.holds.consumedEnd(holders, image.version));
  }

  #reclaimBelow(replica: ReplicaActor, offset: number): void {
    const { log, topicId } = replica;
    const before = { start: log.startOffset, bytes: log.bytes };
    if (this.#context !== undefined) replica.deleteBelow(offset, this.#context);
    this.#reports.add(topicId, log.startOffset - before.start, before.bytes - log.bytes);
  }
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
