import type { AnyPartitioner, AnySerde } from "../graph/any-serde.ts";
import type { RepartitionParts } from "../graph/base-repartition-node.ts";
import { KStreamFilter } from "../operator/kstream-filter.ts";
import { FILTER, SINK, SOURCE } from "./name-prefixes.ts";
import type { InternalNameProvider } from "./named-internal.ts";

const TOPIC_SUFFIX = "-repartition";
/** A name that an operator of a stream was given by its index. */
const GENERATED_NAME = /^KSTREAM.*-[0-9]{10}$/;

export interface RepartitionedSource {
  /** For messages: the operator that needs it, and the class of options that takes its serdes. */
  readonly operator?: string;
  readonly option?: string;
  readonly keySerde: AnySerde | undefined;
  readonly valueSerde: AnySerde | undefined;
  /** The topic is this with "-repartition" behind it. */
  readonly topicNamePrefix: string;
  readonly partitioner?: AnyPartitioner | undefined;
  readonly partitions?: number | undefined;
}

/**
 * Names the parts of a step through a repartition topic. Always uses up three indexes, though a name that the user chose
 * needs none.
 */
export function createRepartitionedSource(names: InternalNameProvider, source: RepartitionedSource): RepartitionParts {
  const { topicNamePrefix: prefix, keySerde, valueSerde, partitioner, partitions } = source;
  const repartitionTopic = prefix.endsWith(TOPIC_SUFFIX) ? prefix : prefix + TOPIC_SUFFIX;
  const sink = names.newProcessorName(SINK);
  const filter = names.newProcessorName(FILTER);
  const generatedSource = names.newProcessorName(SOURCE);
  const generated = GENERATED_NAME.test(prefix);
  return {
    operator: source.operator ?? `the repartition of ${prefix}`,
    option: source.option ?? "Grouped",
    sourceName: generated ? generatedSource : `${repartitionTopic}-source`,
    sinkName: generated ? sink : `${repartitionTopic}-sink`,
    processor: {
      name: generated ? filter : `${repartitionTopic}-filter`,
      supplier: new KStreamFilter(() => true, false),
    },
    repartitionTopic,
    keySerde,
    valueSerde,
    partitioner,
    partitions,
  };
}
