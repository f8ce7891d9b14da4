import type { MessagePort } from "node:worker_threads";
import { RingBuffer } from "ringbuf.js";
import { type RingHandle, RingReader, RingWriter } from "../../src/ring.ts";

/** What a run moves. Every message starts with its number as int32, which the reader checks. */
export interface Load {
  readonly bytes: number; // of one message
  readonly count: number;
}

/** The shared things of a run, made by the main thread: only the contender's own are used. */
export interface Paths {
  readonly millrace: RingHandle;
  readonly millraceBack: RingHandle;
  readonly ringbuf: SharedArrayBuffer;
  readonly ringbufBack: SharedArrayBuffer;
  readonly bare: SharedArrayBuffer;
  readonly port: MessagePort;
}

export type ContenderName = "millrace" | "bare loop" | "ringbuf.js" | "postMessage";

/** One way to move messages between two workers. All of them write from a private buffer. */
export interface Contender {
  send(load: Load, paths: Paths): Promise<void>;
  /** Milliseconds from the first message to the last. */
  receive(load: Load, paths: Paths): Promise<number>;
  /** Sends one message and waits for it to come back, `count` times; the microseconds of each. */
  ping(load: Load, paths: Paths): Promise<Float64Array>;
  pong(load: Load, paths: Paths): Promise<void>;
}

// Messages in flight that postMessage may have, so that its queue does not grow without bound.
const PORT_WINDOW = 1_000;
const SPINS_BEFORE_NAP = 2_000;

const nap = new Int32Array(new SharedArrayBuffer(4));

/** For contenders that cannot sleep: spin, then nap, so that a busy machine is not made busier. */
export class Patience {
  #spins = 0;

