import { ErrorCode } from "../base/errors.ts";
import type { MetadataImage } from "../metadata/image.ts";
import { activeBroker, type Problem } from "./operation.ts";

/** Why a partition cannot have these replicas, chosen by a user; undefined when it can. Dead brokers may be named. */
export function assignmentProblem(replicas: readonly number[], image: MetadataImage): Problem | undefined {
  const error = ErrorCode.INVALID_REPLICA_ASSIGNMENT;
  if (replicas.length === 0) {
    return {
      error,
      message: "The manual partition assignment includes an empty replica list. Name at least one broker.",
    };
  }
  const seen = new Set<number>();
  for (const id of replicas) {
    if (!image.brokers.has(id)) {
      const known = [...image.brokers.keys()].sort((left, right) => left - right).join(", ");
      const message = `The manual partition assignment includes broker ${id}, but no such broker is registered. Known are ${known}.`;
      return { error, message };
    }
    if (seen.has(id)) {
      return { error, message: `The manual partition assignment includes the broker ${id} more than once.` };
    }
    seen.add(id);
  }
  return undefined;
}

/** As `assignmentProblem`, for a partition that is to be created: as many replicas as the others, one of them alive. */
export function newAssignmentProblem(
  replicas: readonly number[],
  size: number,
  image: MetadataImage,
): Problem | undefined {
  const problem = assignmentProblem(replicas, image);
  if (problem !== undefined) return problem;
  const error = ErrorCode.INVALID_REPLICA_ASSIGNMENT;
  if (replicas.length !== size) {
    const message = `The manual partition assignment includes a partition with ${replicas.length} replica(s), but others have ${size}. Give all the same number.`;
    return { error, message };
  }
  if (replicas.some((id) => activeBroker(image, id) !== undefined)) return undefined;
  return {
    error,
    message: `All brokers of the manual partition assignment ${replicas.join(", ")} are dead. Name one that lives.`,
  };
}
