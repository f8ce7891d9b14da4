import { describe, expect, test } from "vitest";
import type { HistoryRules } from "../../../../src/testing/history/history-rules.ts";
import { anomaliesOf, PRODUCERS } from "./story.ts";

interface Story {
  readonly what: string;
  readonly story: string;
  readonly finds?: string; // default nothing
  /** Default: both, which must find the same. */
  readonly order?: HistoryRules["order"];
  readonly rules?: HistoryRules;
}

const MAY_TRIM: HistoryRules = { topics: new Map([["t", { mayTrim: true }]]) };
const MAY_LOSE: HistoryRules = { topics: new Map([["t", { mayLose: true }]]) };
const C_HOLDS: HistoryRules = { consumers: new Map([["c", { holds: true }]]) };

function tell(stories: readonly Story[]): void {
  test.each(stories)("$what", ({ story, finds, order, rules }) => {
    for (const each of order === undefined ? (["byClient", "total"] as const) : [order]) {
      const all = { producers: PRODUCERS, ...rules, order: each } as HistoryRules;
      expect(anomaliesOf(story, all), each).toEqual(finds === undefined ? [] : [finds]);
    }
  });
}

describe("a poll skip", () => {
  tell([
    {
      what: "is an offset that a consumer is not given",
      story: "p sends 0 1 2; p told 0@0 1@1 2@2; d polls p0@0 p1@1 p2@2; c polls p0@0 p2@2",
      finds: "poll skip",
    },
    { what: "is a beginning behind the beginning", story: "l sends 0 1; c polls l1@1", finds: "poll skip" },
    { what: "is a jump behind a seek", story: "l sends 0 1 2; c seeks 1; c polls l2@2", finds: "poll skip" },
    {
      what: "is a jump further than what is trimmed",
      story: "l sends 0 1 2 3; trim 2; c polls l3@3",
      finds: "poll skip",
    },
    {
      what: "is a jump for which nothing was trimmed in the end",
      story: "l sends 0 1 2 3; c polls l0@0 l3@3; trim 2",
      order: "byClient",
      rules: MAY_TRIM,
      finds: "poll skip at the end",
    },
    {
      what: "is the further one of two jumps, when only the other one turns out to be lawful",
      story: "l sends 0 1 2 3; c polls l0@0 l3@3; d polls l0@0 l2@2 l3@3; trim 2",
      order: "byClient",
      rules: MAY_TRIM,
      finds: "poll skip at the end",
    },
    {
      what: "is a jump over what is trimmed only later, where things come as they happen",
      story: "l sends 0 1 2 3; c polls l0@0 l3@3; trim 3",
      order: "total",
      rules: MAY_TRIM,
      finds: "poll skip",
    },
    {
      what: "is a jump of a consumer that holds what it has not read",
      story: "l sends 0 1 2; c polls l0@0; trim 2; c polls l2@2",
      rules: C_HOLDS,
      finds: "poll skip",
    },
    {
      what: "is not where a consumer goes that was sought",
      story: "l sends 0 1 2; c polls l0@0; c seeks 2; c polls l2@2",
    },
    {
      what: "is not where a timestamp takes a consumer",
      story: "l sends 0 1 2 3; c polls l0@0; c seeks ?; c polls l2@2 l3@3",
    },
    { what: "is not where a late consumer begins", story: "p sends 0 1 2; c seeks 2; c polls p2@2" },
    {
      what: "is not what was trimmed in between",
      story: "p sends 0 1 2 3; p told 0@0 1@1 2@2 3@3; c polls p0@0; trim 2; c polls p2@2 p3@3",
    },
    {
      what: "is not what turns out to have been trimmed",
      story: "l sends 0 1 2 3; c polls l0@0 l2@2 l3@3; trim 2",
      order: "byClient",
      rules: MAY_TRIM,
    },
    {
      what: "is not where a consumer that holds begins, before its first record",
      story: "l sends 0 1 2; trim 2; c polls l2@2",
      rules: C_HOLDS,
    },
    {
      what: "is not what another consumer, which is faster, has read already",
      story: "p sends 0 1 2; d polls p0@0 p1@1 p2@2; c polls p0@0 p1@1",
    },
  ]);
});

