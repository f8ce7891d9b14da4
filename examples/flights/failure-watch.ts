import type { ClusterEvent } from "../../src/client/api.ts";
import type { FailureKind } from "./options.ts";
import { StandstillMeter } from "./standstill.ts";
import { durationText, grouped, listText } from "./text-format.ts";

export interface FailureStart {
  readonly kind: FailureKind;
  readonly broker: number | undefined; // of a killed leader
  readonly atRecord: number;
  readonly atMs: number; // clock time
  readonly affected: readonly number[]; // partitions whose writes may stand still
  readonly hosted: readonly number[]; // partitions of which the killed broker has a replica
}

/** One failure as it is reported. Times are milliseconds after the kill. */
export interface FailureReport {
  readonly kind: FailureKind;
  readonly broker: number | null;
  readonly atRecord: number;
  readonly atMs: number; // since the first record
  readonly partitions: readonly number[];
  readonly stoodStillMs: number | null;
  readonly declaredDeadMs: number | null;
  readonly leadersElectedMs: number | null;
  readonly backMs: number | null;
  readonly inSyncMs: number | null;
}

/** Follows one failure through acknowledgements and cluster events. Owned by the main thread. */
export class FailureWatch {
  readonly start: FailureStart;
  readonly #standstill: StandstillMeter;
  readonly #leaderless: Set<number>;
  readonly #outOfSync: Set<number>;
  #declaredDeadMs: number | undefined;
  #leadersElectedMs: number | undefined;
  #backMs: number | undefined;
  #inSyncMs: number | undefined;

  constructor(start: FailureStart) {
    this.start = start;
    this.#standstill = new StandstillMeter(start.affected, start.atMs);
    this.#leaderless = new Set(start.kind === "leader" ? start.affected : []);
    this.#outOfSync = new Set(start.hosted);
  }

  /** True once: when the standstill is over on every partition. */
  acknowledged(partition: number, writtenAtMs: number, nowMs: number): boolean {
    if (this.#standstill.complete) return false;
    this.#standstill.acknowledged(partition, writtenAtMs, nowMs);
    return this.#standstill.complete;
  }

  observe(event: ClusterEvent, nowMs: number): void {
    const afterMs = nowMs - this.start.atMs;
    if (this.start.kind === "supervisor") {
      if (event.type === "supervisorStarted") this.#backMs ??= afterMs;
      return;
    }
    const { broker } = this.start;
    if (event.type === "brokerDied" && event.broker === broker) this.#declaredDeadMs ??= afterMs;
    else if (event.type === "brokerRegistered" && event.broker === broker) this.#backMs ??= afterMs;
    else if (event.type === "leaderElected" && event.leader !== broker) this.#elected(event.partition, afterMs);
    else if (event.type === "isrChanged") this.#isrChanged(event.partition, event.isr, afterMs);
  }

  /** The killed broker is in every in-sync set again, or a new supervisor has taken over. */
  get isOver(): boolean {
    return this.start.kind === "supervisor" ? this.#backMs !== undefined : this.#inSyncMs !== undefined;
  }

  get title(): string {
    const { kind, broker, affected, atRecord } = this.start;
    const who =
      kind === "supervisor" ? "the supervisor" : `broker ${broker}, leader of ${listText("partition", affected)},`;
    return `${who} killed after ${grouped(atRecord)} flights`;
  }

  get standstillText(): string {
    const { longestMs } = this.#standstill;
    return longestMs === undefined
      ? "no write acknowledged since"
      : `writes stood still for ${durationText(longestMs)}`;
  }

  report(firstRecordAtMs: number): FailureReport {
    const { kind, broker, atRecord, atMs, affected } = this.start;
    return {
      kind,
      broker: broker ?? null,
      atRecord,
      atMs: atMs - firstRecordAtMs,
      partitions: affected,
      stoodStillMs: this.#standstill.longestMs ?? null,
      declaredDeadMs: this.#declaredDeadMs ?? null,
      leadersElectedMs: this.#leadersElectedMs ?? null,
      backMs: this.#backMs ?? null,
      inSyncMs: this.#inSyncMs ?? null,
    };
  }

  #elected(partition: number, afterMs: number): void {
    if (this.#leaderless.delete(partition) && this.#leaderless.size === 0) this.#leadersElectedMs = afterMs;
  }

  #isrChanged(partition: number, isr: readonly number[], afterMs: number): void {
    // Before it has registered again, an in-sync set that names the broker is from before its death.
    if (this.#backMs === undefined || !isr.includes(this.start.broker ?? -1)) return;
    if (this.#outOfSync.delete(partition) && this.#outOfSync.size === 0) this.#inSyncMs = afterMs;
  }
}
