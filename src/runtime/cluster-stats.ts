import type { Endpoints } from "../arena/endpoints.ts";
import { DEAD_LETTER_REASONS, type DeadLetterReason } from "../base/dead-letters.ts";
import { ENDPOINTS_MAX } from "../base/limits.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { ClientEndpoint } from "./client-endpoint.ts";
import { type ClusterConfig, firstClientEndpoint } from "./config.ts";

/** A look at the whole cluster from one thread. What other threads change meanwhile may be counted as before or after. */
export interface ClusterStats {
  readonly arena: ArenaStats;
  /** References to logs that readers hold, of all threads. */
  readonly leases: number;
  /** Threads in the cluster now: the supervisor, brokers that are alive, client threads. */
  readonly endpoints: number;
  /** What leaders gave up because the arena was full, since the cluster started; up to five seconds late. */
  readonly reclaimed: { readonly records: number; readonly bytes: number };
  /** Sleeping threads that had to be found by their watchdog, since the cluster started; must stay 0. */
  readonly rescuedWakeups: number;
  /**
   * What was rung for the dead since the cluster started, apart from `rescuedWakeups`: a thread may die between taking a
   * sleeper's flag and ringing, so for each death every bell is rung. `deaths`: threads that ended or left. `wakeups`:
   * sleepers found with their flag taken; a living thread about to ring counts as one, so it is an upper bound.
   */
  readonly deathBells: { readonly deaths: number; readonly wakeups: number };
  /**
   * Messages that reached nobody, by reason, of all threads since the cluster started, those that have ended included.
   * After failures there are some ("endpoint dead", "answer too late"); "ring full" must stay 0.
   */
  readonly deadLetters: Readonly<Record<DeadLetterReason, number>>;
  readonly brokersAlive: number;
  readonly brokers: readonly BrokerStats[];
  readonly topics: number;
  readonly partitions: number;
  /** Partitions without a leader now. */
  readonly partitionsOffline: number;
  /** Partitions whose ISR is smaller than their replicas now. */
  readonly partitionsUnderReplicated: number;
  /** How often a partition's last replica with all acknowledged records lost its memory, since the start. */
  readonly dataLosses: number;
  /** How often a replica was found to lack what was acknowledged, since the start: see the event `replicaDamaged`. */
  readonly damagedReplicas: number;
}

/** Bytes in whole units of 64 KiB, rings and buffers included. */
export interface ArenaStats {
  readonly totalBytes: number;
  readonly usedBytes: number;
  readonly usedBy: {
    readonly supervisor: number;
    /** Logs above all. */
    readonly brokers: number;
    /** Records on their way, above all. */
    readonly clients: number;
    /** Of threads that died, kept by the leases of living readers. */
    readonly orphans: number;
  };
}

export interface BrokerStats {
  readonly id: number;
  readonly alive: boolean;
  readonly incarnation: number;
  /** In the arena. */
  readonly usedBytes: number;
  readonly leaders: number;
  readonly replicas: number;
  /** References to logs that it holds as a reader. */
  readonly leases: number;
}

export function readStats(endpoint: ClientEndpoint, config: ClusterConfig): ClusterStats {
  const { arena, image } = endpoint;
  const { unitBytes } = arena.layout;
  const { byEndpoint, orphans } = arena.extents.usage();
  const bytesOf = (first: number, end: number): number =>
    byEndpoint.slice(first, end).reduce((sum, units) => sum + units, 0) * unitBytes;
  const firstClient = firstClientEndpoint(config);
  const all = Array.from({ length: ENDPOINTS_MAX }, (_, index) => index);
  const brokers = brokerStats(image, (id) => ({
    usedBytes: bytesOf(id, id + 1),
    leases: arena.leases.countOf(id),
  }));
  return {
    arena: {
      totalBytes: arena.extents.unitCount * unitBytes,
      usedBytes: bytesOf(0, ENDPOINTS_MAX) + orphans * unitBytes,
      usedBy: {
        supervisor: bytesOf(0, 1),
        brokers: bytesOf(1, firstClient),
        clients: bytesOf(firstClient, ENDPOINTS_MAX),
        orphans: orphans * unitBytes,
      },
    },
    leases: all.reduce((sum, other) => sum + arena.leases.countOf(other), 0),
    endpoints: all.filter((other) => arena.endpoints.incarnation(other) !== undefined).length,
    rescuedWakeups: all.reduce((sum, other) => sum + arena.endpoints.rescuedCount(other), 0),
    deathBells: { deaths: arena.endpoints.deathsRung, wakeups: arena.endpoints.deathWakeups },
    deadLetters: deadLettersOf(arena.endpoints),
    brokersAlive: brokers.filter(({ alive }) => alive).length,
    brokers,
    topics: image.topics.size,
    ...partitionStats(image),
    dataLosses: image.dataLossCount,
    damagedReplicas: image.damagedReplicaCount,
    reclaimed: image.reclaimed,
  };
}

function deadLettersOf(endpoints: Endpoints): ClusterStats["deadLetters"] {
  const counts: Partial<Record<DeadLetterReason, number>> = {};
  for (const reason of DEAD_LETTER_REASONS) {
    let sum = 0;
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++) sum += endpoints.deadLetters(endpoint, reason);
    counts[reason] = sum;
  }
  return counts as Record<DeadLetterReason, number>;
}

function brokerStats(
  image: MetadataImage,
  used: (id: number) => Pick<BrokerStats, "usedBytes" | "leases">,
): BrokerStats[] {
  const leaders = new Map<number, number>();
  const replicas = new Map<number, number>();
  const count = (counts: Map<number, number>, id: number): void => {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  for (const topic of image.topics.values())
    for (const partition of topic.partitions) {
      count(leaders, partition.leader);
      for (const id of partition.replicas) count(replicas, id);
    }
  const stats = Array.from(image.brokers.values(), ({ id, fenced, incarnation }) => ({
    id,
    alive: !fenced,
    incarnation,
    ...used(id),
    leaders: leaders.get(id) ?? 0,
    replicas: replicas.get(id) ?? 0,
  }));
  return stats.sort((left, right) => left.id - right.id);
}

function partitionStats(
  image: MetadataImage,
): Pick<ClusterStats, "partitions" | "partitionsOffline" | "partitionsUnderReplicated"> {
  const partitions = [...image.topics.values()].flatMap((topic) => topic.partitions);
  return {
    partitions: partitions.length,
    partitionsOffline: partitions.filter(({ leader }) => leader < 0).length,
    partitionsUnderReplicated: partitions.filter(({ isr, replicas }) => isr.length < replicas.length).length,
  };
}
