/**
 * The ring and its two doorbells as two little machines whose steps are the single loads and stores on shared memory.
 * A state is plain numbers, so all schedules can be explored without repeating a state. Slots stand for 16 B.
 *
 * The machines follow `RingProducer`, `RingConsumer` and `Doorbell` access by access; `ring.test.ts` checks that the real
 * classes make the same accesses in the same order.
 */
export interface ModelRules {
  readonly slots: number; // a power of two
  readonly sizes: readonly number[]; // of the frames to send, in slots
  readonly framesPerFlush: number;
  readonly framesPerRelease: number;
  readonly firstPosition: number;
  /** Deliberate mistakes, to see that the exploration finds them. */
  readonly mistake?:
    | "tailBeforePayload"
    | "noLookAfterPark"
    | "noLookNoLatch"
    | "noLookAfterWants"
    | "wantsAfterLook"
    | "notifyWithoutFlag";
}

/** Shared memory first, then what each side knows alone. */
export interface ModelState {
  slots: number[];
  tail: number;
  head: number;
  wants: number;
  parkedProducer: number;
  parkedConsumer: number;
  asleepProducer: number;
  asleepConsumer: number;
  // Producer.
  pAt: string;
  pSent: number; // frames claimed
  pTail: number;
  pPublished: number;
  pHead: number; // the head as last seen
  pAttempt: number;
  pFrame: number; // where the frame in the making starts
  pWritten: number; // of its slots
  pUnflushed: number;
  pFlushed: number; // frames published
  pBlocked: number; // 1: the flush is because there is no room
  // Consumer.
  cAt: string;
  cReceived: number;
  cHead: number;
  cReleased: number;
  cTail: number; // the tail as last seen
  cSize: number;
  cRead: number; // slots of the frame read
  cUnreleased: number;
  cEmpty: number; // 1: the release is because there is nothing to read
}

export function firstState(rules: ModelRules): ModelState {
  const at = rules.firstPosition | 0;
  const shared = { tail: at, head: at, wants: 0, parkedProducer: 0, parkedConsumer: 0 };
  const asleep = { asleepProducer: 0, asleepConsumer: 0 };
  const producer = { pAt: "claim", pSent: 0, pTail: at, pPublished: at, pHead: at, pAttempt: 0, pFrame: 0 };
  const consumer = { cAt: "next", cReceived: 0, cHead: at, cReleased: at, cTail: at, cSize: 0, cRead: 0 };
  const slots = new Array<number>(rules.slots).fill(-9);
  const rest = { pWritten: 0, pUnflushed: 0, pFlushed: 0, pBlocked: 0, cUnreleased: 0, cEmpty: 0 };
  return { slots, ...shared, ...asleep, ...producer, ...consumer, ...rest };
}

/** What slot `slot` of frame `frame` must hold; slot 0 holds the size. A pad is a negative size. */
function payload(frame: number, slot: number): number {
  return 1000 + frame * 10 + slot;
}

function claim(state: ModelState, rules: ModelRules): boolean {
  const size = rules.sizes[state.pSent] as number;
  const index = state.pTail & (rules.slots - 1);
  if (size > rules.slots - ((state.pTail - state.pHead) | 0) || size > rules.slots - index) return false;
  state.slots[index] = size;
  state.pFrame = index;
  state.pWritten = 1;
  state.pTail = (state.pTail + size) | 0;
  state.pAt = "write";
  return true;
}

function pad(state: ModelState, rules: ModelRules): void {
  const size = rules.sizes[state.pSent] as number;
  const index = state.pTail & (rules.slots - 1);
  const toEnd = rules.slots - index;
  if (size <= toEnd || toEnd > rules.slots - ((state.pTail - state.pHead) | 0)) return;
  state.slots[index] = -toEnd;
  state.pTail = (state.pTail + toEnd) | 0;
}

function afterFrame(state: ModelState, rules: ModelRules): void {
  state.pSent++;
  state.pUnflushed++;
  const isLast = state.pSent === rules.sizes.length;
  state.pBlocked = 0;
  state.pAt = isLast || state.pUnflushed >= rules.framesPerFlush ? "flush" : "claim";
}

/** What a waker does next after it has read the parked word; undefined: nothing. */
function ringLoad(word: number, rules: ModelRules): "ringSwap" | "ringLatch" | undefined {
  if (word === 1) return "ringSwap";
  return word === 0 && rules.mistake !== "noLookNoLatch" ? "ringLatch" : undefined;
}

/** Does a sleeper look at its rings between parking and sleeping? */
function looks(rules: ModelRules): boolean {
  return rules.mistake !== "noLookAfterPark" && rules.mistake !== "noLookNoLatch";
}

