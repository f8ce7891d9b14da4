import { FETCH_REQUEST, FetcherRole, PRODUCE_REQUEST } from "../../message/kinds.ts";
import type { ReplicaView } from "../../replica/replica-view.ts";
import type { SimEndpoint } from "../machine/sim-endpoint.ts";
import type { EventGroup, Watched } from "./watch.ts";

type Zombie =
  | "zombieTakesBatch"
  | "zombieServesReader"
  | "silentBrokerFenced"
  | "fencedBrokerReturns"
  | "hangingBrokerEnds";

/** Threads that hang or are paused for longer than their session, and go on as if nothing had happened. */
export const ZOMBIES: EventGroup<Zombie> = {
  events: {
    zombieTakesBatch: "A leader takes a batch, and does not know that another one was elected.",
    zombieServesReader: "A consumer reads from a leader that does not know that another one was elected.",
    silentBrokerFenced: "A broker is fenced because it was silent for longer than its session.",
    fencedBrokerReturns: "A broker that was fenced for its silence comes back as it was, and registers again.",
    hangingBrokerEnds: "A broker that hangs is ended, as a rule by the supervisor.",
  },
  watch(watch, count) {
    const { cluster } = watch;
    watch.onFrame(PRODUCE_REQUEST, (_from, to, { topicId, partition, leaderEpoch }) => {
      const zombie = replacedLeader(cluster, to, topicId, partition);
      if (zombie !== undefined && (leaderEpoch < 0 || leaderEpoch === zombie.leaderEpoch)) count("zombieTakesBatch");
    });
    watch.onFrame(FETCH_REQUEST, (_from, to, { role, moved }) => {
      if (role !== FetcherRole.CONSUMER) return;
      for (const { topicId, partition, currentLeaderEpoch } of moved) {
        const zombie = replacedLeader(cluster, to, topicId, partition);
        if (zombie !== undefined && currentLeaderEpoch <= zombie.leaderEpoch) count("zombieServesReader");
      }
    });
    const silent = new Map<number, SimEndpoint>();
    watch.onRecord("brokerFenced", ({ brokerId, reason }, image) => {
      const endpoint = cluster.runtime.endpoint(brokerId);
      if (endpoint === undefined || endpoint.incarnation !== image.brokers.get(brokerId)?.incarnation) return;
      if (!reason.startsWith("it was silent")) return;
      silent.set(brokerId, endpoint);
      count("silentBrokerFenced");
    });
    watch.onRecord("brokerRegistered", ({ brokerId, incarnation }) => {
      const endpoint = silent.get(brokerId);
      if (endpoint === undefined) return;
      silent.delete(brokerId);
      if (endpoint.incarnation === incarnation) count("fencedBrokerReturns");
      else if (endpoint.hangs) count("hangingBrokerEnds");
    });
  },
};

/** The replica of a broker that leads in an epoch that is over, while another broker leads. */
function replacedLeader(
  cluster: Watched,
  brokerId: number,
  topicId: number,
  partition: number,
): ReplicaView | undefined {
  const state = cluster.image.partition(topicId, partition);
  if (state === undefined || state.leader === brokerId) return undefined;
  const replica = cluster.replica(brokerId, topicId, partition);
  return replica?.role === "leader" ? replica : undefined;
}
