import { MillraceError } from "../../base/errors.ts";
import { NO_HEADERS } from "../api/record.ts";
import type { InputRecord } from "../api/serialized.ts";
import type { RecordContext } from "../api/store-context.ts";
import type { HeldContext } from "../operator/async-calls.ts";
import { TaskCounters } from "../operator/task-counters.ts";

interface TaskScopeOptions {
  readonly applicationId: string;
  readonly taskId: string;
  readonly partition: number;
}

/** What all nodes and stores of one task share: the record that is being processed, the clocks, the counters. */
export class TaskScope {
  readonly applicationId: string;
  readonly taskId: string;
  readonly partition: number;
  readonly counters = new TaskCounters();
  readonly recordContext: RecordContext = { topic: "", partition: -1, offset: -1, timestamp: 0, headers: NO_HEADERS };
  /** The record that was read, for dead letters; undefined where none is being processed. */
  input: InputRecord | undefined;
  /** The wall clock as of the last call from outside. */
  systemTimeMs = 0;
  streamTimeMs = -1;
  commitRequested = false;
  /** Is a processor running, so that it may forward? */
  running = false;

  constructor({ applicationId, taskId, partition }: TaskScopeOptions) {
    this.applicationId = applicationId;
    this.taskId = taskId;
    this.partition = partition;
  }

  /** From now on this record is processed. */
  enter(input: InputRecord, timestamp: number): void {
    const context = this.recordContext;
    context.topic = input.topic;
    context.partition = input.partition;
    context.offset = input.offset;
    context.timestamp = timestamp;
    context.headers = input.headers;
    this.input = input;
    this.running = true;
  }

  /** From now on something runs that no record has caused. */
  enterWithoutRecord(timestamp: number): void {
    const context = this.recordContext;
    context.topic = "";
    context.partition = -1;
    context.offset = -1;
    context.timestamp = timestamp;
    context.headers = NO_HEADERS;
    this.input = undefined;
    this.running = true;
  }

  /** From now on what came of a record is handed on that was processed before. */
  enterHeld(held: HeldContext): void {
    setContext(this.recordContext, held);
    this.input = held.input;
    this.running = true;
  }

  leave(): void {
    this.running = false;
    this.input = undefined;
  }

  withRecordContext(other: RecordContext, action: () => void): void {
    const context = this.recordContext;
    const { input, running } = this;
    const { topic, partition, offset, timestamp, headers } = context;
    if (other !== context) this.input = undefined;
    setContext(context, other);
    this.running = true;
    try {
      action();
    } finally {
      setContext(context, { topic, partition, offset, timestamp, headers });
      this.input = input;
      this.running = running;
    }
  }

  /** Throws INVALID_STATE when a processor calls from outside of `init`, `process`, `close` and its punctuators. */
  checkRunning(call: string, nodeName: string): void {
    if (this.running) return;
    throw new MillraceError(
      "INVALID_STATE",
      `${call} was called outside of "${nodeName}"'s init, process, close and punctuators: ` +
        "not after an await, not in a timer, and not with the context of another instance",
    );
  }
}

function setContext(context: RecordContext, other: RecordContext): void {
  context.topic = other.topic;
  context.partition = other.partition;
  context.offset = other.offset;
  context.timestamp = other.timestamp;
  context.headers = other.headers;
}
