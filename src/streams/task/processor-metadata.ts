/** The key of the number of the commit, which every list of entries begins with. */
const COMMIT = "";

type Entry = readonly [key: string, value: number];

/**
 * Numbers that operators keep with the committed offsets, from one owner of a task to the next: KIP-825's last emit time, and
 * the times that operators know of, which Kafka forgets.
 */
export class ProcessorMetadata {
  readonly #values = new Map<string, number>();
  /** Times that are asked for only when somebody commits. */
  readonly #times = new Map<string, () => number>();
  #commits = 0;
  #needsCommit = false;

  /** Was something put since the last commit? */
  get needsCommit(): boolean {
    return this.#needsCommit;
  }

  get entries(): readonly Entry[] {
    for (const [key, read] of this.#times) {
      const time = read();
      if (time >= 0) this.#values.set(key, time);
    }
    return this.#values.size === 0 ? [] : [[COMMIT, this.#commits], ...this.#values];
  }

  get(key: string): number | undefined {
    return this.#values.get(key);
  }

  put(key: string, value: number): void {
    this.#values.set(key, value);
    this.#needsCommit = true;
  }

  /**
   * Has a time go with every commit: `read` gives it then, whole ms, negative or NaN for none. Answers what the owner before
   * has kept, or -1.
   */
  keepTime(key: string, read: () => number): number {
    this.#times.set(key, read);
    return this.#values.get(key) ?? -1;
  }

  /**
   * Takes up what was committed: the entries of every partition, one list after the other. A partition of which an owner has
   * processed nothing has those of an owner before: the last commit counts, and of one commit the largest number.
   */
  merge(entries: Iterable<Entry>): void {
    const commits = new Map<string, number>();
    let commit = 0;
    for (const [key, value] of entries) {
      if (key === COMMIT) {
        commit = value;
        this.#commits = Math.max(this.#commits, commit + 1);
        continue;
      }
      const known = commits.get(key) ?? -1;
      if (commit < known) continue;
      this.#values.set(key, commit > known ? value : Math.max(value, this.#values.get(key) ?? value));
      commits.set(key, commit);
    }
  }

  committed(): void {
    this.#commits++;
    this.#needsCommit = false;
  }
}
