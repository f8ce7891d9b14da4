import type { Predicate } from "../api/functions.ts";
import { ProcessorGraphNode } from "../graph/processor-graph-node.ts";
import { KStreamBranch } from "../operator/kstream-branch.ts";
import { PassThrough } from "../operator/pass-through.ts";
import type { Named } from "../options/named.ts";
import { appendNode, untyped } from "./append.ts";
import type { Branched } from "./branched.ts";
import type { BranchedKStream } from "./branched-kstream.ts";
import { invalidTopology, requireFunction } from "./checks.ts";
import type { KStream } from "./kstream.ts";
import type { KStreamParts } from "./stream-constructors.ts";

export class BranchedKStreamImpl<K, V> implements BranchedKStream<K, V> {
  readonly #source: KStreamParts<K, V>;
  readonly #splitter: ProcessorGraphNode;
  readonly #branches = new Map<string, KStream<K, V>>();
  // The splitter reads both lists when a task is made: they grow until then.
  readonly #predicates: Predicate<K, V>[] = [];
  readonly #childNames: string[] = [];
  #complete = false;

  constructor(source: KStreamParts<K, V>, named: Named | undefined) {
    this.#source = source;
    const supplier = untyped(new KStreamBranch(this.#predicates, this.#childNames));
    this.#splitter = appendNode(source, { named, prefix: "KSTREAM-BRANCH-", supplier, changes: "nothing" });
  }

  branch(predicate: Predicate<K, V>, branched?: Branched<K, V>): BranchedKStream<K, V> {
    requireFunction("branch", "predicate", predicate);
    this.#requireIncomplete("branch");
    this.#predicates.push(predicate);
    this.#add(branched, this.#predicates.length);
    return this;
  }

  defaultBranch(branched?: Branched<K, V>): Map<string, KStream<K, V>> {
    this.#requireIncomplete("defaultBranch");
    this.#add(branched, 0);
    this.#complete = true;
    return this.#branches;
  }

  noDefaultBranch(): Map<string, KStream<K, V>> {
    this.#complete = true;
    return this.#branches;
  }

  /** A branch after the default one would take the place that the default one has in the list. */
  #requireIncomplete(call: string): void {
    if (!this.#complete) return;
    throw invalidTopology(`${call} of ${this.#splitter.name}: the split is complete; call it before defaultBranch()`);
  }

  #add(branched: Branched<K, V> | undefined, index: number): void {
    const { builder, keySerde, valueSerde, subTopologySourceNodes, repartitionRequired } = this.#source;
    const name = `${this.#splitter.name}${branched?.name ?? index}`;
    this.#childNames.push(name);
    // An index is used up though the name has none.
    builder.newProcessorName(name);
    const graphNode = new ProcessorGraphNode(name, { name, supplier: untyped(new PassThrough()) });
    builder.addGraphNode(this.#splitter, graphNode);
    const parts = { name, keySerde, valueSerde, subTopologySourceNodes, repartitionRequired, graphNode, builder };
    this.#give(name, builder.create.kstream(parts), branched);
  }

  #give(name: string, branch: KStream<K, V>, branched: Branched<K, V> | undefined): void {
    if (branched?.chainConsumer !== undefined) {
      branched.chainConsumer(branch);
      return;
    }
    const result = branched?.chainFunction === undefined ? branch : branched.chainFunction(branch);
    if (result !== undefined && result !== null) this.#branches.set(name, result);
  }
}
