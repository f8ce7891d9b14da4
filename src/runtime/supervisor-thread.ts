import { HighWatermarkTable } from "../arena/high-watermark-table.ts";
import { SupervisorActor } from "../supervisor/supervisor-actor.ts";
import { ArenaMetadataLog } from "./arena-metadata-log.ts";
import { brokerConfigsOf } from "./config.ts";
import { MemberRuntime } from "./member-runtime.ts";
import { MetadataFollower } from "./metadata-follower.ts";
import type { MemberData } from "./thread-data.ts";

/** The supervisor's thread: replays the metadata log, then decides. */
export function runSupervisor(data: MemberData): void {
  const member = new MemberRuntime(data, "the supervisor");
  const { arena, runtime } = member;
  const { config } = data;
  // The controller replays what it appends at once, so it has an image of its own beside the runtime's.
  const past = new MetadataFollower(arena.metadata);
  past.catchUp();
  runtime.system.spawn(
    new SupervisorActor({
      image: past.image,
      log: new ArenaMetadataLog(arena, runtime.bell),
      incarnation: data.incarnation,
      brokers: Array.from({ length: config.brokers }, (_, index) => index + 1),
      threads: {
        beatOf: (endpoint) => arena.endpoints.beats(endpoint),
        terminate: ({ brokerId, incarnation, beat }) =>
          member.tellGuardian({ type: "silent", endpoint: brokerId, incarnation, beat }),
        end: ({ brokerId, incarnation }) => member.tellGuardian({ type: "end", endpoint: brokerId, incarnation }),
      },
      failureDetection: {
        sessionTimeoutMs: config.brokerSessionTimeoutMs,
        terminateAfterMs: config.brokerTerminateTimeoutMs,
      },
      brokerConfigs: brokerConfigsOf(config),
      leaderImbalanceCheckIntervalMs: config.leaderImbalanceCheckIntervalMs,
      highWatermarks: new HighWatermarkTable(arena.memory),
      defaults: { partitions: config.defaultPartitions, replicationFactor: config.defaultReplicationFactor },
    }),
  );
  runtime.start();
}
