import { MillraceError } from "../../base/errors.ts";
import type { Cancellable, FixedKeyRecord, PunctuationType, Punctuator } from "../api/processor.ts";
import { type RecordMetadata, StreamRecord } from "../api/record.ts";
import type { RecordContext } from "../api/store-context.ts";
import type { StateStore } from "../api/stores.ts";
import type { HeldContext } from "../operator/async-calls.ts";
import type { AsyncOperator } from "../operator/async-operator.ts";
import type { IdleStreamTimeListener, InternalProcessorContext } from "../operator/internal-context.ts";
import type { TaskCounters } from "../operator/task-counters.ts";
import type { ProcessorSpec } from "../topology/processor-topology.ts";
import type { ProcessorMetadata } from "./processor-metadata.ts";
import type { RuntimeNode } from "./runtime-node.ts";
import type { TaskScope } from "./task-scope.ts";

export interface ScheduleRequest {
  readonly nodeName: string;
  readonly intervalMs: number;
  readonly type: PunctuationType;
  readonly punctuator: Punctuator;
  readonly startMs: number | undefined;
}

/** What a context asks of its task beside what `TaskScope` holds. */
export interface NodeHost {
  readonly scope: TaskScope;
  /** Throws INVALID_STATE where there is no stream time. */
  readonly streamTimeMs: number;
  /** A store of a global table; undefined when there is none of this name. */
  globalStore(name: string): StateStore | undefined;
  store(name: string): StateStore | undefined;
  /** May every processor see every store? */
  readonly storesAreOpen: boolean;
  schedule(request: ScheduleRequest): Cancellable;
  /** How long left and outer joins of streams wait between two looks for rows without a match, in ms of wall clock. */
  readonly emitIntervalMs: number;
  readonly processorMetadata: ProcessorMetadata;
  /** Throws INVALID_STATE where nothing may answer later. */
  registerAsync(nodeName: string, operator: AsyncOperator): void;
  onIdleStreamTime(nodeName: string, listener: IdleStreamTimeListener): void;
}

/** The context of one processor. Its `forward` calls the children straight away. */
export class NodeContext implements InternalProcessorContext<unknown, unknown> {
  readonly recordContext: RecordContext;
  /** The name of its processor. */
  readonly nodeName: string;
  readonly #scope: TaskScope;
  readonly #host: NodeHost;
  readonly #spec: ProcessorSpec;
  readonly #children: readonly RuntimeNode[];

  constructor(host: NodeHost, spec: ProcessorSpec, children: readonly RuntimeNode[]) {
    this.#scope = host.scope;
    this.#host = host;
    this.#spec = spec;
    this.#children = children;
    this.nodeName = spec.name;
    this.recordContext = host.scope.recordContext;
  }

  get applicationId(): string {
    return this.#scope.applicationId;
  }

  get taskId(): string {
    return this.#scope.taskId;
  }

  get counters(): TaskCounters {
    return this.#scope.counters;
  }

  get recordMetadata(): RecordMetadata | undefined {
    const { topic, partition, offset } = this.recordContext;
    return topic === "" ? undefined : { topic, partition, offset };
  }

  get currentStreamTimeMs(): number {
    return this.#host.streamTimeMs;
  }

  get currentSystemTimeMs(): number {
    return this.#scope.systemTimeMs;
  }

  get emitIntervalMs(): number {
    return this.#host.emitIntervalMs;
  }

  forward(record: StreamRecord<unknown, unknown>, childName?: string): void {
    const scope = this.#scope;
    if (!scope.running) scope.checkRunning("forward", this.nodeName);
    const context = this.recordContext;
    const { timestamp, headers } = context;
    if (record.timestamp === timestamp && record.headers === headers) {
      this.#hand(record, childName);
      return;
    }
    context.timestamp = record.timestamp;
    context.headers = record.headers;
    try {
      this.#hand(record, childName);
    } finally {
      context.timestamp = timestamp;
      context.headers = headers;
    }
  }

