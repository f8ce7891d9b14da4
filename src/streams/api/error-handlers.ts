import type { Headers, StreamRecord } from "./record.ts";
import type { InputRecord, OutputRecord, Serialized } from "./serialized.ts";

/** Where something failed. Kafka's ErrorHandlerContext (KIP-1033). */
export interface ErrorHandlerContext {
  /** The input record that was being processed; topic "", partition and offset -1 in a punctuator. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly headers: Headers;
  /** Its bytes as they were read; null where no record is being processed. */
  readonly sourceKey: Serialized | null;
  readonly sourceValue: Serialized | null;
  /** The processor, source or sink. */
  readonly processorName: string;
  readonly taskId: string;
}

/**
 * "fail" ends the task, "continue" drops the record, counted. Either way the dead letter topic gets the input record, if the
 * application has one (KIP-1034); an answer with `deadLetterRecords` decides itself what is sent there.
 */
export type ErrorAnswer =
  | "fail"
  | "continue"
  | { readonly answer: "fail" | "continue"; readonly deadLetterRecords: readonly OutputRecord[] };

/** A source could not read a key or a value. */
export type DeserializationExceptionHandler = (
  context: ErrorHandlerContext,
  record: InputRecord,
  error: unknown,
) => ErrorAnswer;

/** A processor threw. `record` is undefined when it was a punctuator. */
export type ProcessingExceptionHandler = (
  context: ErrorHandlerContext,
  record: StreamRecord<unknown, unknown> | undefined,
  error: unknown,
) => ErrorAnswer;

/** What a sink wanted to send. */
export interface UnsentRecord {
  readonly topic: string;
  readonly partition: number | undefined;
  readonly key: unknown;
  readonly value: unknown;
  readonly timestamp: number;
  readonly headers: Headers;
}

/** A sink could not write a key or a value. */
export type SerializationExceptionHandler = (
  context: ErrorHandlerContext,
  record: UnsentRecord,
  error: unknown,
  origin: "key" | "value",
) => ErrorAnswer;

/** Ends the task: what all three do by default. */
export const failOnError = (): ErrorAnswer => "fail";

/** Drops the record. */
export const continueOnError = (): ErrorAnswer => "continue";
