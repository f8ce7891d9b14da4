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
        bytes += bytesOfTopic(entry);
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

/** Of a topic's record beside its configs and the characters of its name, which are ASCII. */
const TOPIC_BYTES = 16;

function bytesOfTopic(topic: Pick<TopicState, "name" | "configs"> | undefined): number {
  if (topic === undefined) return 0;
  const { name, configs } = topic;
  return TOPIC_BYTES + name.length + measured(configs, { type: "topicCreated", topicId: 0, name: "", configs });
}

function bytesOfHold(hold: HoldState | undefined): number {
  return hold === undefined || hold.partitions.length === 0 ? 0 : measured(hold, { type: "holdChanged", hold });
}

const scratch = new Uint8Array(METADATA_RECORD_BYTES_MAX);
const writer = new InPlaceWriter();
/** By what the image keeps as it is: a request looks at all topics, and most have not changed since the last one. */
const known = new WeakMap<object, number>();

function measured(key: object, entry: MetadataRecord): number {
  const before = known.get(key);
  if (before !== undefined) return before;
  encodeMetadataRecord(entry, writer.aim(scratch, 0, METADATA_RECORD_BYTES_MAX));
  const bytes = writer.pos + METADATA_ENTRY_OVERHEAD_BYTES;
  known.set(key, bytes);
  return bytes;
}
