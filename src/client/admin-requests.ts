import { ErrorCode, errorName, MillraceError, type MillraceErrorCode } from "../base/errors.ts";
import { FRAME_BODY_BYTES_MAX, REQUEST_ID_CHARACTERS_MAX, TOPICS_PER_REQUEST_MAX } from "../base/limits.ts";
import { InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { MessageKind } from "../message/kind.ts";
import {
  type AdminResponse,
  CREATE_TOPICS_REQUEST,
  type CreateTopicsRequest,
  type CreateTopicsResponse,
} from "../message/kinds.ts";
import type { MetadataImage } from "../metadata/image.ts";
import type { AdminCall } from "./admin-calls.ts";
import type { AdminFailure } from "./admin-error.ts";
import { leaderOf } from "./leader.ts";

/** An admin call without its ends: what is asked, and what of the answer was refused. */
export interface AdminRequest<Answer extends CreateTopicsResponse | AdminResponse>
  extends Omit<AdminCall<Answer>, "done" | "failed"> {
  failuresOf(answer: Answer): AdminFailure[];
}

/** Topics as the supervisor is asked for them. */
export type TopicRequests = CreateTopicsRequest["topics"];

/** Shown when every topic that was created has a leader in each partition. */
export function createTopicsRequest(
  topics: TopicRequests,
  image: MetadataImage,
  validateOnly = false,
): AdminRequest<CreateTopicsResponse> {
  return {
    what: `creating ${topics.map(({ name }) => name).join(", ")}`,
    kind: CREATE_TOPICS_REQUEST as MessageKind<{ requestId: string }>,
    body: { topics, validateOnly },
    missing: "not every partition has a leader",
    isShown: (answer) =>
      validateOnly || answer.topics.every(({ error, topicId }) => error !== ErrorCode.NONE || isServed(topicId, image)),
    failuresOf: (answer) =>
      answer.topics.flatMap(({ name, error, message }) => failure({ topic: name, error, message })),
  };
}

/** Shown when the image has everything that the supervisor recorded for it. */
export function adminRequest<Body extends { requestId: string }>(
  what: string,
  kind: MessageKind<Body>,
  body: Omit<Body, "requestId">,
  image: MetadataImage,
): AdminRequest<AdminResponse> {
  return {
    what,
    kind: kind as unknown as MessageKind<{ requestId: string }>,
    body,
    missing: "the metadata does not show it",
    isShown: ({ metadataVersion }) => image.version >= metadataVersion,
    failuresOf: ({ results }) => results.flatMap(failure),
  };
}

/**
 * Items in groups of which each fits in one request. Throws MillraceError INVALID_REQUEST for an item that is too large
 * for one.
 */
export function inRequests<Item, Body extends { requestId: string }>(
  items: readonly Item[],
  kind: MessageKind<Body>,
  bodyOf: (group: Item[]) => Omit<Body, "requestId">,
): Item[][] {
  const writer = new InPlaceWriter();
  const scratch = new Uint8Array(REQUEST_BYTES_MAX);
  const groups: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    writer.aim(scratch, 0, REQUEST_BYTES_MAX);
    try {
      kind.encode({ ...bodyOf([item]), requestId: "" } as Body, writer);
    } catch (error) {
      const message = `one of the topics or partitions needs more than the ${REQUEST_BYTES_MAX} bytes of a request`;
      throw new MillraceError("INVALID_REQUEST", `${message}: ask for less of it at a time`, { cause: error });
    }
    const last = groups.at(-1);
    if (last === undefined || last.length === TOPICS_PER_REQUEST_MAX || bytes + writer.pos > REQUEST_BYTES_MAX) {
      groups.push([item]);
      bytes = writer.pos;
    } else {
      last.push(item);
      bytes += writer.pos;
    }
  }
  return groups;
}

/** The rest of a frame body is the request id, which is ASCII, and its tag. */
const REQUEST_BYTES_MAX = FRAME_BODY_BYTES_MAX - REQUEST_ID_CHARACTERS_MAX - 4;

function failure(result: { topic: string; partition?: number; error: ErrorCode; message: string }): AdminFailure[] {
  const { topic, partition = -1, error, message } = result;
  if (error === ErrorCode.NONE) return [];
  const code = errorName(error) as MillraceErrorCode;
  return [{ topic, ...(partition < 0 ? {} : { partition }), code, message }];
}

function isServed(topicId: number, image: MetadataImage): boolean {
  const topic = image.topics.get(topicId);
  if (topic === undefined) return topicId < image.nextTopicId; // somebody has deleted it since
  return topic.partitions.every(({ partition }) => leaderOf(image, topicId, partition) !== undefined);
}
