import { deserialize, type SerdePlace } from "../../serde/serde.ts";
import type { StreamRecord } from "../api/record.ts";
import type { InputRecord } from "../api/serialized.ts";
import type { SourceSpec } from "../topology/processor-topology.ts";
import type { RuntimeNode } from "./runtime-node.ts";

/** Reads keys and values, and hands records to its children. */
export class SourceNode implements RuntimeNode {
  readonly name: string;
  readonly #spec: SourceSpec;
  readonly #children: readonly RuntimeNode[];
  #place: SerdePlace;

  constructor(spec: SourceSpec, children: readonly RuntimeNode[]) {
    this.name = spec.name;
    this.#spec = spec;
    this.#children = children;
    this.#place = { topic: spec.topics[0] ?? "" };
  }

  init(): void {}

  deserializeKey({ key, topic }: InputRecord): unknown {
    return deserialize(this.#spec.keyDeserializer, key, this.#placeOf(topic));
  }

  deserializeValue({ value, topic }: InputRecord): unknown {
    return deserialize(this.#spec.valueDeserializer, value, this.#placeOf(topic));
  }

  process(record: StreamRecord<unknown, unknown>): void {
    const children = this.#children;
    for (let at = 0; at < children.length; at++) (children[at] as RuntimeNode).process(record);
  }

  close(): void {}

  #placeOf(topic: string): SerdePlace {
    if (topic !== this.#place.topic) this.#place = { topic };
    return this.#place;
  }
}
