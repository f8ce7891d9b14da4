import { parentPort, workerData } from "node:worker_threads";
import { Arena, type ArenaSource } from "../../src/arena/arena.ts";
import { FRAME_HEADER_BYTES, frameLength } from "../../src/arena/frame.ts";
import { ROW_RESCUED } from "../../src/arena/layout.ts";
import { type RingConsumer, type RingPlace, RingProducer } from "../../src/arena/ring.ts";
import { Random } from "../../src/base/random.ts";

/** What a worker of the stress tests does over endpoints 1 (sender) and 2 (receiver). */
export interface StressTask {
  readonly source: ArenaSource;
  readonly role: "send" | "receive" | "ping" | "pong" | "pingSync" | "pongSync";
  /** receive: frames to take, then it stops. ping and pong: throws of the ball. */
  readonly count: number;
  /** send, receive: the sequence number to begin with; -1 at a receiver: whatever lies at the released position. */
  readonly first: number;
  /** send: a ring that is there already; default: the sender makes it. */
  readonly place?: RingPlace;
}

/** A sleep without event loop that is not ended within this time although there is work was missed. */
const RESCUE_MS = 10_000;

/** The length of frame `sequence`: short ones mostly, now and then one of a quarter of the ring. */
export function lengthOf(sequence: number, capacity: number): number {
  const random = new Random(sequence);
  return 4 + (random.chance(1, 50) ? random.between(0, capacity / 4) : random.between(0, 200));
}

function fillFrame(words: Int32Array, frame: number, sequence: number, length: number): void {
  words[frame / 4 + 1] = 1;
  const start = (frame + FRAME_HEADER_BYTES) / 4;
  for (let index = 0; index * 4 < length; index++) words[start + index] = (sequence + index) | 0;
}

/** The sequence number of a frame, every word of it checked. */
export function checkFrame(arena: Arena, frame: number, capacity: number): number {
  const { words } = arena.memory;
  const start = (frame + FRAME_HEADER_BYTES) / 4;
  const sequence = words[start] as number;
  const length = frameLength(words, frame) - FRAME_HEADER_BYTES;
  if (length !== lengthOf(sequence, capacity)) throw new Error(`frame ${sequence} has ${length} bytes`);
  for (let index = 0; index * 4 < length; index++) {
    if (words[start + index] !== ((sequence + index) | 0)) throw new Error(`frame ${sequence} is torn at ${index * 4}`);
  }
  return sequence;
}

/** Sends until it is terminated. */
function send(arena: Arena, first: number, place: RingPlace | undefined): void {
  const made = () => arena.openProducer(1, 2, "data") as RingProducer;
  const producer = place === undefined ? made() : new RingProducer(arena.memory, place);
  const doorbell = arena.doorbellOf(1);
  const rescuedWord = arena.layout.rowWord(1) + ROW_RESCUED;
  doorbell.ring(2); // there is a new ring
  for (let sequence = first; ; sequence++) {
    const length = lengthOf(sequence, producer.capacity);
    let frame = producer.claim(FRAME_HEADER_BYTES + length);
    while (frame === 0) {
      if (producer.flush()) doorbell.ring(2);
      doorbell.park();
      if (producer.isWaitingForSpace) {
        const isWoken = doorbell.waitSync(RESCUE_MS);
        if (!isWoken && !producer.isWaitingForSpace) Atomics.add(arena.memory.words, rescuedWord, 1);
      } else doorbell.unpark();
      frame = producer.claim(FRAME_HEADER_BYTES + length);
    }
    fillFrame(arena.memory.words, frame, sequence, length);
    if (sequence % 7 === 0 && producer.flush()) doorbell.ring(2);
  }
}

/** Takes `count` frames; answers the sequence number after the last. */
function receive(arena: Arena, first: number, count: number): number {
  const consumer = arena.openConsumer(1, 2, "data") as RingConsumer;
  const doorbell = arena.doorbellOf(2);
  let expected = first;
  for (let taken = 0; taken < count; ) {
    const frame = consumer.next();
    if (frame !== 0) {
      const sequence = checkFrame(arena, frame, consumer.capacity);
      if (sequence !== expected && expected !== -1) throw new Error(`frame ${sequence} instead of ${expected}`);
      expected = sequence + 1;
      taken++;
      if (expected % 5 === 0 && consumer.release()) doorbell.ring(1);
      continue;
    }
    if (consumer.release()) doorbell.ring(1);
    doorbell.park();
    if (consumer.isEmpty) doorbell.waitSync();
    else doorbell.unpark();
  }
  if (consumer.release()) doorbell.ring(1);
  return expected;
}

