import { MillraceError } from "../../base/errors.ts";

/** What is wrong with a topology, and what to do about it. */
export function invalidTopology(message: string): MillraceError {
  return new MillraceError("INVALID_TOPOLOGY", message);
}
