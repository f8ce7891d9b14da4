import { DATA_RING_BYTES_MIN, PARCEL_RING_SHARE } from "../../base/limits.ts";
import { FETCH_REQUEST, FETCH_RESPONSE, FetcherRole, PRODUCE_REQUEST } from "../../message/kinds.ts";
import type { SimFrame } from "../machine/sim-link.ts";
import type { EventGroup } from "./watch.ts";

type MemoryEvent =
  | "ringFullInElection"
  | "leaseOutlivesLog"
  | "recordsReclaimed"
  | "parcelOfTheDead"
  | "readerAheadOfLeader";

/** Between threads such an attachment does not travel in a small ring, but in an extent of its sender's. */
const PARCEL_BYTES_MIN = DATA_RING_BYTES_MIN / PARCEL_RING_SHARE;

/** What is in shared memory when somebody dies. */
export const MEMORY: EventGroup<MemoryEvent> = {
  events: {
    ringFullInElection: "A leader is elected while somebody waits for room in a full ring.",
    leaseOutlivesLog: "A reader holds a lease on records whose broker is dead.",
    recordsReclaimed: "The arena is full, and leaders give up their oldest records.",
    parcelOfTheDead: "Bytes that are too large for a ring (a parcel) arrive, and their sender has died.",
    readerAheadOfLeader: "A consumer has read further than a new leader knows to be committed, and waits.",
  },
  watch(watch, count) {
    const { cluster } = watch;
    const { runtime } = cluster;
    watch.onElection(() => {
      for (const { system } of runtime.endpoints())
        if (system.awaitsSpace) {
          count("ringFullInElection");
          return;
        }
    });
    watch.onRecord("brokerFenced", () => {
      const { arena } = runtime.world;
      for (const { unit } of cluster.liveLeases())
        if (arena.isResting(unit)) {
          count("leaseOutlivesLog");
          return;
        }
    });
    watch.onRecord("recordsReclaimed", () => count("recordsReclaimed"));
    const seeParcel = (from: number, _to: number, _body: unknown, { attachment }: SimFrame): void => {
      if (attachment.length >= PARCEL_BYTES_MIN && runtime.endpoint(from) === undefined) count("parcelOfTheDead");
    };
    watch.onFrame(PRODUCE_REQUEST, seeParcel);
    watch.onFrame(FETCH_RESPONSE, seeParcel);
    watch.onFrame(FETCH_REQUEST, (_from, to, { role, moved }) => {
      if (role !== FetcherRole.CONSUMER) return;
      for (const { topicId, partition, fetchOffset } of moved) {
        const replica = cluster.replica(to, topicId, partition);
        if (replica?.role !== "leader" || cluster.mayLoseRecords(topicId)) continue;
        if (fetchOffset > replica.highWatermark) count("readerAheadOfLeader");
      }
    });
  },
};