describe("a non-monotonic poll", () => {
  tell([
    { what: "is an offset that comes again", story: "p sends 0; c polls p0@0 p0@0", finds: "non-monotonic poll" },
    {
      what: "is a record before the one that was to come",
      story: "l sends 0 1 2; c polls l0@0 l1@1 l2@2 l1@1 l2@2",
      finds: "non-monotonic poll",
    },
    {
      what: "is a record before the place that a consumer was sought to",
      story: "l sends 0 1 2; c polls l0@0 l1@1; c seeks 1; c polls l0@0 l1@1",
      finds: "non-monotonic poll",
    },
    {
      what: "is no way back behind what is trimmed",
      story: "l sends 0 1 2; c polls l0@0 l1@1 l2@2; trim 1; c polls l1@1",
      finds: "non-monotonic poll",
    },
    { what: "is not the way back of a seek", story: "p sends 0 1; c polls p0@0 p1@1; c seeks 0; c polls p0@0 p1@1" },
    { what: "is not the same record for two consumers", story: "p sends 0; c polls p0@0; d polls p0@0" },
    {
      what: "is not where a consumer takes up that follows one which died with its position",
      story: "p sends 0 1 2; c polls p0@0 p1@1; c leaves; e seeks 1; e polls p1@1 p2@2",
    },
    {
      what: "is there on topics that lose records, too, where nobody moved the consumer",
      story: "l sends 0 1; c polls l0@0 l1@1 l0@0",
      rules: MAY_LOSE,
      finds: "non-monotonic poll",
    },
  ]);
});

describe("what was never sent", () => {
  tell([
    { what: "is a record of nobody", story: "c polls p0@0", order: "total", finds: "never sent" },
    {
      what: "is a number that is not sent yet",
      story: "p sends 0; c polls p0@0 p1@1",
      order: "total",
      finds: "never sent",
    },
    {
      what: "is that for certain when all is told",
      story: "p sends 0; c polls p0@0 p1@1",
      order: "byClient",
      finds: "never sent at the end",
    },
    {
      what: "is that on topics that lose records, too",
      story: "c polls l0@0",
      order: "total",
      rules: MAY_LOSE,
      finds: "never sent",
    },
    { what: "is not what its producer reports later", story: "c polls p0@0; p sends 0; p told 0@0", order: "byClient" },
    { what: "is not an unknown send that was written", story: "p sends 0; p unknown 0; c polls p0@0" },
  ]);
});

describe("an inconsistent offset", () => {
  tell([
    {
      what: "has one record for one consumer and one for another",
      story: "p sends 0; q sends 0; c polls p0@0; d polls q0@0",
      finds: "inconsistent offsets",
    },
    {
      what: "has another record when its consumer comes again",
      story: "p sends 0 1; c polls p0@0; c seeks 0; c polls p1@0",
      rules: { producers: new Map([["p", { idempotent: false }]]) },
      finds: "inconsistent offsets",
    },
    {
      what: "is that for loose producers, too",
      story: "l sends 0 1; c polls l0@0; d polls l1@0",
      finds: "inconsistent offsets",
    },
    {
      what: "is not what lies at two offsets for a loose producer",
      story: "l sends 0; c polls l0@0 l0@1; d polls l0@0 l0@1",
    },
    {
      what: "is not what unclean elections gave to another record",
      story: "p sends 0 1; q sends 0; c polls p0@0 p1@1; c seeks ?; c polls q0@1; d polls p0@0 q0@1",
      rules: MAY_LOSE,
    },
  ]);
});

