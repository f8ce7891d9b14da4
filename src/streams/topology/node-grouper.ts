/** Which nodes belong together, directly or through others: union by path splitting. */
export class NodeGrouper {
  readonly #parents = new Map<string, string>();

  add(name: string): void {
    this.#parents.set(name, name);
  }

  unite(name: string, others: Iterable<string>): void {
    for (const other of others) {
      const [root, otherRoot] = [this.root(name), this.root(other)];
      if (root !== otherRoot) this.#parents.set(root, otherRoot);
    }
  }

  root(name: string): string {
    let current = name;
    for (;;) {
      const parent = this.#parents.get(current) ?? current;
      if (parent === current) return current;
      this.#parents.set(current, this.#parents.get(parent) ?? parent);
      current = parent;
    }
  }
}
