import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HistoryChecker } from "../../src/testing/history/history-checker.ts";
import type { HistoryEvent } from "../../src/testing/history/history-event.ts";
import type { HistoryRules } from "../../src/testing/history/history-rules.ts";
import { PRODUCERS } from "../unit/testing/history/story.ts";

// Lawful histories come from a model of a log that keeps its promises; a broken one is such a history with one change.

const IDEMPOTENT = ["p", "q"] as const;
/** With `l` and `m` of the stories, which are not. */
const WRITERS = ["p", "q", "l", "m"] as const;
const READERS = ["c", "d"] as const;

type Writer = (typeof WRITERS)[number];
type Reader = (typeof READERS)[number];
type Written = { readonly producer: Writer; readonly number: number };
type Step =
  | {
      readonly do: "send";
      readonly producer: Writer;
      readonly fate: "told" | "unplaced" | "unknown" | "lost" | "twice";
    }
  | { readonly do: "hear"; readonly producer: Writer; readonly place: number } // of one of its oldest results
  | { readonly do: "poll"; readonly consumer: Reader; readonly count: number }
  | { readonly do: "seek"; readonly consumer: Reader; readonly back: number; readonly isKnown: boolean }
  | { readonly do: "trim"; readonly count: number }
  | { readonly do: "replace"; readonly consumer: Reader }; // by one that begins where it was

const writer = fc.constantFrom(...WRITERS);
const reader = fc.constantFrom(...READERS);
const aSend = fc.record({
  do: fc.constant("send" as const),
  producer: writer,
  fate: fc.constantFrom("told", "told", "told", "unplaced", "unknown", "lost", "twice"),
});
const aHearing = fc.record({
  do: fc.constant("hear" as const),
  producer: writer,
  place: fc.constantFrom(0, 0, 0, 1, 2),
});
const aPoll = fc.record({ do: fc.constant("poll" as const), consumer: reader, count: fc.integer({ min: 1, max: 5 }) });
const aSeek = fc.record({
  do: fc.constant("seek" as const),
  consumer: reader,
  back: fc.nat(6),
  isKnown: fc.boolean(),
});
const aTrim = fc.record({ do: fc.constant("trim" as const), count: fc.integer({ min: 1, max: 3 }) });
const aReplacement = fc.record({ do: fc.constant("replace" as const), consumer: reader });
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: aSend },
    { weight: 6, arbitrary: aHearing },
    { weight: 6, arbitrary: aPoll },
    { weight: 1, arbitrary: aSeek },
    { weight: 1, arbitrary: aTrim },
    { weight: 1, arbitrary: aReplacement },
  ),
  { minLength: 1, maxLength: 60 },
) as fc.Arbitrary<Step[]>;

const PLACE = { at: 0, topic: "t", partition: 0 };

/** A partition whose log keeps its promises, and its users. */
class Model {
  readonly events: HistoryEvent[] = [];
  readonly log: Written[] = [];
  #start = 0;
  readonly #numbers = new Map<Writer, number>();
  readonly #results = new Map<Writer, HistoryEvent[]>();
  readonly #consumers = new Map<Reader, { name: string; next: number }>();

  constructor() {
    for (const name of READERS) {
      this.#consumers.set(name, { name, next: 0 });
      this.events.push({ type: "sought", ...PLACE, consumer: name, offset: 0 });
    }
  }

  take(step: Step): void {
    if (step.do === "send") this.#send(step.producer, step.fate);
    else if (step.do === "hear") this.#hear(step.producer, step.place, 1);
    else if (step.do === "poll") this.#poll(step.consumer, step.count);
    else if (step.do === "seek") this.#seek(step.consumer, step.back, step.isKnown);
    else if (step.do === "trim") this.#trim(step.count);
    else this.#replace(step.consumer);
  }

  /** Everybody hears and reads everything. */
  end(): readonly HistoryEvent[] {
    for (const producer of WRITERS) this.#hear(producer, 0);
    for (const consumer of READERS) this.#poll(consumer, Number.POSITIVE_INFINITY);
    return this.events;
  }

