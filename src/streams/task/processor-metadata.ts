/** Numbers that operators keep with the committed offsets, from one owner of a task to the next (KIP-825's last emit time, and the times that operators have seen). */
export class ProcessorMetadata {
  readonly #values = new Map<string, number>();
  /** Times that are asked for only when somebody commits. */
  readonly #times = new Map<string, () => number>();
  #needsCommit = false;

  /** Was something put since the last commit? */
  get needsCommit(): boolean {
    return this.#needsCommit;
  }

  get entries(): readonly (readonly [key: string, value: number])[] {
    for (const [key, read] of this.#times) {
      const value = read();
      if (value >= 0) this.#values.set(key, value);
    }
    return [...this.#values];
  }

  get(key: string): number | undefined {
    return this.#values.get(key);
  }

  put(key: string, value: number): void {
    this.#values.set(key, value);
    this.#needsCommit = true;
  }

  /**
   * Has a time, which never goes back, go with every commit: `read` gives it then, negative for none. Answers what the owner
   * before has kept, or -1.
   */
  keepTime(key: string, read: () => number): number {
    this.#times.set(key, read);
    return this.#values.get(key) ?? -1;
  }

  /** Takes up what was committed. Every partition has it; the largest is the latest. */
  merge(entries: Iterable<readonly [key: string, value: number]>): void {
    for (const [key, value] of entries) this.#values.set(key, Math.max(value, this.#values.get(key) ?? value));
  }

  committed(): void {
    this.#needsCommit = false;
  }
}
