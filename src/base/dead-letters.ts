/** Why a message reached nobody. The place of a reason is that of its counter in an endpoint's row (`layout.ts`). */
export const DEAD_LETTER_REASONS = [
  "actor stopped", // its actor does not live; whoever asked is told so
  "answer too late", // its ask was cancelled, or timed out
  "endpoint dead", // its thread has ended, which the sender knew
  "ring full", // an answer without a place: its asker waits until its timeout
] as const;

export type DeadLetterReason = (typeof DEAD_LETTER_REASONS)[number];
