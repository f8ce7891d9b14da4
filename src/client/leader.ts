import { type ActorRef, ROOT_ACTOR } from "../base/ids.ts";
import type { MetadataImage } from "../metadata/image.ts";

/** Where requests for a partition go, as of one state of the image. */
export interface Leader {
  readonly target: ActorRef;
  readonly incarnation: number;
  readonly leaderEpoch: number;
}

/** The live leader of a partition, or undefined while there is none (or the partition is not known yet). */
export function leaderOf(image: MetadataImage, topicId: number, partition: number): Leader | undefined {
  const state = image.partition(topicId, partition);
  if (!state || state.leader < 0) return undefined;
  const broker = image.brokers.get(state.leader);
  if (!broker || broker.fenced) return undefined;
  return {
    target: { endpoint: broker.endpoint, actor: ROOT_ACTOR },
    incarnation: broker.incarnation,
    leaderEpoch: state.leaderEpoch,
  };
}

/** Do both name the same term of the same process? */
export function sameLeader(left: Leader | undefined, right: Leader | undefined): boolean {
  if (!left || !right) return left === right;
  return (
    left.target.endpoint === right.target.endpoint &&
    left.incarnation === right.incarnation &&
    left.leaderEpoch === right.leaderEpoch
  );
}
