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
 * A set in the order that nodes had when they were added: larger sub-trees first, then by name. Sizes grow while it is
 * filled and nodes stay where they are, so that where the next one goes depends on which nodes it meets on its way down:
 * it is a red-black tree, as Java's TreeSet, or descriptions would differ from Kafka's.
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

  /** No red branch hangs on a red one, and every way down passes as many black ones. */
  #balance(added: Branch<T>): void {
    let branch = added;
    for (let parent = branch.parent; parent?.red === true; parent = branch.parent) {
      // The root is black, so that a red parent has a parent.
      const grandparent = parent.parent as Branch<T>;
      const side = sideOf(parent);
      const uncle = grandparent[opposite(side)];
      if (uncle?.red === true) {
        parent.red = false;
        uncle.red = false;
        grandparent.red = true;
        branch = grandparent;
        continue;
      }
      if (sideOf(branch) !== side) {
        branch = parent;
        this.#rotate(branch, side);
      }
      (branch.parent as Branch<T>).red = false;
      grandparent.red = true;
      this.#rotate(grandparent, opposite(side));
    }
    (this.#root as Branch<T>).red = false;
  }

  /** Moves the branch down to that side; its child on the other side takes its place. */
  #rotate(branch: Branch<T>, side: Side): void {
    const other = opposite(side);
    const child = branch[other] as Branch<T>;
    branch[other] = child[side];
    const moved = child[side];
    if (moved !== undefined) moved.parent = branch;
    child.parent = branch.parent;
    if (branch.parent === undefined) this.#root = child;
    else branch.parent[sideOf(branch)] = child;
    child[side] = branch;
    branch.parent = child;
  }
}

function sideOf<T>(branch: Branch<T>): Side {
  return branch.parent?.smaller === branch ? "smaller" : "larger";
}

function opposite(side: Side): Side {
  return side === "smaller" ? "larger" : "smaller";
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
