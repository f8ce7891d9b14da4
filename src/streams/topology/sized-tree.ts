interface Sized {
  readonly name: string;
  readonly size: number;
}

type Side = "smaller" | "larger";

class Branch<T> {
  readonly node: T;
  parent: Branch<T> | undefined;
  smaller: Branch<T> | undefined;
  larger: Branch<T> | undefined;
  red = true;

  constructor(node: T, parent: Branch<T> | undefined) {
    this.node = node;
    this.parent = parent;
  }
}

/**
 * A set in the order that nodes had when they were added: larger sub-trees first, then by name. Sizes grow later and the
 * order stays, so that it cannot be sorted afterwards: where a node is put depends on the shape that the tree has then.
 * Kafka's description keeps nodes in such a set, a red-black tree; this one is balanced in the same way (Cormen et al.,
 * Introduction to Algorithms, RB-INSERT).
 */
export class SizedTree<T extends Sized> {
  #root: Branch<T> | undefined;

  add(node: T): void {
    let parent: Branch<T> | undefined;
    let side: Side = "smaller";
    for (let at = this.#root; at !== undefined; at = at[side]) {
      if (at.node === node) return;
      parent = at;
      side = comesBefore(node, at.node) ? "smaller" : "larger";
    }
    const branch = new Branch(node, parent);
    if (parent === undefined) this.#root = branch;
    else parent[side] = branch;
    this.#balance(branch);
  }

  values(): Generator<T> {
    return inOrder(this.#root);
  }

  /** No red branch hangs on a red one: recolours as long as the uncle is red, then turns once or twice. */
  #balance(added: Branch<T>): void {
    let at = added;
    while (at.parent?.red === true && at.parent.parent !== undefined) {
      const grandparent: Branch<T> = at.parent.parent;
      const side: Side = grandparent.smaller === at.parent ? "smaller" : "larger";
      const other: Side = side === "smaller" ? "larger" : "smaller";
      const uncle = grandparent[other];
      if (uncle?.red === true) {
        at.parent.red = false;
        uncle.red = false;
        grandparent.red = true;
        at = grandparent;
        continue;
      }
      if (at.parent[other] === at) {
        at = at.parent;
        this.#rotate(at, side);
      }
      (at.parent as Branch<T>).red = false;
      grandparent.red = true;
      this.#rotate(grandparent, other);
    }
    if (this.#root !== undefined) this.#root.red = false;
  }

  /** The branch goes down to `side`, its child on the other side takes its place. */
  #rotate(branch: Branch<T>, side: Side): void {
    const other: Side = side === "smaller" ? "larger" : "smaller";
    const child = branch[other] as Branch<T>;
    branch[other] = child[side];
    if (child[side] !== undefined) child[side].parent = branch;
    child.parent = branch.parent;
    if (branch.parent === undefined) this.#root = child;
    else if (branch.parent.smaller === branch) branch.parent.smaller = child;
    else branch.parent.larger = child;
    child[side] = branch;
    branch.parent = child;
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
