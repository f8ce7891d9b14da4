import type { ErrorHandlerContext } from "../api/error-handlers.ts";
import type { Headers } from "../api/record.ts";
import type { OutputRecord } from "../api/serialized.ts";
import { messageOf } from "./failed-processing.ts";

const encoder = new TextEncoder();

/** The input record as it was read, with headers that say what happened to it: those of KIP-1034. */
export function deadLetterRecord(topic: string, context: ErrorHandlerContext, error: unknown): OutputRecord {
  const named = (name: string, text: string): Headers[number] => [`__streams.errors.${name}`, encoder.encode(text)];
  const { topic: sourceTopic } = context;
  return {
    topic,
    partition: undefined,
    timestamp: context.timestamp,
    key: context.sourceKey,
    value: context.sourceValue,
    headers: [
      ...context.headers,
      named("exception", error instanceof Error ? error.name : typeof error),
      named("message", messageOf(error)),
      named("stacktrace", (error instanceof Error ? error.stack : undefined) ?? messageOf(error)),
      sourceTopic === "" ? ["__streams.errors.topic", null] : named("topic", sourceTopic),
      named("partition", String(context.partition)),
      named("offset", String(context.offset)),
    ],
  };
}
