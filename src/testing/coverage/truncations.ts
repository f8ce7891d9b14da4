import { ErrorCode } from "../../base/errors.ts";
import { FETCH_RESPONSE } from "../../message/kinds.ts";
import type { ReplicaView } from "../../replica/replica-view.ts";
import type { EventGroup } from "./watch.ts";

type Truncation =
  | "logTruncated"
  | "severalEpochsTruncated"
  | "truncatedInSteps"
  | "committedTruncated"
  | "followerBeginsAnew"
  | "readerTruncated"
  | "tornEndDropped";

/** A follower that is about to be told where its log parts from its leader's. */
interface Told {
  readonly replica: ReplicaView;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  /** The leader epoch of each batch that may go, by its last offset. */
  readonly epochs: readonly { readonly lastOffset: number; readonly leaderEpoch: number }[];
}

/** Logs that lose their ends. */
export const TRUNCATIONS: EventGroup<Truncation> = {
  events: {
    logTruncated: "A follower cuts off what its leader's log does not have (KIP-101).",
    severalEpochsTruncated: "What a follower cuts off was written in more than one leader epoch.",
    truncatedInSteps: "A follower cuts, asks again, and has to cut once more for the same leader (KIP-279).",
    committedTruncated: "After an unclean election a log is cut below its high watermark.",
    followerBeginsAnew: "A leader's log begins behind the end of its follower's, which starts again there.",
    readerTruncated: "A consumer is told that the log it reads was cut below its position (KIP-320).",
    tornEndDropped: "A crash tore the last batch of a log, which is cut off when the log is opened.",
  },
  watch(watch, count) {
    const { cluster } = watch;
    const told: Told[] = [];
    const lastCutIn = new WeakMap<ReplicaView, number>(); // leader epoch
    watch.onFrame(FETCH_RESPONSE, (_from, to, { partitions }) => {
      for (const { topicId, partition, diverging, error, logStartOffset } of partitions) {
        if (error === ErrorCode.NONE && !diverging) continue;
        const isFollower = cluster.livingBrokers.has(to);
        if (diverging && !isFollower) count("readerTruncated");
        const replica = isFollower ? cluster.replica(to, topicId, partition) : undefined;
        if (replica === undefined) continue;
        const { logEndOffset, highWatermark } = replica;
        if (error === ErrorCode.OFFSET_OUT_OF_RANGE && logStartOffset > logEndOffset) count("followerBeginsAnew");
        if (!diverging) continue;
        const from = Math.max(0, Math.min(diverging.endOffset, logEndOffset));
        told.push({ replica, logEndOffset, highWatermark, epochs: Array.from(replica.batches(from)) });
      }
    });
    const opened = new Set<number>();
    watch.onRecord("brokerRegistered", ({ brokerId }) => void opened.add(brokerId));
    const look = ({ replica, logEndOffset: before, highWatermark, epochs }: Told): void => {
      const { logEndOffset, leaderEpoch } = replica;
      if (logEndOffset >= before) return;
      count("logTruncated");
      const gone = epochs.filter(({ lastOffset }) => lastOffset >= logEndOffset);
      if (new Set(gone.map((batch) => batch.leaderEpoch)).size > 1) count("severalEpochsTruncated");
      if (lastCutIn.get(replica) === leaderEpoch) count("truncatedInSteps");
      lastCutIn.set(replica, leaderEpoch);
      if (logEndOffset < highWatermark) count("committedTruncated");
    };
    watch.onTurn(({ endpoint }) => {
      while (told.length > 0) look(told.pop() as Told);
      if (!opened.has(endpoint)) return;
      for (const { tornBytes } of cluster.replicasOf(endpoint)) {
        opened.delete(endpoint);
        if (tornBytes > 0) count("tornEndDropped");
      }
    });
  },
};
