interface Sized {
  readonly name: string;
  readonly size: number;
}

interface Branch<T> {
  readonly node: T;
  smaller?: Branch<T>;
  larger?: Branch<T>;
}

/**
 * A set in the order that nodes had when they were added: larger sub-trees first, then by name. Sizes grow later and the
 * order stays, as in Kafka's description, so that it cannot be sorted afterwards.
 */
export class SizedTree<T extends Sized> {
  #root: Branch<T> | undefined;

  add(node: T): void {
    const branch: Branch<T> = { node };
    if (this.#root === undefined) {
      this.#root = branch;
      return;
    }
    let at = this.#root;
    for (;;) {
      if (at.node === node) return;
      const side = comesBefore(node, at.node) ? "smaller" : "larger";
      const next = at[side];
      if (next === undefined) {
        at[side] = branch;
        return;
      }
      at = next;
    }
  }

  values(): Generator<T> {
    return inOrder(this.#root);
  }
}

function* inOrder<T>(branch: Branch<T> | undefined): Generator<T> {
  if (branch === undefined) return;
  yield* inOrder(branch.smaller);
  yield branch.node;
  yield* inOrder(branch.larger);
}

function comesBefore(one: Sized, other: Sized): boolean {
  return one.size === other.size ? one.name < other.name : one.size > other.size;
}
