import type { AnomalyCheck, Finding } from "../partition-history.ts";

/**
 * **Unseen**: when everything has ended and every consumer has read to the end, an acknowledged record lies behind all that
 * anybody was given. It may be in the log, and nobody is shown it: a high watermark that stays behind, a consumer that
 * does not wake up. One that others were read behind is a lost write.
 *
 * Lawful: where no consumer that is still there had to see it, because all began or were sought behind it; where it is
 * trimmed; with acks below all; without a known result; on topics that may lose what was acknowledged.
 *
 * Source: unseen in Jepsen's Kafka workload, as in its analysis of Redpanda 21.10.1 (2022).
 */
export const UNSEEN: AnomalyCheck = {
  *atEnd(known): Iterable<Finding> {
    for (const { offset, ...record } of known.offsets.unshown())
      if (offset > known.shown && known.isDue(offset)) {
        const detail = `${known.nameOf(record)} was acknowledged at offset ${offset}, and nobody has seen it`;
        yield { kind: "unseen", detail };
      }
    if (!known.isDue(0)) return;
    for (const { producer, unplaced, shown } of known.books()) {
      const unseen = unplaced.firstWithin(shown + 1, Number.MAX_SAFE_INTEGER);
      if (unseen === undefined) continue;
      yield { kind: "unseen", detail: `${producer.name}:${unseen} was acknowledged, and nobody has seen it` };
    }
  },
};
