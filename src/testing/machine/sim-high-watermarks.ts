import type { HighWatermarks } from "../../arena/memory.ts";

/** The last known high watermarks of a simulated cluster: like the arena's, they outlive every thread, and never go back. */
export class SimHighWatermarks implements HighWatermarks {
  readonly #slots = new Map<number, { readonly topicId: number; readonly offset: number }>();

  store(slot: number, topicId: number, offset: number): void {
    if (offset > this.load(slot, topicId) || this.#slots.get(slot)?.topicId !== topicId)
      this.#slots.set(slot, { topicId, offset });
  }

  load(slot: number, topicId: number): number {
    const stored = this.#slots.get(slot);
    return stored?.topicId === topicId ? stored.offset : 0;
  }
}
