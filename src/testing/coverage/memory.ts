import { FETCH_REQUEST, FETCH_RESPONSE, FetcherRole, PRODUCE_REQUEST } from "../../message/kinds.ts";
import type { SimFrame } from "../machine/sim-link.ts";
import type { EventGroup } from "./watch.ts";

type MemoryEvent =
  | "ringFullInElection"
  | "leaseOutlivesLog"
  | "recordsReclaimed"
  | "largeBatchOfTheDead"
  | "readerAheadOfLeader";

/** An attachment that would not travel in a ring, but in an extent of its own. */
const LARGE_BYTES = 256 * 1024;

/** What is in shared memory when somebody dies. */
export const MEMORY: EventGroup<MemoryEvent> = {
  events: {
    ringFullInElection: "A leader is elected while somebody waits for room in a full ring.",
    leaseOutlivesLog: "A reader holds a lease on records whose broker is dead.",
    recordsReclaimed: "The arena is full, and leaders give up their oldest records.",
    largeBatchOfTheDead: "A large batch arrives whose sender has died.",
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
    const seeLarge = (from: number, _to: number, _body: unknown, { attachment }: SimFrame): void => {
      if (attachment.length >= LARGE_BYTES && runtime.endpoint(from) === undefined) count("largeBatchOfTheDead");
    };
    watch.onFrame(PRODUCE_REQUEST, seeLarge);
    watch.onFrame(FETCH_RESPONSE, seeLarge);
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
