import { ErrorCode } from "../base/errors.ts";
import type { RegisterBrokerRequest, RegisterBrokerResponse } from "../message/kinds.ts";
import type { BrokerState, MetadataImage } from "../metadata/image.ts";
import { fenceBroker } from "./broker-died.ts";
import { ChangeList } from "./change-list.ts";
import { cleanLeader, NO_LEADER, withLeader } from "./election.ts";
import { aliveBroker, type Decision } from "./operation.ts";

/** A request and the endpoint that it came from. */
export type Registration = RegisterBrokerRequest & { readonly endpoint: number };

/**
 * A broker incarnation joins (KIP-631, broker epochs of KIP-903). An older registration that nobody has fenced yet is
 * fenced first. A broker without its log leaves every ISR in the same list, before it may fetch or lead; where it was
 * the last member the partition is offline and its data lost. Then every leaderless partition with an alive member of
 * the ISR gets a leader. A retry gets the first epoch again; a lower incarnation is refused.
 */
export function registerBroker(request: Registration, image: MetadataImage): Decision<RegisterBrokerResponse> {
  const known = image.brokers.get(request.brokerId);
  if (known !== undefined && request.incarnation < known.incarnation) {
    return { records: [], response: { error: ErrorCode.DUPLICATE_BROKER_REGISTRATION, brokerEpoch: 0 } };
  }
  if (known?.incarnation === request.incarnation && !known.fenced) {
    return { records: [], response: { error: ErrorCode.NONE, brokerEpoch: known.epoch } };
  }
  const changes = new ChangeList(image);
  if (known !== undefined && !known.fenced) fenceBroker(changes, supersededBy(request, known));
  const brokerEpoch = changes.nextOffset;
  changes.add({
    type: "brokerRegistered",
    brokerId: request.brokerId,
    endpoint: request.endpoint,
    incarnation: request.incarnation,
    brokerEpoch,
    hasLog: request.hasLog,
  });
  if (!request.hasLog) leaveEveryIsr(changes, request.brokerId);
  electLeaderless(changes, request.brokerId);
  return { records: changes.records, response: { error: ErrorCode.NONE, brokerEpoch } };
}

function supersededBy(request: Registration, known: BrokerState) {
  const reason = `incarnation ${request.incarnation} registered while incarnation ${known.incarnation} was not fenced`;
  return { brokerId: known.id, brokerEpoch: known.epoch, reason };
}

function leaveEveryIsr(changes: ChangeList, brokerId: number): void {
  for (const state of changes.partitions()) {
    if (!state.isr.includes(brokerId)) continue;
    const isr = state.isr.filter((id) => id !== brokerId);
    changes.change({ ...state, isr, dataLost: state.dataLost || isr.length === 0 });
  }
}

function electLeaderless(changes: ChangeList, registered: number): void {
  const isAlive = (id: number) => id === registered || aliveBroker(changes.image, id) !== undefined;
  for (const state of changes.partitions()) {
    if (state.leader !== NO_LEADER) continue;
    const leader = cleanLeader(state, isAlive);
    if (leader !== NO_LEADER) changes.change(withLeader(state, leader));
  }
}