/** One access of the producer. Undefined: it cannot move now. */
export function stepProducer(before: ModelState, rules: ModelRules): ModelState | undefined {
  if (before.asleepProducer === 1 || before.pAt === "done") return undefined;
  const state = { ...before, slots: [...before.slots] };
  switch (state.pAt) {
    case "claim":
      state.pAttempt = 0;
      if (!claim(state, rules)) state.pAt = "loadHead";
      break;
    case "loadHead":
      state.pHead = state.head;
      pad(state, rules);
      if (claim(state, rules)) {
        if (state.pAttempt > 0) state.pAt = "clearWants";
      } else if (state.pAttempt === 0) state.pAt = "setWants";
      else if (rules.mistake === "wantsAfterLook") state.pAt = "setWantsAgain";
      else blocked(state);
      break;
    case "setWantsAgain":
      state.wants = 1;
      blocked(state);
      break;
    case "setWants":
      state.wants = 1;
      state.pAttempt = 1;
      state.pAt = "loadHead";
      if (rules.mistake === "noLookAfterWants") blocked(state);
      break;
    case "clearWants":
      state.wants = 0;
      state.pAt = "write";
      break;
    case "write":
      writeSlot(state, rules);
      break;
    default:
      return publishStep(state, rules);
  }
  return state;
}

function writeSlot(state: ModelState, rules: ModelRules): void {
  const size = rules.sizes[state.pSent] as number;
  if (rules.mistake === "tailBeforePayload" && state.tail !== state.pTail) {
    state.tail = state.pTail;
    return;
  }
  if (state.pWritten < size) {
    state.slots[state.pFrame + state.pWritten] = payload(state.pSent, state.pWritten);
    state.pWritten++;
  }
  if (state.pWritten === size) afterFrame(state, rules);
}

function blocked(state: ModelState): void {
  state.pBlocked = 1;
  state.pAt = "flush";
}

function publishStep(state: ModelState, rules: ModelRules): ModelState {
  switch (state.pAt) {
    case "flush":
      state.pAt = state.tail === state.pTail && state.pPublished === state.pTail ? "flushed" : "ringLoad";
      state.tail = state.pTail;
      state.pPublished = state.pTail;
      state.pUnflushed = 0;
      state.pFlushed = state.pSent;
      if (rules.mistake === "tailBeforePayload") state.pAt = "ringLoad";
      break;
    case "ringLoad":
      state.pAt = ringLoad(state.parkedConsumer, rules) ?? "flushed";
      if (rules.mistake === "notifyWithoutFlag") state.pAt = "ringNotify";
      break;
    case "ringSwap":
      state.pAt = state.parkedConsumer === 1 ? "ringNotify" : "ringLoad";
      if (state.parkedConsumer === 1) state.parkedConsumer = 0;
      break;
    case "ringLatch":
      state.pAt = state.parkedConsumer === 0 ? "flushed" : "ringLoad";
      if (state.parkedConsumer === 0) state.parkedConsumer = 2;
      break;
    case "ringNotify":
      state.asleepConsumer = 0;
      state.pAt = "flushed";
      break;
    case "flushed":
      state.pAt = state.pSent === rules.sizes.length ? "done" : state.pBlocked === 1 ? "park" : "claim";
      break;
    case "park":
      state.pAt = state.parkedProducer === 2 ? "wakeLatched" : looks(rules) ? "look" : "sleep";
      if (state.parkedProducer === 0) state.parkedProducer = 1;
      break;
    case "wakeLatched":
      state.parkedProducer = 0;
      state.pAt = "claim";
      break;
    case "look": // was space announced since the claim failed?
      state.pAt = state.wants === 1 ? "sleep" : "unpark";
      break;
    case "unpark":
      state.parkedProducer = 0;
      state.pAt = "claim";
      break;
    case "sleep":
      if (state.parkedProducer === 1) state.asleepProducer = 1; // else the wait ends at once
      state.pAt = "woken";
      break;
    case "woken": // perhaps by the late notify of an earlier ring
      if (state.parkedProducer === 1) state.parkedProducer = 0;
      state.pAt = "claim";
      break;
  }
  return state;
}

/** One access of the consumer. A wrong frame is an error. */
export function stepConsumer(before: ModelState, rules: ModelRules): ModelState | undefined {
  if (before.asleepConsumer === 1 || before.cAt === "done") return undefined;
  const state = { ...before, slots: [...before.slots] };
  switch (state.cAt) {
    case "next":
      if (state.cHead === state.cTail) state.cAt = "loadTail";
      else readSize(state, rules);
      break;
    case "loadTail":
      state.cTail = state.tail;
      state.cAt = "next";
      if (state.cHead === state.cTail) {
        state.cEmpty = 1;
        state.cAt = "release";
      }
      break;
    case "read":
      readSlot(state, rules);
      break;
    default:
      return releaseStep(state, rules);
  }
  return state;
}

function readSize(state: ModelState, rules: ModelRules): void {
  const index = state.cHead & (rules.slots - 1);
  const size = state.slots[index] as number;
  state.slots[index] = -9; // whatever is read twice shows
  if (size < 0 && size !== -9) {
    state.cHead = (state.cHead - size) | 0;
    return;
  }
  if (size !== rules.sizes[state.cReceived]) throw new Error(`frame ${state.cReceived} has size ${size}`);
  state.cSize = size;
  state.cRead = 1;
  state.cAt = "read";
}

