import { ErrorCode } from "../../base/errors.ts";
import { PRODUCE_REQUEST, PRODUCE_RESPONSE } from "../../message/kinds.ts";
import type { EventGroup } from "./watch.ts";

type ProducerEvent = "duplicateSuppressed" | "producerEpochBumped";

/** What idempotent producers meet. */
export const PRODUCERS: EventGroup<ProducerEvent> = {
  events: {
    duplicateSuppressed: "A batch that comes again is acknowledged with its first offset (KIP-98).",
    producerEpochBumped: "A producer gave up a batch and goes on in a new epoch (KIP-360).",
  },
  watch(watch, count) {
    /** Where the leader's log ended when a batch reached it, by asker and correlation. */
    const ends = new Map<string, number>();
    watch.onFrame(PRODUCE_REQUEST, (from, to, { topicId, partition }, { correlation }) => {
      const end = watch.cluster.replica(to, topicId, partition)?.logEndOffset;
      if (correlation !== 0 && end !== undefined) ends.set(`${from}/${to}/${correlation}`, end);
    });
    watch.onFrame(PRODUCE_RESPONSE, (from, to, { error, baseOffset }, { correlation }) => {
      const key = `${to}/${from}/${correlation}`;
      const end = ends.get(key);
      ends.delete(key);
      if (error === ErrorCode.NONE && end !== undefined && baseOffset < end) count("duplicateSuppressed");
    });
    watch.onRecord("producerIdAllocated", ({ producerEpoch }) => {
      if (producerEpoch > 0) count("producerEpochBumped");
    });
  },
};
