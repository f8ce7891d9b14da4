import { SHOWN, TOLD } from "../offset-blocks.ts";
import type { AnomalyCheck, Finding, PartitionHistory, Poll } from "../partition-history.ts";

/**
 * **Lost write**: a record was acknowledged with acks=all, and is not where its producer was told that it is, though
 * readers have passed that place: another record is there, or none. An idempotent producer's record that was acknowledged
 * as a duplicate, without a place, must lie before the producer's next one.
 *
 * Lawful: a producer with acks below all was promised less; a record whose sending failed or has no known result may be
 * there or not; what is trimmed before somebody reads it is not lost; unclean elections lose what was committed
 * (`mayLose`). An acknowledgement may come long after the poll of its record, or of the one that lies in its place.
 *
 * Source: lost-write in Jepsen's Kafka workload, as in its analysis of Redpanda 21.10.1 (2022).
 */
export const LOST_WRITE: AnomalyCheck = {
  polled(poll, known): Finding | undefined {
    return replaced(poll, known) ?? passedOver(poll, known);
  },

  told(told, known): Finding | undefined {
    const { book, number, offset } = told;
    if (offset < 0) return undefined;
    const acknowledged = `${book.producer.name}:${number} was acknowledged at offset ${offset}`;
    // Whatever is forgotten was read, and was acknowledged, or will never be: this is somebody else's place.
    if (known.offsets.wasReadInFull(offset))
      return { kind: "lost write", detail: `${acknowledged}, where all have read another record` };
    if (known.offsets.stateAt(offset) === 0) return undefined;
    const there = known.offsets.recordAt(offset);
    if (there.producer === book.producer.index && there.number === number) return undefined;
    return { kind: "lost write", detail: `${acknowledged}, where ${known.nameOf(there)} is` };
  },

  *atEnd(known): Iterable<Finding> {
    for (const { offset, ...record } of known.offsets.unshown())
      if (offset < known.shown && known.isDue(offset)) {
        const detail = `${known.nameOf(record)} was acknowledged at offset ${offset}, which was read over without it`;
        yield { kind: "lost write", detail };
      }
    for (const { producer, owed, unplaced } of known.books())
      for (const { first, last } of owed) {
        const missing = unplaced.firstWithin(first, last);
        if (missing === undefined) continue;
        const detail = `${producer.name}:${missing} was acknowledged, and the ones after it were read without it`;
        yield { kind: "lost write", detail };
      }
  },
};

/** Another record is shown where one was acknowledged. */
function replaced(poll: Poll, known: PartitionHistory): Finding | undefined {
  const { offset, book, number } = poll;
  if ((known.offsets.stateAt(offset) & (SHOWN | TOLD)) !== TOLD) return undefined;
  const told = known.offsets.recordAt(offset);
  if (told.producer === book.producer.index && told.number === number) return undefined;
  return { kind: "lost write", detail: `${known.pollOf(poll)}, and ${known.nameOf(told)} was acknowledged there` };
}

/** One of the producer's records before this one was acknowledged, wherever it is, and it does not lie before it. */
function passedOver(poll: Poll, known: PartitionHistory): Finding | undefined {
  const { book } = poll;
  const hole = known.isTotal ? known.holeBefore(poll) : undefined;
  const missing = hole && book.unplaced.firstWithin(hole.first, hole.last);
  if (missing === undefined) return undefined;
  return {
    kind: "lost write",
    detail: `${known.pollOf(poll)}, and ${book.producer.name}:${missing}, which was acknowledged, not before it`,
  };
}
