import { string } from "../../../src/serde/primitives.ts";
import type { ValueJoiner, ValueMapper } from "../../../src/streams/api/functions.ts";
import { type Headers, StreamRecord } from "../../../src/streams/api/record.ts";
import { CombinedKeySchema } from "../../../src/streams/operator/foreign-key/combined-key.ts";
import { ForeignTableJoinProcessorSupplier } from "../../../src/streams/operator/foreign-key/foreign-table-join-processor-supplier.ts";
import { ResponseJoinProcessorSupplier } from "../../../src/streams/operator/foreign-key/response-join-processor-supplier.ts";
import { SubscriptionJoinProcessorSupplier } from "../../../src/streams/operator/foreign-key/subscription-join-processor-supplier.ts";
import { SubscriptionReceiveProcessorSupplier } from "../../../src/streams/operator/foreign-key/subscription-receive-processor-supplier.ts";
import {
  type SubscriptionResponseWrapper,
  SubscriptionResponseWrapperSerde,
} from "../../../src/streams/operator/foreign-key/subscription-response-wrapper.ts";
import { SubscriptionSendProcessorSupplier } from "../../../src/streams/operator/foreign-key/subscription-send-processor-supplier.ts";
import {
  type SubscriptionWrapper,
  SubscriptionWrapperSerde,
} from "../../../src/streams/operator/foreign-key/subscription-wrapper.ts";
import { KStreamJoinWindow } from "../../../src/streams/operator/kstream-join-window.ts";
import {
  type JoinTimes,
  KStreamKStreamJoinLeftSide,
  KStreamKStreamJoinRightSide,
} from "../../../src/streams/operator/kstream-kstream-join.ts";
import { KStreamKStreamSelfJoin } from "../../../src/streams/operator/kstream-kstream-self-join.ts";
import { KStreamKTableJoin } from "../../../src/streams/operator/kstream-ktable-join.ts";
import {
  KTableKTableInnerJoin,
  KTableKTableLeftJoin,
  KTableKTableOuterJoin,
  KTableKTableRightJoin,
} from "../../../src/streams/operator/ktable-ktable-join.ts";
import { KTableKTableJoinMerger } from "../../../src/streams/operator/ktable-ktable-join-merger.ts";
import { KTableMaterializedValueGetterSupplier } from "../../../src/streams/operator/ktable-materialized-value-getter-supplier.ts";
import { KTableSource } from "../../../src/streams/operator/ktable-source.ts";
import type { ParentTable } from "../../../src/streams/operator/parent-table.ts";
import { TimeTrackerSupplier } from "../../../src/streams/operator/time-tracker.ts";
import type { Change } from "../../../src/streams/state/change.ts";
import { tableStore, versionedStore } from "./aggregators.ts";
import { graceBuffer, joinWindowStore, outerStore, retentionMsOf, subscriptionStore } from "./join-stores.ts";
import { JoinTask, type Receiver } from "./join-task.ts";

export type JoinKind = "inner" | "left" | "outer";

/** Starts the operators; gives the left and the right input. */
type Wire = () => readonly [left: Receiver, right: Receiver];

/** A join wired as the language does it, with an input for each side. */
export class WiredJoin {
  readonly task: JoinTask;
  readonly #wire: Wire;
  readonly #left: Receiver;
  readonly #right: Receiver;

