import type { InternalTopologyBuilder } from "../topology/internal-topology-builder.ts";
import { invalidTopology } from "../topology/problem.ts";
import { SourceGraphNode, type SourceOptions } from "./source-graph-node.ts";

/** Topics, or a pattern of names, read as a stream. */
export class StreamSourceNode extends SourceGraphNode {
  readonly topics: ReadonlySet<string> | undefined;
  readonly pattern: RegExp | undefined;

  constructor(name: string, topics: readonly string[] | RegExp, options: SourceOptions) {
    const isPattern = topics instanceof RegExp;
    super(name, `stream(${isPattern ? topics : JSON.stringify(topics)})`, options);
    this.topics = isPattern ? undefined : new Set(topics);
    this.pattern = isPattern ? topics : undefined;
  }

  /** Takes over what reads from the other one. The serdes stay this one's; clock and offset reset must be the same. */
  merge(other: StreamSourceNode): void {
    const differs =
      JSON.stringify(this.options.offsetReset) !== JSON.stringify(other.options.offsetReset)
        ? "offset reset policies"
        : this.options.timestampExtractor !== other.options.timestampExtractor
          ? "timestamp extractors"
          : undefined;
    if (differs !== undefined) {
      throw invalidTopology(
        `${other.operator}: its topics are read twice with different ${differs}; use one Consumed, or one stream, for both`,
      );
    }
    for (const child of other.children) {
      other.removeChild(child);
      this.addChild(child);
    }
  }

  writeTo(topology: InternalTopologyBuilder): void {
    if (this.pattern !== undefined) {
      topology.addSource({ name: this.name, pattern: this.pattern, ...this.reading });
    } else {
      topology.addSource({ name: this.name, topics: [...(this.topics ?? [])], ...this.reading });
    }
  }
}
