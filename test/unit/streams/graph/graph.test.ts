import { describe, expect, test } from "vitest";
import { GraphNode } from "../../../../src/streams/graph/graph-node.ts";
import { findUpstream, nodesInOrder } from "../../../../src/streams/graph/walk.ts";
import { writeGraph } from "../../../../src/streams/graph/write-graph.ts";
import { InternalTopologyBuilder } from "../../../../src/streams/topology/internal-topology-builder.ts";

const written: string[] = [];

class Step extends GraphNode {
  writeTo(): void {
    written.push(this.name);
  }
}

/** A graph of "parent>child" edges; nodes get their priority in the order in which they are first named. */
function graphOf(...edges: string[]): ReadonlyMap<string, Step> {
  const nodes = new Map<string, Step>();
  const node = (name: string) => {
    const known = nodes.get(name) ?? new Step(name);
    if (!nodes.has(name)) known.buildPriority = nodes.size;
    nodes.set(name, known);
    return known;
  };
  for (const edge of edges) {
    const [parent = "", child = ""] = edge.split(">");
    node(parent).addChild(node(child));
  }
  return nodes;
}

function orderOfWriting(nodes: ReadonlyMap<string, Step>): string {
  written.length = 0;
  writeGraph(nodes.get("root")!, new InternalTopologyBuilder());
  return written.join(" ");
}

describe("A graph is written", () => {
  test("in the order in which nodes were added", () => {
    expect(orderOfWriting(graphOf("root>a", "root>b", "b>c", "a>d"))).toBe("root a b c d");
  });

  test("with all parents before a node, though it was added first", () => {
    const nodes = graphOf("root>late", "root>early", "early>middle", "middle>late");
    expect(orderOfWriting(nodes)).toBe("root early middle late");
  });

  test("with each node once, where ways meet again and again", () => {
    const rungs = Array.from({ length: 40 }, (_, at) => [
      `n${at}>l${at}`,
      `n${at}>r${at}`,
      `l${at}>n${at + 1}`,
      `r${at}>n${at + 1}`,
    ]).flat();
    expect(orderOfWriting(graphOf("root>n0", ...rungs)).split(" ").length).toBe(1 + 3 * 40 + 1);
  });
});

test("Nodes of a graph are listed by their priority, without the root.", () => {
  const nodes = graphOf("root>b", "root>a", "b>c", "a>c");
  expect(nodesInOrder(nodes.get("root")!).map(({ name }) => name)).toEqual(["b", "a", "c"]);
});

test("The search upstream goes one way to its end before the next, and begins at the node itself.", () => {
  const nodes = graphOf("root>x", "x>p", "p>n", "root>y", "y>n");
  const found = (...names: string[]) => findUpstream(nodes.get("n")!, ({ name }) => names.includes(name))?.name;
  expect([found("x", "y"), found("y"), found("n", "x"), found("z")]).toEqual(["x", "y", "n", undefined]);
});
