import { HistoryChecker } from "../../../../src/testing/history/history-checker.ts";
import type { HistoryEvent } from "../../../../src/testing/history/history-event.ts";
import type { HistoryRules, ProducerRules } from "../../../../src/testing/history/history-rules.ts";

/**
 * A history of one partition as a line of text, with sentences behind semicolons:
 *
 *     p sends 0 1 2; p told 0@0 1@1 2@?; p failed 1; p unknown 2; c polls p0@0 p1@1; c seeks 5; c seeks ?; c leaves; trim 5
 *
 * `p0@7` is the record number 0 of producer p at offset 7, `?` an offset that is not known.
 */
export function eventsOf(story: string): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  for (const sentence of story.split(";")) {
    const [who = "", verb = "", ...words] = sentence.trim().split(/\s+/);
    const place = { at: events.length, topic: "t", partition: 0 };
    const { [verb]: event } = VERBS;
    if (who === "trim") events.push({ type: "trimmed", ...place, offset: Number(verb) });
    else if (verb === "leaves") events.push({ type: "left", ...place, consumer: who });
    else if (event === undefined || words.length === 0) throw new Error(`nobody knows what "${sentence}" says`);
    else for (const word of words) events.push(event(who, word, place));
  }
  return events;
}

type Place = { readonly at: number; readonly topic: string; readonly partition: number };

const offsetOf = (word: string | undefined) => (word === undefined || word === "?" ? undefined : Number(word));

const VERBS: Readonly<Record<string, (who: string, word: string, place: Place) => HistoryEvent>> = {
  sends: (producer, word, place) => ({ type: "sending", ...place, producer, number: Number(word) }),
  failed: (producer, word, place) => ({ type: "failed", ...place, producer, number: Number(word) }),
  unknown: (producer, word, place) => ({ type: "unknown", ...place, producer, number: Number(word) }),
  told: (producer, word, place) => {
    const [number, offset] = word.split("@");
    return { type: "sent", ...place, producer, number: Number(number), offset: offsetOf(offset) ?? -1 };
  },
  polls: (consumer, word, place) => {
    const [, producer = "", number, offset] = /^([a-z]+)(\d+)@(\d+)$/.exec(word) ?? [];
    return { type: "polled", ...place, consumer, offset: Number(offset), producer, number: Number(number) };
  },
  seeks: (consumer, word, place) => ({ type: "sought", ...place, consumer, offset: offsetOf(word) }),
};

/** The anomalies of a story, as `kind` or, when only the end shows it, `kind at the end`. */
export function anomaliesOf(story: string, rules: HistoryRules = {}): string[] {
  const checker = new HistoryChecker(rules);
  const found: string[] = [];
  for (const event of eventsOf(story)) {
    const anomaly = checker.take(event);
    if (anomaly !== undefined) found.push(anomaly.kind);
  }
  for (const { kind } of checker.finish()) found.push(`${kind} at the end`);
  return found;
}

/** p and q are idempotent with acks=all; l is not idempotent, and does not wait for all; m is not idempotent, and does. */
export const PRODUCERS: ReadonlyMap<string, ProducerRules> = new Map<string, ProducerRules>([
  ["l", { idempotent: false, acks: 1 }],
  ["m", { idempotent: false }],
]);
