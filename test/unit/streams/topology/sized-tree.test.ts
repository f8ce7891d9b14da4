import { expect, test } from "vitest";
import { SizedTree } from "../../../../src/streams/topology/sized-tree.ts";

interface Node {
  readonly name: string;
  size: number;
}

/** "a1" adds a node of that size, "a=5" lets it grow. Answers the names in the order of the tree. */
function orderOf(steps: string): string {
  const tree = new SizedTree<Node>();
  const nodes = new Map<string, Node>();
  for (const [name = "", ...rest] of steps.split(" ")) {
    const size = Number(rest.at(-1));
    const known = nodes.get(name);
    if (known !== undefined) known.size = size;
    else {
      const node = { name, size };
      nodes.set(name, node);
      tree.add(node);
    }
  }
  return [...tree.values()].map(({ name }) => name).join("");
}

// The orders are those of a TreeSet of Java 17.
test.each([
  ["a1 b1 c1 b=5 d3", "abdc"],
  ["a1 b1 c1 d1 e1 b=5 f3 d=9 g4 h2 e=7 i6", "iabfcdghe"],
  ["e1 d1 c1 b1 a1 d=4 f2 b=6 g5 c=9 h3 i8", "iabgcdhfe"],
  ["a1 c1 b1 b=4 d3 e2 c=8 f5 g7 h1 i1 d=9 j6 k3 l2", "gjfabdkeclhi"],
])("nodes that grow in a tree keep their places, and new ones find theirs by its shape: %s", (steps, order) => {
  expect(orderOf(steps)).toBe(order);
});

test("a node is added once", () => {
  const tree = new SizedTree<Node>();
  const node = { name: "a", size: 1 };
  tree.add(node);
  tree.add(node);
  expect([...tree.values()]).toEqual([node]);
});
