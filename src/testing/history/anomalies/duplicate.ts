import type { AnomalyCheck, Finding } from "../partition-history.ts";

/**
 * **Duplicate**: a consumer that nobody moved is given a record of an idempotent producer again, at another offset: a retry
 * was written twice.
 *
 * Lawful: producers without idempotence. The same record for two consumers, or again after a seek, is no duplicate. Where
 * all of a producer's records in the partition were trimmed, a leader knows nothing of it any more, and takes a retry of
 * what it had (as in Kafka).
 *
 * Source: duplicate in Jepsen's Kafka workload, as in its analysis of Redpanda 21.10.1 (2022); KIP-98 for the promise.
 */
export const DUPLICATE: AnomalyCheck = {
  polled(poll, known): Finding | undefined {
    const { reading, book, number } = poll;
    const { index, idempotent } = book.producer;
    const last = reading.lastNumber(index);
    const wasSeen = number >= reading.firstNumber(index) && !book.holes.has(number);
    if (!idempotent || number > last || !wasSeen) return undefined;
    return {
      kind: "duplicate",
      detail: `${known.pollOf(poll)}, and before that its records up to ${last}`,
      lawfulIfTrimmedTo: reading.lastOffset(index) + 1,
    };
  },
};
