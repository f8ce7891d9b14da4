import { MillraceError } from "../base/errors.ts";
import { VARINT_BYTES_MAX, VARLONG_BYTES_MAX } from "../base/varint.ts";
import { utf8Bytes } from "./utf8.ts";

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
  return boundOf(record, (text) => text.length * 3);
}

/** As `recordBytesMax`, but closer: looks at every character of text. */
export function recordBytesCounted(record: RecordInput): number {
  return boundOf(record, utf8Bytes);
}

function boundOf({ key, value, headers }: RecordInput, textBytes: (text: string) => number): number {
  const bytesOf = (payload: Payload | undefined): number => {
    if (payload === null || payload === undefined) return 0;
    return typeof payload === "string" ? textBytes(payload) : payload.length;
  };
  let bytes = 1 + 5 * VARINT_BYTES_MAX + VARLONG_BYTES_MAX + bytesOf(key) + bytesOf(value);
  if (headers === undefined) return bytes;
  for (const [name, content] of repeatableHeaderList(headers))
    bytes += 2 * VARINT_BYTES_MAX + bytesOf(name) + bytesOf(content);
  return bytes;
}
