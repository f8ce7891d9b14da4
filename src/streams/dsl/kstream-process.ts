import type { FixedKeyProcessorSupplier, ProcessorSupplier } from "../api/processor.ts";
import { ProcessorToStateConnectorNode } from "../graph/processor-to-state-connector-node.ts";
import { Named } from "../options/named.ts";
import { invalidTopology } from "../topology/problem.ts";
import { untyped } from "./append.ts";
import { describeValue, requireSupplier } from "./checks.ts";
import type { KStream } from "./kstream.ts";
import type { KStreamParts } from "./stream-constructors.ts";

type ProcessOptions = readonly [Named, ...string[]] | readonly string[];

/** A processor of the user, which may forward other keys: what comes out is taken to need a repartition. */
export function appendProcessor<K, V, K2, V2>(
  stream: KStreamParts<K, V>,
  supplier: ProcessorSupplier<K, V, K2, V2>,
  options: ProcessOptions,
): KStream<K2, V2> {
  requireSupplier("process", supplier);
  const { name, storeNames } = split(stream, options, "process", "KSTREAM-PROCESSOR-");
  const graphNode = new ProcessorToStateConnectorNode({ name, supplier: untyped(supplier) }, storeNames);
  stream.builder.addGraphNode(stream.graphNode, graphNode);
  return stream.builder.create.kstream<K2, V2>({
    name,
    keySerde: undefined,
    valueSerde: undefined,
    subTopologySourceNodes: stream.subTopologySourceNodes,
    repartitionRequired: true,
    graphNode,
    builder: stream.builder,
  });
}

/** A processor of the user that cannot change the key. */
export function appendFixedKeyProcessor<K, V, V2>(
  stream: KStreamParts<K, V>,
  supplier: FixedKeyProcessorSupplier<K, V, V2>,
  options: ProcessOptions,
): KStream<K, V2> {
  requireSupplier("processValues", supplier);
  const { name, storeNames } = split(stream, options, "processValues", "KSTREAM-PROCESSVALUES-");
  const processor = { name, supplier: untyped<K, V, K, V2>(supplier), fixedKey: true };
  const graphNode = new ProcessorToStateConnectorNode(processor, storeNames);
  stream.builder.addGraphNode(stream.graphNode, graphNode);
  return stream.builder.create.kstream<K, V2>({
    name,
    keySerde: stream.keySerde,
    valueSerde: undefined,
    subTopologySourceNodes: stream.subTopologySourceNodes,
    repartitionRequired: stream.repartitionRequired,
    graphNode,
    builder: stream.builder,
  });
}

/** Unlike elsewhere a name of the user uses up no index. */
function split<K, V>(stream: KStreamParts<K, V>, options: ProcessOptions, call: string, prefix: string) {
  const [first, ...rest] = options;
  const named = first instanceof Named ? first.name : undefined;
  const storeNames = first === undefined || first instanceof Named ? rest : [first, ...rest];
  const wrong = storeNames.find((name) => typeof name !== "string");
  if (wrong !== undefined) {
    throw invalidTopology(`${call}: after the supplier come a Named and names of stores, got ${describeValue(wrong)}`);
  }
  return { name: named ?? stream.builder.newProcessorName(prefix), storeNames: storeNames as readonly string[] };
}
