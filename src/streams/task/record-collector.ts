import type { Headers } from "../api/record.ts";
import type { OutputRecord, Serialized } from "../api/serialized.ts";
import { type ErrorHandlers, ErrorPolicy } from "./error-policy.ts";
import { OutputBuffer, SentRecord } from "./output-buffer.ts";
import type { TaskScope } from "./task-scope.ts";

interface RecordCollectorOptions {
  readonly scope: TaskScope;
  readonly handlers: ErrorHandlers;
  readonly partitionCount: (topic: string) => number;
}

/** Takes what sinks and stores send. */
export class RecordCollector {
  readonly scope: TaskScope;
  readonly errors: ErrorPolicy;
  readonly output = new OutputBuffer();
  /** Partitions of an output topic, for partitioners. */
  readonly partitionCount: (topic: string) => number;

  constructor({ scope, handlers, partitionCount }: RecordCollectorOptions) {
    this.scope = scope;
    this.partitionCount = partitionCount;
    const send = ({ topic, partition, timestamp, key, value, headers }: OutputRecord) =>
      this.send(topic, partition, timestamp, key, value, headers);
    this.errors = new ErrorPolicy({ scope, handlers, send });
  }

  send(
    topic: string,
    partition: number | undefined,
    timestamp: number,
    key: Serialized | null,
    value: Serialized | null,
    headers: Headers,
  ): void {
    this.output.push(new SentRecord(topic, partition, timestamp, key, value, headers));
  }
}
