import { partitionKey } from "../base/ids.ts";

/** A consumer that was opened with `hold: true`: what it has not read of these partitions is not reclaimed. */
export interface HoldState {
  readonly endpoint: number;
  readonly incarnation: number;
  /** Unique in its endpoint. */
  readonly holdId: number;
  readonly clientId: string;
  /** All that it holds; a hold without partitions is gone. */
  readonly partitions: readonly { readonly topicId: number; readonly partition: number }[];
}

/** Names a hold for ever: incarnations do not come again. */
export function holdKey(hold: Pick<HoldState, "endpoint" | "incarnation" | "holdId">): string {
  return `${hold.endpoint}/${hold.incarnation}/${hold.holdId}`;
}

/** The holds of a cluster, part of its image. */
export class HoldTable {
  readonly #holds = new Map<string, HoldState>();
  readonly #byPartition = new Map<number, Map<string, HoldState>>();

  get all(): ReadonlyMap<string, HoldState> {
    return this.#holds;
  }

  /** Who holds this partition, by key. */
  of(topicId: number, partition: number): ReadonlyMap<string, HoldState> {
    return this.#byPartition.get(partitionKey(topicId, partition)) ?? NOBODY;
  }

  /** Forgets everything. */
  clear(): void {
    this.#holds.clear();
    this.#byPartition.clear();
  }

  replace(hold: HoldState): void {
    const key = holdKey(hold);
    for (const { topicId, partition } of this.#holds.get(key)?.partitions ?? []) {
      const holders = this.#byPartition.get(partitionKey(topicId, partition));
      holders?.delete(key);
      if (holders?.size === 0) this.#byPartition.delete(partitionKey(topicId, partition));
    }
    this.#holds.delete(key);
    if (hold.partitions.length === 0) return;
    this.#holds.set(key, hold);
    for (const { topicId, partition } of hold.partitions) {
      const place = partitionKey(topicId, partition);
      const holders = this.#byPartition.get(place) ?? new Map<string, HoldState>();
      this.#byPartition.set(place, holders.set(key, hold));
    }
  }
}

const NOBODY: ReadonlyMap<string, HoldState> = new Map();
