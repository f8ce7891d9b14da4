import { MillraceError } from "../../base/errors.ts";
import type { Deserializer, Serializer } from "../../serde/serde.ts";
import { continueOnError } from "../../streams/api/error-handlers.ts";
import { type Headers, NO_HEADERS } from "../../streams/api/record.ts";
import type { InputRecord, OutputRecord, Serialized } from "../../streams/api/serialized.ts";
import type {
  KeyValueStore,
  SessionStore,
  StateStore,
  TimestampedKeyValueStore,
  TimestampedWindowStore,
  VersionedKeyValueStore,
  WindowStore,
} from "../../streams/api/stores.ts";
import type { TaskCounters } from "../../streams/operator/task-counters.ts";
import { GlobalStateUpdateTask } from "../../streams/task/global-state-update-task.ts";
import { SentRecord } from "../../streams/task/output-buffer.ts";
import { patternTopic } from "../../streams/task/source-topics.ts";
import { type CommitPosition, StreamTask } from "../../streams/task/stream-task.ts";
import type { TaskConfig } from "../../streams/task/task-config.ts";
import { matchesWhole } from "../../streams/topology/node-definitions.ts";
import type { ProcessorTopology } from "../../streams/topology/processor-topology.ts";
import type { Topology } from "../../streams/topology/topology.ts";
import { CallRunner } from "./call-runner.ts";
import { checkSnapshot, type DriverSnapshot, openLogs, startGlobalRestored, startRestored } from "./driver-snapshot.ts";
import { InputDoor, OutputQueue } from "./driver-topics.ts";
import type { PackedQueue } from "./packed-queue.ts";
import { checkKind, isTimestamped, type StoreKind } from "./store-kind.ts";
import { KeyValueView, WindowView } from "./store-views.ts";
import { TestInputTopic, type TestInputTopicOptions } from "./test-input-topic.ts";
import { TestOutputTopic } from "./test-output-topic.ts";

export interface TopologyTestDriverOptions extends Omit<TaskConfig, "partitionCount"> {
  /** Part of the names of internal topics. Default "topology-test-driver". */
  readonly applicationId?: string;
  /** Where the wall clock begins, in ms since 1970. Default that of `restoreFrom`, or 0: a test has the same clock every time. */
  readonly initialWallClockTimeMs?: number;
  /**
   * What `snapshot()` of another driver gave: this one goes on as a process does that starts after that one has stopped. Give
   * it a new topology of the same definition. Default: nothing was there before.
   */
  readonly restoreFrom?: DriverSnapshot;
}

const PARTITION = 0;

/**
 * Runs a topology without a cluster: all of it as one task over partition 0 of its topics, one record after another to the very
 * end, with a commit after each. What goes to a topic that the topology reads too comes back in at once. Time passes only when
 * told to: stream time by the records, the wall clock by `advanceWallClockTime`; calls of `mapAsync` are made by `settle` only.
 * The order of outputs is that of Kafka's own
 * TopologyTestDriver. What users' code throws comes out of the call that fed the record.
 */
export class TopologyTestDriver implements Disposable {
  readonly #topology: ProcessorTopology;
  readonly #task: StreamTask | undefined;
  readonly #global: GlobalStateUpdateTask | undefined;
  readonly #doors = new Map<string, InputDoor>();
  readonly #patterns: readonly { readonly pattern: RegExp; readonly queueName: string }[];
  /** What stores are restored from, by topic. */
  readonly #logs: ReadonlyMap<string, PackedQueue>;
  /** Those of the logs that only the stores write. */
  readonly #changelogTopics: ReadonlySet<string>;
  readonly #restoredPositions: readonly CommitPosition[];
  readonly #outputs = new Map<string, OutputQueue>();
  #wallClockTimeMs: number;
  readonly #calls = new CallRunner();
  #settling: Promise<void> | undefined;
  #closed = false;

