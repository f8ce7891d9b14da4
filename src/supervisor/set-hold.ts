import { ErrorCode } from "../base/errors.ts";
import { HOLDS_MAX } from "../base/limits.ts";
import type { SetHoldResponse } from "../message/kinds.ts";
import { type HoldState, holdKey } from "../metadata/holds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";
import type { Decision } from "./operation.ts";

/** A consumer says all that it holds. Repeated, it changes nothing; without partitions the hold ends. */
export function setHold(hold: HoldState, image: MetadataImage): Decision<SetHoldResponse> {
  const known = image.holds.all.get(holdKey(hold));
  for (const { topicId, partition } of hold.partitions)
    if (image.partition(topicId, partition) === undefined) return refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  if (known === undefined && hold.partitions.length > 0 && image.holds.all.size >= HOLDS_MAX)
    return refusal(ErrorCode.TOO_MANY_HOLDS);
  const records: MetadataRecord[] = isSame(hold, known) ? [] : [{ type: "holdChanged", hold }];
  return { records, response: { error: ErrorCode.NONE, metadataVersion: image.version + records.length, message: "" } };
}

/** The holds of incarnations of `endpoint` up to this one end: it is dead. */
export function endHolds(endpoint: number, incarnation: number, image: MetadataImage): readonly MetadataRecord[] {
  const records: MetadataRecord[] = [];
  for (const hold of image.holds.all.values())
    if (hold.endpoint === endpoint && hold.incarnation <= incarnation)
      records.push({ type: "holdChanged", hold: { ...hold, partitions: [] } });
  return records;
}

function refusal(error: ErrorCode): Decision<SetHoldResponse> {
  return { records: [], response: { error, metadataVersion: 0, message: "" } };
}

function isSame(hold: HoldState, known: HoldState | undefined): boolean {
  const before = known?.partitions ?? [];
  if (before.length !== hold.partitions.length) return false;
  const keys = new Set(before.map(({ topicId, partition }) => `${topicId}-${partition}`));
  return hold.partitions.every(({ topicId, partition }) => keys.has(`${topicId}-${partition}`));
}
