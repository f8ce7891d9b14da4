import { FETCH_REQUEST, FetcherRole, REGISTER_BROKER_REQUEST } from "../../message/kinds.ts";
import type { EventGroup } from "./watch.ts";

type Damage = "damagedBatchRefused" | "damageMetByReader" | "damagedLogReported" | "damageFoundAtStart";

/** Stored batches that are not what they were. */
export const DAMAGE: EventGroup<Damage> = {
  events: {
    damagedBatchRefused: "A follower is given a batch that is not what its CRC says, and tells the leader.",
    damageMetByReader: "A consumer that verifies is given one, and tells the leader.",
    damagedLogReported: "A broker says that a log of its is damaged, and leaves the ISR with it.",
    damageFoundAtStart:
      "A broker finds at its start that a log ends below what it had synced, and registers with that.",
  },
  watch(watch, count) {
    watch.onFrame(FETCH_REQUEST, (_from, _to, { corrupt, role }) => {
      if (corrupt.length > 0) count(role === FetcherRole.FOLLOWER ? "damagedBatchRefused" : "damageMetByReader");
    });
    watch.onFrame(REGISTER_BROKER_REQUEST, (_from, _to, { damaged }) => {
      if (damaged.length > 0) count("damageFoundAtStart");
    });
    watch.onRecord("replicaDamaged", () => count("damagedLogReported"));
  },
};
