import { FRAME_BODY_BYTES_MAX } from "../base/limits.ts";
import { InPlaceReader, InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { MessageKind } from "../message/kind.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { MetadataRecord } from "../metadata/records.ts";

// Answers are kept in the metadata log, so that a retry after the supervisor's death gets the first one.

/** The record that keeps `response` as the answer of `requestId`. */
export function answered<B>(requestId: string, kind: MessageKind<B>, response: B): MetadataRecord {
  const scratch = new Uint8Array(FRAME_BODY_BYTES_MAX);
  const writer = new InPlaceWriter().aim(scratch, 0, scratch.length);
  kind.encode(response, writer);
  return { type: "requestAnswered", requestId, kind: kind.number, response: scratch.slice(0, writer.pos) };
}

/**
 * What an earlier request with this id was answered; undefined when it is new, or "otherKind" when its id was used for
 * a request of another kind.
 */
export function earlierAnswer<B>(image: MetadataImage, requestId: string, kind: MessageKind<B>) {
  const answer = image.answer(requestId);
  if (answer === undefined) return undefined;
  if (answer.kind !== kind.number) return "otherKind";
  return kind.decode(new InPlaceReader().aim(answer.response, 0, answer.response.length));
}

/** A text for an answer: printable ASCII and bounded, so that answers fit in a frame whatever the request said. */
export function printable(text: string, charactersMax: number): string {
  const ascii = text.replace(/[^\x20-\x7e]/g, "?");
  return ascii.length <= charactersMax ? ascii : `${ascii.slice(0, charactersMax - 3)}...`;
}
