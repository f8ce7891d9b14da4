import { Fifo } from "../../streams/task/fifo.ts";
import type { SentRecord } from "../../streams/task/output-buffer.ts";
import type { RecordQueue } from "../../streams/task/record-queue.ts";
import type { SourceNode } from "../../streams/task/source-node.ts";
import type { PackedQueue } from "./packed-queue.ts";

/** Where records of a topic go in: into a queue of the task, or straight to the source of a global table. */
export class InputDoor {
  readonly topic: string;
  readonly queue: RecordQueue | undefined;
  readonly globalSource: SourceNode | undefined;
  /** All that went in, where stores are restored from it. */
  readonly log: PackedQueue | undefined;
  /** Of the next record, where there is no queue to count them. */
  globalOffset = 0;

  constructor(
    topic: string,
    queue: RecordQueue | undefined,
    globalSource: SourceNode | undefined,
    log: PackedQueue | undefined,
  ) {
    this.topic = topic;
    this.queue = queue;
    this.globalSource = globalSource;
    this.log = log;
  }
}

interface SentQueue {
  readonly size: number;
  push(record: SentRecord): void;
  shift(): SentRecord | undefined;
}

/** What was sent to a topic and not read yet. */
export class OutputQueue {
  readonly topic: string;
  readonly records: SentQueue;
  /** Set when the topology itself reads what it sends there. */
  readonly door: InputDoor | undefined;
  /** Was something ever sent there? */
  produced = false;

  /** `log`: of a changelog, which keeps what was read. */
  constructor(topic: string, door: InputDoor | undefined, log: PackedQueue | undefined) {
    this.topic = topic;
    this.door = door;
    this.records = log ?? new Fifo();
  }
}
