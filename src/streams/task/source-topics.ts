import { MillraceError } from "../../base/errors.ts";
import type { TimestampExtractor } from "../api/functions.ts";
import { matchesWhole } from "../topology/node-definitions.ts";
import type { SourceSpec } from "../topology/processor-topology.ts";
import type { ErrorPolicy } from "./error-policy.ts";
import { RecordQueue } from "./record-queue.ts";
import type { SourceNode } from "./source-node.ts";

/** Stands for the topics of a pattern where they are not known one by one. */
export function patternTopic(pattern: RegExp): string {
  return String(pattern);
}

/** One queue for each topic; without `topics` for those of the sources. */
export function createQueues(
  sources: ReadonlyMap<SourceSpec, SourceNode>,
  topics: readonly string[] | undefined,
  timestampExtractor: TimestampExtractor,
  errors: ErrorPolicy,
): readonly RecordQueue[] {
  const all =
    topics ??
    [...sources.keys()].flatMap(({ topics, pattern }) => (pattern === undefined ? topics : [patternTopic(pattern)]));
  return all.map((topic) => {
    const spec = specOf([...sources.keys()], topic);
    const source = sources.get(spec) as SourceNode;
    return new RecordQueue({
      topic,
      source,
      timestampExtractor: spec.timestampExtractor ?? timestampExtractor,
      errors,
    });
  });
}

function specOf(specs: readonly SourceSpec[], topic: string): SourceSpec {
  const spec =
    specs.find(({ topics }) => topics.includes(topic)) ??
    specs.find(
      ({ pattern }) => pattern !== undefined && (patternTopic(pattern) === topic || matchesWhole(pattern, topic)),
    );
  if (spec !== undefined) return spec;
  throw new MillraceError("INVALID_TOPOLOGY", `no source of the topology reads topic ${topic}`);
}