function readSlot(state: ModelState, rules: ModelRules): void {
  const index = state.cHead & (rules.slots - 1);
  if (state.cRead < state.cSize) {
    const seen = state.slots[index + state.cRead];
    if (seen !== payload(state.cReceived, state.cRead)) throw new Error(`frame ${state.cReceived} is torn: ${seen}`);
    state.slots[index + state.cRead] = -9;
    state.cRead++;
  }
  if (state.cRead < state.cSize) return;
  state.cHead = (state.cHead + state.cSize) | 0;
  state.cReceived++;
  state.cUnreleased++;
  state.cEmpty = 0;
  const isLast = state.cReceived === rules.sizes.length;
  state.cAt = isLast || state.cUnreleased >= rules.framesPerRelease ? "release" : "next";
}

function releaseStep(state: ModelState, rules: ModelRules): ModelState {
  switch (state.cAt) {
    case "release":
      state.cAt = state.cReleased === state.cHead ? "released" : "loadWants";
      state.head = state.cHead;
      state.cReleased = state.cHead;
      state.cUnreleased = 0;
      break;
    case "loadWants":
      state.cAt = state.wants === 0 ? "released" : "takeWants";
      break;
    case "takeWants":
      state.cAt = state.wants === 1 ? "ringLoad" : "released";
      state.wants = 0;
      break;
    case "ringLoad":
      state.cAt = ringLoad(state.parkedProducer, rules) ?? "released";
      break;
    case "ringSwap":
      state.cAt = state.parkedProducer === 1 ? "ringNotify" : "ringLoad";
      if (state.parkedProducer === 1) state.parkedProducer = 0;
      break;
    case "ringLatch":
      state.cAt = state.parkedProducer === 0 ? "released" : "ringLoad";
      if (state.parkedProducer === 0) state.parkedProducer = 2;
      break;
    case "ringNotify":
      state.asleepProducer = 0;
      state.cAt = "released";
      break;
    case "released":
      state.cAt = state.cReceived === rules.sizes.length ? "done" : state.cEmpty === 1 ? "park" : "next";
      break;
    case "park":
      state.cAt = state.parkedConsumer === 2 ? "wakeLatched" : looks(rules) ? "look" : "sleep";
      if (state.parkedConsumer === 0) state.parkedConsumer = 1;
      break;
    case "wakeLatched":
      state.parkedConsumer = 0;
      state.cAt = "next";
      break;
    case "look":
      state.cTail = state.tail;
      state.cAt = state.cHead === state.cTail ? "sleep" : "unpark";
      break;
    case "unpark":
      state.parkedConsumer = 0;
      state.cAt = "next";
      break;
    case "sleep":
      if (state.parkedConsumer === 1) state.asleepConsumer = 1;
      state.cAt = "woken";
      break;
    case "woken":
      if (state.parkedConsumer === 1) state.parkedConsumer = 0;
      state.cAt = "next";
      break;
  }
  return state;
}

/** Explores every state that any schedule can reach. Throws on a torn, lost or reordered frame, or a lost wake-up. */
export function exploreAll(
  rules: ModelRules,
  inEach: (state: ModelState) => void = () => {},
): { states: number; ends: number } {
  const seen = new Set<string>();
  const open: ModelState[] = [firstState(rules)];
  let ends = 0;
  while (open.length > 0) {
    const state = open.pop() as ModelState;
    const key = Object.values(state).join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    inEach(state);
    const next = [stepProducer(state, rules), stepConsumer(state, rules)].filter((after) => after !== undefined);
    open.push(...next);
    if (next.length > 0) continue;
    if (state.pAt !== "done" || state.cAt !== "done") throw new Error(`lost wake-up: ${JSON.stringify(state)}`);
    ends++;
  }
  return { states: seen.size, ends };
}

/**
 * As `exploreAll`, and in every state one of the two dies: the guardian rings the other's bell, which then goes on alone.
 * A consumer must find all frames that were published and no part of another. A producer must end or wait for room.
 */
export function exploreDeaths(rules: ModelRules): { states: number } {
  return {
    states: exploreAll(rules, (state) => {
      outliveProducer(state, rules);
      outliveConsumer(state, rules);
    }).states,
  };
}

function outliveProducer(state: ModelState, rules: ModelRules): void {
  let alone: ModelState | undefined = { ...state, parkedConsumer: 2, asleepConsumer: 0 };
  let last = alone;
  for (; alone !== undefined; alone = stepConsumer(alone, rules)) last = alone;
  if (last.cReceived !== state.pFlushed)
    throw new Error(`${last.cReceived} of ${state.pFlushed} published frames came`);
}

function outliveConsumer(state: ModelState, rules: ModelRules): void {
  let alone: ModelState | undefined = { ...state, parkedProducer: 2, asleepProducer: 0 };
  let last = alone;
  for (; alone !== undefined; alone = stepProducer(alone, rules)) last = alone;
  if (last.pAt !== "done" && (last.asleepProducer !== 1 || last.wants !== 1)) throw new Error("the producer is stuck");
  if (((last.tail - last.head) | 0) > rules.slots)
    throw new Error("the producer has overwritten what was not released");
}
