import type { AnomalyCheck, Finding } from "../partition-history.ts";

/**
 * **Never sent**: a consumer is given a record that no producer was asked to send to this partition: bytes of another
 * partition or topic, a torn or overwritten batch, a record out of nothing.
 *
 * Lawful: a record whose sending failed or has no known result, and one whose sending is reported later than its poll where
 * nothing is known of the order between clients; both were sent. Nothing that may be lost, trimmed or written twice excuses
 * it.
 *
 * Source: Jepsen's Kafka workload writes each value once, and reads of others fail there as precommitted or unwritten
 * values; the word is ours.
 */
export const NEVER_SENT: AnomalyCheck = {
  polled(poll, known): Finding | undefined {
    if (!known.isTotal || poll.number <= poll.book.sending) return undefined;
    return { kind: "never sent", detail: `${known.pollOf(poll)}, which nobody has sent there` };
  },

  *atEnd(known): Iterable<Finding> {
    if (known.isTotal) return;
    for (const { producer, shown, sending } of known.books())
      if (shown > sending)
        yield { kind: "never sent", detail: `${producer.name}:${shown} was seen, which nobody has sent there` };
  },
};
