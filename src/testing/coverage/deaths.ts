import { isReassigned } from "../../supervisor/reassignment.ts";
import type { EventGroup } from "./watch.ts";

type Death =
  | "severalDeathsAtOnce"
  | "dataLost"
  | "reopenedAtHighWatermark"
  | "reassignmentMeetsDeath"
  | "leaderMovedAway"
  | "reassignmentUndone"
  | "brokerDiesInTurn"
  | "storageEndsBroker";

/** Brokers that die, or leave a partition for good. */
export const DEATHS: EventGroup<Death> = {
  events: {
    severalDeathsAtOnce: "When a broker's death is noticed another one is dead, too.",
    dataLost: "The last replica that had everything comes back empty.",
    reopenedAtHighWatermark: "A partition without any data goes on at the last known high watermark.",
    reassignmentMeetsDeath: "A broker dies to which a partition is being moved (KIP-455).",
    leaderMovedAway: "A reassignment is done, and takes the leader away.",
    reassignmentUndone: "A reassignment is taken back, or replaced, before it is done.",
    brokerDiesInTurn: "A broker dies at the end of a turn, with everything that it sent in it.",
    storageEndsBroker: "An append or a sync fails, and its broker with it.",
  },
  watch(watch, count) {
    watch.onRecord("brokerFenced", ({ brokerId }, image) => {
      for (const { id, fenced } of image.brokers.values())
        if (id !== brokerId && !fenced && watch.isDead(id, image)) {
          count("severalDeathsAtOnce");
          break;
        }
      for (const { addingReplicas } of watch.cluster.partitions())
        if (addingReplicas.includes(brokerId)) count("reassignmentMeetsDeath");
    });
    watch.onPartition((after, before) => {
      if (after.dataLost && !before.dataLost) count("dataLost");
      if (after.recoveredOffset > before.recoveredOffset) count("reopenedAtHighWatermark");
      if (!isReassigned(before)) return;
      const isDone = !isReassigned(after) && before.addingReplicas.every((id) => after.replicas.includes(id));
      if (isDone && before.removingReplicas.includes(before.leader)) count("leaderMovedAway");
      if (before.addingReplicas.some((id) => !after.replicas.includes(id))) count("reassignmentUndone");
    });
    watch.onTurn(({ endpoint, port, failure }) => {
      if (failure !== undefined) count("storageEndsBroker");
      else if (port.losesNextFlush && endpoint > 0) count("brokerDiesInTurn");
    });
  },
};
