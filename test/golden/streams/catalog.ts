import { StreamsBuilder } from "../../../src/streams/dsl/streams-builder.ts";
import { Topology } from "../../../src/streams/topology/topology.ts";
import type { Inputs } from "./inputs.ts";

export interface Options {
  readonly optimization?: "all";
  readonly cacheMaxBytes?: number;
}

/** A topology of both sides: `java/` has it by the same name. */
export interface Entry extends Options {
  readonly name: string;
  readonly inputs: Inputs;
  /** A new one for each run. */
  build(): Topology;
}

export const OPTIMISED: Options = { optimization: "all" };

export function cache(bytes: number): Options {
  return { cacheMaxBytes: bytes };
}

/** Collects topologies by name. */
export class Catalog {
  readonly entries = new Map<string, Entry>();

  add(name: string, inputs: Inputs, define: (builder: StreamsBuilder) => unknown, options: Options = {}): void {
    this.#put({
      name,
      inputs,
      ...options,
      build() {
        const builder = new StreamsBuilder();
        define(builder);
        return builder.build({ optimization: options.optimization ?? "none" });
      },
    });
  }

  /** A topology without the DSL. */
  topology(name: string, inputs: Inputs, define: (topology: Topology) => unknown): void {
    this.#put({
      name,
      inputs,
      build() {
        const topology = new Topology();
        define(topology);
        return topology;
      },
    });
  }

  #put(entry: Entry): void {
    if (this.entries.has(entry.name)) throw new Error(`two topologies ${entry.name}`);
    this.entries.set(entry.name, entry);
  }
}
