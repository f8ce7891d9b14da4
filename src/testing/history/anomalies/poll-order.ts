import type { AnomalyCheck, Finding } from "../partition-history.ts";

/**
 * **Poll skip**: a consumer is given a record behind the one that was to come. **Non-monotonic poll**: it is given one
 * before it, again or for the first time. A consumer that nobody moved reads each offset of its partition once, in order:
 * the first makes its user miss records, the second makes it take them twice.
 *
 * Lawful: after a seek, whether to an offset (from there on in order) or to a place that is not known beforehand; for a
 * consumer that begins late, which is one that was sought before its first record; a jump over what was trimmed, except by
 * a consumer that holds what it has not read.
 *
 * Source: poll-skip and nonmonotonic-poll in Jepsen's Kafka workload, as in its analysis of Redpanda 21.10.1 (2022).
 */
export const POLL_ORDER: AnomalyCheck = {
  polled(poll, known): Finding | undefined {
    const { reading, offset } = poll;
    if (reading.next < 0 || offset === reading.next) return undefined;
    const detail = `${known.pollOf(poll)}, ${reading.next} was to come`;
    if (offset < reading.next) return { kind: "non-monotonic poll", detail };
    const mustHaveAll = reading.holds && reading.hasRead;
    return { kind: "poll skip", detail, lawfulIfTrimmedTo: mustHaveAll ? Number.POSITIVE_INFINITY : offset };
  },
};
