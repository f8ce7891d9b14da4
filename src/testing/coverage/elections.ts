import { partitionKey } from "../../base/ids.ts";
import { ALTER_PARTITION_REQUEST, FETCH_RESPONSE } from "../../message/kinds.ts";
import type { EventGroup, Watch } from "./watch.ts";

type Election =
  | "electionDuringIsrChange"
  | "electionOfTheDead"
  | "electionUnheardOf"
  | "electionBehindReaders"
  | "uncleanElection"
  | "preferredLeaderReturns";

/** Elections at bad moments. */
export const ELECTIONS: EventGroup<Election> = {
  events: {
    electionDuringIsrChange:
      "The ISR that a leader asks for reaches the supervisor after the election of another (KIP-497).",
    electionOfTheDead: "A broker is elected that is dead already: the supervisor has not been told.",
    electionUnheardOf: "A partition has its next leader before any replica has heard of the last one (KIP-279).",
    electionBehindReaders: "The new leader's high watermark is lower than what consumers were told before.",
    uncleanElection: "A replica outside of the ISR is elected.",
    preferredLeaderReturns: "The preferred replica leads again, taking over from a leader that lives.",
  },
  watch(watch, count) {
    const { cluster } = watch;
    watch.onFrame(ALTER_PARTITION_REQUEST, (_from, _to, { topicId, partition, leaderEpoch }) => {
      const state = cluster.image.partition(topicId, partition);
      if (state !== undefined && state.leaderEpoch > leaderEpoch) count("electionDuringIsrChange");
    });
    const told = toldToReaders(watch);
    watch.onElection((after, before, image) => {
      const { topicId, partition, leader, replicas } = after;
      if (watch.isDead(leader, image)) count("electionOfTheDead");
      const viewOf = (id: number) => cluster.replica(id, topicId, partition);
      const hasHeard = (id: number) => (viewOf(id)?.leaderEpoch ?? -1) >= before.leaderEpoch;
      if (before.leader >= 0 && before.leaderEpoch > 0 && !before.replicas.some(hasHeard)) count("electionUnheardOf");
      const { highWatermark = Number.POSITIVE_INFINITY } = viewOf(leader) ?? {};
      const isBehind = highWatermark < (told.get(partitionKey(topicId, partition)) ?? 0);
      if (isBehind && !cluster.mayLoseRecords(topicId)) count("electionBehindReaders");
      if (!before.isr.includes(leader)) count("uncleanElection");
      const gaveBack = before.leader >= 0 && before.leader !== leader && before.isr.includes(before.leader);
      const { fenced = true, shuttingDown = true } = image.brokers.get(before.leader) ?? {};
      const isPreferred = leader === replicas[0] && replicas.length === before.replicas.length;
      if (gaveBack && isPreferred && !fenced && !shuttingDown) count("preferredLeaderReturns");
    });
  },
};

/** The largest high watermark that any consumer was told, by partition. */
function toldToReaders(watch: Watch): ReadonlyMap<number, number> {
  const told = new Map<number, number>();
  watch.onFrame(FETCH_RESPONSE, (_from, to, { partitions }) => {
    if (watch.cluster.livingBrokers.has(to)) return;
    for (const { topicId, partition, highWatermark } of partitions) {
      const key = partitionKey(topicId, partition);
      if (highWatermark > (told.get(key) ?? 0)) told.set(key, highWatermark);
    }
  });
  return told;
}
