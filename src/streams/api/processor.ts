import type { Headers, RecordMetadata, StreamRecord } from "./record.ts";
import type { StoreBuilder } from "./store-builder.ts";
import type { StateStore } from "./stores.ts";

/** Which clock a punctuator follows: the largest timestamp seen, or the wall clock. */
export type PunctuationType = "stream-time" | "wall-clock-time";

/** Called with the time in ms that it is now on its clock, which may be later than it was due. */
export type Punctuator = (timestampMs: number) => void;

export interface Cancellable {
  cancel(): void;
}

/** What every processor may ask of its task. Valid only within init, process, a punctuator and close. */
export interface ProcessingContext {
  readonly applicationId: string;
  /** "0_3": sub-topology 0, partition 3. */
  readonly taskId: string;
  /** Undefined in a punctuator, where no record is being processed. */
  readonly recordMetadata: RecordMetadata | undefined;
  /** A store that is connected to this processor. Throws INVALID_TOPOLOGY for any other. */
  getStateStore<S extends StateStore>(name: string): S;
  /**
   * Calls `punctuator` again and again. On stream time first with the first record, then when stream time has reached
   * a multiple of the interval; on the wall clock first after one interval. With `startMs` only at times that lie whole
   * intervals after it (KIP-1146). A call that comes late is made once, not once for each interval missed.
   */
  schedule(intervalMs: number, type: PunctuationType, punctuator: Punctuator, startMs?: number): Cancellable;
  /** Asks for a commit soon. */
  commit(): void;
  /** The largest timestamp that this task has read, in ms; -1 before the first record. */
  readonly currentStreamTimeMs: number;
  /** The wall clock in ms since 1970, as the task was told it. */
  readonly currentSystemTimeMs: number;
}

export interface ProcessorContext<KOut, VOut> extends ProcessingContext {
  /** Hands a record to all children, or to the one named. */
  forward<K extends KOut, V extends VOut>(record: StreamRecord<K, V>, childName?: string): void;
}

export interface Processor<KIn, VIn, KOut = never, VOut = never> {
  init?(context: ProcessorContext<KOut, VOut>): void;
  process(record: StreamRecord<KIn, VIn>): void;
  close?(): void;
}

/** A record whose key only the framework sets (KIP-820): it comes from a record and keeps its key. */
export interface FixedKeyRecord<K, V> {
  readonly key: K;
  readonly value: V;
  readonly timestamp: number;
  readonly headers: Headers;
  withValue<V2>(value: V2): FixedKeyRecord<K, V2>;
  withTimestamp(timestamp: number): FixedKeyRecord<K, V>;
  withHeaders(headers: Headers): FixedKeyRecord<K, V>;
}

export interface FixedKeyProcessorContext<K, VOut> extends ProcessingContext {
  forward<V extends VOut>(record: FixedKeyRecord<K, V>, childName?: string): void;
}

export interface FixedKeyProcessor<K, VIn, VOut = never> {
  init?(context: FixedKeyProcessorContext<K, VOut>): void;
  process(record: FixedKeyRecord<K, VIn>): void;
  close?(): void;
}

/** Stores that come with a processor; they are added to the topology and connected to it (KIP-401). */
export interface ConnectedStores {
  stores?(): Iterable<StoreBuilder>;
}

/** A new processor for every task. An object when stores come with it, else a function is enough. */
export interface ProcessorSupplierObject<KIn, VIn, KOut = never, VOut = never> extends ConnectedStores {
  get(): Processor<KIn, VIn, KOut, VOut>;
}
export type ProcessorSupplier<KIn, VIn, KOut = never, VOut = never> =
  | ProcessorSupplierObject<KIn, VIn, KOut, VOut>
  | (() => Processor<KIn, VIn, KOut, VOut>);

export interface FixedKeyProcessorSupplierObject<K, VIn, VOut = never> extends ConnectedStores {
  get(): FixedKeyProcessor<K, VIn, VOut>;
}
export type FixedKeyProcessorSupplier<K, VIn, VOut = never> =
  | FixedKeyProcessorSupplierObject<K, VIn, VOut>
  | (() => FixedKeyProcessor<K, VIn, VOut>);
