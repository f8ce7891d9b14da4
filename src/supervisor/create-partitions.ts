import { ErrorCode } from "../base/errors.ts";
import { PARTITIONS_PER_CLUSTER_MAX } from "../base/limits.ts";
import { type AdminResponse, CREATE_PARTITIONS_RESPONSE, type CreatePartitionsRequest } from "../message/kinds.ts";
import type { MetadataImage, TopicState } from "../metadata/image.ts";
import { answerEach, unknownTopic } from "./admin-operation.ts";
import { newAssignmentProblem } from "./assignment.ts";
import { ChangeList } from "./change-list.ts";
import { NewPartitions } from "./new-partitions.ts";
import type { Decision, Problem } from "./operation.ts";

type Growth = CreatePartitionsRequest["topics"][number];

/** Adds partitions to topics (KIP-195), with as many replicas as the first partition has. Their number never shrinks. */
export function createPartitions(request: CreatePartitionsRequest, image: MetadataImage): Decision<AdminResponse> {
  const changes = new ChangeList(image);
  const partitions = new NewPartitions(image);
  return answerEach({
    requestId: request.requestId,
    answer: CREATE_PARTITIONS_RESPONSE,
    items: request.topics,
    validateOnly: request.validateOnly,
    changes,
    subject: ({ topic }) => ({ topic }),
    decide: (growth) => {
      const topic = image.topicByName(growth.topic);
      if (topic === undefined) return unknownTopic(growth.topic);
      const replicationFactor = topic.partitions[0]?.replicas.length ?? 1;
      const problem =
        countProblem(growth, topic, partitions.freeCount) ?? placeProblem(growth, replicationFactor, image, partitions);
      if (problem !== undefined) return problem;
      for (let partition = topic.partitions.length; partition < growth.totalCount; partition++) {
        const replicas = growth.assignment[partition - topic.partitions.length]?.replicas;
        const state = replicas
          ? partitions.assign(topic.id, partition, replicas)
          : partitions.place(topic.id, partition, replicationFactor);
        changes.add({ type: "partitionChanged", state });
      }
      return undefined;
    },
  });
}

function countProblem({ totalCount, assignment }: Growth, topic: TopicState, free: number): Problem | undefined {
  const error = ErrorCode.INVALID_PARTITIONS;
  const present = topic.partitions.length;
  const added = totalCount - present;
  if (added < 0) {
    const message = `The topic ${topic.name} currently has ${present} partition(s); ${totalCount} would not be an increase.`;
    return { error, message };
  }
  if (added === 0) return { error, message: `Topic already has ${present} partition(s).` };
  if (added > free) {
    const message = `${added} partitions are more than the ${free} that are left of the cluster's ${PARTITIONS_PER_CLUSTER_MAX}. Use fewer.`;
    return { error, message };
  }
  if (assignment.length === 0 || assignment.length === added) return undefined;
  const message = `Attempted to add ${added} additional partition(s), but only ${assignment.length} assignment(s) were specified.`;
  return { error: ErrorCode.INVALID_REPLICA_ASSIGNMENT, message };
}

function placeProblem(
  { assignment }: Growth,
  replicationFactor: number,
  image: MetadataImage,
  { brokerCount }: NewPartitions,
): Problem | undefined {
  for (const { replicas } of assignment) {
    const problem = newAssignmentProblem(replicas, replicationFactor, image);
    if (problem !== undefined) return problem;
  }
  if (assignment.length > 0 || brokerCount >= replicationFactor) return undefined;
  const message = `The topic has ${replicationFactor} replicas, but only ${brokerCount} broker(s) are alive. Wait until the others have registered.`;
  return { error: ErrorCode.INVALID_REPLICATION_FACTOR, message };
}
