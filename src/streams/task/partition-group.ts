import { MillraceError } from "../../base/errors.ts";
import type { InputRecord } from "../api/serialized.ts";
import { NO_TIME, type RecordQueue } from "./record-queue.ts";
import { TimeHeap } from "./time-heap.ts";

/** `maxTaskIdleMs` of a task that never waits for an empty partition. */
export const NEVER_IDLE = -1;

/**
 * The inputs of one task, one queue for each partition. The record with the smallest time among the heads is next; its time
 * moves stream time, which never goes back.
 */
export class PartitionGroup {
  readonly queues: readonly RecordQueue[];
  /** The largest time of a record that was taken; -1 before the first. */
  streamTimeMs = NO_TIME;
  readonly #byTopic = new Map<string, RecordQueue>();
  readonly #nonEmpty = new TimeHeap<RecordQueue>();
  readonly #maxTaskIdleMs: number;
  #buffered = 0;

  constructor(queues: readonly RecordQueue[], maxTaskIdleMs: number) {
    this.queues = queues;
    this.#maxTaskIdleMs = maxTaskIdleMs;
    for (const queue of queues) this.#byTopic.set(queue.topic, queue);
  }

  /** Records in all queues. */
  get buffered(): number {
    return this.#buffered;
  }

  /** Throws INVALID_STATE for a topic that this task does not read. */
  queueOf(topic: string): RecordQueue {
    const queue = this.#byTopic.get(topic);
    if (queue !== undefined) return queue;
    const known = [...this.#byTopic.keys()].join(", ");
    throw new MillraceError("INVALID_STATE", `no partition of topic ${topic} belongs to this task, but of ${known}`);
  }

  add(queue: RecordQueue, record: InputRecord, nowMs: number): void {
    const before = queue.size;
    queue.add(record, nowMs);
    this.#added(queue, before);
  }

  addAll(queue: RecordQueue, records: readonly InputRecord[], nowMs: number): void {
    const before = queue.size;
    queue.addAll(records, nowMs);
    this.#added(queue, before);
  }

  /**
   * May the next record be taken? Not while a partition is empty of which the broker has more, or may have; nor, for
   * `maxTaskIdleMs` from now on, while one is empty of which the broker has no more (KIP-695).
   */
  isReady(nowMs: number): boolean {
    if (this.#maxTaskIdleMs === NEVER_IDLE) return true;
    if (this.#nonEmpty.size === this.queues.length) return true;
    for (const queue of this.queues) {
      if (queue.size > 0) continue;
      if (queue.lag !== 0) {
        queue.idleDeadlineMs = undefined;
        return false;
      }
      queue.idleDeadlineMs ??= nowMs + this.#maxTaskIdleMs;
      if (nowMs < queue.idleDeadlineMs) return false;
    }
    return this.#nonEmpty.size > 0;
  }

  /** Takes the next record; the queue answered has it as `polled`. Undefined when there is none. */
  next(nowMs: number): RecordQueue | undefined {
    const queue = this.#nonEmpty.poll();
    if (queue === undefined) return undefined;
    const before = queue.size;
    queue.poll(nowMs);
    const after = queue.size;
    this.#buffered -= before - after;
    if (after > 0) this.#nonEmpty.offer(queue);
    const record = queue.polled;
    if (record !== undefined && record.timestamp > this.streamTimeMs) this.streamTimeMs = record.timestamp;
    return queue;
  }

  /** Takes up the time of a partition where the task before this one left it. */
  setPartitionTime(topic: string, timeMs: number): void {
    this.queueOf(topic).partitionTimeMs = timeMs;
    if (timeMs > this.streamTimeMs) this.streamTimeMs = timeMs;
  }

  /** Forgets what waits. Times stay, for the commit of what was processed. */
  clear(): void {
    for (const queue of this.queues) queue.clear();
    this.#nonEmpty.clear();
    this.#buffered = 0;
  }

  #added(queue: RecordQueue, before: number): void {
    const after = queue.size;
    if (before === 0 && after > 0) this.#nonEmpty.offer(queue);
    this.#buffered += after - before;
  }
}