  getStateStore<S extends StateStore>(name: string): S {
    const global = this.#host.globalStore(name);
    if (global !== undefined) return global as S;
    const store = this.#host.storesAreOpen || this.#spec.stores.includes(name) ? this.#host.store(name) : undefined;
    if (store !== undefined) return store as S;
    throw new MillraceError(
      "INVALID_TOPOLOGY",
      `processor "${this.nodeName}" is not connected to a store "${name}": name the store in process(), processValues() ` +
        "or transformValues(), give it in the supplier's stores(), or connect it with connectProcessorAndStateStores(). " +
        (this.#spec.stores.length === 0 ? "It has no stores" : `It has ${this.#spec.stores.join(", ")}`),
    );
  }

  schedule(intervalMs: number, type: PunctuationType, punctuator: Punctuator, startMs?: number): Cancellable {
    this.#scope.checkRunning("schedule", this.nodeName);
    if (!Number.isInteger(intervalMs) || intervalMs < 1)
      throw new MillraceError("INVALID_OPTION", `intervalMs is ${intervalMs}: it must be a whole number, 1 or more`);
    if (startMs !== undefined && !(Number.isInteger(startMs) && startMs >= 0))
      throw new MillraceError("INVALID_OPTION", `startMs is ${startMs}: it must be a whole number, 0 or more`);
    if (type !== "stream-time" && type !== "wall-clock-time")
      throw new MillraceError(
        "INVALID_OPTION",
        `type is ${String(type)}: it must be "stream-time" or "wall-clock-time"`,
      );
    return this.#host.schedule({ nodeName: this.nodeName, intervalMs, type, punctuator, startMs });
  }

  commit(): void {
    this.#scope.commitRequested = true;
  }

  withRecordContext(context: RecordContext, action: () => void): void {
    this.#scope.withRecordContext(context, action);
  }

  /** Kept with the committed offsets, from one owner of the task to the next. */
  addProcessorMetadataKeyValue(key: string, value: number): void {
    this.#host.processorMetadata.put(key, value);
  }

  processorMetadataForKey(key: string): number | undefined {
    return this.#host.processorMetadata.get(key);
  }

  keepTime(name: string, read: () => number): number {
    return this.#host.processorMetadata.keepTime(`${this.nodeName}:${name}`, read);
  }

  holdRecord(): HeldContext {
    return { ...this.recordContext, input: this.#scope.input };
  }

  registerAsync(operator: AsyncOperator): void {
    this.#host.registerAsync(this.nodeName, operator);
  }

  onIdleStreamTime(listener: IdleStreamTimeListener): void {
    this.#host.onIdleStreamTime(this.nodeName, listener);
  }

  #hand(record: StreamRecord<unknown, unknown>, childName: string | undefined): void {
    if (childName !== undefined) {
      this.#childNamed(childName).process(record);
      return;
    }
    const children = this.#children;
    for (let at = 0; at < children.length; at++) (children[at] as RuntimeNode).process(record);
  }

  #childNamed(name: string): RuntimeNode {
    for (const child of this.#children) if (child.name === name) return child;
    const known = this.#children.map((child) => child.name).join(", ") || "none";
    throw new MillraceError("INVALID_OPTION", `"${this.nodeName}" has no child "${name}" to forward to, but ${known}`);
  }
}

/** The context of a FixedKeyProcessor, which may only hand on what came from the task (KIP-820). */
export class FixedKeyNodeContext extends NodeContext {
  override forward(record: FixedKeyRecord<unknown, unknown>, childName?: string): void {
    if (record instanceof StreamRecord) super.forward(record, childName);
    else
      throw new MillraceError(
        "INVALID_OPTION",
        `"${this.nodeName}" cannot change keys: it may forward only records made with withValue, withTimestamp and ` +
          "withHeaders of those that it got",
      );
  }
}
