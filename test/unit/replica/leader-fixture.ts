import type { ReplyTo } from "../../../src/actor/actor.ts";
import { type ErrorCode, errorName } from "../../../src/base/errors.ts";
import { ArenaStorage } from "../../../src/log/arena-storage.ts";
import { Log } from "../../../src/log/log.ts";
import { type PartitionState, STEADY_PARTITION } from "../../../src/metadata/image.ts";
import type { ProducerStamp } from "../../../src/record/batch-header.ts";
import type { PositionVerdict } from "../../../src/replica/fetch-position.ts";
import { ACKS_ALL, type LeaderEffects, PartitionLeader } from "../../../src/replica/leader.ts";
import type { AppendedBatch } from "../../../src/replica/purgatory.ts";
import { REPLICA_RULES, type ReplicaRules } from "../../../src/replica/rules.ts";
import { crc, TestArena } from "./support.ts";

/** The leader under test is broker 1, of replicas 1, 2, 3. */
export const LEADER = 1;

export interface LeaderSetup {
  readonly isr?: readonly number[];
  readonly replicas?: readonly number[];
  readonly leaderEpoch?: number;
  readonly minInSyncReplicas?: number;
  readonly highWatermark?: number;
  readonly messageBytesMax?: number;
  readonly logAppendTime?: boolean;
  readonly rules?: Partial<ReplicaRules>;
  /** Epochs of the batches, one record each, that the log holds before. */
  readonly epochs?: readonly number[];
  readonly log?: Log;
}

export const LAG_MS = 100;
/** The wall's time at `now` 0, in ms. */
export const WALL_START = 1_700_000_000_000;

export function stateOf(setup: LeaderSetup = {}): PartitionState {
  const { replicas = [1, 2, 3], isr = replicas, leaderEpoch = 5 } = setup;
  return {
    topicId: 1,
    partition: 0,
    replicas,
    isr,
    leader: LEADER,
    leaderEpoch,
    partitionEpoch: 10,
    ...STEADY_PARTITION,
    highWatermarkSlot: 0,
  };
}

export function logOf(arena: TestArena, epochs: readonly number[] = []): Log {
  const storage = new ArenaStorage(arena.memory, arena);
  const log = new Log({ memory: arena.memory, storage, crc, flush: "none" });
  for (const epoch of epochs) log.appendAsLeader(arena.batch(1), epoch);
  return log;
}

/** A leader with everything that it does written down in words. */
export class LeaderBench implements LeaderEffects {
  readonly arena = new TestArena();
  readonly log: Log;
  readonly leader: PartitionLeader;
  /** Broker epochs of those who are registered and not fenced. */
  readonly registered = new Map([
    [1, 11],
    [2, 12],
    [3, 13],
  ]);
  /** Those that are about to end as planned. */
  readonly shuttingDown = new Set<number>();
  now = 1_000;
  arenaHasRoom = true;
  readonly #effects: string[] = [];

  constructor(setup: LeaderSetup = {}) {
    this.log = setup.log ?? logOf(this.arena, setup.epochs);
    this.leader = new PartitionLeader({
      brokerId: LEADER,
      log: this.log,
      state: stateOf(setup),
      highWatermark: setup.highWatermark ?? 0,
      topic: {
        minInSyncReplicas: setup.minInSyncReplicas ?? 1,
        messageBytesMax: setup.messageBytesMax ?? 100_000,
        logAppendTime: setup.logAppendTime ?? false,
      },
      brokers: {
        epochOf: (id) => this.registered.get(id),
        isShuttingDown: (id) => this.shuttingDown.has(id),
      },
      rules: { ...REPLICA_RULES, ...setup.rules },
      crc,
      replicaLagTimeMaxMs: LAG_MS,
      effects: this,
      now: this.now,
    });
    this.#effects.length = 0;
  }

  acknowledge(to: ReplyTo, error: ErrorCode, batch?: AppendedBatch): void {
    const time = batch === undefined || batch.logAppendTime < 0 ? "" : ` at ${batch.logAppendTime - WALL_START}`;
    this.#effects.push(`${to.correlation}: ${errorName(error)} ${batch?.baseOffset ?? -1}${time}`);
  }
  appended(): void {}
  committed(): void {
    this.#effects.push(`committed ${this.leader?.highWatermark}`);
  }
  isrMayChange(): void {
    this.#effects.push("isr may change");
  }
  hasRoom(): boolean {
    return this.arenaHasRoom;
  }

  /** What was done since it was asked last. */
  get done(): string[] {
    return this.#effects.splice(0);
  }

  /** Produces one batch; `correlation` names it in the effects. */
  produce(
    correlation: number,
    options: Partial<ProducerStamp> & { acks?: number; epoch?: number; count?: number } = {},
  ) {
    const { acks = ACKS_ALL, epoch = -1, count = 1, ...producer } = options;
    const batch = this.arena.batch(count, producer);
    const replyTo = acks === 0 ? undefined : { endpoint: 9, incarnation: 0, correlation };
    this.leader.produce({ acks, leaderEpoch: epoch, batch, replyTo, wallTime: WALL_START + this.now }, this.now);
  }

  /** Broker `id` has everything below `fetchOffset`. */
  fetch(
    id: number,
    fetchOffset: number,
    options: { epoch?: number; last?: number; brokerEpoch?: number; start?: number } = {},
  ): string {
    const { epoch = this.leader.leaderEpoch, brokerEpoch = 10 + id } = options;
    const last = options.last ?? (fetchOffset === 0 ? -1 : this.log.epochs.epochAt(fetchOffset - 1));
    const logStartOffset = options.start ?? this.log.startOffset;
    const position = { fetchOffset, lastFetchedEpoch: last, currentLeaderEpoch: epoch, logStartOffset };
    return verdictText(this.leader.followerFetched(id, brokerEpoch, position, this.now));
  }

  propose(): string | undefined {
    const proposal = this.leader.proposeIsr(this.now);
    return proposal?.isr.map(({ brokerId, brokerEpoch }) => `${brokerId}@${brokerEpoch}`).join(" ");
  }
}

export function verdictText(verdict: PositionVerdict): string {
  if (verdict.type === "refused") return errorName(verdict.error);
  return verdict.type === "good" ? "good" : `diverging ${verdict.end.epoch} at ${verdict.end.endOffset}`;
}
