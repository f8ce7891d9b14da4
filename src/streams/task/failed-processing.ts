import { MillraceError } from "../../base/errors.ts";
import type { InputRecord } from "../api/serialized.ts";

/** On its way out of the nested calls of the processors: nobody between handles it again. Never leaves the task. */
export class FailedProcessing extends Error {
  readonly nodeName: string;

  constructor(nodeName: string, cause: unknown) {
    super(messageOf(cause), { cause });
    this.nodeName = nodeName;
  }
}

/**
 * What the task throws for what its users' code threw: names the operator and the record, keeps the cause. A value that
 * no serde takes stays SERIALIZATION_FAILED, everything else is PROCESSING_FAILED.
 */
export function taskFailure(error: unknown, nodeName: string, input: InputRecord | undefined): MillraceError {
  const failed = error instanceof FailedProcessing ? error : undefined;
  const cause = failed === undefined ? error : failed.cause;
  const name = failed?.nodeName ?? nodeName;
  const code =
    cause instanceof MillraceError && cause.code === "SERIALIZATION_FAILED" ? cause.code : "PROCESSING_FAILED";
  const at =
    input === undefined
      ? "while no record was being processed"
      : `at ${input.topic}[${input.partition}]@${input.offset}`;
  const message = `"${name}" failed ${at}${cause instanceof TypeError ? nullsOf(input) : ""}: ${messageOf(cause)}`;
  if (input === undefined) return new MillraceError(code, message, { cause });
  const { topic, partition, offset } = input;
  return new MillraceError(code, message, { cause, place: { topic, partition, offset } });
}

/** The usual reason why code meets null where its types have none: nothing keeps a topic from a null key or a tombstone. */
function nullsOf(input: InputRecord | undefined): string {
  if (input?.value === null) return ", whose value is null";
  return input?.key === null ? ", whose key is null" : "";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
