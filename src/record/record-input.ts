import { MillraceError } from "../base/errors.ts";
import { VARINT_BYTES_MAX, VARLONG_BYTES_MAX } from "../base/varint.ts";

/** Bytes, text (written as UTF-8), or null: a value of null is a tombstone. */
export type Payload = Uint8Array | string | null;

export type RecordHeader = readonly [string, Payload];

/**
 * Header names may repeat. An iterable must give its pairs each time it is asked, because a record that does not fit in
 * one batch is written again into the next: `headerList` makes an array of anything else.
 */
export type RecordHeaders = Iterable<RecordHeader> | Readonly<Record<string, Payload>>;

export interface RecordInput {
  readonly key?: Payload | undefined;
  readonly value: Payload;
  readonly headers?: RecordHeaders | undefined;
  readonly timestamp: number; // ms, -1 for none
}

/** Headers as an array. Takes an iterator of a single use too, and uses it up. */
export function headerList(headers: RecordHeaders): readonly RecordHeader[] {
  if (Array.isArray(headers)) return headers as readonly RecordHeader[];
  return Symbol.iterator in headers ? [...(headers as Iterable<RecordHeader>)] : Object.entries(headers);
}

/** As `headerList`, but refuses what could not be listed again. */
export function repeatableHeaderList(headers: RecordHeaders): readonly RecordHeader[] {
  if (Symbol.iterator in headers && !Array.isArray(headers)) {
    const iterable = headers as Iterable<RecordHeader>;
    if ((iterable[Symbol.iterator]() as unknown) === iterable) {
      throw new MillraceError("INVALID_OPTION", "headers are an iterator of a single use: pass an array of pairs");
    }
  }
  return headerList(headers);
}

/** No record takes more bytes than this in a batch: three for each UTF-16 unit of text, every integer at its longest. */
export function recordBytesMax(record: RecordInput): number {
  let bytes =
    1 + 5 * VARINT_BYTES_MAX + VARLONG_BYTES_MAX + payloadBytesMax(record.key) + payloadBytesMax(record.value);
  if (record.headers !== undefined) {
    for (const [name, value] of repeatableHeaderList(record.headers)) {
      bytes += 2 * VARINT_BYTES_MAX + payloadBytesMax(name) + payloadBytesMax(value);
    }
  }
  return bytes;
}

function payloadBytesMax(payload: Payload | undefined): number {
  if (payload === null || payload === undefined) return 0;
  return typeof payload === "string" ? payload.length * 3 : payload.length;
}
