import { ErrorCode } from "../base/errors.ts";
import {
  ANSWER_MESSAGE_CHARACTERS_MAX,
  REQUEST_ID_CHARACTERS_MAX,
  TOPIC_NAME_CHARACTERS_MAX,
  TOPICS_PER_REQUEST_MAX,
} from "../base/limits.ts";
import type { MessageKind } from "../message/kind.ts";
import type { AdminResponse } from "../message/kinds.ts";
import { answered, earlierAnswer, printable } from "./answers.ts";
import type { ChangeList } from "./change-list.ts";
import type { Decision, Problem } from "./operation.ts";

/** What an admin request on many topics or partitions is made of. */
export interface AdminOperation<Item> {
  readonly requestId: string;
  readonly answer: MessageKind<AdminResponse>;
  readonly items: readonly Item[];
  /** Nothing is recorded. */
  readonly validateOnly?: boolean;
  readonly changes: ChangeList;
  /** The topic, and the partition where the item is one. */
  subject(item: Item): { readonly topic: string; readonly partition?: number };
  /** Adds the item's records to `changes`, or says why not. */
  decide(item: Item): Problem | undefined;
}

const NO_PARTITION = -1;

/**
 * Does what can be done of a request and answers each item by itself, in the order of the request. The answer of a request
 * that changed something is remembered by its id; one that changed nothing may be asked again without harm.
 */
export function answerEach<Item>(operation: AdminOperation<Item>): Decision<AdminResponse> {
  const { requestId, answer, items, changes } = operation;
  const earlier = earlierAnswer(changes.image, requestId, answer);
  if (earlier !== undefined && earlier !== "otherKind") return { records: [], response: earlier };
  const problem = requestProblem(requestId, items.length, earlier === "otherKind");
  const { version: metadataVersion } = changes.image;
  if (problem !== undefined) {
    return {
      records: [],
      response: { error: ErrorCode.INVALID_REQUEST, message: problem, metadataVersion, results: [] },
    };
  }
  const results = resultsOf(operation);
  const response = { error: ErrorCode.NONE, message: "", metadataVersion, results };
  if (operation.validateOnly === true || changes.records.length === 0) return { records: [], response };
  response.metadataVersion = changes.nextOffset + 1;
  return { records: [...changes.records, answered(requestId, answer, response)], response };
}

function resultsOf<Item>({ items, subject, decide }: AdminOperation<Item>): AdminResponse["results"] {
  const seen = new Set<string>();
  return items.map((item) => {
    const { topic, partition = NO_PARTITION } = subject(item);
    const key = `${topic}/${partition}`;
    const problem = seen.has(key) ? DUPLICATE : decide(item);
    seen.add(key);
    return {
      topic: printable(topic, TOPIC_NAME_CHARACTERS_MAX),
      partition,
      error: problem?.error ?? ErrorCode.NONE,
      message: printable(problem?.message ?? "", ANSWER_MESSAGE_CHARACTERS_MAX),
    };
  });
}

const DUPLICATE: Problem = {
  error: ErrorCode.INVALID_REQUEST,
  message: "It is in the request more than once. Name it once.",
};

/** What is wrong with a request as a whole. */
export function requestProblem(requestId: string, itemCount: number, isIdUsed: boolean): string | undefined {
  if (isIdUsed) return "The request id was used by a request of another kind. Use a new one for each request.";
  if (requestId === "" || requestId.length > REQUEST_ID_CHARACTERS_MAX) {
    return `The request id must have 1 to ${REQUEST_ID_CHARACTERS_MAX} characters.`;
  }
  if (itemCount > TOPICS_PER_REQUEST_MAX) {
    return `${itemCount} items are more than the ${TOPICS_PER_REQUEST_MAX} of one request. Split the request.`;
  }
  return undefined;
}

/** The refusal of what names a topic or partition that is not there. */
export function unknownTopic(topic: string, partition?: number): Problem {
  const what = partition === undefined ? `Topic '${topic}'` : `Partition ${partition} of topic '${topic}'`;
  return { error: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, message: `${what} does not exist.` };
}
