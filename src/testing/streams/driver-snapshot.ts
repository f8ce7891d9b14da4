import { MillraceError } from "../../base/errors.ts";
import type { Headers } from "../../streams/api/record.ts";
import type { Serialized } from "../../streams/api/serialized.ts";
import type { ChangelogEntry } from "../../streams/api/store-context.ts";
import type { GlobalStateUpdateTask } from "../../streams/task/global-state-update-task.ts";
import { SentRecord } from "../../streams/task/output-buffer.ts";
import type { CommitPosition, StreamTask } from "../../streams/task/stream-task.ts";
import type { StoreSpec } from "../../streams/topology/processor-topology.ts";
import { PackedQueue } from "./packed-queue.ts";

/** What a cluster has of a topology whose process stops, as `driver.snapshot()` gives it. */
export interface DriverSnapshot {
  readonly applicationId: string;
  /** In ms since 1970. */
  readonly wallClockTimeMs: number;
  /** What stores are restored from, oldest first, by topic: changelogs, and topics that are read as such. */
  readonly logs: ReadonlyMap<string, readonly LoggedRecord[]>;
  /** How far inputs were processed, and the times of their partitions. */
  readonly positions: readonly CommitPosition[];
  /** Numbers that operators keep with the positions. */
  readonly processorMetadata: readonly (readonly [key: string, value: number])[];
}

/** A record of a changelog, or of a topic that is read as one. */
export interface LoggedRecord {
  readonly key: Serialized | null;
  readonly value: Serialized | null;
  /** -1: none. */
  readonly timestamp: number;
  readonly headers: Headers;
}

/** Logs of the topics from which these stores are restored, with what an earlier driver has left there, which counts as read. */
export function openLogs(
  specs: readonly StoreSpec[],
  snapshot: DriverSnapshot | undefined,
): ReadonlyMap<string, PackedQueue> {
  const logs = new Map<string, PackedQueue>();
  for (const { changelogTopic: topic } of specs) {
    if (topic === undefined || logs.has(topic)) continue;
    const log = new PackedQueue(topic);
    for (const { key, value, timestamp, headers } of snapshot?.logs.get(topic) ?? [])
      log.push(new SentRecord(topic, undefined, timestamp, key, value, headers));
    while (log.shift() !== undefined);
    logs.set(topic, log);
  }
  return logs;
}

/** Restores the stores that have a log, and starts the task where the one before it stopped. */
export function startRestored(
  task: StreamTask,
  specs: readonly StoreSpec[],
  snapshot: DriverSnapshot,
  nowMs: number,
): void {
  for (const { name, changelogTopic = "" } of specs)
    if (task.store(name) !== undefined && snapshot.logs.has(changelogTopic))
      task.restore(name, entriesOf(snapshot, changelogTopic));
  const { positions, processorMetadata } = snapshot;
  const partitionTimesMs = positions.map(({ topic, partitionTimeMs }) => [topic, partitionTimeMs] as const);
  task.start(nowMs, { partitionTimesMs, processorMetadata });
  for (const { topic, offset } of positions) task.setNextOffset(topic, offset);
}

/** Restores stores of global tables as they are, and others by their processors. */
export function startGlobalRestored(
  task: GlobalStateUpdateTask,
  specs: readonly StoreSpec[],
  snapshot: DriverSnapshot,
  nowMs: number,
): void {
  for (const { name, changelogTopic = "", reprocessOnRestore } of specs)
    if (!reprocessOnRestore) task.restore(name, entriesOf(snapshot, changelogTopic));
  task.start(nowMs);
  for (const { changelogTopic: topic = "", reprocessOnRestore } of specs) {
    const source = task.sourceOf(topic);
    if (!reprocessOnRestore || source === undefined) continue;
    for (const [offset, record] of (snapshot.logs.get(topic) ?? []).entries())
      task.update(source, { ...record, topic, partition: 0, offset }, nowMs);
  }
}

export function checkSnapshot({ applicationId }: DriverSnapshot, expected: string): void {
  if (applicationId === expected) return;
  throw new MillraceError(
    "INVALID_OPTION",
    `restoreFrom is a snapshot of application "${applicationId}", this driver's is "${expected}": give both the same ` +
      "applicationId, which is part of the names of changelogs",
  );
}

function entriesOf(snapshot: DriverSnapshot, topic: string): ChangelogEntry[] {
  const entries: ChangelogEntry[] = [];
  for (const { key, value, timestamp, headers } of snapshot.logs.get(topic) ?? [])
    if (key !== null) entries.push({ key, value, timestamp, headers });
  return entries;
}
