import { MillraceError } from "../base/errors.ts";
import { checkNames } from "../client/options.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { ClientEndpoint } from "./client-endpoint.ts";

const TIMEOUT_MS = 30_000;
/** A longer timeout would fire at once. */
const TIMEOUT_MS_MAX = 2 ** 31 - 1;
const NAMED_MAX = 5;

/** What keeps a cluster from being settled, for people. */
export function unsettled(image: MetadataImage, topics: readonly string[] | undefined): string[] {
  const missing: string[] = [];
  for (const name of topics ?? []) if (!image.topicByName(name)) missing.push(`there is no topic ${name}`);
  for (const { name, partitions } of image.topics.values()) {
    if (topics && !topics.includes(name)) continue;
    for (const { partition, leader, isr, replicas } of partitions) {
      if (leader < 0) missing.push(`${name}-${partition} has no leader`);
      else if (isr.length < replicas.length) {
        const absent = replicas.filter((id) => !isr.includes(id)).join(", ");
        missing.push(`${name}-${partition} is not in sync on ${absent}`);
      }
    }
  }
  return missing;
}

export interface SettledOptions {
  /** Default 30,000. */
  readonly timeoutMs?: number;
  /** Only these topics, which must be there; default all that are there. */
  readonly topics?: readonly string[];
}

/** See `Cluster.settled`. */
export async function settle(endpoint: ClientEndpoint, options: SettledOptions): Promise<void> {
  checkNames("settled", options, ["timeoutMs", "topics"]);
  const { timeoutMs = TIMEOUT_MS, topics } = options;
  if (typeof timeoutMs !== "number" || !(timeoutMs >= 0)) throw invalid("settled option timeoutMs is milliseconds");
  if (topics !== undefined && !Array.isArray(topics)) throw invalid("settled option topics is a list of names");
  endpoint.poll(); // what another thread has just done may be news here
  await endpoint.waitForImage(
    (image) => unsettled(image, topics).length === 0,
    Math.min(timeoutMs, TIMEOUT_MS_MAX),
    () => {
      const missing = unsettled(endpoint.image, topics);
      const more = missing.length > NAMED_MAX ? `, and ${missing.length - NAMED_MAX} more` : "";
      const message = `not settled after ${timeoutMs} ms: ${missing.slice(0, NAMED_MAX).join(", ")}${more}`;
      return new MillraceError("REQUEST_TIMED_OUT", message);
    },
  );
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}
