import { MillraceError } from "../../base/errors.ts";
import type { Cancellable } from "../api/processor.ts";
import { StreamRecord } from "../api/record.ts";
import type { InputRecord } from "../api/serialized.ts";
import type { ChangelogEntry } from "../api/store-context.ts";
import type { StateStore } from "../api/stores.ts";
import type { TaskCounters } from "../operator/task-counters.ts";
import type { ProcessorTopology } from "../topology/processor-topology.ts";
import { buildNodes, type RuntimeNodes } from "./build-nodes.ts";
import { type ErrorHandlers, ErrorPolicy } from "./error-policy.ts";
import { taskFailure } from "./failed-processing.ts";
import type { NodeHost } from "./node-context.ts";
import { ProcessorMetadata } from "./processor-metadata.ts";
import type { SourceNode } from "./source-node.ts";
import { CACHE_MAX_BYTES, EMIT_INTERVAL_MS } from "./task-config.ts";
import { TaskScope } from "./task-scope.ts";
import { TaskStores } from "./task-stores.ts";

export interface GlobalStateUpdateTaskOptions {
  readonly topology: ProcessorTopology;
  readonly handlers?: ErrorHandlers;
}

/**
 * Keeps the stores of global tables: takes all partitions of their topics, in the order in which they come, with the times that
 * the records have. There is no stream time, no punctuator and no output.
 */
export class GlobalStateUpdateTask implements NodeHost {
  readonly scope: TaskScope;
  readonly stores: TaskStores;
  readonly emitIntervalMs = EMIT_INTERVAL_MS;
  readonly processorMetadata = new ProcessorMetadata();
  readonly storesAreOpen = true;
  readonly #errors: ErrorPolicy;
  readonly #nodes: RuntimeNodes;
  readonly #sources = new Map<string, SourceNode>();

  constructor({ topology, handlers = {} }: GlobalStateUpdateTaskOptions) {
    this.scope = new TaskScope({ applicationId: topology.applicationId, taskId: "-1_-1", partition: -1 });
    const { scope } = this;
    this.#errors = new ErrorPolicy({
      scope,
      handlers: { ...handlers, deadLetterQueueTopic: undefined },
      send: undefined,
    });
    this.#nodes = buildNodes(topology, this, this.#errors, undefined);
    for (const [spec, source] of this.#nodes.sources) for (const topic of spec.topics) this.#sources.set(topic, source);
    this.stores = new TaskStores({
      scope,
      specs: topology.stores,
      cacheMaxBytes: CACHE_MAX_BYTES,
      collector: undefined,
    });
  }

  get counters(): TaskCounters {
    return this.scope.counters;
  }

  /** The topics that it reads, every partition of them. */
  get topics(): readonly string[] {
    return [...this.#sources.keys()];
  }

  get streamTimeMs(): number {
    throw new MillraceError("INVALID_STATE", "a global table has no stream time");
  }

  /** Puts entries of a global table's topic into its store as they are, before `start`. */
  restore(storeName: string, entries: Iterable<ChangelogEntry>): void {
    this.stores.restore(storeName, entries);
  }

  start(nowMs: number): void {
    this.scope.systemTimeMs = nowMs;
    for (const node of this.#nodes.inOrder) this.#run(() => node.init());
  }

  /** The source that reads a topic, for `update`. */
  sourceOf(topic: string): SourceNode | undefined {
    return this.#sources.get(topic);
  }

  /** Processes a record to its end. */
  update(source: SourceNode, input: InputRecord, nowMs: number): void {
    const record = this.#read(source, input);
    if (record === undefined) return;
    this.scope.systemTimeMs = nowMs;
    this.scope.enter(input, record.timestamp);
    try {
      source.process(record);
    } catch (error) {
      throw taskFailure(error, source.name, input);
    } finally {
      this.scope.leave();
    }
    this.stores.flush();
  }

  close(): void {
    for (const node of this.#nodes.inOrder) this.#run(() => node.close());
    this.stores.close();
  }

  store(name: string): StateStore | undefined {
    return this.stores.get(name);
  }

  globalStore(): undefined {
    return undefined;
  }

  schedule(): Cancellable {
    throw new MillraceError("INVALID_STATE", "the processor of a global store cannot schedule punctuators");
  }

  registerAsync(): never {
    throw new MillraceError("INVALID_STATE", "the processor of a global store cannot wait for answers");
  }

  onIdleStreamTime(): void {}

  #read(source: SourceNode, input: InputRecord): StreamRecord<unknown, unknown> | undefined {
    try {
      const key = source.deserializeKey(input);
      return new StreamRecord(key, source.deserializeValue(input), input.timestamp, input.headers);
    } catch (error) {
      this.#errors.deserializationFailed(source.name, input, error);
      return undefined;
    }
  }

  #run(action: () => void): void {
    this.scope.enterWithoutRecord(this.scope.systemTimeMs);
    try {
      action();
    } finally {
      this.scope.leave();
    }
  }
}
