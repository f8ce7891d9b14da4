import { MillraceError } from "../base/errors.ts";
import type { Serde } from "./serde.ts";

/** A message type as protobufjs (static code or reflection) and ts-proto have it. */
export interface ProtobufType<In, Out = In> {
  encode(message: In): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Out;
  /** What is wrong with a message, or null. */
  verify?(message: Record<string, unknown>): string | null;
}

/**
 * Messages of one protobuf type, without a header: the consumer must know the type. Throws MillraceError INVALID_OPTION for
 * what is no type.
 */
export function protobuf<In, Out>(type: ProtobufType<In, Out>): Serde<In, Out> {
  if (typeof type?.encode !== "function" || typeof type.decode !== "function")
    throw new MillraceError("INVALID_OPTION", "protobuf() takes a message type, which has encode and decode");
  return {
    serialize(message) {
      const problem = type.verify?.(message as Record<string, unknown>) ?? null;
      if (problem !== null) throw new TypeError(problem);
      return type.encode(message).finish();
    },
    // A copy: decoders keep views of the bytes that they are given, and the memory is not theirs.
    deserialize: (bytes) => type.decode(bytes.slice()),
  };
}
