/** Numbers that operators keep with the committed offsets, from one owner of a task to the next (KIP-825's last emit time). */
export class ProcessorMetadata {
  readonly #values = new Map<string, number>();
  #needsCommit = false;

  /** Was something put since the last commit? */
  get needsCommit(): boolean {
    return this.#needsCommit;
  }

  get entries(): readonly (readonly [key: string, value: number])[] {
    return [...this.#values];
  }

  get(key: string): number | undefined {
    return this.#values.get(key);
  }

  put(key: string, value: number): void {
    this.#values.set(key, value);
    this.#needsCommit = true;
  }

  /** Takes up what was committed. Every partition has it; the largest is the latest. */
  merge(entries: Iterable<readonly [key: string, value: number]>): void {
    for (const [key, value] of entries) this.#values.set(key, Math.max(value, this.#values.get(key) ?? value));
  }

  committed(): void {
    this.#needsCommit = false;
  }
}
