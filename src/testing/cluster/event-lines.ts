import type { ClusterEvent } from "../../metadata/events.ts";
import { placeName } from "./targets.ts";

/** What a cluster knows when something happens: values of that moment. */
export interface ElectedState {
  readonly isr: readonly number[];
  readonly logEndOffset: number | undefined; // of the new leader; undefined: it has no replica yet
  readonly highWatermark: number | undefined;
  /** The end of what was acknowledged with acks=all; undefined: nobody keeps book. */
  readonly acknowledgedEnd: number | undefined;
}

/** An event of the metadata log as a person reads it. */
export function eventLine(event: ClusterEvent): string {
  switch (event.type) {
    case "supervisorStarted":
      return `supervisor serves (incarnation ${event.incarnation})`;
    case "brokerRegistered":
      return `broker ${event.broker} registered (incarnation ${event.incarnation})`;
    case "brokerDied":
      return `broker ${event.broker} fenced: ${event.reason}`;
    case "brokerShutdownStarted":
      return `broker ${event.broker} may end as planned`;
    case "leaderElected":
      return `${placeName(event)}: broker ${event.leader} elected, epoch ${event.leaderEpoch}`;
    case "isrChanged":
      return `${placeName(event)}: ISR [${event.isr.join(", ")}]`;
    case "replicasChanged":
      return `${placeName(event)}: replicas [${event.replicas.join(", ")}]`;
    case "partitionOffline":
      return `${placeName(event)}: offline, nobody may lead`;
    case "dataLost":
      return `${placeName(event)}: DATA LOST, its last replica with all acknowledged records lost its memory`;
    case "replicaDamaged":
      return `${placeName(event)}: the log of broker ${event.broker} is damaged from offset ${event.offset} on`;
    case "topicCreated":
    case "topicDeleted":
      return `topic ${event.topic} ${event.type === "topicCreated" ? "created" : "deleted"}`;
    case "topicConfigsChanged":
      return `topic ${event.topic}: ${Array.from(event.configs, ([name, value]) => `${name}=${value}`).join(", ")}`;
    case "recordsReclaimed": {
      const of = event.topics.map(({ topic, records, bytes }) => `${records} records of ${topic} (${bytes} bytes)`);
      return `broker ${event.broker} gave up ${of.join(", ")}, as the arena was full`;
    }
    case "eventsMissed":
      return `a snapshot stands for ${event.recordCount} records`;
    case "eventsDropped":
      return `${event.eventCount} events dropped`;
  }
}

/** What makes an election lawful or not: what the new leader has, and what was promised. */
export function electedLine(event: ClusterEvent, state: ElectedState): string {
  const { isr, logEndOffset, highWatermark, acknowledgedEnd: end } = state;
  const log = logEndOffset === undefined ? "no log yet" : `log end ${logEndOffset}, high watermark ${highWatermark}`;
  const acknowledged = end === undefined ? "" : `; acknowledged below ${end}`;
  return `${eventLine(event)}, ISR [${isr.join(", ")}], ${log}${acknowledged}`;
}