describe("a lost write", () => {
  tell([
    {
      what: "has another record in its place",
      story: "p sends 0; q sends 0; p told 0@0; c polls q0@0",
      finds: "lost write",
    },
    {
      what: "has another record in its place, whenever its producer says so",
      story: "p sends 0; q sends 0; c polls q0@0; p told 0@0",
      finds: "lost write",
    },
    {
      what: "shares its place with another one",
      story: "p sends 0; q sends 0; p told 0@0; q told 0@0; c polls p0@0",
      finds: "lost write",
    },
    {
      what: "is read over by others, while the one that must see it stops before it",
      story: "m sends 0 1 2; m told 0@0 1@1 2@2; c polls m0@0; d seeks 2; d polls m2@2",
      finds: "lost write at the end",
    },
    {
      what: "was acknowledged as a duplicate, and does not lie before the next one",
      story: "p sends 0 1; p told 0@?; c polls p1@0",
      order: "total",
      finds: "lost write",
    },
    {
      what: "was acknowledged as a duplicate, and does not lie before the next one, as the end shows",
      story: "c polls p1@0; p sends 0 1; p told 0@?",
      order: "byClient",
      finds: "lost write at the end",
    },
    {
      what: "is that and nothing else, though the ones behind it are read",
      story: "p sends 0 1; q sends 0; p told 0@0 1@1; c polls q0@0 p1@1",
      finds: "lost write",
    },
    {
      what: "can be one of a producer that waits for all, without idempotence",
      story: "m sends 0 1; m told 1@0; c polls m0@0",
      finds: "lost write",
    },
    { what: "is not one that is acknowledged after its poll", story: "p sends 0; c polls p0@0; p told 0@0" },
    { what: "is not one with acks below all", story: "l sends 0 1; l told 0@0; c polls l1@0" },
    {
      what: "is not an unknown send that was not written",
      story: "p sends 0 1; p unknown 0; p told 1@0; c polls p1@0",
    },
    {
      what: "is not one that was trimmed before somebody read it",
      story: "p sends 0 1 2; p told 0@0 1@1 2@2; c polls p0@0; trim 2; c polls p2@2",
    },
    {
      what: "is not one that unclean elections took",
      story: "p sends 0; q sends 0; p told 0@0; c polls q0@0",
      rules: MAY_LOSE,
    },
    {
      what: "is not one that every consumer began or was sought behind",
      story: "p sends 0 1; p told 0@0 1@1; c seeks 1; c polls p1@1",
    },
  ]);
});

describe("an unseen write", () => {
  tell([
    {
      what: "lies behind all that was read",
      story: "p sends 0 1; p told 0@0 1@1; c polls p0@0",
      finds: "unseen at the end",
    },
    { what: "is seen by nobody, as nothing is", story: "p sends 0; p told 0@0; c seeks 0", finds: "unseen at the end" },
    {
      what: "was acknowledged as a duplicate, without a place",
      story: "p sends 0 1; p told 0@0 1@?; c polls p0@0",
      finds: "unseen at the end",
    },
    {
      what: "was acknowledged without a place, with or without idempotence",
      story: "m sends 0; m told 0@?; c seeks 0",
      finds: "unseen at the end",
    },
    {
      what: "is not one without a place that no consumer had to come to",
      story: "p sends 0 1; p told 0@0 1@?; c seeks 2",
    },
    { what: "is not one without a consumer", story: "p sends 0; p told 0@0" },
    {
      what: "is not what a consumer that died did not come to",
      story: "p sends 0 1; p told 0@0 1@1; c polls p0@0; c leaves; e seeks 2",
    },
    { what: "is not one that was seen without its place", story: "p sends 0 1; p told 0@0 1@?; c polls p0@0 p1@1" },
    { what: "is not a trimmed one", story: "p sends 0; p told 0@0; c seeks 0; trim 1" },
    { what: "is not one with acks below all", story: "l sends 0; l told 0@?; c seeks 0" },
    { what: "is not an unknown one, nor one without a result", story: "p sends 0 1; p unknown 0; c seeks 0" },
  ]);
});

describe("a duplicate", () => {
  tell([
    { what: "comes right behind its first", story: "p sends 0; c polls p0@0 p0@1", finds: "duplicate" },
    {
      what: "comes behind others",
      story: "p sends 0 1; q sends 0; c polls p0@0 q0@1 p1@2 p0@3",
      finds: "duplicate",
    },
    { what: "comes to a late consumer, too", story: "p sends 0 1 2; c seeks 2; c polls p2@2 p2@3", finds: "duplicate" },
    {
      what: "is there where something was trimmed, but not what a leader knows its producer by",
      story: "p sends 0 1; c polls p0@0; trim 1; c polls p1@1 p1@2",
      finds: "duplicate",
    },
    {
      what: "is there when nothing was trimmed in the end",
      story: "p sends 0; c polls p0@0 p0@1",
      order: "byClient",
      rules: MAY_TRIM,
      finds: "duplicate at the end",
    },
    { what: "is not one of a loose producer", story: "l sends 0 1; c polls l0@0 l1@1 l0@2" },
    {
      what: "is not one of a producer without idempotence that waits for all",
      story: "m sends 0; m told 0@1; c polls m0@0 m0@1",
    },
    { what: "is not the same record for two consumers", story: "p sends 0 1; c polls p0@0 p1@1; d polls p0@0 p1@1" },
    {
      what: "is not the same record after a seek",
      story: "p sends 0 1; c polls p0@0 p1@1; c seeks 0; c polls p0@0 p1@1",
    },
    {
      what: "is not what was trimmed and sent again",
      story: "p sends 0 1; c polls p0@0 p1@1; trim 2; c polls p0@2 p1@3",
    },
    {
      what: "is not what was sent again and turns out to have been trimmed",
      story: "p sends 0 1; c polls p0@0 p1@1 p0@2 p1@3; trim 2",
      order: "byClient",
      rules: MAY_TRIM,
    },
    { what: "is not the same number of another producer", story: "p sends 0; q sends 0; c polls p0@0 q0@1" },
  ]);
});