/** Opens the ring from the other side, which may not have made it yet. */
function consumerOf(arena: Arena, sender: number, receiver: number): RingConsumer {
  const nap = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    const consumer = arena.openConsumer(sender, receiver, "control");
    if (consumer !== undefined) return consumer;
    Atomics.wait(nap, 0, 0, 1);
  }
}

/**
 * As in production: two ticks in a row find a wake-up that was missed, and the game stands still until then. A waker that
 * has lost its core between publishing and ringing is back by then, also on a busy machine.
 */
const WATCHDOG_MS = 500;

/**
 * Throws a ball `count` times to the other endpoint and back, asleep in the event loop whenever it is away. How often
 * this side slept, and how many wake-ups the watchdog had to rescue.
 */
async function pingPong(arena: Arena, own: number, other: number, count: number): Promise<PingPongResult> {
  const doorbell = arena.doorbellOf(own);
  const producer = arena.openProducer(own, other, "control") as RingProducer;
  const consumer = consumerOf(arena, other, own);
  const watchdog = setInterval(() => doorbell.rescue(!consumer.isEmpty), WATCHDOG_MS);
  const throwBall = () => {
    fillFrame(arena.memory.words, producer.claim(FRAME_HEADER_BYTES + 4), 0, 4);
    producer.flush();
    doorbell.ring(other);
  };
  let sleeps = 0;
  if (own === 1) throwBall();
  for (let caught = 0; caught < count; ) {
    if (consumer.next() !== 0) {
      consumer.release();
      caught++;
      if (own === 2 || caught < count) throwBall();
      continue;
    }
    doorbell.park();
    if (!consumer.isEmpty) {
      doorbell.unpark();
      continue;
    }
    const waiting = doorbell.wait();
    if (typeof waiting === "string") continue;
    await waiting;
    sleeps++;
  }
  clearInterval(watchdog);
  return { sleeps, rescued: doorbell.rescuedCount };
}

/** The same for threads that block: whoever finds the ball only when its sleep has timed out was not woken for it. */
function pingPongSync(arena: Arena, own: number, other: number, count: number): PingPongResult {
  const doorbell = arena.doorbellOf(own);
  const producer = arena.openProducer(own, other, "control") as RingProducer;
  const consumer = consumerOf(arena, other, own);
  const throwBall = () => {
    fillFrame(arena.memory.words, producer.claim(FRAME_HEADER_BYTES + 4), 0, 4);
    producer.flush();
    doorbell.ring(other);
  };
  let sleeps = 0;
  let rescued = 0;
  if (own === 1) throwBall();
  for (let caught = 0; caught < count; ) {
    if (consumer.next() !== 0) {
      consumer.release();
      caught++;
      if (own === 2 || caught < count) throwBall();
      continue;
    }
    doorbell.park();
    if (!consumer.isEmpty) {
      doorbell.unpark();
      continue;
    }
    sleeps++;
    const sleptAt = performance.now();
    doorbell.waitSync(RESCUE_MS);
    // Its answer does not tell of a waker that cleared the word and did not notify: the time does.
    if (performance.now() - sleptAt >= RESCUE_MS && !consumer.isEmpty) rescued++;
  }
  return { sleeps, rescued };
}

export interface PingPongResult {
  readonly sleeps: number;
  readonly rescued: number;
}

async function run({ source, role, first, count, place }: StressTask): Promise<unknown> {
  const arena = Arena.open(source);
  switch (role) {
    case "send":
      return send(arena, first, place);
    case "receive":
      return receive(arena, first, count);
    case "ping":
      return pingPong(arena, 1, 2, count);
    case "pong":
      return pingPong(arena, 2, 1, count);
    case "pingSync":
      return pingPongSync(arena, 1, 2, count);
    case "pongSync":
      return pingPongSync(arena, 2, 1, count);
  }
}

if (parentPort !== null && workerData?.source !== undefined)
  parentPort.postMessage(await run(workerData as StressTask));
