import { partitionKey } from "../../base/ids.ts";
import { ALTER_PARTITION_REQUEST, FETCH_REQUEST, FetcherRole } from "../../message/kinds.ts";
import type { EventGroup } from "./watch.ts";

type IsrChange =
  | "isrChangeOvertaken"
  | "isrChangeRepeated"
  | "isrOfStaleIncarnation"
  | "fetchOfStaleIncarnation"
  | "isrOfOneGrowsAgain";

/** Changes of in-sync replicas that meet something. */
export const ISR_CHANGES: EventGroup<IsrChange> = {
  events: {
    isrChangeOvertaken: "The ISR that a leader asks for was made for a state that has changed meanwhile.",
    isrChangeRepeated: "A leader asks again for an ISR that is there already: the first answer was lost.",
    isrOfStaleIncarnation: "A leader asks for an ISR with a broker that has died and registered anew since (KIP-903).",
    fetchOfStaleIncarnation: "A fetch arrives of a follower that has died, and registered anew, since (KIP-903).",
    isrOfOneGrowsAgain: "An ISR had shrunk to its leader alone, and another replica joins it.",
  },
  watch(watch, count) {
    watch.onFrame(
      ALTER_PARTITION_REQUEST,
      (_from, _to, { topicId, partition, leaderEpoch, partitionEpoch, newIsr }) => {
        const { image } = watch.cluster;
        const state = image.partition(topicId, partition);
        if (state?.leaderEpoch !== leaderEpoch) return;
        const isState =
          newIsr.length === state.isr.length && newIsr.every(({ brokerId }) => state.isr.includes(brokerId));
        if (isState) count("isrChangeRepeated");
        else if (partitionEpoch < state.partitionEpoch) count("isrChangeOvertaken");
        if (newIsr.some(({ brokerId, brokerEpoch }) => (image.brokers.get(brokerId)?.epoch ?? 0) > brokerEpoch))
          count("isrOfStaleIncarnation");
      },
    );
    watch.onFrame(FETCH_REQUEST, (_from, to, { role, brokerId, brokerEpoch }) => {
      if (role !== FetcherRole.FOLLOWER || brokerEpoch === watch.cluster.image.brokers.get(brokerId)?.epoch) return;
      const known = watch.cluster.runtime.endpoint(to)?.metadata.image.brokers.get(brokerId)?.epoch ?? 0;
      if (known > brokerEpoch) count("fetchOfStaleIncarnation");
    });
    const alone = new Set<number>();
    watch.onPartition((after, before) => {
      const key = partitionKey(after.topicId, after.partition);
      if (after.isr.length === 1 && before.isr.length > 1) alone.add(key);
      else if (after.isr.length > 1 && alone.delete(key)) count("isrOfOneGrowsAgain");
    });
  },
};
