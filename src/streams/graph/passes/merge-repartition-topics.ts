import type { AnySerde } from "../any-serde.ts";
import type { GraphNode } from "../graph-node.ts";
import { OptimizableRepartitionNode } from "../optimizable-repartition-node.ts";
import { findChildOfOnPathTo, findUpstream, nodesInOrder } from "../walk.ts";

interface MergedRepartition {
  /** For messages. */
  readonly operator: string;
  readonly option: string;
  readonly topic: string;
  readonly keySerde: AnySerde | undefined;
  readonly valueSerde: AnySerde | undefined;
}

/** Makes a repartition step to a topic; gives its parts their names. */
type NewRepartition = (of: MergedRepartition) => OptimizableRepartitionNode;

interface Replacement {
  readonly replaced: string;
  readonly optimized: string;
}

/**
 * Repartition topics that are there because of the same change of key become one, right after it. Answers which source now
 * stands for which, for who knows sources by name.
 */
export function mergeRepartitionTopics(root: GraphNode, newRepartition: NewRepartition): readonly Replacement[] {
  const replacements: Replacement[] = [];
  for (const [keyChanger, repartitions] of repartitionsByKeyChanger(root)) {
    const first = repartitions[0];
    if (first === undefined) continue;
    const merged = newRepartition({
      operator: first.parts.operator,
      option: first.parts.option,
      topic: first.repartitionTopic,
      keySerde: repartitions.find((one) => one.parts.keySerde !== undefined)?.parts.keySerde,
      valueSerde: repartitions.find((one) => one.parts.valueSerde !== undefined)?.parts.valueSerde,
    });
    // With the key changer's own number it is written before what comes after that.
    merged.buildPriority = keyChanger.buildPriority;
    for (const repartition of repartitions) {
      replaceRepartition(repartition, keyChanger, merged);
      replacements.push({ replaced: repartition.name, optimized: merged.name });
    }
    keyChanger.addChild(merged);
  }
  return replacements;
}

/** Moves the way from the key changer to the old repartition behind the new one, and takes the old one out of it. */
function replaceRepartition(
  old: OptimizableRepartitionNode,
  keyChanger: GraphNode,
  merged: OptimizableRepartitionNode,
): void {
  const branch = findChildOfOnPathTo(keyChanger, old);
  // Undefined: another repartition on the same branch has moved it already. Kafka fails there.
  if (branch !== undefined) {
    merged.addChild(branch);
    keyChanger.removeChild(branch);
  }
  const parents = old.parents;
  for (const child of old.children) for (const parent of parents) parent.addChild(child);
  for (const parent of parents) parent.removeChild(old);
  old.clearChildren();
}

type ByKeyChanger = Map<GraphNode, OptimizableRepartitionNode[]>;

function repartitionsByKeyChanger(root: GraphNode): ByKeyChanger {
  const found: ByKeyChanger = new Map();
  const merges: GraphNode[] = [];
  for (const node of nodesInOrder(root)) {
    if (node.keyChanging) found.set(node, []);
    else if (node instanceof OptimizableRepartitionNode) {
      const keyChanger = keyChangerOf(node);
      if (keyChanger !== undefined) found.get(keyChanger)?.push(node);
    } else if (node.mergeNode) merges.push(node);
  }
  moveBehindMerges(found, merges);
  return found;
}

/** The change of key before it; undefined if the values change in between, whose serde is then another one. */
function keyChangerOf(repartition: GraphNode): GraphNode | undefined {
  const changer = findUpstream(repartition, (node) => node.keyChanging || node.valueChanging);
  return changer?.keyChanging === true ? changer : undefined;
}

/** Where streams with new keys were merged before all their repartitions, those belong after the merge. */
function moveBehindMerges(found: ByKeyChanger, merges: readonly GraphNode[]): void {
  const moved = new Map<GraphNode, GraphNode[]>();
  for (const merge of merges) {
    const changers = [...found].filter(
      ([changer, repartitions]) =>
        repartitions.every((one) => findChildOfOnPathTo(merge, one) !== undefined) &&
        findChildOfOnPathTo(changer, merge) !== undefined,
    );
    moved.set(
      merge,
      changers.map(([changer]) => changer),
    );
  }
  for (const [merge, changers] of moved) {
    found.set(merge, [...new Set(changers.flatMap((changer) => found.get(changer) ?? []))]);
  }
  for (const changer of new Set([...moved.values()].flat())) found.delete(changer);
}
