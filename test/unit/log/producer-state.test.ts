import { describe, expect, test } from "vitest";
import { ErrorCode } from "../../../src/base/errors.ts";
import { PRODUCERS_PER_PARTITION_MAX, ProducerState, sequenceAfter } from "../../../src/log/producer-state.ts";

const LAST_SEQUENCE = 2 ** 31 - 1;

function batch(baseSequence: number, recordCount = 1, producerEpoch = 0, producerId = 1) {
  return { producerId, producerEpoch, baseSequence, recordCount };
}

/** Producer 1 in epoch 3 has written sequences 0-1, 2-3, ..., 12-13 at offsets 100-101, ...: seven batches. */
function afterSeven(): ProducerState {
  const state = new ProducerState();
  for (let index = 0; index < 7; index++) state.appended(batch(index * 2, 2, 3), 100 + index * 2);
  return state;
}

describe("the producer state", () => {
  test.each([
    { case: "the next sequence", next: batch(14, 2, 3), verdict: { type: "next" } },
    {
      case: "the last batch again",
      next: batch(12, 2, 3),
      verdict: { type: "duplicate", baseOffset: 112, lastOffset: 113, logAppendTime: -1 },
    },
    {
      case: "the fifth batch from the end again",
      next: batch(4, 2, 3),
      verdict: { type: "duplicate", baseOffset: 104, lastOffset: 105, logAppendTime: -1 },
    },
    {
      case: "a batch that fell out of the window",
      next: batch(2, 2, 3),
      verdict: { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER },
    },
    {
      case: "a known start with another end",
      next: batch(12, 1, 3),
      verdict: { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER },
    },
    {
      case: "a gap",
      next: batch(15, 1, 3),
      verdict: { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER },
    },
    { case: "a new epoch from 0", next: batch(0, 1, 4), verdict: { type: "next" } },
    {
      case: "a new epoch from elsewhere",
      next: batch(14, 1, 4),
      verdict: { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER },
    },
    {
      case: "an older epoch",
      next: batch(14, 1, 2),
      verdict: { type: "refused", error: ErrorCode.INVALID_PRODUCER_EPOCH },
    },
    { case: "an unknown producer from 0", next: batch(0, 1, 0, 2), verdict: { type: "next" } },
    {
      case: "an unknown producer from elsewhere, in a log that is complete",
      next: batch(9, 1, 0, 2),
      verdict: { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER },
    },
  ])("says $verdict.type to $case", ({ next, verdict }) => {
    expect(afterSeven().check(next, 0)).toEqual(verdict);
  });

  test("wraps sequences after 2^31 - 1", () => {
    const state = new ProducerState();
    state.appended(batch(LAST_SEQUENCE - 1, 3), 0); // ends at sequence 0
    expect(sequenceAfter(LAST_SEQUENCE, 1)).toBe(0);
    expect(state.check(batch(1), 0)).toEqual({ type: "next" });
    expect(state.check(batch(LAST_SEQUENCE - 1, 3), 0)).toMatchObject({ type: "duplicate", baseOffset: 0 });
  });

  test("says to an unknown producer that it may be forgotten, in a log whose beginning was deleted", () => {
    const verdict = { type: "refused", error: ErrorCode.UNKNOWN_PRODUCER_ID };
    expect(afterSeven().check(batch(9, 1, 0, 2), 100)).toEqual(verdict);
    expect(afterSeven().check(batch(0, 1, 0, 2), 100)).toEqual({ type: "next" });
  });

  test("forgets who was silent for as long as it may be, counted from the first look", () => {
    const state = afterSeven();
    state.expire(1_000, 500);
    state.appended(batch(0, 1, 0, 2), 200);
    state.expire(1_499, 500);
    expect(state.count).toBe(2);
    state.expire(1_500, 500);
    expect(state.count).toBe(1);
    expect(state.check(batch(1, 1, 0, 2), 0)).toEqual({ type: "next" });
    expect(state.check(batch(7, 1, 0, 1), 0)).toMatchObject({ type: "refused", error: ErrorCode.UNKNOWN_PRODUCER_ID });
  });

  test("keeps what has changed since a place of the log, not everything that it knows", () => {
    const state = new ProducerState();
    for (let id = 0; id < PRODUCERS_PER_PARTITION_MAX; id++) state.appended(batch(0, 1, 0, id), id);
    const changes = state.begin();
    for (let index = 1; index < 50; index++) state.appended(batch(index, 1, 0, 7), 5_000 + index);
    state.appended(batch(0, 1, 0, 1_000_000), 6_000); // for it the one that was silent longest is forgotten
    expect(Array.from(changes.before.keys())).toEqual([7, 1_000_000, 0]);
    state.undo([changes]);
    expect(changes.before.size).toBe(0);
    expect(state.check(batch(1, 1, 0, 7), 0)).toEqual({ type: "next" });
    expect(state.check(batch(0, 1, 0, 0), 0)).toMatchObject({ type: "duplicate", baseOffset: 0 });
    const unknown = { type: "refused", error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER };
    expect(state.check(batch(1, 1, 0, 1_000_000), 0)).toEqual(unknown);
    // Who is forgotten next is the same as before, too.
    state.appended(batch(0, 1, 0, 1_000_000), 5_001);
    const again = Array.from({ length: 9 }, (_, id) => state.check(batch(0, 1, 0, id), 0).type);
    expect(again).toEqual(["next", ...new Array(8).fill("duplicate")]);
  });

  test("knows which truncations concern it", () => {
    expect(afterSeven().reaches(113)).toBe(true);
    expect(afterSeven().reaches(114)).toBe(false);
  });

  test("forgets the producer that was silent longest when there are too many", () => {
    const state = new ProducerState();
    for (let id = 0; id < PRODUCERS_PER_PARTITION_MAX; id++) state.appended(batch(0, 1, 0, id), id);
    state.appended(batch(1, 1, 0, 0), PRODUCERS_PER_PARTITION_MAX);
    state.appended(batch(0, 1, 0, 1_000_000), PRODUCERS_PER_PARTITION_MAX + 1);
    expect(state.count).toBe(PRODUCERS_PER_PARTITION_MAX);
    const unknown = { type: "refused", error: ErrorCode.UNKNOWN_PRODUCER_ID };
    expect(state.check(batch(7, 1, 0, 1), 0)).toEqual(unknown); // forgotten
    expect(state.check(batch(7, 1, 0, 0), 0)).toMatchObject({ type: "refused" });
  });
});