  #send(producer: Writer, fate: Extract<Step, { do: "send" }>["fate"]): void {
    const number = this.#numbers.get(producer) ?? 0;
    this.#numbers.set(producer, number + 1);
    const sent = { ...PLACE, producer, number };
    this.events.push({ type: "sending", ...sent });
    const isLoose = !IDEMPOTENT.some((name) => name === producer);
    const mayBeLost = fate === "lost" || (producer === "l" && number % 3 === 1);
    const offset = this.log.length;
    if (!mayBeLost) this.log.push({ producer, number });
    if (isLoose && fate === "twice") this.log.push({ producer, number });
    if (fate === "lost") {
      // It gives up, and only then writes on; it has heard of what came before.
      this.#hear(producer, 0);
      this.events.push({ type: number % 2 === 0 ? "failed" : "unknown", ...sent });
      return;
    }
    const results = this.#results.get(producer) ?? [];
    this.#results.set(producer, results);
    if (fate === "unknown") results.push({ type: "unknown", ...sent });
    else results.push({ type: "sent", ...sent, offset: fate === "unplaced" ? -1 : offset });
  }

  #hear(producer: Writer, from: number, count = Number.POSITIVE_INFINITY): void {
    this.events.push(...(this.#results.get(producer)?.splice(from, count) ?? []));
  }

  #poll(consumer: Reader, count: number): void {
    const reading = this.#consumers.get(consumer) as { name: string; next: number };
    reading.next = Math.max(reading.next, this.#start);
    const end = Math.min(this.log.length, reading.next + count);
    for (; reading.next < end; reading.next++) {
      const written = this.log[reading.next] as Written;
      this.events.push({ type: "polled", ...PLACE, consumer: reading.name, offset: reading.next, ...written });
    }
  }

  #seek(consumer: Reader, back: number, isKnown: boolean): void {
    const reading = this.#consumers.get(consumer) as { name: string; next: number };
    reading.next = Math.max(this.#start, reading.next - back);
    const offset = isKnown ? reading.next : undefined;
    this.events.push({ type: "sought", ...PLACE, consumer: reading.name, offset });
  }

  #trim(count: number): void {
    this.#start = Math.min(this.log.length, this.#start + count);
    this.events.push({ type: "trimmed", ...PLACE, offset: this.#start });
  }

  #replace(consumer: Reader): void {
    const reading = this.#consumers.get(consumer) as { name: string; next: number };
    this.events.push({ type: "left", ...PLACE, consumer: reading.name });
    reading.name = `${reading.name}x`;
    this.events.push({ type: "sought", ...PLACE, consumer: reading.name, offset: reading.next });
  }
}

function clientOf(event: HistoryEvent): string {
  if ("consumer" in event) return event.consumer;
  return "producer" in event ? event.producer : "whoever trims";
}

/** Each client's events in its order, and theirs in any order; a name takes another one's place when that one has left. */
function interleaved(events: readonly HistoryEvent[], picks: readonly number[]): HistoryEvent[] {
  const streams = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    const client = clientOf(event).replaceAll("x", "");
    streams.set(client, [...(streams.get(client) ?? []), event]);
  }
  const merged: HistoryEvent[] = [];
  for (let turn = 0; streams.size > 0; turn++) {
    const clients = [...streams.keys()];
    const client = clients[(picks[turn % picks.length] ?? 0) % clients.length] as string;
    const [next, ...others] = streams.get(client) ?? [];
    if (next !== undefined) merged.push(next);
    if (others.length === 0) streams.delete(client);
    else streams.set(client, others);
  }
  return merged;
}

const MAY_TRIM: HistoryRules = { producers: PRODUCERS, topics: new Map([["t", { mayTrim: true }]]) };
const picks = fc.array(fc.nat(5), { minLength: 1, maxLength: 40 });

