/**
 * Where a source begins to read a partition of which its group has no committed offset; `{ byDurationMs }`: at the first
 * record that is at most so old (KIP-1106). "none" refuses to begin.
 */
export type AutoOffsetReset = "earliest" | "latest" | "none" | { readonly byDurationMs: number };
