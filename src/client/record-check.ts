import { MillraceError } from "../base/errors.ts";
import { repeatableHeaderList } from "../record/record-input.ts";
import type { HeadersInput, ProducerRecord } from "./api.ts";

/** Throws INVALID_RECORD unless the record is one: every field of its type, before anything was taken. */
export function checkRecord(record: ProducerRecord): void {
  if (typeof record !== "object" || record === null) throw invalid("a record is an object { topic, key, value, ... }");
  const { topic, key, value, partition, timestamp } = record;
  if (value === undefined) throw invalid("a record has a value; null is a tombstone, which deletes its key");
  if (!isPayload(value))
    throw invalid("a record's value is a Uint8Array, a string or null, else its producer needs a serde, as json()");
  if (key !== undefined && !isPayload(key))
    throw invalid("a record's key is a Uint8Array, a string or null, else its producer needs a serde, as json()");
  if (typeof topic !== "string" || topic === "") throw invalid("a record names its topic");
  if (partition !== undefined && !isCount(partition)) throw invalid("a record's partition is a whole number from 0");
  if (timestamp !== undefined && !isCount(timestamp))
    throw invalid("a record's timestamp is a whole number of ms since 1970");
  if (record.headers !== undefined) checkHeaders(record.headers);
}

function checkHeaders(headers: HeadersInput): void {
  if (typeof headers !== "object" || headers === null)
    throw invalid("headers are an object or pairs of a name and a value");
  for (const pair of repeatableHeaderList(headers)) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string" || !isPayload(pair[1]))
      throw invalid("a header is a name with a Uint8Array or a string");
  }
}

function isPayload(value: unknown): boolean {
  return typeof value === "string" || value instanceof Uint8Array || value === null;
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_RECORD", message);
}
