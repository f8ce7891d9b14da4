import { HighWatermarkTable } from "../arena/high-watermark-table.ts";
import { FETCH_RING_SHARE } from "../base/limits.ts";
import { ArenaStorage } from "../log/arena-storage.ts";
import { codecs } from "../platform/codecs.ts";
import { crc32c } from "../platform/crc32c.ts";
import { log } from "../platform/thread-log.ts";
import { BrokerActor } from "../replica/broker-actor.ts";
import { MemberRuntime } from "./member-runtime.ts";
import type { MemberData } from "./thread-data.ts";

/** A broker's thread: its replicas, whose logs live in the arena and die with this incarnation. */
export function runBroker(data: MemberData): void {
  const { arena, runtime } = new MemberRuntime(data, `broker ${data.endpoint}`);
  const { memory } = arena;
  const allocator = arena.allocatorOf(data.endpoint);
  runtime.system.spawn(
    new BrokerActor({
      brokerId: data.endpoint,
      incarnation: data.incarnation,
      hasLog: false,
      memory,
      image: runtime.metadata.image,
      crc: crc32c,
      codecs,
      openStorage: (_topicId, _partition, chunkBytesMax) => new ArenaStorage(memory, allocator, chunkBytesMax),
      arenaUse: {
        totalBytes: arena.extents.unitCount * arena.layout.unitBytes,
        // What this broker has freed goes when its readers are done: it must not cost more records.
        usedBytes: () => arena.extents.usedUnits * arena.layout.unitBytes - allocator.deferredBytes,
      },
      highWatermarks: new HighWatermarkTable(memory),
      replicaLagTimeMaxMs: data.config.replicaLagTimeMaxMs,
      warn: (message) => log("warn", message),
      limits: { fetchBytesMax: arena.layout.dataRingBytes / FETCH_RING_SHARE },
    }),
  );
  runtime.start();
}
