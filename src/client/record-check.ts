import { MillraceError } from "../base/errors.ts";
import { headerList, type RecordHeader } from "../record/record-input.ts";
import type { HeadersInput, ProducerRecord } from "./api.ts";

/**
 * The record, with headers that can be read again: a generator gives its pairs once. Throws INVALID_RECORD unless it is one,
 * every field of its type, before anything was taken.
 */
export function checkedRecord(record: ProducerRecord): ProducerRecord {
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
  const { headers } = record;
  if (headers === undefined) return record;
  const list = checkedHeaders(headers);
  return Array.isArray(headers) || !(Symbol.iterator in headers) ? record : { ...record, headers: list };
}

function checkedHeaders(headers: HeadersInput): readonly RecordHeader[] {
  if (typeof headers !== "object" || headers === null)
    throw invalid("headers are an object or pairs of a name and a value");
  const list = headerList(headers);
  for (const pair of list) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string" || !isPayload(pair[1]))
      throw invalid("a header is a name with a Uint8Array, a string or null");
  }
  return list;
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
