import type { AutoOffsetReset } from "../api/auto-offset-reset.ts";
import type { TimestampExtractor } from "../api/functions.ts";
import type { AnySerde } from "./any-serde.ts";
import { GraphNode } from "./graph-node.ts";
import { requireSerdes } from "./require-serdes.ts";

/** How a source reads; a Consumed with the builder's defaults filled in. */
export interface SourceOptions {
  readonly keySerde: AnySerde | undefined;
  readonly valueSerde: AnySerde | undefined;
  readonly timestampExtractor: TimestampExtractor | undefined;
  readonly offsetReset: AutoOffsetReset | undefined;
}

/** A step that reads topics. */
export abstract class SourceGraphNode extends GraphNode {
  readonly options: SourceOptions;
  /** How the user wrote it, for messages. */
  readonly operator: string;

  constructor(name: string, operator: string, options: SourceOptions) {
    super(name);
    this.operator = operator;
    this.options = options;
  }

  protected get reading() {
    const { keySerde, valueSerde, timestampExtractor, offsetReset } = this.options;
    requireSerdes(this.operator, "Consumed", keySerde, valueSerde);
    return { keyDeserializer: keySerde, valueDeserializer: valueSerde, timestampExtractor, offsetReset };
  }
}
