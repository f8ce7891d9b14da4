import { SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import { ALTER_PARTITION_REQUEST } from "../../message/kinds.ts";
import type { PartitionState } from "../../metadata/image.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";

/**
 * What may be done to a cluster so that everything acknowledged must survive. Disks keep what was synced before it was
 * acknowledged; where that is not so, one in-sync replica of every partition must keep its data: beyond that loss is legal,
 * so that nothing could be checked after it.
 */
export class Guards {
  readonly #cluster: SimulatedCluster;

  constructor(cluster: SimulatedCluster) {
    this.#cluster = cluster;
  }

  /** Everything that was acknowledged is on disks, and good. */
  get crashesLoseNothing(): boolean {
    const { storage, flushesEveryBatch, bitRot } = this.#cluster;
    return storage === "directory" && flushesEveryBatch && !bitRot.isAnywhere;
  }

  /** Why this broker must not die now; undefined: it may. */
  againstKill(brokerId: number): string | undefined {
    const broker = this.#cluster.livingBrokers.get(brokerId);
    if (broker === undefined || broker.endpoint.port.losesNextFlush) return "it is dead, or about to be";
    if (this.crashesLoseNothing) return undefined;
    const { network } = this.#cluster.runtime.world;
    if (network.isUnderWay(brokerId, SUPERVISOR_ENDPOINT, ALTER_PARTITION_REQUEST.number))
      return "it may be about to become the only member of an ISR";
    return this.#alone(brokerId, ({ replicas }) => replicas.includes(brokerId));
  }

  /** A silent broker is fenced, and leaves every ISR that has others: one of them must outlive that. Alone it stays in. */
  againstSilence(endpoint: number): string | undefined {
    if (!this.#cluster.livingBrokers.has(endpoint) || this.crashesLoseNothing) return undefined;
    return this.#alone(endpoint, ({ isr }) => isr.includes(endpoint) && isr.length > 1);
  }

  #alone(brokerId: number, concerns: (state: PartitionState) => boolean): string | undefined {
    for (const state of this.#cluster.partitions())
      if (concerns(state) && !this.#othersKeepData(state, brokerId)) return "it alone keeps some records";
    return undefined;
  }

  /** In a reassignment those that come may be told to go before those that go have gone: only who stays counts. */
  #othersKeepData(state: PartitionState, brokerId: number): boolean {
    const { topicId, partition, isr, addingReplicas, removingReplicas } = state;
    if (this.#cluster.mayLoseRecords(topicId)) return true;
    const stays = (id: number) => !addingReplicas.includes(id) && !removingReplicas.includes(id);
    const isGood = (id: number) => !this.#cluster.bitRot.isRotten(id, topicId, partition);
    return isr.some((member) => member !== brokerId && stays(member) && this.#keepsData(member) && isGood(member));
  }

  /** It is the incarnation that is in the metadata, and is not about to die, nor to be fenced. */
  #keepsData(brokerId: number): boolean {
    const broker = this.#cluster.livingBrokers.get(brokerId);
    const state = this.#cluster.image.brokers.get(brokerId);
    if (broker === undefined || state === undefined) return false;
    if (broker.endpoint.port.losesNextFlush || broker.endpoint.paused) return false;
    if (this.#cluster.isEnding(brokerId)) return false;
    return !state.fenced && state.incarnation === broker.endpoint.incarnation;
  }
}
