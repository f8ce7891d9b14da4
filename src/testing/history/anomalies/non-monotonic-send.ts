import type { AnomalyCheck, Finding, PartitionHistory, Poll } from "../partition-history.ts";

/**
 * **Non-monotonic send**: an idempotent producer's records do not lie in a partition in the order in which they were sent.
 * Their offsets, as the producer is told them, fall; a consumer is given one after a later one; or a later one is there and
 * an earlier one, which the producer did not give up, is not (one that was acknowledged, and is nowhere, is a lost write).
 * Idempotence promises order across retries, however many batches are in flight.
 *
 * Lawful: producers without idempotence; a hole where the producer gave up, after which it goes on with a new epoch
 * (KIP-360): such a record may be there or not, but never behind later ones; whatever a consumer may have missed because
 * it was sought, began late, or jumped over what was trimmed; and where all of the producer's records were trimmed a leader
 * knows nothing of it any more.
 *
 * Source: nonmonotonic-send in Jepsen's Kafka workload, as in its analysis of Redpanda 21.10.1 (2022); KIP-98.
 */
export const NON_MONOTONIC_SEND: AnomalyCheck = {
  polled(poll, known): Finding | undefined {
    return tooLate(poll, known) ?? tooEarly(poll, known);
  },

  /** Results may come in another order than the sends: what counts is where the records are. */
  told({ book, number, offset }): Finding | undefined {
    const before = book.told;
    if (!book.producer.idempotent || offset < 0) return undefined;
    if (number > before.number ? offset > before.offset : offset < before.offset) return undefined;
    return {
      kind: "non-monotonic send",
      detail: `${book.producer.name}:${number} was acknowledged at offset ${offset}, number ${before.number} at ${before.offset}`,
    };
  },

  *atEnd(known): Iterable<Finding> {
    for (const book of known.books())
      for (const { first, last } of book.owed) {
        // What was acknowledged at a place is looked for there; without one it is a lost write.
        const missing = book.answered.firstMissing(first, last);
        if (missing === undefined) continue;
        const detail = `${book.producer.name}:${missing} was not given up, and the ones after it were read without it`;
        yield { kind: "non-monotonic send", detail };
      }
  },
};

/** A later record was seen before. */
function tooLate(poll: Poll, known: PartitionHistory): Finding | undefined {
  const { reading, book, number } = poll;
  const { index, idempotent } = book.producer;
  const last = reading.lastNumber(index);
  const wasMissed = number < reading.firstNumber(index) || book.holes.has(number);
  if (!idempotent || number > last || !wasMissed) return undefined;
  const detail = `${known.pollOf(poll)}, after ${book.producer.name}:${last}`;
  return { kind: "non-monotonic send", detail, lawfulIfTrimmedTo: reading.lastOffset(index) + 1 };
}

/** An earlier one is not there, and will be too late if it comes. */
function tooEarly(poll: Poll, known: PartitionHistory): Finding | undefined {
  const { book } = poll;
  const hole = known.isTotal ? known.holeBefore(poll) : undefined;
  const missing = hole && book.answered.firstMissing(hole.first, hole.last);
  if (missing === undefined) return undefined;
  return {
    kind: "non-monotonic send",
    detail: `${known.pollOf(poll)}, and ${book.producer.name}:${missing}, which was not given up, not before it`,
  };
}
