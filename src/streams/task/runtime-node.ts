import type { StreamRecord } from "../api/record.ts";

/** A source, processor or sink of one task, as its parents see it. */
export interface RuntimeNode {
  readonly name: string;
  init(): void;
  process(record: StreamRecord<unknown, unknown>): void;
  close(): void;
}
