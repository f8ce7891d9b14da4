import type { MetadataImage } from "./image.ts";
import type { MetadataRecord } from "./records.ts";

/**
 * The records of a snapshot: whoever replays them on any image has the content and the version of `image`. Never more
 * records than the log had that they replace, apart from the first.
 */
export function snapshotOf(image: MetadataImage): MetadataRecord[] {
  const content = [...brokers(image), ...topics(image), ...producers(image), ...answers(image), ...keeping(image)];
  const { version, supervisorIncarnation, brokerConfigs, dataLossCount, damagedReplicaCount } = image;
  const start: MetadataRecord = {
    type: "snapshotStarted",
    version,
    recordCount: content.length,
    topicIdMax: image.nextTopicId - 1,
    producerIdMax: image.nextProducerId - 1,
    supervisorIncarnation,
    brokerConfigs,
    dataLossCount,
    damagedReplicaCount,
  };
  return [start, ...content];
}

function* brokers(image: MetadataImage): Generator<MetadataRecord> {
  for (const broker of image.brokers.values()) {
    const { id: brokerId, endpoint, incarnation, epoch: brokerEpoch, fenced, hasLog, shuttingDown } = broker;
    yield { type: "brokerRegistered", brokerId, endpoint, incarnation, brokerEpoch, hasLog };
    if (shuttingDown) yield { type: "brokerShutdownStarted", brokerId, brokerEpoch };
    if (fenced) yield { type: "brokerFenced", brokerId, brokerEpoch, reason: "" };
  }
}

function* topics(image: MetadataImage): Generator<MetadataRecord> {
  for (const { id: topicId, name, configs, partitions } of image.topics.values()) {
    yield { type: "topicCreated", topicId, name, configs };
    for (const state of partitions) yield { type: "partitionChanged", state };
  }
}

/** Who holds records, and what was reclaimed so far, as if one broker had reported it. */
function* keeping(image: MetadataImage): Generator<MetadataRecord> {
  for (const hold of image.holds.all.values()) yield { type: "holdChanged", hold };
  if (image.reclaimed.records > 0)
    yield { type: "recordsReclaimed", brokerId: 0, topics: [{ topicId: 0, ...image.reclaimed }] };
}

function* producers(image: MetadataImage): Generator<MetadataRecord> {
  for (const [producerId, producerEpoch] of image.producers) {
    yield { type: "producerIdAllocated", producerId, producerEpoch };
  }
}

function* answers(image: MetadataImage): Generator<MetadataRecord> {
  for (const [requestId, { kind, response }] of image.answers) {
    yield { type: "requestAnswered", requestId, kind, response };
  }
}
