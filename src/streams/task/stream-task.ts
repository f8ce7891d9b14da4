import { MillraceError } from "../../base/errors.ts";
import type { Cancellable } from "../api/processor.ts";
import type { StreamRecord } from "../api/record.ts";
import type { InputRecord, OutputRecord } from "../api/serialized.ts";
import type { ChangelogEntry } from "../api/store-context.ts";
import type { StateStore } from "../api/stores.ts";
import { failOnInvalidTimestamp } from "../api/timestamp-extractors.ts";
import type { AsyncOutcome } from "../operator/async-calls.ts";
import type { AsyncOperator } from "../operator/async-operator.ts";
import type { IdleStreamTimeListener } from "../operator/internal-context.ts";
import type { TaskCounters } from "../operator/task-counters.ts";
import type { ProcessorTopology } from "../topology/processor-topology.ts";
import { AsyncWork, type CallAttempt, type FinishedCall } from "./async-work.ts";
import { buildNodes, type RuntimeNodes } from "./build-nodes.ts";
import { taskFailure } from "./failed-processing.ts";
import { IdleClock, type IdleListener } from "./idle-clock.ts";
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
 * Calls that answer later (`mapAsync`) are made outside: `takeAttempts` gives them, `settleAttempt` takes their answers.
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
  /** Undefined unless the application closes windows of idle input. */
  readonly #idle: IdleClock | undefined;
  /** Undefined unless an operator makes calls that answer later. */
  #async: AsyncWork | undefined;
  #state: TaskState = "restoring";
  #commitNeeded = false;

  constructor({ topology, taskId, partition, topics, globalStores, config = {} }: StreamTaskOptions) {
    this.taskId = taskId;
    this.emitIntervalMs = config.emitIntervalMs ?? EMIT_INTERVAL_MS;
    this.#bufferedRecordsMax = config.bufferedRecordsPerPartition ?? BUFFERED_RECORDS_PER_PARTITION;
    const { closeIdleWindowsMs } = config;
    this.#idle = closeIdleWindowsMs === undefined ? undefined : new IdleClock(closeIdleWindowsMs);
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

  /** Calls that wait or run. A commit while there are some begins again before them, and repeats what came after. */
  get pendingCalls(): number {
    return this.#async?.size ?? 0;
  }

  /**
   * When the wall clock gives `punctuateSystemTime` or `takeAttempts` something to do for a call that it has not at `nowMs`, in
   * ms; Infinity: never, as far as is known.
   */
  nextCallDueMs(nowMs: number): number {
    return this.#async?.nextDueMs(nowMs) ?? Number.POSITIVE_INFINITY;
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
    this.#idle?.sawRecord(nowMs, this.#group.streamTimeMs);
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

  /**
   * Would `process` take a record? Not while it is to wait for a record of an empty partition that may be older, nor while
   * an operator has as many calls pending as it may.
   */
  isProcessable(nowMs: number): boolean {
    if (this.#state !== "running" || this.#async?.isFull === true) return false;
    return this.#group.isReady(nowMs);
  }

  /** Processes the record with the smallest time of all partitions. False when there is none, or when it is to wait. */
  process(nowMs: number): boolean {
    if (!this.isProcessable(nowMs)) return false;
    const { scope } = this;
    const queue = this.#group.next(nowMs);
    if (queue === undefined) return false;
    const { polled: record, polledInput: input } = queue;
    if (input === undefined) return false;
    this.#async?.setFirst(input.topic, input.offset);
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
    this.#idle?.sawRecord(nowMs, this.#group.streamTimeMs);
    this.#commitNeeded = true;
    return true;
  }

  /** Runs the punctuators that stream time has reached. Call it after each record. Was there one? */
  punctuateStreamTime(): boolean {
    const { streamTimeMs } = this.scope;
    if (streamTimeMs < 0) return false;
    return this.#punctuated(this.#streamTimePunctuators.punctuate(streamTimeMs, this));
  }

  /**
   * Runs the punctuators that the wall clock has reached, gives up calls that took too long, and lets the stream time of idle
   * input go on. Was there something?
   */
  punctuateSystemTime(nowMs: number): boolean {
    this.scope.systemTimeMs = nowMs;
    let punctuated = this.#systemTimePunctuators.punctuate(nowMs, this);
    for (const finished of this.#async?.expire(nowMs) ?? []) {
      this.#finish(finished);
      punctuated = true;
    }
    if (this.#idle !== undefined && this.#passIdleTime(this.#idle, nowMs)) punctuated = true;
    return this.#punctuated(punctuated);
  }

  /**
   * The calls of users' functions that are to be made now; there may be more after a record, an answer, and at `nextCallDueMs`.
   * Every answer goes to `settleAttempt`, in any order.
   */
  takeAttempts(nowMs: number): readonly CallAttempt[] {
    return this.#state === "running" ? (this.#async?.start(nowMs) ?? []) : [];
  }

  /**
   * Takes the answer of a call, and hands on what came of it in the context of its record. False when nothing was handed
   * on: the answer comes too late, or another attempt follows. Throws as `process` does.
   */
  settleAttempt(attempt: CallAttempt, outcome: AsyncOutcome<unknown>, nowMs: number): boolean {
    const finished = this.#state === "running" ? this.#async?.settle(attempt, outcome, nowMs) : undefined;
    if (finished === undefined) return false;
    this.scope.systemTimeMs = nowMs;
    this.#finish(finished);
    return this.#punctuated(true);
  }

  /** First step of a commit: has the caches hand on what they hold back. False when nothing is to be committed. */
  prepareCommit(): boolean {
    if (!this.#commitNeeded) return false;
    this.#flush();
    return true;
  }

  /**
   * What is to be committed once all that was sent has been written: partitions of which records were processed, or all of
   * which a position is known when an operator keeps something new; never past a record whose call is pending. With every one goes `processorMetadata.entries`.
   */
  commitPositions(): readonly CommitPosition[] {
    const { partition } = this.scope;
    const positions: CommitPosition[] = [];
    for (const { topic, consumedOffset, headOffset, nextOffset, partitionTimeMs } of this.#group.queues) {
      const reached = headOffset ?? nextOffset;
      if (reached === undefined || (consumedOffset === undefined && !this.processorMetadata.needsCommit)) continue;
      const offset = this.#async?.positionOf(topic, reached) ?? reached;
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
   * Closes the processors, which may still forward, and forgets what waits, calls too. Commit before it: what a cache holds back cannot
   * be handed on to closed processors.
   */
  suspend(): void {
    if (this.#state !== "running") return;
    this.#state = "suspended";
    this.#async?.clear(this.topics);
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

  registerAsync(nodeName: string, operator: AsyncOperator): void {
    this.#async ??= new AsyncWork();
    this.#async.register(nodeName, operator);
  }

  onIdleStreamTime(nodeName: string, listener: IdleStreamTimeListener): void {
    this.#idle?.listeners.push({ nodeName, listener });
  }

  /** Called by the queues of punctuators. */
  punctuate({ nodeName, punctuator }: PunctuationSchedule, timestampMs: number): void {
    this.scope.enterWithoutRecord(timestampMs);
    try {
      punctuator(timestampMs);
    } catch (error) {
      this.#failed(nodeName, undefined, error);
    } finally {
      this.scope.leave();
    }
  }

  #finish({ nodeName, operator, result }: FinishedCall): void {
    const { record, context } = result.call;
    this.scope.enterHeld(context);
    try {
      operator.finish(result);
    } catch (error) {
      this.#failed(nodeName, record, error, context.input);
    } finally {
      this.scope.leave();
    }
  }

  /** Where calls are pending time waits: what comes of them belongs before. Was something handed on? */
  #passIdleTime(idle: IdleClock, nowMs: number): boolean {
    const streamTimeMs = idle.streamTimeMs(nowMs);
    if (streamTimeMs === undefined || streamTimeMs <= this.#group.streamTimeMs || this.#state !== "running")
      return false;
    if (this.#commitNeeded) this.#flush();
    let handedOn = false;
    for (const listener of idle.listeners) {
      if (this.#group.buffered > 0 || this.pendingCalls > 0) return handedOn;
      if (!this.#tellIdle(listener, streamTimeMs)) continue;
      handedOn = true;
      // Those behind it are to have it before time goes on for them.
      this.#flush();
    }
    if (this.#group.buffered > 0 || this.pendingCalls > 0) return handedOn;
    this.#group.streamTimeMs = streamTimeMs;
    this.scope.streamTimeMs = streamTimeMs;
    return this.#streamTimePunctuators.punctuate(streamTimeMs, this) || handedOn;
  }

  #tellIdle({ nodeName, listener }: IdleListener, streamTimeMs: number): boolean {
    this.scope.enterWithoutRecord(streamTimeMs);
    try {
      return listener(streamTimeMs);
    } catch (error) {
      this.#failed(nodeName, undefined, error);
      return true;
    } finally {
      this.scope.leave();
    }
  }

  #flush(): void {
    this.scope.running = true;
    try {
      this.stores.flush();
    } finally {
      this.scope.running = false;
    }
  }

  /** Throws unless the handler of errors goes on. */
  #failed(
    nodeName: string,
    record: StreamRecord<unknown, unknown> | undefined,
    error: unknown,
    input?: InputRecord | undefined,
  ): void {
    try {
      this.#collector.errors.processingFailed(nodeName, record, error);
    } catch (failure) {
      throw taskFailure(failure, nodeName, input);
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
