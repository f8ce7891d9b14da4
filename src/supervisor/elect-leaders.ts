import { ErrorCode } from "../base/errors.ts";
import {
  type AdminResponse,
  ELECT_LEADERS_RESPONSE,
  ElectionType,
  type ElectLeadersRequest,
} from "../message/kinds.ts";
import type { MetadataImage, PartitionState } from "../metadata/image.ts";
import { answerEach, unknownTopic } from "./admin-operation.ts";
import { ChangeList } from "./change-list.ts";
import { cleanLeader, NO_LEADER, preferredLeader, withLeader } from "./election.ts";
import type { Decision, LastHighWatermark, Problem } from "./operation.ts";
import { withUncleanLeader } from "./unclean-election.ts";

/**
 * Elections that a user asks for: of the preferred replica (KIP-183), or of any replica that lives, at the price of what it
 * does not have (KIP-460). As in Kafka an unclean election asked for needs no permission by the topic's config.
 */
export function electLeaders(
  request: ElectLeadersRequest,
  image: MetadataImage,
  lastHighWatermark: LastHighWatermark,
): Decision<AdminResponse> {
  const changes = new ChangeList(image);
  const isUnclean = request.electionType === ElectionType.UNCLEAN;
  return answerEach({
    requestId: request.requestId,
    answer: ELECT_LEADERS_RESPONSE,
    items: request.partitions,
    changes,
    subject: ({ topic, partition }) => ({ topic, partition }),
    decide: ({ topic, partition }) => {
      const state = image.topicByName(topic)?.partitions[partition];
      if (state === undefined) return unknownTopic(topic, partition);
      return isUnclean ? electUnclean(state, changes, lastHighWatermark) : electPreferred(state, changes);
    },
  });
}

/**
 * Hands every partition back to its preferred replica where that one is in sync (auto.leader.rebalance.enable). The old
 * leader is fenced by the new epoch; producers send again what it had not acknowledged.
 */
export function rebalanceLeaders(image: MetadataImage): Decision<undefined> {
  const changes = new ChangeList(image);
  for (const state of changes.partitions()) if (state.leader !== NO_LEADER) electPreferred(state, changes);
  return { records: changes.records, response: undefined };
}

function electPreferred(state: PartitionState, changes: ChangeList): Problem | undefined {
  const preferred = preferredLeader(state);
  if (state.leader === preferred) {
    const message = `Broker ${preferred}, the preferred replica, leads already.`;
    return { error: ErrorCode.ELECTION_NOT_NEEDED, message };
  }
  if (!state.isr.includes(preferred) || !changes.isActive(preferred)) {
    const what = changes.isActive(preferred) ? "not in sync" : "dead or about to end";
    const message = `Broker ${preferred}, the preferred replica, is ${what}. Wait until it is in the ISR.`;
    return { error: ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE, message };
  }
  changes.change(withLeader(state, preferred));
  return undefined;
}

function electUnclean(
  state: PartitionState,
  changes: ChangeList,
  lastHighWatermark: LastHighWatermark,
): Problem | undefined {
  if (state.leader !== NO_LEADER) {
    return { error: ErrorCode.ELECTION_NOT_NEEDED, message: `Broker ${state.leader} leads already.` };
  }
  const isActive = (id: number) => changes.isActive(id);
  const clean = cleanLeader(state, isActive);
  const elected =
    clean === NO_LEADER ? withUncleanLeader(state, isActive, lastHighWatermark) : withLeader(state, clean);
  if (elected === undefined) {
    const message = `None of the replicas ${state.replicas.join(", ")} is alive. Start one of these brokers.`;
    return { error: ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE, message };
  }
  changes.change(elected);
  return undefined;
}
