import { ErrorCode } from "../base/errors.ts";
import { type AdminResponse, ALTER_REASSIGNMENTS_RESPONSE, type AlterReassignmentsRequest } from "../message/kinds.ts";
import type { MetadataImage, PartitionState } from "../metadata/image.ts";
import { answerEach, unknownTopic } from "./admin-operation.ts";
import { assignmentProblem } from "./assignment.ts";
import { ChangeList } from "./change-list.ts";
import type { Decision, Problem } from "./operation.ts";
import { completed, inNewEpoch, isReassigned, reverted, towards } from "./reassignment.ts";

/**
 * Moves partitions to other replicas, or cancels that (KIP-455). Added replicas fill themselves from the leader; when all of
 * them are in the ISR the others leave, which `alterPartition` notices. A new target replaces the one that is going on.
 */
export function alterReassignments(request: AlterReassignmentsRequest, image: MetadataImage): Decision<AdminResponse> {
  const changes = new ChangeList(image);
  return answerEach({
    requestId: request.requestId,
    answer: ALTER_REASSIGNMENTS_RESPONSE,
    items: request.partitions,
    changes,
    subject: ({ topic, partition }) => ({ topic, partition }),
    decide: ({ topic, partition, replicas }) => {
      const state = image.topicByName(topic)?.partitions[partition];
      if (state === undefined) return unknownTopic(topic, partition);
      if (replicas.length === 0) return cancel(state, changes);
      return assignmentProblem(replicas, image) ?? reassign(state, replicas, changes);
    },
  });
}

function cancel(state: PartitionState, changes: ChangeList): Problem | undefined {
  if (!isReassigned(state)) {
    const message = "No partition reassignment is in progress.";
    return { error: ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, message };
  }
  const next = reverted(state, (id) => changes.isActive(id));
  if (next === undefined) {
    const message = "Unable to revert partition assignment; it would require an unclean leader election.";
    return { error: ErrorCode.INVALID_REPLICA_ASSIGNMENT, message };
  }
  changes.change(next);
  return undefined;
}

function reassign(state: PartitionState, target: readonly number[], changes: ChangeList): Problem | undefined {
  const isActive = (id: number) => changes.isActive(id);
  const begun = towards(state, target);
  if (begun.isr.length === 0 && state.isr.length > 0) {
    const message = "None of these replicas is in sync, nor one that is to be removed. Name one that is in the ISR.";
    return { error: ErrorCode.INVALID_REPLICA_ASSIGNMENT, message };
  }
  if (sameOrder(begun.replicas, state.replicas) && !isReassigned(begun) && !isReassigned(state)) return undefined;
  const leader = begun.replicas.includes(begun.leader) ? begun.leader : (begun.isr.find(isActive) ?? -1);
  const moving = inNewEpoch(begun, leader);
  // Nothing to wait for: only replicas to remove, or another order.
  changes.change(completed(begun, isActive) ?? moving);
  return undefined;
}

function sameOrder(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}
