import { Random } from "../../../src/base/random.ts";
import type { Datum, Inputs, TopicInput } from "./inputs.ts";

/** A record that is piped in. */
export interface RecordStep {
  readonly topic: string;
  readonly key: Datum;
  readonly value: Datum;
  /** Milliseconds since 1970, or -1. */
  readonly timestamp: number;
  readonly headers?: readonly (readonly [string, Datum])[];
}

/** An advance of the wall clock, in ms. */
export interface AdvanceStep {
  readonly advance: number;
}

export type Step = RecordStep | AdvanceStep;

const STEPS_MIN = 24;
const STEPS_MAX = 30;
const NULL_KEYS = 5;
const NULL_VALUES = 10;
const HEADERS = 8;

/** The steps of a seed: always the same ones. */
export function drawSteps(inputs: Inputs, seed: number): Step[] {
  const random = new Random(seed);
  const count = random.between(STEPS_MIN, STEPS_MAX);
  let streamTimeMs = random.pick([0, 0, 0, random.between(1, 30), random.between(1, 30), 1_000_000]);
  const steps: Step[] = [];
  for (let index = 0; index < count; index++) {
    if (random.chance(inputs.advances, 100)) {
      steps.push({ advance: random.pick([1, 7, 10, 25, 100]) });
      continue;
    }
    const timestamp = timeOf(random, inputs, streamTimeMs);
    streamTimeMs = Math.max(streamTimeMs, timestamp);
    steps.push(record(random, pickTopic(random, inputs.topics), index, timestamp));
  }
  return steps;
}

/** Mostly a little later, often as late as the one before or earlier, seldom far too early or far ahead. */
function timeOf(random: Random, { paceMs, lateMs, jumpMs, invalidTimes }: Inputs, streamTimeMs: number): number {
  if (random.chance(invalidTimes, 100)) return -1;
  const kind = random.between(0, 99);
  if (kind < 55) return streamTimeMs + random.between(0, paceMs);
  if (kind < 62) return streamTimeMs;
  if (kind < 87) return Math.max(0, streamTimeMs - random.between(1, lateMs));
  if (kind < 92) return Math.max(0, streamTimeMs - random.between(lateMs, 5 * lateMs));
  return streamTimeMs + random.between(paceMs, jumpMs);
}

function pickTopic(random: Random, topics: readonly TopicInput[]): TopicInput {
  return random.pick(topics.flatMap((topic) => Array.from({ length: topic.weight ?? 1 }, () => topic)));
}

function record(random: Random, input: TopicInput, index: number, timestamp: number): RecordStep {
  const { topic, keys, values, nullKeys = NULL_KEYS, nullValues = NULL_VALUES } = input;
  const key = random.chance(nullKeys, 100) ? null : random.pick(keys);
  const start = random.pick(values);
  const plain = random.chance(1, 4);
  const value = random.chance(nullValues, 100) ? null : typeof start !== "string" || plain ? start : `${start}${index}`;
  const step = { topic, key, value, timestamp };
  return random.chance(HEADERS, 100) ? { ...step, headers: drawHeaders(random) } : step;
}

function drawHeaders(random: Random): [string, Datum][] {
  const headers: [string, Datum][] = [["h", random.pick(["1", "2", null, { hex: "00ff" }])]];
  if (random.chance(1, 3)) headers.push(["drop", "x"], ["h", "3"]);
  return headers;
}
