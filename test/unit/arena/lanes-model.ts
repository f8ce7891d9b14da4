/**
 * Several producers with a control and a data ring each, one consumer, one bell: who rings, who looks where before it
 * sleeps. Rings are counters here (`ring-model.ts` has their insides); each step is one access of shared memory.
 */
export interface LanesRules {
  readonly producers: number;
  /** What each flush of a producer publishes, in this order; then it rings once. */
  readonly flushes: readonly { readonly control: number; readonly data: number }[];
  /** A producer may die at any step: then its published frames must be read, and the guardian rings every bell. */
  readonly deaths: boolean;
  /** Deliberate mistakes, to see that the exploration finds them. */
  readonly mistake?: "ringsBeforeData" | "looksAtDataOnly" | "deathWithoutBells";
}

const PUBLISH_CONTROL = 0;
const PUBLISH_DATA = 1;
const RING_LOAD = 2;
const RING_SWAP = 3;
const RING_LATCH = 4;
const RING_NOTIFY = 5;
const DONE = 6;
const DEAD = 7;

const DRAIN = 0;
const PARK = 1;
const LOOK = 2;
const SLEEP = 3;
const UNPARK = 4;
const WOKEN = 5;
const CLEAR_LATCH = 6;

interface LanesState {
  parked: number; // 0 awake, 1 parked, 2 rung while awake
  asleep: number;
  at: number; // of the consumer
  ring: number; // at which it looks next: control rings first, then data rings
  tails: number[]; // of all control rings, then of all data rings
  heads: number[];
  places: number[]; // of each producer
  flushed: number[]; // flushes that each producer has begun
  bellsOwed: number; // deaths of which the guardian has not rung yet
}

function firstState({ producers }: LanesRules): LanesState {
  const zeros = (count: number) => new Array<number>(count).fill(0);
  const rings = { tails: zeros(2 * producers), heads: zeros(2 * producers) };
  const each = { places: zeros(producers), flushed: zeros(producers) };
  return { parked: 0, asleep: 0, at: DRAIN, ring: 0, ...rings, ...each, bellsOwed: 0 };
}

function copyOf(state: LanesState): LanesState {
  const { tails, heads, places, flushed } = state;
  return { ...state, tails: [...tails], heads: [...heads], places: [...places], flushed: [...flushed] };
}

/** The order of a producer's steps; a mistaken one rings before it has published its data. */
function afterPublish(step: number, { mistake }: LanesRules): number {
  if (mistake === "ringsBeforeData") return step === PUBLISH_CONTROL ? RING_LOAD : DONE;
  return step === PUBLISH_CONTROL ? PUBLISH_DATA : RING_LOAD;
}

function afterRing({ mistake }: LanesRules): number {
  return mistake === "ringsBeforeData" ? PUBLISH_DATA : DONE;
}

function stepProducer(before: LanesState, producer: number, rules: LanesRules): LanesState | undefined {
  const place = before.places[producer] as number;
  if (place === DEAD) return undefined;
  const count = before.flushed[producer] as number;
  const state = copyOf(before);
  if (place === DONE) {
    if (count + 1 >= rules.flushes.length) return undefined;
    state.flushed[producer] = count + 1;
    state.places[producer] = PUBLISH_CONTROL;
    return state;
  }
  const flush = rules.flushes[count] as { control: number; data: number };
  if (place === PUBLISH_CONTROL || place === PUBLISH_DATA) {
    const ring = place === PUBLISH_CONTROL ? producer : rules.producers + producer;
    state.tails[ring] = (state.tails[ring] as number) + (place === PUBLISH_CONTROL ? flush.control : flush.data);
    state.places[producer] = afterPublish(place, rules);
    return state;
  }
  state.places[producer] = ringStep(state, place, rules);
  return state;
}

function ringStep(state: LanesState, place: number, rules: LanesRules): number {
  if (place === RING_LOAD) return state.parked === 1 ? RING_SWAP : state.parked === 0 ? RING_LATCH : afterRing(rules);
  if (place === RING_NOTIFY) {
    state.asleep = 0;
    return afterRing(rules);
  }
  const expected = place === RING_SWAP ? 1 : 0;
  if (state.parked !== expected) return RING_LOAD;
  state.parked = place === RING_SWAP ? 0 : 2;
  return place === RING_SWAP ? RING_NOTIFY : afterRing(rules);
}

function stepConsumer(before: LanesState, rules: LanesRules): LanesState | undefined {
  if (before.asleep === 1) return undefined;
  const state = copyOf(before);
  switch (state.at) {
    case DRAIN:
      state.heads[state.ring] = state.tails[state.ring] as number;
      state.ring = (state.ring + 1) % state.tails.length;
      if (state.ring === 0) state.at = PARK;
      break;
    case PARK:
      state.at = state.parked === 2 ? CLEAR_LATCH : LOOK;
      if (state.parked === 0) state.parked = 1;
      state.ring = rules.mistake === "looksAtDataOnly" ? rules.producers : 0;
      break;
    case CLEAR_LATCH:
      state.parked = 0;
      state.ring = 0;
      state.at = DRAIN;
      break;
    case LOOK:
      if (state.heads[state.ring] !== state.tails[state.ring]) state.at = UNPARK;
      else if (state.ring + 1 === state.tails.length) state.at = SLEEP;
      else state.ring++;
      break;
    case SLEEP:
      if (state.parked === 1) state.asleep = 1;
      state.at = WOKEN;
      break;
    default: // UNPARK and WOKEN, perhaps by the late notify of an earlier ring
      if (state.at === UNPARK || state.parked === 1) state.parked = 0;
      state.ring = 0;
      state.at = DRAIN;
  }
  return state;
}

/** A producer dies between two accesses, or the guardian rings for a death. */
function* accidents(before: LanesState, rules: LanesRules): Generator<LanesState> {
  if (!rules.deaths) return;
  for (let producer = 0; producer < rules.producers; producer++) {
    if (before.places[producer] === DEAD || before.places[producer] === DONE) continue;
    const state = copyOf(before);
    state.places[producer] = DEAD;
    if (rules.mistake !== "deathWithoutBells") state.bellsOwed++;
    yield state;
  }
  if (before.bellsOwed === 0) return;
  const state = copyOf(before);
  state.bellsOwed--;
  state.parked = 2;
  state.asleep = 0;
  yield state;
}

/** Explores every state that any schedule can reach. Throws when the consumer sleeps beside a published frame. */
export function exploreLanes(rules: LanesRules): { states: number; ends: number } {
  const seen = new Set<string>();
  const open: LanesState[] = [firstState(rules)];
  let ends = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = Object.values(state).join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    const next = [...accidents(state, rules)];
    for (let producer = 0; producer < rules.producers; producer++) {
      const after = stepProducer(state, producer, rules);
      if (after !== undefined) next.push(after);
    }
    const after = stepConsumer(state, rules);
    if (after !== undefined) next.push(after);
    open.push(...next);
    if (next.length > 0) continue;
    ends++;
    if (state.heads.join() !== state.tails.join()) throw new Error(`lost wake-up: ${JSON.stringify(state)}`);
  }
  return { states: seen.size, ends };
}
