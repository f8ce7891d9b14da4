import { SHOWN } from "../offset-blocks.ts";
import type { AnomalyCheck, Finding } from "../partition-history.ts";

/**
 * **Inconsistent offsets**: one offset holds one record for one reader and another record for another one, or for the same
 * one when it comes again. An offset is given once; whoever reads and whoever leads, committed records stay what they are.
 *
 * Lawful: nothing but the loss of what was committed, by unclean elections (`mayLose`). Not excused by producers without
 * idempotence: their records may lie at two offsets, but each offset has one of them.
 *
 * Of offsets that were forgotten a digest of each block is kept. Who reads such a block again as a whole is compared with it
 * at its end; who reads a part of one is not.
 *
 * Source: inconsistent-offsets in Jepsen's Kafka workload, as in its analysis of Redpanda 21.10.1 (2022).
 */
export const INCONSISTENT_OFFSETS: AnomalyCheck = {
  polled(poll, known): Finding | undefined {
    const { offset, reading, number } = poll;
    const { offsets } = known;
    const record = { producer: poll.book.producer.index, number };
    if (!offsets.isSame(offsets.reread(reading.rereading, offset, record)))
      return {
        kind: "inconsistent offsets",
        detail: `${known.pollOf(poll)}, the last one of a block whose records are not those that were seen there before`,
      };
    if ((offsets.stateAt(offset) & SHOWN) === 0) return undefined;
    const before = offsets.recordAt(offset);
    if (before.producer === record.producer && before.number === number) return undefined;
    return {
      kind: "inconsistent offsets",
      detail: `${known.pollOf(poll)}, and ${known.nameOf(before)} was seen there`,
    };
  },
};
