import { MillraceError } from "../../base/errors.ts";
import type { Cancellable } from "../api/processor.ts";
import type { InputRecord, OutputRecord } from "../api/serialized.ts";
import type { ChangelogEntry } from "../api/store-context.ts";
import type { StateStore } from "../api/stores.ts";
import { failOnInvalidTimestamp } from "../api/timestamp-extractors.ts";
import type { TaskCounters } from "../operator/task-counters.ts";
import type { ProcessorTopology } from "../topology/processor-topology.ts";
import { buildNodes, type RuntimeNodes } from "./build-nodes.ts";
import { taskFailure } from "./failed-processing.ts";
import type { NodeHost, ScheduleRequest } from "./node-context.ts";
import type { OutputBuffer } from "./output-buffer.ts";
import { PartitionGroup } from "./partition-group.ts";
import { ProcessorMetadata } from "./processor-metadata.ts";
import { PunctuationQueue, PunctuationSchedule } from "./punctuation-queue.ts";
import { readOnlyStore } from "./read-only-store.ts";
import { RecordCollector } from "./record-collector.ts";
import type { RecordQueue } from "./record-queue.ts";
import { createQueues } from "./source-topics.ts";
import {
  BUFFERED_RECORDS_PER_PARTITION,
  CACHE_MAX_BYTES,
  EMIT_INTERVAL_MS,
  MAX_TASK_IDLE_MS,
  type TaskConfig,
} from "./task-config.ts";
import { TaskScope } from "./task-scope.ts";
import { TaskStores } from "./task-stores.ts";

export interface StreamTaskOptions {
  readonly topology: ProcessorTopology;
  /** "0_3": sub-topology 0, partition 3. */
  readonly taskId: string;
  /** The task reads this partition of every topic. */
  readonly partition: number;
  /** The topics that it reads. Default those of the topology's sources, where a pattern stands for all that it matches. */
  readonly topics?: readonly string[];
  /** Stores of global tables, by name: those of the GlobalStateUpdateTask beside it. */
  readonly globalStores?: ReadonlyMap<string, StateStore>;
  readonly config?: TaskConfig;
}

/** How far a partition has been processed, and what the next owner of the task must know beside it. */
export interface CommitPosition {
  readonly topic: string;
  readonly partition: number;
  /** Of the first record that has not been processed. */
  readonly offset: number;
  /** The largest time of a record processed, in ms; -1 for none. */
  readonly partitionTimeMs: number;
}

/** Where a task begins that another one has left. */
export interface TaskStart {
  readonly partitionTimesMs?: Iterable<readonly [topic: string, timeMs: number]>;
  readonly processorMetadata?: Iterable<readonly [key: string, value: number]>;
}

type TaskState = "restoring" | "running" | "suspended" | "closed";

/**
 * Runs one partition of a sub-topology, by values alone: it gets records and the wall clock, and has records to send and
 * positions to commit. New, it is to be restored (`restore`) and started (`start`); then `process` takes one record at a time,
 * the punctuators run when asked, and `prepareCommit`, `commitPositions` and `postCommit` are the steps of a commit.
 * What users' code throws comes out as PROCESSING_FAILED; the task is not to be used for more than `close` then.
 */
export class StreamTask implements NodeHost {
  readonly taskId: string;
  readonly scope: TaskScope;
  readonly stores: TaskStores;
  readonly emitIntervalMs: number;
  readonly processorMetadata = new ProcessorMetadata();
  readonly storesAreOpen = false;
  readonly #collector: RecordCollector;
  readonly #nodes: RuntimeNodes;
  readonly #group: PartitionGroup;
  readonly #globalStores = new Map<string, StateStore>();
  readonly #streamTimePunctuators = new PunctuationQueue();
  readonly #systemTimePunctuators = new PunctuationQueue();
  readonly #bufferedRecordsMax: number;
  #state: TaskState = "restoring";
  #commitNeeded = false;

