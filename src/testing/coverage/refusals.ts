import { ErrorCode } from "../../base/errors.ts";
import type { MessageKind } from "../../message/kind.ts";
import {
  CONTROLLED_SHUTDOWN_RESPONSE,
  FETCH_RESPONSE,
  LIST_OFFSETS_RESPONSE,
  PRODUCE_RESPONSE,
  UNDELIVERED,
} from "../../message/kinds.ts";
import type { EventGroup } from "./watch.ts";

/** What an answer may look like: an error of its own, or one for each of its parts. */
interface Answer {
  readonly error: ErrorCode;
  readonly partitions?: readonly { readonly error: ErrorCode }[];
  readonly results?: readonly { readonly error: ErrorCode }[];
}

/** An answer with this error; in answers with many results, one of them. */
interface Refusal {
  readonly kind: MessageKind<Answer>;
  readonly error: ErrorCode;
  readonly sentence: string;
}

/** The refusals of the protocol that only faults bring about, by name. */
const REFUSED = {
  produceFenced: {
    kind: PRODUCE_RESPONSE,
    error: ErrorCode.FENCED_LEADER_EPOCH,
    sentence: "A batch is refused because its producer believes in an older leader epoch (KIP-320).",
  },
  produceAhead: {
    kind: PRODUCE_RESPONSE,
    error: ErrorCode.UNKNOWN_LEADER_EPOCH,
    sentence: "A batch is refused by a leader that has not heard of its own next epoch.",
  },
  tooFewInSync: {
    kind: PRODUCE_RESPONSE,
    error: ErrorCode.NOT_ENOUGH_REPLICAS,
    sentence: "A batch is refused because the ISR is smaller than min.insync.replicas.",
  },
  sequenceRefused: {
    kind: PRODUCE_RESPONSE,
    error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
    sentence: "A batch is refused because the leader misses the one before it (KIP-98).",
  },
  producerForgotten: {
    kind: PRODUCE_RESPONSE,
    error: ErrorCode.UNKNOWN_PRODUCER_ID,
    sentence: "A leader has forgotten a producer with its deleted records (KIP-360).",
  },
  noRoomForBatch: {
    kind: PRODUCE_RESPONSE,
    error: ErrorCode.STORAGE_FULL,
    sentence: "A batch is refused because the disk or the arena is full.",
  },
  fetchFenced: {
    kind: FETCH_RESPONSE,
    error: ErrorCode.FENCED_LEADER_EPOCH,
    sentence: "A fetch is refused because it was made for an older leader epoch (KIP-320).",
  },
  fetchAhead: {
    kind: FETCH_RESPONSE,
    error: ErrorCode.UNKNOWN_LEADER_EPOCH,
    sentence: "A fetch is refused by a leader that has not heard of its own next epoch.",
  },
  offsetGone: {
    kind: FETCH_RESPONSE,
    error: ErrorCode.OFFSET_OUT_OF_RANGE,
    sentence: "A fetch asks for records that are deleted.",
  },
  latestNotKnown: {
    kind: LIST_OFFSETS_RESPONSE,
    error: ErrorCode.OFFSET_NOT_AVAILABLE,
    sentence: "A new leader does not know the latest offset yet (KIP-207).",
  },
  shutdownRefused: {
    kind: CONTROLLED_SHUTDOWN_RESPONSE,
    error: ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE,
    sentence: "A broker may not end as planned, as it alone has some records.",
  },
  actorGone: {
    kind: UNDELIVERED,
    error: ErrorCode.ACTOR_STOPPED,
    sentence: "A request reaches a broker whose replica or session is gone.",
  },
} as const satisfies Record<string, Refusal>;

type RefusalName = keyof typeof REFUSED;

export const REFUSALS: EventGroup<RefusalName> = {
  events: Object.fromEntries(Object.entries(REFUSED).map(([name, { sentence }]) => [name, sentence])) as Record<
    RefusalName,
    string
  >,
  watch(watch, count) {
    const byKind = new Map<MessageKind<Answer>, Map<ErrorCode, RefusalName>>();
    for (const [name, { kind, error }] of Object.entries(REFUSED)) {
      const names = byKind.get(kind) ?? new Map<ErrorCode, RefusalName>();
      byKind.set(kind, names.set(error, name as RefusalName));
    }
    type Names = ReadonlyMap<ErrorCode, RefusalName>;
    const look = (names: Names, error: ErrorCode): void => {
      const name = names.get(error);
      if (name !== undefined) count(name);
    };
    const lookInto = (names: Names, parts: readonly { readonly error: ErrorCode }[]): void => {
      for (const { error } of parts) if (error !== ErrorCode.NONE) look(names, error);
    };
    for (const [kind, names] of byKind)
      watch.onFrame(kind, (_from, _to, answer) => {
        const { error, partitions, results } = answer;
        if (error !== ErrorCode.NONE) look(names, error);
        if (partitions !== undefined) lookInto(names, partitions);
        if (results !== undefined) lookInto(names, results);
      });
  },
};
