import { METADATA_ENTRY_OVERHEAD_BYTES, METADATA_RECORD_BYTES_MAX } from "../base/limits.ts";
import { InPlaceWriter } from "../generated/protobuf-runtime.js";
import { type HoldState, holdKey } from "./holds.ts";
import type { MetadataImage, TopicState } from "./image.ts";
import { encodeMetadataRecord, type MetadataRecord } from "./records.ts";

// What users describe, topics with their names and configs and the holds of consumers, is the one part of a snapshot whose
// size is theirs to choose; all else has a bound of its own in limits.ts. It is measured as its records.

/** Bytes that the descriptions of this image take in a snapshot. */
export function descriptionBytes(image: MetadataImage): number {
  let bytes = 0;
  for (const topic of image.topics.values()) bytes += bytesOfTopic(topic);
  for (const hold of image.holds.all.values()) bytes += bytesOfHold(hold);
  return bytes;
}

/** By how much these records, each on a topic or hold of its own, would change that; negative when they give room. */
export function descriptionGrowth(records: readonly MetadataRecord[], image: MetadataImage): number {
  let bytes = 0;
  for (const entry of records) {
    switch (entry.type) {
      case "topicCreated":
        bytes += bytesOfTopic({ id: entry.topicId, ...entry });
        break;
      case "topicConfigsChanged": {
        const topic = image.topics.get(entry.topicId);
        if (topic !== undefined) bytes += bytesOfTopic({ ...topic, configs: entry.configs }) - bytesOfTopic(topic);
        break;
      }
      case "topicDeleted":
        bytes -= bytesOfTopic(image.topics.get(entry.topicId));
        break;
      case "holdChanged":
        bytes += bytesOfHold(entry.hold) - bytesOfHold(image.holds.all.get(holdKey(entry.hold)));
        break;
    }
  }
  return bytes;
}

function bytesOfTopic(topic: Pick<TopicState, "id" | "name" | "configs"> | undefined): number {
  if (topic === undefined) return 0;
  return bytesOf({ type: "topicCreated", topicId: topic.id, name: topic.name, configs: topic.configs });
}

function bytesOfHold(hold: HoldState | undefined): number {
  return hold === undefined || hold.partitions.length === 0 ? 0 : bytesOf({ type: "holdChanged", hold });
}

const scratch = new Uint8Array(METADATA_RECORD_BYTES_MAX);
const writer = new InPlaceWriter();

function bytesOf(entry: MetadataRecord): number {
  encodeMetadataRecord(entry, writer.aim(scratch, 0, METADATA_RECORD_BYTES_MAX));
  return writer.pos + METADATA_ENTRY_OVERHEAD_BYTES;
}