  constructor({ topology, taskId, partition, topics, globalStores, config = {} }: StreamTaskOptions) {
    this.taskId = taskId;
    this.emitIntervalMs = config.emitIntervalMs ?? EMIT_INTERVAL_MS;
    this.#bufferedRecordsMax = config.bufferedRecordsPerPartition ?? BUFFERED_RECORDS_PER_PARTITION;
    this.scope = new TaskScope({ applicationId: topology.applicationId, taskId, partition });
    const { scope } = this;
    const partitionCount = config.partitionCount ?? (() => 1);
    this.#collector = new RecordCollector({ scope, handlers: config, partitionCount });
    for (const [name, store] of globalStores ?? []) this.#globalStores.set(name, readOnlyStore(store));
    this.#nodes = buildNodes(topology, this, this.#collector.errors, this.#collector);
    const specs = topology.stores.filter(({ name }) => !this.#globalStores.has(name));
    const cacheMaxBytes = config.cacheMaxBytes ?? CACHE_MAX_BYTES;
    this.stores = new TaskStores({ scope, specs, cacheMaxBytes, collector: this.#collector });
    const timestampExtractor = config.timestampExtractor ?? failOnInvalidTimestamp;
    const queues = createQueues(this.#nodes.sources, topics, timestampExtractor, this.#collector.errors);
    this.#group = new PartitionGroup(queues, config.maxTaskIdleMs ?? MAX_TASK_IDLE_MS);
  }

  get counters(): TaskCounters {
    return this.scope.counters;
  }

  /** The largest time of a record taken so far, in ms; -1 before the first. */
  get streamTimeMs(): number {
    return this.scope.streamTimeMs;
  }

  /** Records that wait for their turn. */
  get buffered(): number {
    return this.#group.buffered;
  }

  /** Has something happened since the last commit that one would keep? */
  get commitNeeded(): boolean {
    return this.#commitNeeded;
  }

  /** Has a processor asked for a commit? */
  get commitRequested(): boolean {
    return this.scope.commitRequested;
  }

  /** The topics that it reads. */
  get topics(): readonly string[] {
    return this.#group.queues.map((queue) => queue.topic);
  }

  /** Puts entries of a changelog into its store, in the order of the log, before `start`. */
  restore(storeName: string, entries: Iterable<ChangelogEntry>): void {
    this.#expect("restoring", "restore");
    this.stores.restore(storeName, entries);
  }

  /** Initializes the processors, parents first. Throws what they throw. */
  start(nowMs: number, { partitionTimesMs = [], processorMetadata = [] }: TaskStart = {}): void {
    this.#expect("restoring", "start");
    for (const [topic, timeMs] of partitionTimesMs) this.#group.setPartitionTime(topic, timeMs);
    this.processorMetadata.merge(processorMetadata);
    this.scope.streamTimeMs = this.#group.streamTimeMs;
    this.scope.systemTimeMs = nowMs;
    for (const node of this.#nodes.inOrder) {
      this.scope.enterWithoutRecord(nowMs);
      try {
        node.init();
      } finally {
        this.scope.leave();
      }
    }
    this.#state = "running";
  }

  /** The input of a topic, for `addRecord`. Throws INVALID_STATE for a topic that the task does not read. */
  queueOf(topic: string): RecordQueue {
    return this.#group.queueOf(topic);
  }

  addRecord(queue: RecordQueue, record: InputRecord, nowMs: number): void {
    this.#group.add(queue, record, nowMs);
  }

  /** Adds records of a topic, in the order of their offsets. Answers `hasRoom`. */
  addRecords(topic: string, records: readonly InputRecord[], nowMs: number): boolean {
    const queue = this.#group.queueOf(topic);
    this.#group.addAll(queue, records, nowMs);
    return queue.size <= this.#bufferedRecordsMax;
  }

  /** May more records of this topic be added? If not, wait until it answers yes: the limit is of one record more or less. */
  hasRoom(topic: string): boolean {
    return this.#group.queueOf(topic).size <= this.#bufferedRecordsMax;
  }

  /** Says how many records of a topic the broker has that were not added yet; undefined when nobody knows. */
  setLag(topic: string, lag: number | undefined): void {
    this.#group.queueOf(topic).lag = lag;
  }

  /** Says where a topic's reader stands, which may be behind its last record: markers of transactions have offsets too. */
  setNextOffset(topic: string, offset: number): void {
    this.#group.queueOf(topic).nextOffset = offset;
  }

  /** Would `process` take a record, or wait for a record of an empty partition that may be older? */
  isProcessable(nowMs: number): boolean {
    return this.#state === "running" && this.#group.isReady(nowMs);
  }

  /** Processes the record with the smallest time of all partitions. False when there is none, or when it is to wait. */
  process(nowMs: number): boolean {
    if (!this.isProcessable(nowMs)) return false;
    const { scope } = this;
    const queue = this.#group.next(nowMs);
    if (queue === undefined) return false;
    const { polled: record, polledInput: input } = queue;
    if (input === undefined) return false;
    if (record !== undefined) {
      scope.streamTimeMs = this.#group.streamTimeMs;
      scope.systemTimeMs = nowMs;
      scope.enter(input, record.timestamp);
      try {
        queue.source.process(record);
      } catch (error) {
        throw taskFailure(error, queue.source.name, input);
      } finally {
        scope.leave();
      }
    }
    queue.consumedOffset = input.offset;
    this.#commitNeeded = true;
    return true;
  }

  /** Runs the punctuators that stream time has reached. Call it after each record. Was there one? */
  punctuateStreamTime(): boolean {
    const { streamTimeMs } = this.scope;
    if (streamTimeMs < 0) return false;
    return this.#punctuated(this.#streamTimePunctuators.punctuate(streamTimeMs, this));
  }

  /** Runs the punctuators that the wall clock has reached. Was there one? */
  punctuateSystemTime(nowMs: number): boolean {
    this.scope.systemTimeMs = nowMs;
    return this.#punctuated(this.#systemTimePunctuators.punctuate(nowMs, this));
  }

  /** First step of a commit: has the caches hand on what they hold back. False when nothing is to be committed. */
  prepareCommit(): boolean {
    if (!this.#commitNeeded) return false;
    this.scope.running = true;
    try {
      this.stores.flush();
    } finally {
      this.scope.running = false;
    }
    return true;
  }

  /**
   * What is to be committed once all that was sent has been written: partitions of which records were processed, or all of
   * which a position is known when an operator keeps something new. With every one goes `processorMetadata.entries`.
   */
  commitPositions(): readonly CommitPosition[] {
    const { partition } = this.scope;
    const positions: CommitPosition[] = [];
    for (const { topic, consumedOffset, headOffset, nextOffset, partitionTimeMs } of this.#group.queues) {
      const offset = headOffset ?? nextOffset;
      if (offset === undefined || (consumedOffset === undefined && !this.processorMetadata.needsCommit)) continue;
      positions.push({ topic, partition, offset, partitionTimeMs });
    }
    return positions;
  }

  /** Last step of a commit. */
  postCommit(): void {
    this.#commitNeeded = false;
    this.scope.commitRequested = false;
    this.processorMetadata.committed();
  }

  /** What has not been taken of what the task has sent, in order. */
  get output(): OutputBuffer {
    return this.#collector.output;
  }

  /** Takes what the task has sent since the last call: to outputs, repartition topics, changelogs, the dead letter topic. */
  drain(): readonly OutputRecord[] {
    return this.#collector.output.drain();
  }

  /**
   * Closes the processors, which may still forward, and forgets what waits. Commit before it: what a cache holds back cannot
   * be handed on to closed processors.
   */
  suspend(): void {
    if (this.#state !== "running") return;
    this.#state = "suspended";
    let failure: unknown;
    for (const node of this.#nodes.inOrder) {
      this.scope.running = true;
      try {
        node.close();
      } catch (error) {
        failure ??= error;
      } finally {
        this.scope.leave();
      }
    }
    this.#group.clear();
    if (failure !== undefined) throw failure;
  }

  /** Closes processors and stores. What is in `drain` and was not committed is lost to the next owner. */
  close(): void {
    if (this.#state === "closed") return;
    try {
      this.suspend();
    } finally {
      this.#state = "closed";
      this.stores.close();
    }
  }

  store(name: string): StateStore | undefined {
    return this.stores.get(name);
  }

  globalStore(name: string): StateStore | undefined {
    return this.#globalStores.get(name);
  }

  schedule({ nodeName, intervalMs, type, punctuator, startMs }: ScheduleRequest): Cancellable {
    const streamTime = type === "stream-time";
    const nowMs = streamTime ? this.scope.streamTimeMs : this.scope.systemTimeMs;
    const firstMs = startMs ?? (streamTime ? 0 : nowMs + intervalMs);
    const schedule = new PunctuationSchedule({ nodeName, type, intervalMs, firstMs, punctuator });
    if (startMs !== undefined && startMs < nowMs) schedule.advancePast(nowMs);
    (streamTime ? this.#streamTimePunctuators : this.#systemTimePunctuators).schedule(schedule);
    return schedule;
  }

  /** Called by the queues of punctuators. */
  punctuate({ nodeName, punctuator }: PunctuationSchedule, timestampMs: number): void {
    this.scope.enterWithoutRecord(timestampMs);
    try {
      punctuator(timestampMs);
    } catch (error) {
      this.#punctuatorFailed(nodeName, error);
    } finally {
      this.scope.leave();
    }
  }

  #punctuatorFailed(nodeName: string, error: unknown): void {
    try {
      this.#collector.errors.processingFailed(nodeName, undefined, error);
    } catch (failure) {
      throw taskFailure(failure, nodeName, undefined);
    }
  }

  #punctuated(punctuated: boolean): boolean {
    if (punctuated) this.#commitNeeded = true;
    return punctuated;
  }

  #expect(state: TaskState, call: string): void {
    if (this.#state !== state)
      throw new MillraceError("INVALID_STATE", `${call} of task ${this.taskId}: it is ${this.#state}, not ${state}`);
  }
}
