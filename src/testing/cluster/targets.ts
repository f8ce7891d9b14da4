import { type EndpointId, SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import type { MetadataImage } from "../../metadata/image.ts";
import type { PartitionPlace, Target } from "../faults/fault-step.ts";

/** Who is there to be meant. */
export interface Inhabited {
  readonly image: MetadataImage;
  /** The living client of this name. */
  clientEndpoint(name: string): EndpointId | undefined;
}

/** Whom a target means now; undefined: nobody. A broker or the supervisor may be dead at the moment. */
export function endpointOf(target: Target, cluster: Inhabited): EndpointId | undefined {
  if (target === "supervisor") return SUPERVISOR_ENDPOINT;
  return "client" in target ? cluster.clientEndpoint(target.client) : brokerOf(target, cluster.image);
}

/** Which broker has the role now; undefined: nobody, as where a partition has no leader. */
export function brokerOf(
  target: Exclude<Target, "supervisor" | { readonly client: string }>,
  image: MetadataImage,
): number | undefined {
  if ("broker" in target) return target.broker;
  const { topic, partition } = "leaderOf" in target ? target.leaderOf : target.followerOf;
  const state = image.topicByName(topic)?.partitions[partition];
  if (state === undefined || state.leader < 0) return undefined;
  return "leaderOf" in target ? state.leader : state.isr.find((member) => member !== state.leader);
}

export function describeTarget(target: Target): string {
  if (target === "supervisor") return "supervisor";
  if ("broker" in target) return `broker ${target.broker}`;
  if ("client" in target) return `client ${target.client}`;
  if ("leaderOf" in target) return `leader of ${placeName(target.leaderOf)}`;
  return `follower of ${placeName(target.followerOf)}`;
}

/** A partition as people write it. */
export function placeName({ topic, partition }: PartitionPlace): string {
  return `${topic}-${partition}`;
}
