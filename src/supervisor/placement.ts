import { assert } from "../base/assert.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { preferredLeader } from "./election.ts";
import { activeBrokerIds, everyPartition } from "./operation.ts";

/**
 * Where the replicas of new partitions go; racks are not looked at. Leaders: always the alive broker that is preferred
 * by the fewest partitions (lowest id first), which is a rotation when all are equal. Followers: the brokers after the
 * leader in id order, the start shifted by one with each further partition that the same broker leads, so that the
 * load of a dead leader spreads over all others. Everything follows from the image: a replay places alike.
 */
export class Placement {
  readonly #brokers: readonly number[];
  readonly #preferredCounts = new Map<number, number>();

  constructor(image: MetadataImage) {
    this.#brokers = activeBrokerIds(image);
    for (const broker of this.#brokers) this.#preferredCounts.set(broker, 0);
    for (const state of everyPartition(image)) this.#count(preferredLeader(state));
  }

  get brokerCount(): number {
    return this.#brokers.length;
  }

  /** Replicas of the next partition, the preferred leader first. */
  place(replicationFactor: number): number[] {
    assert(replicationFactor >= 1 && replicationFactor <= this.brokerCount, "replicas fit on the alive brokers");
    const leaderIndex = this.#leastPreferred();
    const leader = this.#brokers[leaderIndex] as number;
    const others = [...this.#brokers.slice(leaderIndex + 1), ...this.#brokers.slice(0, leaderIndex)];
    const shift = this.#preferredCounts.get(leader) ?? 0;
    const replicas = [leader];
    for (let follower = 0; follower < replicationFactor - 1; follower++) {
      replicas.push(others[(shift + follower) % others.length] as number);
    }
    this.#count(leader);
    return replicas;
  }

  #leastPreferred(): number {
    let best = 0;
    for (let index = 1; index < this.#brokers.length; index++) {
      if (this.#countAt(index) < this.#countAt(best)) best = index;
    }
    return best;
  }

  #countAt(index: number): number {
    return this.#preferredCounts.get(this.#brokers[index] as number) ?? 0;
  }

  #count(broker: number): void {
    const count = this.#preferredCounts.get(broker);
    if (count !== undefined) this.#preferredCounts.set(broker, count + 1);
  }
}