  constructor(task: JoinTask, wire: Wire) {
    this.task = task;
    this.#wire = wire;
    [this.#left, this.#right] = wire();
  }

  /** The same operators and stores, started once more. */
  restarted(): WiredJoin {
    this.task.close();
    return new WiredJoin(this.task, this.#wire);
  }

  /** Both answer the rows that come of it. */
  left(value: unknown, timestamp: number, key: unknown = "k", headers?: Headers): string {
    return this.task.pipe(this.#left, key, value, timestamp, headers);
  }

  right(value: unknown, timestamp: number, key: unknown = "k", headers?: Headers): string {
    return this.task.pipe(this.#right, key, value, timestamp, headers);
  }

  /** Steps like "L:A@3", "R:null@4" or "L:E@16 of null"; answers the rows of each. */
  run(steps: string): string[] {
    return steps.split(", ").map((step) => {
      const [, side, value, time, key] = /^([LR]):(\S*)@(\d+)(?: of (\S+))?$/.exec(step) as unknown as string[];
      const input = side === "L" ? this.#left : this.#right;
      const of = key === undefined ? "k" : key === "null" ? null : key;
      return this.task.pipe(input, of, value === "null" ? null : value, Number(time));
    });
  }
}

const JOINER: ValueJoiner<string, string, string, string> = (left, right) => `${left}-${right}`;
const REVERSED: ValueJoiner<string, string, string, string> = (right, left) => `${left}-${right}`;
const NOWHERE: Receiver = () => {};

interface StreamJoinOptions {
  readonly joiner?: ValueJoiner<string, string, string, string>;
  /** Without the store of unmatched rows these come out at once. */
  readonly eager?: boolean;
}

export function streamJoin(kind: JoinKind, windows: JoinTimes, options: StreamJoinOptions = {}): WiredJoin {
  const task = new JoinTask();
  const leftStore = task.store(joinWindowStore("left", windows));
  const rightStore = task.store(joinWindowStore("right", windows));
  const shared = kind === "inner" || options.eager ? undefined : task.store(outerStore("shared"));
  const trackers = new TimeTrackerSupplier();
  const joiner = options.joiner ?? JOINER;
  const reversed: typeof joiner = (right, left, key) => joiner(left, right, key);
  const leftOuter = kind !== "inner";
  const leftSide = new KStreamKStreamJoinLeftSide(windows, joiner, leftOuter, trackers, rightStore, shared);
  const rightSide = new KStreamKStreamJoinRightSide(windows, reversed, kind === "outer", trackers, leftStore, shared);
  return new WiredJoin(task, () => [
    task.node(new KStreamJoinWindow(leftStore), task.node(leftSide, task.output)),
    task.node(new KStreamJoinWindow(rightStore), task.node(rightSide, task.output)),
  ]);
}

export function selfJoin(windows: JoinTimes): WiredJoin {
  const task = new JoinTask();
  const store = task.store(joinWindowStore("self", windows));
  const join = new KStreamKStreamSelfJoin(store, windows, JOINER, retentionMsOf(windows));
  return new WiredJoin(task, () => [task.node(new KStreamJoinWindow(store), task.node(join, task.output)), NOWHERE]);
}

/** A table with a store; `historyMs` makes it a versioned one. */
class SourceTable implements ParentTable<string, string> {
  readonly source: KTableSource<string, string>;
  readonly #name: string;

  constructor(task: JoinTask, name: string, historyMs: number | undefined) {
    const builder = historyMs === undefined ? tableStore(name) : versionedStore(name, historyMs);
    this.source = new KTableSource<string, string>(task.store(builder), name);
    this.#name = name;
  }

  valueGetterSupplier(): KTableMaterializedValueGetterSupplier<string, string> {
    return new KTableMaterializedValueGetterSupplier(this.#name);
  }

  enableSendingOldValues(): boolean {
    this.source.enableSendingOldValues();
    return true;
  }
}

interface TableJoinOptions {
  readonly materialized?: boolean;
  readonly historyMs?: number;
  /** Then a row reads "new<-old". */
  readonly sendOldValues?: boolean;
}

export function tableJoin(kind: JoinKind, options: TableJoinOptions = {}): WiredJoin {
  const task = new JoinTask();
  const one = new SourceTable(task, "one", options.historyMs);
  const two = new SourceTable(task, "two", options.historyMs);
  // As the language does: who may be alone must know whether there was a row.
  if (kind !== "inner") one.enableSendingOldValues();
  if (kind === "outer") two.enableSendingOldValues();
  const [leftSide, rightSide] = sidesOf(kind, one, two);
  for (const side of [leftSide, rightSide]) side.setUseVersionedSemantics(options.historyMs !== undefined);
  const store = options.materialized ? task.store(tableStore("joined")) : undefined;
  const merger = new KTableKTableJoinMerger(leftSide, rightSide, store?.name, store);
  if (options.sendOldValues) merger.enableSendingOldValues(true);
  return new WiredJoin(task, () => {
    const merge = task.node(merger, changesTo(task.output, options.sendOldValues ?? false));
    return [task.node(one.source, task.node(leftSide, merge)), task.node(two.source, task.node(rightSide, merge))];
  });
}

function sidesOf(kind: JoinKind, one: SourceTable, two: SourceTable) {
  if (kind === "inner") {
    return [new KTableKTableInnerJoin(one, two, JOINER), new KTableKTableInnerJoin(two, one, REVERSED)] as const;
  }
  return kind === "left"
    ? ([new KTableKTableLeftJoin(one, two, JOINER), new KTableKTableRightJoin(two, one, REVERSED)] as const)
    : ([new KTableKTableOuterJoin(one, two, JOINER), new KTableKTableOuterJoin(two, one, REVERSED)] as const);
}

function changesTo(output: Receiver, withOldValues: boolean): Receiver {
  return (record) => {
    const { newValue, oldValue } = record.value as Change<unknown>;
    output(record.withValue(withOldValues ? `${newValue}<-${oldValue}` : newValue));
  };
}

interface StreamTableJoinOptions {
  readonly historyMs?: number;
  readonly graceMs?: number;
}

export function streamTableJoin(kind: "inner" | "left", options: StreamTableJoinOptions = {}): WiredJoin {
  const task = new JoinTask();
  const table = new SourceTable(task, "table", options.historyMs);
  const { graceMs } = options;
  const buffer = graceMs === undefined ? undefined : task.store(graceBuffer("buffer", graceMs));
  const join = new KStreamKTableJoin(table.valueGetterSupplier(), JOINER, kind === "left", graceMs, buffer);
  return new WiredJoin(task, () => [task.node(join, task.output), task.node(table.source, NOWHERE)]);
}

const FOREIGN_KEY: ValueMapper<string, string, string | null> = (value) => {
  const at = value.indexOf(":");
  return at < 0 ? null : value.slice(0, at);
};

interface ForeignKeyJoinOptions {
  readonly historyMs?: number;
  /** Answers wait here, in place of the response topic, until `shift()()`. */
  readonly heldResponses?: (() => void)[];
}

/** The foreign key is what stands before ":" in a value of the left table. The internal topics are crossed in bytes. */
export function foreignKeyJoin(kind: "inner" | "left", options: ForeignKeyJoinOptions = {}): WiredJoin {
  const task = new JoinTask();
  const one = new SourceTable(task, "one", options.historyMs);
  const two = new SourceTable(task, "two", options.historyMs);
  one.enableSendingOldValues();
  two.enableSendingOldValues();
  const text = string();
  const topic = () => "topic";
  const keySchema = new CombinedKeySchema(topic, text, topic, text);
  const subscriptions = task.store(subscriptionStore("subscriptions"));
  const queue: (() => void)[] = [];

  const response = new ResponseJoinProcessorSupplier(one.valueGetterSupplier(), text, topic, JOINER, kind === "left");
  const resolve = task.node(response, task.output);
  const responseSerde = new SubscriptionResponseWrapperSerde(text);
  const respond: Receiver = (record) => {
    const bytes = responseSerde.serialize(record.value as SubscriptionResponseWrapper<string>, { topic: "responses" });
    (options.heldResponses ?? queue).push(() =>
      resolve(new StreamRecord(record.key, responseSerde.deserialize(bytes, { topic: "responses" }), record.timestamp)),
    );
  };
  const join = task.node(new SubscriptionJoinProcessorSupplier(two.valueGetterSupplier()), respond);
  const receive = task.node(new SubscriptionReceiveProcessorSupplier(subscriptions, keySchema), join);
  const subscriptionSerde = new SubscriptionWrapperSerde(topic, text);
  const subscribe: Receiver = (record) => {
    const bytes = subscriptionSerde.serialize(record.value as SubscriptionWrapper<string>);
    queue.push(() => receive(new StreamRecord(record.key, subscriptionSerde.deserialize(bytes), record.timestamp)));
  };
  const send = new SubscriptionSendProcessorSupplier(FOREIGN_KEY, topic, topic, text, text, kind === "left");
  const foreign = new ForeignTableJoinProcessorSupplier<string, string, string>(subscriptions, keySchema);
  send.setUseVersionedSemantics(options.historyMs !== undefined);
  foreign.setUseVersionedSemantics(options.historyMs !== undefined);
  const drained = (input: Receiver): Receiver => {
    return (record) => {
      input(record);
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) next();
    };
  };
  return new WiredJoin(task, () => [
    drained(task.node(one.source, task.node(send, subscribe))),
    drained(task.node(two.source, task.node(foreign, respond))),
  ]);
}