  lose(): void {
    if (++this.#spins >= SPINS_BEFORE_NAP) Atomics.wait(nap, 0, 0, 0.05);
  }

  gain(): void {
    this.#spins = 0;
  }
}

export function message(bytes: number): { bytes: Uint8Array; number: Int32Array } {
  const payload = new Uint8Array(bytes).fill(7);
  return { bytes: payload, number: new Int32Array(payload.buffer, 0, 1) };
}

export function check(seen: number | undefined, expected: number): void {
  if (seen !== expected) throw new Error(`message ${expected} carries ${seen}`);
}

/** Reads one word of each cache line, as whoever uses the bytes would at least. */
export function touch(words: Int32Array, start: number, end: number): number {
  let sum = 0;
  for (let word = start / 4; word < end / 4; word += 16) sum = (sum + (words[word] as number)) | 0;
  return sum;
}

export const millrace: Contender = {
  async send(load, paths) {
    const writer = new RingWriter(paths.millrace);
    const { bytes, number } = message(load.bytes);
    for (let index = 0; index < load.count; index++) {
      number[0] = index;
      while (!writer.tryWrite(bytes)) writer.waitForSpaceSync();
    }
    writer.flush();
  },
  async receive(load, paths) {
    const reader = new RingReader(paths.millrace);
    const words = new Int32Array(reader.bytes.buffer);
    let start = 0;
    let index = 0;
    const visit = (_: Uint8Array, from: number, to: number) => {
      if (index === 0) start = performance.now();
      check(words[from / 4], index++);
      touch(words, from, to);
    };
    while (index < load.count) if (reader.read(visit) === 0) reader.waitSync();
    return performance.now() - start;
  },
  async ping(load, paths) {
    const writer = new RingWriter(paths.millrace);
    const reader = new RingReader(paths.millraceBack);
    const { bytes } = message(load.bytes);
    const times = new Float64Array(load.count);
    for (let index = 0; index < load.count; index++) {
      const start = performance.now();
      writer.tryWrite(bytes);
      writer.flush();
      while (reader.readInto(bytes) < 0) await reader.wait();
      times[index] = (performance.now() - start) * 1000;
    }
    reader.readInto(bytes); // finds nothing, and so gives the last one's room back for the next run
    return times;
  },
  async pong(load, paths) {
    const writer = new RingWriter(paths.millraceBack);
    const reader = new RingReader(paths.millrace);
    const { bytes } = message(load.bytes);
    for (let index = 0; index < load.count; index++) {
      while (reader.readInto(bytes) < 0) await reader.wait();
      writer.tryWrite(bytes);
      writer.flush();
    }
    reader.readInto(bytes);
  },
};

/** ringbuf.js moves elements, not messages: with one fixed size a push and a pop of that size is a message. */
export const ringbuf: Contender = {
  async send(load, paths) {
    const ring = new RingBuffer(paths.ringbuf, Uint8Array);
    const { bytes, number } = message(load.bytes);
    const patience = new Patience();
    for (let index = 0; index < load.count; index++) {
      number[0] = index;
      let pushed = ring.push(bytes);
      patience.gain();
      while (pushed < load.bytes) {
        patience.lose();
        pushed += ring.push(bytes, load.bytes - pushed, pushed);
      }
    }
  },
  async receive(load, paths) {
    const ring = new RingBuffer(paths.ringbuf, Uint8Array);
    const { bytes, number } = message(load.bytes);
    const patience = new Patience();
    let start = 0;
    for (let index = 0; index < load.count; index++) {
      let popped = ring.pop(bytes);
      patience.gain();
      while (popped < load.bytes) {
        patience.lose();
        popped += ring.pop(bytes, load.bytes - popped, popped);
      }
      if (index === 0) start = performance.now();
      check(number[0], index);
    }
    return performance.now() - start;
  },
  async ping(load, paths) {
    const there = new RingBuffer(paths.ringbuf, Uint8Array);
    const back = new RingBuffer(paths.ringbufBack, Uint8Array);
    const { bytes } = message(load.bytes);
    const patience = new Patience();
    const times = new Float64Array(load.count);
    for (let index = 0; index < load.count; index++) {
      const start = performance.now();
      there.push(bytes);
      patience.gain();
      while (back.pop(bytes) === 0) patience.lose();
      times[index] = (performance.now() - start) * 1000;
    }
    return times;
  },
  async pong(load, paths) {
    const there = new RingBuffer(paths.ringbuf, Uint8Array);
    const back = new RingBuffer(paths.ringbufBack, Uint8Array);
    const { bytes } = message(load.bytes);
    const patience = new Patience();
    for (let index = 0; index < load.count; index++) {
      patience.gain();
      while (there.pop(bytes) === 0) patience.lose();
      back.push(bytes);
    }
  },
};

/** Calls `onMessage` until it answers true. */
function listen(port: MessagePort, onMessage: (data: unknown) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listener = (data: unknown) => {
      if (!onMessage(data)) return;
      port.off("message", listener);
      resolve();
    };
    port.on("message", listener);
  });
}

export const postMessage: Contender = {
  async send(load, paths) {
    const { port } = paths;
    const { bytes, number } = message(load.bytes);
    let sent = 0;
    const sendWindow = () => {
      for (const end = Math.min(load.count, sent + PORT_WINDOW); sent < end; sent++) {
        number[0] = sent;
        port.postMessage(bytes);
      }
    };
    let windows = Math.ceil(load.count / PORT_WINDOW);
    const finished = listen(port, () => {
      sendWindow();
      return --windows === 0;
    });
    sendWindow();
    sendWindow(); // two windows, so that the receiver never waits for the way back
    await finished;
  },
  async receive(load, paths) {
    const { bytes, number } = message(load.bytes);
    let start = 0;
    let received = 0;
    await listen(paths.port, (data) => {
      bytes.set(data as Uint8Array);
      if (received === 0) start = performance.now();
      check(number[0], received++);
      if (received % PORT_WINDOW === 0 || received === load.count) paths.port.postMessage(0);
      return received === load.count;
    });
    return performance.now() - start;
  },
  async ping(load, paths) {
    const { bytes } = message(load.bytes);
    const times = new Float64Array(load.count);
    let index = 0;
    let start = performance.now();
    const finished = listen(paths.port, () => {
      times[index++] = (performance.now() - start) * 1000;
      if (index === load.count) return true;
      start = performance.now();
      paths.port.postMessage(bytes);
      return false;
    });
    paths.port.postMessage(bytes);
    await finished;
    return times;
  },
  async pong(load, paths) {
    let answered = 0;
    await listen(paths.port, (data) => {
      paths.port.postMessage(data);
      return ++answered === load.count;
    });
  },
};
