import { ErrorCode } from "../base/errors.ts";
import type { AlterPartitionRequest, AlterPartitionResponse } from "../message/kinds.ts";
import type { MetadataImage, PartitionState } from "../metadata/image.ts";
import { ChangeList } from "./change-list.ts";
import { cleanLeader, withLeader } from "./election.ts";
import { activeBroker, aliveBroker, type Decision } from "./operation.ts";
import { completed } from "./reassignment.ts";

/**
 * The leader of a partition proposes its ISR (KIP-497), each member with the broker epoch that the leader saw in its
 * fetches (KIP-903), so that a stale incarnation never enters. A proposal that is already the state is answered with
 * success and no record: that makes a retry after the supervisor's death safe. When all replicas that a reassignment adds
 * are in sync with it, the reassignment is completed in the same record. A leader whose log is damaged proposes an ISR
 * without itself: it resigns, and the next leader is elected in the same list. Unlike Kafka, a request of a broker that
 * does not lead under the current epoch gets NEW_LEADER_ELECTED, not INVALID_REQUEST.
 */
export function alterPartition(
  request: AlterPartitionRequest,
  image: MetadataImage,
  fencesByEpoch = true, // false only in the simulation, which breaks rules to prove that its invariants notice
): Decision<AlterPartitionResponse> {
  if (fencesByEpoch && aliveBroker(image, request.brokerId)?.epoch !== request.brokerEpoch) {
    return refused(request, ErrorCode.STALE_BROKER_EPOCH);
  }
  const state = image.partition(request.topicId, request.partition);
  if (state === undefined) return refused(request, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  const stale = fencesByEpoch ? checkEpochs(request, state) : ErrorCode.NONE;
  if (stale !== ErrorCode.NONE) return refused(request, stale, state);
  const isr = request.newIsr.map((member) => member.brokerId);
  if (sameMembers(isr, state.isr)) return { records: [], response: answerOf(state, ErrorCode.NONE) };
  if (fencesByEpoch && request.partitionEpoch !== state.partitionEpoch) {
    return refused(request, ErrorCode.INVALID_UPDATE_VERSION, state);
  }
  const invalid = checkMembers(request, fencesByEpoch ? state.leader : request.brokerId, state, image);
  if (invalid !== ErrorCode.NONE) return refused(request, invalid, state);
  const changes = new ChangeList(image);
  const isActive = (id: number) => changes.isActive(id);
  let joined: PartitionState = { ...state, isr };
  if (resigns(request)) {
    const { brokerId, topicId, partition, damagedOffset: offset } = request;
    changes.add({ type: "replicaDamaged", brokerId, topicId, partition, offset });
    joined = withLeader(joined, cleanLeader(joined, isActive));
  }
  const next = changes.change(completed(joined, isActive) ?? joined);
  return { records: changes.records, response: answerOf(next, ErrorCode.NONE) };
}

function checkEpochs(request: AlterPartitionRequest, state: PartitionState): ErrorCode {
  if (request.leaderEpoch < state.leaderEpoch) return ErrorCode.FENCED_LEADER_EPOCH;
  if (request.leaderEpoch > state.leaderEpoch) return ErrorCode.UNKNOWN_LEADER_EPOCH;
  return request.brokerId === state.leader ? ErrorCode.NONE : ErrorCode.NEW_LEADER_ELECTED;
}

function checkMembers(
  request: AlterPartitionRequest,
  leader: number,
  state: PartitionState,
  image: MetadataImage,
): ErrorCode {
  const ids = new Set(request.newIsr.map((member) => member.brokerId));
  const isEachOnce = ids.size === request.newIsr.length;
  // Whoever resigns leaves somebody who has everything, and all others keep their leader.
  if (!isEachOnce || ids.size === 0 || ids.has(leader) === resigns(request)) return ErrorCode.INVALID_REQUEST;
  for (const member of request.newIsr) {
    if (!state.replicas.includes(member.brokerId)) return ErrorCode.INVALID_REQUEST;
  }
  for (const member of request.newIsr) {
    if (activeBroker(image, member.brokerId)?.epoch !== member.brokerEpoch) return ErrorCode.INELIGIBLE_REPLICA;
  }
  return ErrorCode.NONE;
}

function resigns({ damagedOffset }: AlterPartitionRequest): boolean {
  return damagedOffset >= 0;
}

function sameMembers(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && new Set(left).size === left.length && left.every((id) => right.includes(id));
}

function answerOf(state: PartitionState, error: ErrorCode): AlterPartitionResponse {
  const { topicId, partition, leaderEpoch, partitionEpoch, isr } = state;
  return { error, topicId, partition, leaderEpoch, partitionEpoch, isr: isr.slice() };
}

/** A refusal carries the present state where there is one: the leader learns at once what it missed. */
function refused(
  request: AlterPartitionRequest,
  error: ErrorCode,
  state?: PartitionState,
): Decision<AlterPartitionResponse> {
  const { topicId, partition } = request;
  const response = state
    ? answerOf(state, error)
    : { error, topicId, partition, leaderEpoch: -1, partitionEpoch: -1, isr: [] };
  return { records: [], response };
}