  constructor(topology: Topology, options: TopologyTestDriverOptions = {}) {
    const { applicationId = "topology-test-driver", initialWallClockTimeMs, restoreFrom, ...config } = options;
    if (restoreFrom !== undefined) checkSnapshot(restoreFrom, applicationId);
    this.#wallClockTimeMs = initialWallClockTimeMs ?? restoreFrom?.wallClockTimeMs ?? 0;
    this.#restoredPositions = restoreFrom?.positions ?? [];
    this.#topology = topology.internal.build(applicationId);
    this.#changelogTopics = new Set(
      this.#topology.stores.flatMap(({ changelogTopic, sourceIsChangelog }) =>
        changelogTopic === undefined || sourceIsChangelog ? [] : [changelogTopic],
      ),
    );
    const globalTopology = topology.internal.buildGlobal(applicationId);
    const specs = [...this.#topology.stores, ...(globalTopology?.stores ?? [])];
    this.#logs = openLogs(specs, restoreFrom);
    if (globalTopology !== undefined) this.#global = this.#startGlobal(globalTopology, config, restoreFrom);
    this.#patterns = this.#topology.sources.flatMap(({ pattern }) =>
      pattern === undefined ? [] : [{ pattern, queueName: patternTopic(pattern) }],
    );
    if (this.#topology.sources.length > 0) this.#task = this.#startTask(config, restoreFrom);
  }

  /** The wall clock as the topology sees it, in ms since 1970. */
  get wallClockTimeMs(): number {
    return this.#wallClockTimeMs;
  }

  /** The largest timestamp of a record so far, in ms; -1 before the first. */
  get streamTimeMs(): number {
    return this.#task?.streamTimeMs ?? -1;
  }

  /** Records dropped so far, by reason. */
  get counters(): TaskCounters | undefined {
    return this.#task?.counters;
  }

  /** Throws INVALID_OPTION for a topic that the topology does not read. */
  createInputTopic<K, V>(
    topic: string,
    keySerde: Serializer<K>,
    valueSerde: Serializer<V>,
    options?: TestInputTopicOptions,
  ): TestInputTopic<K, V> {
    return new TestInputTopic(this, this.#doorOf(topic), keySerde, valueSerde, options);
  }

  /** Any topic that the topology writes: an output, a repartition topic, a changelog; one that it names only later, too. */
  createOutputTopic<K, V>(
    topic: string,
    keySerde: Deserializer<K>,
    valueSerde: Deserializer<V>,
  ): TestOutputTopic<K, V> {
    return new TestOutputTopic(this, this.#outputOf(topic), keySerde, valueSerde);
  }

  /** Calls of `mapAsync` that wait or run. */
  get pendingCalls(): number {
    return this.#task?.pendingCalls ?? 0;
  }

  /**
   * Makes the calls of `mapAsync` that may run, waits for all of their answers, hands these on in the order of the calls, and
   * begins again, until no call is pending or all that are wait for the wall clock (`retryBackoffMs`). Nothing else makes
   * calls. While it waits, `advanceWallClockTime` ends the calls that are over their `timeoutMs` then. Rejects with what
   * comes out of the task.
   */
  settle(): Promise<void> {
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  /** Feeds bytes as they are; a timestamp of -1 is none. */
  pipeRaw(
    topic: string,
    key: Serialized | null,
    value: Serialized | null,
    timestamp: number,
    headers: Headers = NO_HEADERS,
  ): void {
    this.pipe(this.#doorOf(topic), timestamp, key, value, headers);
  }

  /** Takes all that was sent and not read yet, of every topic, in the order in which it was sent. */
  drainOutput(): OutputRecord[] {
    this.#capture();
    const records = [];
    for (const { records: queue } of this.#outputs.values())
      for (let record = queue.shift(); record !== undefined; record = queue.shift()) records.push(record);
    return records.sort((one, other) => one.sequence - other.sequence);
  }

  /**
   * Moves the wall clock, runs the punctuators that are due then, each once, and what follows from them. Of calls that run,
   * those that are answered are handed on before.
   */
  advanceWallClockTime(ms: number): void {
    this.#checkOpen();
    if (!(Number.isSafeInteger(ms) && ms >= 0))
      throw new MillraceError("INVALID_OPTION", `ms is ${ms}: give whole milliseconds, not negative`);
    this.#handOnAnswers();
    this.#wallClockTimeMs += ms;
    try {
      if (this.#task !== undefined) {
        this.#task.punctuateSystemTime(this.#wallClockTimeMs);
        this.#commit(this.#task);
      }
      this.#completeAllWork();
    } finally {
      this.#calls.wake();
    }
  }

  /**
   * What the cluster has of this topology at the moment, to begin another driver with (`restoreFrom`): changelogs, positions
   * and times, but nothing of what a process holds in memory, so neither unread outputs, nor stores without a changelog,
   * nor fields and punctuators of processors, nor calls of `mapAsync` that are pending: their records are to be piped again.
   * It copies all logs.
   */
  snapshot(): DriverSnapshot {
    this.#capture();
    return {
      applicationId: this.#topology.applicationId,
      wallClockTimeMs: this.#wallClockTimeMs,
      logs: new Map([...this.#logs].map(([topic, log]) => [topic, log.all()])),
      positions: this.#positions(),
      processorMetadata: this.#task?.processorMetadata.entries ?? [],
    };
  }

  /** Topics to which something was sent, in the order of their first record. */
  producedTopicNames(): ReadonlySet<string> {
    return new Set([...this.#outputs.values()].filter(({ produced }) => produced).map(({ topic }) => topic));
  }

  /** Throws INVALID_OPTION when there is no store of this name. What is put here goes to its changelog at time 0. */
  getStateStore<S extends StateStore>(name: string): S {
    this.#task?.scope.enterWithoutRecord(0);
    this.#task?.scope.leave();
    const store = this.#task?.store(name) ?? this.#global?.store(name);
    if (store !== undefined) return store as S;
    const known = Object.keys(this.getAllStateStores()).join(", ") || "none";
    throw new MillraceError("INVALID_OPTION", `there is no store "${name}", but ${known}`);
  }

  /** As the ones below, throws INVALID_OPTION for a store of another kind. Of one with timestamps it shows the values. */
  getKeyValueStore<K, V>(name: string): KeyValueStore<K, V> {
    const store = this.#storeOf<KeyValueStore<K, V>>(name, "key-value");
    return isTimestamped(store) ? new KeyValueView(store as unknown as TimestampedKeyValueStore<K, V>) : store;
  }

  getTimestampedKeyValueStore<K, V>(name: string): TimestampedKeyValueStore<K, V> {
    return this.#storeOf<TimestampedKeyValueStore<K, V>>(name, "key-value", true);
  }

  getVersionedKeyValueStore<K, V>(name: string): VersionedKeyValueStore<K, V> {
    return this.#storeOf<VersionedKeyValueStore<K, V>>(name, "versioned key-value");
  }

  getWindowStore<K, V>(name: string): WindowStore<K, V> {
    const store = this.#storeOf<WindowStore<K, V>>(name, "window");
    return isTimestamped(store) ? new WindowView(store as unknown as TimestampedWindowStore<K, V>) : store;
  }

  getTimestampedWindowStore<K, V>(name: string): TimestampedWindowStore<K, V> {
    return this.#storeOf<TimestampedWindowStore<K, V>>(name, "window", true);
  }

  getSessionStore<K, V>(name: string): SessionStore<K, V> {
    return this.#storeOf<SessionStore<K, V>>(name, "session");
  }

  /** Those of global tables, too. */
  getAllStateStores(): Readonly<Record<string, StateStore>> {
    const all: Record<string, StateStore> = {};
    for (const stores of [this.#task?.stores, this.#global?.stores])
      for (const name of stores?.names ?? []) all[name] = stores?.get(name) as StateStore;
    return all;
  }

  /** Closes the processors, whose last records can still be read, and the stores. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#task?.suspend();
      this.#capture();
    } finally {
      this.#task?.close();
      this.#global?.close();
      this.#calls.wake();
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Called by input topics. */
  pipe(door: InputDoor, timestamp: number, key: Serialized | null, value: Serialized | null, headers: Headers): void {
    this.#checkOpen();
    this.#enter(door, timestamp, key, value, headers);
    this.#completeAllWork();
  }

  /** Called for messages: what somebody wants to know whose test fails. */
  describeState(): string {
    const topics = [...this.#outputs.values()]
      .filter(({ produced }) => produced)
      .map(({ topic, records }) => `${topic} (${records.size} unread)`);
    const dropped = [...(this.counters?.dropped ?? [])].map(([reason, count]) => `${count} ${reason}`);
    return (
      `Stream time is ${this.streamTimeMs}, the wall clock ${this.#wallClockTimeMs}; ` +
      `topics so far: ${topics.join(", ") || "none"}; dropped records: ${dropped.join(", ") || "none"}` +
      (this.pendingCalls > 0 ? `; calls of mapAsync pending: ${this.pendingCalls} (await driver.settle() first)` : "")
    );
  }

  /** A topic of which nothing was processed since keeps its position. */
  #positions(): readonly CommitPosition[] {
    const positions = new Map<string, CommitPosition>();
    for (const position of this.#restoredPositions) positions.set(position.topic, position);
    for (const position of this.#task?.commitPositions() ?? []) positions.set(position.topic, position);
    return [...positions.values()];
  }

  #startGlobal(
    topology: ProcessorTopology,
    config: TaskConfig,
    restoreFrom: DriverSnapshot | undefined,
  ): GlobalStateUpdateTask {
    const handlers = { ...config, deserializationExceptionHandler: continueOnError };
    const task = new GlobalStateUpdateTask({ topology, handlers });
    for (const topic of task.topics) {
      const log = this.#logs.get(topic);
      const door = new InputDoor(topic, undefined, task.sourceOf(topic), log);
      door.globalOffset = restoreFrom?.logs.get(topic)?.length ?? 0;
      this.#doors.set(topic, door);
    }
    if (restoreFrom === undefined) task.start(this.#wallClockTimeMs);
    else startGlobalRestored(task, topology.stores, restoreFrom, this.#wallClockTimeMs);
    return task;
  }

  #startTask(config: TaskConfig, restoreFrom: DriverSnapshot | undefined): StreamTask {
    const globalStores = new Map<string, StateStore>();
    for (const name of this.#global?.stores.names ?? [])
      globalStores.set(name, this.#global?.store(name) as StateStore);
    const task = new StreamTask({
      topology: this.#topology,
      taskId: `0_${PARTITION}`,
      partition: PARTITION,
      globalStores,
      config: { emitIntervalMs: 0, ...config },
    });
    if (restoreFrom === undefined) task.start(this.#wallClockTimeMs);
    else startRestored(task, this.#topology.stores, restoreFrom, this.#wallClockTimeMs);
    for (const topic of task.topics) {
      task.setLag(topic, 0);
      const log = this.#changelogTopics.has(topic) ? undefined : this.#logs.get(topic);
      this.#doors.set(topic, new InputDoor(topic, task.queueOf(topic), undefined, log));
    }
    return task;
  }

  #completeAllWork(): void {
    this.#capture();
    const task = this.#task;
    if (task === undefined) return;
    while (task.buffered > 0 && task.process(this.#wallClockTimeMs)) {
      task.punctuateStreamTime();
      this.#commit(task);
      this.#capture();
    }
  }

  async #settle(): Promise<void> {
    this.#checkOpen();
    const task = this.#task;
    while (task !== undefined && !this.#closed) {
      this.#calls.start(task.takeAttempts(this.#wallClockTimeMs));
      if (this.#calls.isIdle) return;
      await this.#calls.answered();
      this.#handOnAnswers();
    }
  }

  #handOnAnswers(): void {
    if (this.#task === undefined || this.#calls.isIdle) return;
    for (const { attempt, outcome } of this.#calls.take()) {
      this.#task.settleAttempt(attempt, outcome, this.#wallClockTimeMs);
      this.#commit(this.#task);
      this.#completeAllWork();
    }
  }

  #commit(task: StreamTask): void {
    task.prepareCommit();
    task.postCommit();
  }

  /** Takes what was sent to where it can be read, and what the topology reads itself back in. */
  #capture(): void {
    const output = this.#task?.output;
    if (output === undefined) return;
    for (let record = output.shift(); record !== undefined; record = output.shift()) {
      const queue = this.#outputOf(record.topic);
      queue.produced = true;
      queue.records.push(record);
      const { door } = queue;
      if (door !== undefined && !this.#closed)
        this.#enter(door, record.timestamp, record.key, record.value, record.headers);
    }
  }

  #enter(door: InputDoor, timestamp: number, key: Serialized | null, value: Serialized | null, headers: Headers): void {
    const { topic, queue, globalSource, log } = door;
    if (log !== undefined) log.push(new SentRecord(topic, PARTITION, timestamp, key, value, headers));
    if (queue !== undefined) {
      const offset = queue.nextOffset ?? 0;
      const record: InputRecord = { topic, partition: PARTITION, offset, timestamp, key, value, headers };
      this.#task?.addRecord(queue, record, this.#wallClockTimeMs);
    } else if (globalSource !== undefined) {
      const offset = door.globalOffset++;
      const record: InputRecord = { topic, partition: PARTITION, offset, timestamp, key, value, headers };
      this.#global?.update(globalSource, record, this.#wallClockTimeMs);
    }
  }

  #doorOf(topic: string): InputDoor {
    const door = this.#findDoor(topic);
    if (door !== undefined) return door;
    const known = [...this.#doors.keys()].join(", ") || "none";
    throw new MillraceError("INVALID_OPTION", `the topology does not read topic ${topic}, but ${known}`);
  }

  #findDoor(topic: string): InputDoor | undefined {
    const known = this.#doors.get(topic);
    if (known !== undefined) return known;
    const matching = this.#patterns.find(({ pattern }) => matchesWhole(pattern, topic));
    if (matching === undefined || this.#task === undefined) return undefined;
    const door = new InputDoor(topic, this.#task.queueOf(matching.queueName), undefined, undefined);
    this.#doors.set(topic, door);
    return door;
  }

  #outputOf(topic: string): OutputQueue {
    const known = this.#outputs.get(topic);
    if (known !== undefined) return known;
    const queue = new OutputQueue(
      topic,
      this.#findDoor(topic),
      this.#changelogTopics.has(topic) ? this.#logs.get(topic) : undefined,
    );
    this.#outputs.set(topic, queue);
    return queue;
  }

  #storeOf<S extends StateStore>(name: string, kind: StoreKind, timestamped = false): S {
    const store = this.getStateStore<S>(name);
    checkKind(store, kind, timestamped);
    return store;
  }

  #checkOpen(): void {
    if (this.#closed) throw new MillraceError("INVALID_STATE", "the driver is closed");
  }
}