/** All that is found, in the order in which it is found. */
function kindsOf(events: readonly HistoryEvent[], rules: HistoryRules): string[] {
  const checker = new HistoryChecker(rules);
  const found: string[] = [];
  for (const event of events) {
    const anomaly = checker.take(event);
    if (anomaly !== undefined) found.push(anomaly.kind);
  }
  for (const { kind } of checker.finish()) found.push(kind);
  return found;
}

describe("the history of a log that keeps its promises", () => {
  test("has no anomaly, in the order in which things happened or in any that clients may report", () => {
    fc.assert(
      fc.property(steps, picks, (drawn, order) => {
        const model = new Model();
        for (const step of drawn) model.take(step);
        const events = model.end();
        expect(kindsOf(events, { ...MAY_TRIM, order: "total" })).toEqual([]);
        expect(kindsOf(interleaved(events, order), MAY_TRIM)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Idempotent producers' records in a log, when each is read by either consumer and told to its producer, and one that stands out. */
const history = fc
  .record({
    producers: fc.array(fc.constantFrom(...IDEMPOTENT), { minLength: 3, maxLength: 20 }),
    lags: fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)), { minLength: 20, maxLength: 20 }),
    chosen: fc.nat(),
  })
  .map(({ producers, lags, chosen }) => {
    const counts = new Map<string, number>();
    const log = producers.map((producer): Written => {
      const number = counts.get(producer) ?? 0;
      counts.set(producer, number + 1);
      return { producer, number };
    });
    return { log, lags, chosen: chosen % log.length };
  });

/**
 * What users of a log do and see: everything is sent at the beginning, then each in its own time is told of its records and
 * reads. `told` says where producers are told that their records are.
 */
function usersOf(
  log: readonly Written[],
  lags: readonly (readonly [number, number, number])[],
  told: ReadonlyMap<Written, number>,
): HistoryEvent[] {
  const timed: { readonly time: number; readonly event: HistoryEvent }[] = [];
  const times = new Map<string, number>(); // of each client's last event
  const add = (lag: number, event: HistoryEvent): void => {
    const time = Math.max(lag, (times.get(clientOf(event)) ?? 0) + 1);
    times.set(clientOf(event), time);
    timed.push({ time, event });
  };
  for (const written of told.keys()) timed.push({ time: -1, event: { type: "sending", ...PLACE, ...written } });
  let index = 0;
  for (const [written, offset] of told)
    add(lags[index++ % lags.length]?.[0] ?? 0, { type: "sent", ...PLACE, ...written, offset });
  for (const [offset, written] of log.entries()) {
    const [, first, second] = lags[offset % lags.length] ?? [0, 0, 0];
    add(first, { type: "polled", ...PLACE, consumer: "c", offset, ...written });
    add(second, { type: "polled", ...PLACE, consumer: "d", offset, ...written });
  }
  return timed.sort((a, b) => a.time - b.time).map(({ event }) => event);
}

const placesOf = (log: readonly Written[]) => new Map(log.map((written, offset) => [written, offset]));
const isPoll = (event: HistoryEvent, offset: number, consumer?: string) =>
  event.type === "polled" && event.offset === offset && (consumer === undefined || event.consumer === consumer);

/** Every change is found, first under its word where events come as they happened, and under its word in any case. */
function finds(
  word: string,
  change: (given: {
    log: Written[];
    chosen: number;
    lags: readonly [number, number, number][];
  }) => HistoryEvent[] | undefined,
): void {
  fc.assert(
    fc.property(history, picks, ({ log, lags, chosen }, order) => {
      expect(kindsOf(usersOf(log, lags, placesOf(log)), { order: "total" })).toEqual([]);
      const events = change({ log, lags, chosen });
      if (events === undefined) return;
      expect(kindsOf(events, { order: "total" })[0]).toBe(word);
      expect(kindsOf(interleaved(events, order), {})).toContain(word);
    }),
    { numRuns: 500 },
  );
}

describe("one change of such a history", () => {
  test("is a poll skip when an acknowledged record is dropped from all polls", () => {
    finds("poll skip", ({ log, lags, chosen }) => {
      if (chosen === log.length - 1) return undefined;
      return usersOf(log, lags, placesOf(log)).filter((event) => !isPoll(event, chosen));
    });
  });

  test("is an unseen write when that is the last one", () => {
    finds("unseen", ({ log, lags }) =>
      usersOf(log, lags, placesOf(log)).filter((event) => !isPoll(event, log.length - 1)),
    );
  });

  test("is a lost write when a record's place goes to the one behind it", () => {
    finds("lost write", ({ log, lags, chosen }) => {
      if (chosen === log.length - 1) return undefined;
      const left = log.filter((_, offset) => offset !== chosen);
      const places = placesOf(left);
      const told = new Map(log.map((written) => [written, places.get(written) ?? chosen]));
      // Who reads before its producer is told sees a hole in its order first.
      const readsLate = lags.map(([lag, first, second]) => [lag, 1_000 + first, 1_000 + second] as const);
      return usersOf(left, readsLate, told);
    });
  });

  test("is a non-monotonic send when two records of a producer are swapped in the log", () => {
    finds("non-monotonic send", ({ log, lags, chosen }) => {
      const own = log.flatMap(({ producer }, offset) => (producer === log[chosen]?.producer ? [offset] : []));
      const other = own[own.indexOf(chosen) + 1];
      if (other === undefined) return undefined;
      const swapped = [...log];
      [swapped[chosen], swapped[other]] = [log[other] as Written, log[chosen] as Written];
      const places = placesOf(swapped);
      return usersOf(swapped, lags, new Map(log.map((written) => [written, places.get(written) ?? -1])));
    });
  });

  test("is a duplicate when a record comes again", () => {
    finds("duplicate", ({ log, lags, chosen }) => {
      const again = [...log, { ...(log[chosen] as Written) }];
      return usersOf(again, lags, placesOf(log));
    });
  });

  test("is a non-monotonic poll when an offset comes again", () => {
    finds("non-monotonic poll", ({ log, lags, chosen }) =>
      usersOf(log, lags, placesOf(log)).flatMap((event) => (isPoll(event, chosen, "c") ? [event, event] : [event])),
    );
  });

  test("is a poll skip when two polls of a consumer are swapped", () => {
    finds("poll skip", ({ log, lags, chosen }) => {
      const events = usersOf(log, lags, placesOf(log));
      const first = events.findIndex((event) => isPoll(event, chosen, "d"));
      const second = events.findIndex((event) => isPoll(event, chosen + 1, "d"));
      if (second < 0) return undefined;
      [events[first], events[second]] = [events[second] as HistoryEvent, events[first] as HistoryEvent];
      return events;
    });
  });

  test("was never sent when a record is what nobody sent", () => {
    finds("never sent", ({ log, lags, chosen }) =>
      usersOf(log, lags, placesOf(log)).map((event) => (isPoll(event, chosen, "c") ? { ...event, number: 99 } : event)),
    );
  });

  test("is an inconsistent offset or a lost write when one consumer is given another record than its producer and the other one say", () => {
    fc.assert(
      fc.property(history, ({ log, lags, chosen }) => {
        const loose = { type: "sending", ...PLACE, producer: "l", number: 0 } as const;
        const changed = usersOf(log, lags, placesOf(log)).map((event) =>
          isPoll(event, chosen, "c") ? { ...event, producer: "l", number: 0 } : event,
        );
        const there = changed.filter(
          (event) => isPoll(event, chosen) || (event.type === "sent" && event.offset === chosen),
        );
        const wrong = there.findIndex((event) => isPoll(event, chosen, "c"));
        // It is found by its own event, or by the next one if it comes first.
        const others = wrong === 0 ? there.slice(1, 2) : there.slice(0, wrong);
        const word = others.some(({ type }) => type === "polled") ? "inconsistent offsets" : "lost write";
        // Holes in the order of p and q say less, and may be seen between the two.
        const kinds = kindsOf([loose, ...changed], { order: "total", producers: PRODUCERS });
        expect(kinds.find((kind) => kind !== "non-monotonic send")).toBe(word);
      }),
      { numRuns: 500 },
    );
  });
});