describe("a non-monotonic send", () => {
  tell([
    {
      what: "is told of the earlier one later, at a higher offset",
      story: "p sends 0 1; p told 1@4 0@5",
      finds: "non-monotonic send",
    },
    { what: "is told falling offsets, read or not", story: "q sends 0 1; q told 0@5 1@4", finds: "non-monotonic send" },
    {
      what: "lies behind a later one that a late consumer began with",
      story: "p sends 0 1; c seeks 3; c polls p1@3 p0@4",
      finds: "non-monotonic send",
    },
    {
      what: "lies behind a later one that was read after a jump",
      story: "p sends 0 1 2; c polls p0@0; trim 2; c polls p2@2 p1@3",
      finds: "non-monotonic send",
    },
    {
      what: "lies behind a later one, though it was given up",
      story: "p sends 0 1 2; p unknown 1; c polls p0@0 p2@1 p1@2",
      finds: "non-monotonic send",
    },
    {
      what: "is not there before a later one",
      story: "p sends 0 1 2; c polls p0@0 p2@1",
      order: "total",
      finds: "non-monotonic send",
    },
    {
      what: "is not there before a later one, as the end shows",
      story: "p sends 0 1 2; c polls p0@0 p2@1; d polls p0@0 p2@1",
      order: "byClient",
      finds: "non-monotonic send at the end",
    },
    {
      what: "is not there before the first one that is",
      story: "p sends 0 1; c polls p1@0",
      order: "total",
      finds: "non-monotonic send",
    },
    { what: "is not one of a loose producer", story: "m sends 0 1; m told 1@0 0@1; c polls m1@0 m0@1" },
    {
      what: "is not the hole that a producer left when it gave up and went on with a new epoch",
      story: "p sends 0 1 2 3; p told 0@0; p unknown 1 2; p told 3@1; c polls p0@0 p3@1",
    },
    {
      what: "is not a hole that its producer explains later",
      story: "c polls p0@0 p3@1; p sends 0 1 2 3; p failed 1; p unknown 2; p told 0@0 3@1",
      order: "byClient",
    },
    { what: "is not what a late consumer did not see", story: "p sends 0 1 2 3; c seeks 2; c polls p2@2 p3@3" },
    {
      what: "is not what a consumer missed because it was trimmed",
      story: "p sends 0 1 2 3; q sends 0; c polls p0@0; trim 3; c polls q0@3 p3@4",
    },
    {
      what: "is not an earlier place that is told late",
      story: "p sends 0 1 2; p told 0@0 2@2 1@1; c polls p0@0 p1@1 p2@2",
    },
    {
      what: "has no result yet, while later ones have, and is not there before them",
      story: "p sends 0 1 2 3; p told 0@0 3@2; c polls p0@0 p2@1 p3@2",
      order: "total",
      finds: "non-monotonic send",
    },
    {
      what: "is not what was trimmed and sent again, for one who had begun in the middle of it",
      story: "p sends 0 1; c seeks 1; c polls p1@1; trim 2; c polls p0@2 p1@3",
    },
    { what: "is not another producer's order", story: "p sends 0 1; q sends 0 1; c polls q0@0 p0@1 q1@2 p1@3" },
    { what: "is not one whose place is not known", story: "p sends 0 1 2; p told 0@0 1@? 2@2; c polls p0@0 p1@1 p2@2" },
  ]);
});
