import { MillraceError } from "../../base/errors.ts";
import type {
  DeserializationExceptionHandler,
  ErrorAnswer,
  ErrorHandlerContext,
  ProcessingExceptionHandler,
  SerializationExceptionHandler,
  UnsentRecord,
} from "../api/error-handlers.ts";
import { failOnError } from "../api/error-handlers.ts";
import type { StreamRecord } from "../api/record.ts";
import type { InputRecord, OutputRecord } from "../api/serialized.ts";
import type { DropReason } from "../operator/task-counters.ts";
import { deadLetterRecord } from "./dead-letter.ts";
import { FailedProcessing, messageOf } from "./failed-processing.ts";
import type { TaskScope } from "./task-scope.ts";

/** What becomes of a record that users' code or a serde refused (KIP-161, KIP-210, KIP-1033, KIP-1034). */
export interface ErrorHandlers {
  readonly deserializationExceptionHandler?: DeserializationExceptionHandler | undefined;
  readonly processingExceptionHandler?: ProcessingExceptionHandler | undefined;
  readonly serializationExceptionHandler?: SerializationExceptionHandler | undefined;
  /** Where input records go that failed; without it nowhere. */
  readonly deadLetterQueueTopic?: string | undefined;
}

interface ErrorPolicyOptions {
  readonly scope: TaskScope;
  readonly handlers: ErrorHandlers;
  /** Undefined in a global task, which sends nothing. */
  readonly send: ((record: OutputRecord) => void) | undefined;
}

/** Asks the handlers, sends dead letters, counts what is dropped, and throws where a task is to fail. */
export class ErrorPolicy {
  readonly scope: TaskScope;
  readonly #handlers: ErrorHandlers;
  readonly #send: ((record: OutputRecord) => void) | undefined;

  constructor({ scope, handlers, send }: ErrorPolicyOptions) {
    this.scope = scope;
    this.#handlers = handlers;
    this.#send = send;
  }

  /** Throws SERIALIZATION_FAILED unless the record is to be dropped. */
  deserializationFailed(sourceName: string, input: InputRecord, error: unknown): void {
    const { topic, partition, offset } = input;
    const context = this.#contextOf(sourceName, input);
    const handler = this.#handlers.deserializationExceptionHandler ?? failOnError;
    if (this.#isDropped("deserialization", context, error, () => handler(context, input, error))) return;
    throw new MillraceError(
      "SERIALIZATION_FAILED",
      `source "${sourceName}" cannot read ${topic}[${partition}]@${offset}: ${messageOf(error)}. ` +
        "Give the source the serde of its topic, or a deserializationExceptionHandler that continues",
      { cause: error, place: { topic, partition, offset } },
    );
  }

  /** Throws FailedProcessing unless the record is to be dropped. `record` is undefined for a punctuator. */
  processingFailed(nodeName: string, record: StreamRecord<unknown, unknown> | undefined, error: unknown): void {
    if (error instanceof FailedProcessing) throw error;
    const context = this.#contextOf(nodeName, this.scope.input);
    const handler = this.#handlers.processingExceptionHandler ?? failOnError;
    if (this.#isDropped("processing", context, error, () => handler(context, record, error))) return;
    throw new FailedProcessing(nodeName, error);
  }

  /** Throws SERIALIZATION_FAILED unless the record is to be dropped. */
  serializationFailed(sinkName: string, record: UnsentRecord, error: unknown, origin: "key" | "value"): void {
    const context = this.#contextOf(sinkName, this.scope.input);
    const handler = this.#handlers.serializationExceptionHandler ?? failOnError;
    if (this.#isDropped("serialization", context, error, () => handler(context, record, error, origin))) return;
    throw new MillraceError(
      "SERIALIZATION_FAILED",
      `sink "${sinkName}" cannot write the ${origin} of a record for topic ${record.topic}: ${messageOf(error)}. ` +
        "Give the sink the serde of what it gets",
      { cause: error, place: { topic: record.topic } },
    );
  }

  #isDropped(reason: DropReason, context: ErrorHandlerContext, error: unknown, ask: () => ErrorAnswer): boolean {
    const answer = this.#answer(reason, context, ask);
    if (typeof answer === "object") for (const record of answer.deadLetterRecords) this.#send?.(record);
    else if (this.#handlers.deadLetterQueueTopic !== undefined)
      this.#send?.(deadLetterRecord(this.#handlers.deadLetterQueueTopic, context, error));
    if ((typeof answer === "object" ? answer.answer : answer) === "fail") return false;
    this.scope.counters.drop(reason);
    return true;
  }

  #answer(reason: DropReason, context: ErrorHandlerContext, ask: () => ErrorAnswer): ErrorAnswer {
    try {
      const answer = ask();
      const word = typeof answer === "object" ? answer?.answer : answer;
      if (word === "fail" || word === "continue") return answer;
      throw new MillraceError("INVALID_OPTION", `it answered ${String(word)}, neither "fail" nor "continue"`);
    } catch (error) {
      const failure = new MillraceError(
        "PROCESSING_FAILED",
        `the handler of ${reason} errors failed: ${messageOf(error)}`,
        {
          cause: error,
        },
      );
      throw reason === "deserialization" ? failure : new FailedProcessing(context.processorName, failure);
    }
  }

  #contextOf(processorName: string, input: InputRecord | undefined): ErrorHandlerContext {
    const { recordContext, taskId } = this.scope;
    const { topic, partition, offset, timestamp, headers } =
      input !== undefined && input !== this.scope.input ? input : recordContext;
    return {
      topic,
      partition,
      offset,
      timestamp,
      headers,
      sourceKey: input?.key ?? null,
      sourceValue: input?.value ?? null,
      processorName,
      taskId,
    };
  }
}
