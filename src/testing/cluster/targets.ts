import { type EndpointId, SUPERVISOR_ENDPOINT } from "../../base/ids.ts";
import type { MetadataImage, PartitionState } from "../../metadata/image.ts";
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
  if ("broker" in target) return target.broker;
  if ("client" in target) return cluster.clientEndpoint(target.client);
  if ("leaderOf" in target) {
    const leader = stateOf(target.leaderOf, cluster)?.leader ?? -1;
    return leader < 0 ? undefined : leader;
  }
  const state = stateOf(target.followerOf, cluster);
  return state?.isr.find((id) => id !== state.leader);
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

function stateOf({ topic, partition }: PartitionPlace, { image }: Inhabited): PartitionState | undefined {
  return image.topicByName(topic)?.partitions[partition];
}
