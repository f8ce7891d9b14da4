import { BufferMemory } from "./arena/arena-memory.ts";
import { sharedMemoryOf } from "./arena/copy-helper.ts";
import { Doorbell } from "./arena/doorbell.ts";
import { FRAME_HEADER_BYTES } from "./arena/frame.ts";
import { LINE_BYTES, RING_HEADER_BYTES, WORD_BYTES } from "./arena/layout.ts";
import { frameBytesMax, RingConsumer, RingProducer } from "./arena/ring.ts";
import { MillraceError } from "./base/errors.ts";

// The public form of millrace's ring: `import { createRing, RingWriter, RingReader } from "millrace/ring"`.
//
//   ring header (3 lines) │ reader's bell │ writer's bell │ closed, rescued │ data: capacity bytes
const READER = 0;
const WRITER = 1;
const BELLS_WORD = RING_HEADER_BYTES / WORD_BYTES;
const STATE_WORD = BELLS_WORD + (2 * LINE_BYTES) / WORD_BYTES;
const CLOSED_WORD = STATE_WORD;
const RESCUED_WORD = STATE_WORD + 1;
const DATA_ADDRESS = RING_HEADER_BYTES + 3 * LINE_BYTES;

/**
 * The part of the ring that is written between two flushes: the batching that makes a ring fast. A reader that is faster
 * than the writer sleeps before each flush, and waking it costs the writer more than a hundred small messages.
 */
const FLUSH_SHARE = 8;
/** The part of the ring that is read between two releases, so that a writer that waits for room gets much at once. */
const RELEASE_SHARE = 4;

/** What travels to the other thread, with `postMessage` or `workerData`. Made by `createRing`. */
export interface RingHandle {
  readonly memory: WebAssembly.Memory | SharedArrayBuffer;
  readonly capacity: number; // bytes
}

export interface RingOptions {
  /** Bytes; a power of two, at least 64. A message may take three quarters of it, 16 of them for its header. */
  readonly capacity: number;
  /**
   * Memory to build the ring in, at least `ringMemoryBytes(capacity)` of zeros. None: a new shared WebAssembly.Memory,
   * in which copies are native at every alignment (a SharedArrayBuffer where WebAssembly is off).
   */
  readonly memory?: WebAssembly.Memory | SharedArrayBuffer;
}

/** The bytes that a ring of `capacity` takes. */
export function ringMemoryBytes(capacity: number): number {
  return DATA_ADDRESS + capacity;
}

/** Makes a ring for exactly one writer and one reader, which may live in different threads. */
export function createRing(options: RingOptions): RingHandle {
  const { capacity } = options;
  const isValid =
    Number.isInteger(capacity) && capacity >= 64 && capacity <= 2 ** 30 && (capacity & (capacity - 1)) === 0;
  if (!isValid)
    throw new MillraceError("INVALID_OPTION", `capacity must be a power of two from 64 to 2^30: ${capacity}`);
  const bytes = ringMemoryBytes(capacity);
  const memory = options.memory ?? sharedMemoryOf(bytes);
  const buffer = memory instanceof SharedArrayBuffer ? memory : memory.buffer;
  if (!(buffer instanceof SharedArrayBuffer) || buffer.byteLength < bytes) {
    throw new MillraceError("INVALID_OPTION", `memory must be shared and have at least ${bytes} bytes`);
  }
  return { memory, capacity };
}

function open(handle: RingHandle, own: number) {
  const memory = new BufferMemory(handle.memory);
  const place = { headerAddress: 0, dataAddress: DATA_ADDRESS, capacity: handle.capacity };
  const bells = { words: memory.words, wordOf: (side: number) => BELLS_WORD + (side * LINE_BYTES) / WORD_BYTES };
  return { memory, place, doorbell: new Doorbell(bells, own, RESCUED_WORD) };
}

/**
 * The writing side; one thread owns it. Messages are published in batches: after an eighth of the ring, at the end of the
 * current tick, and at `flush`. A loop that never returns to the event loop calls `flush` itself when it pauses.
 */
export class RingWriter {
  readonly #memory: BufferMemory;
  readonly #producer: RingProducer;
  readonly #doorbell: Doorbell;
  readonly #messageBytesMax: number;
  readonly #flushBytes: number;
  #pendingBytes = 0;
  #isFlushScheduled = false;
  #isClosed = false;

  constructor(handle: RingHandle) {
    const { memory, place, doorbell } = open(handle, WRITER);
    this.#memory = memory;
    this.#producer = new RingProducer(memory, place);
    this.#doorbell = doorbell;
    this.#messageBytesMax = frameBytesMax(handle.capacity) - FRAME_HEADER_BYTES;
    this.#flushBytes = handle.capacity / FLUSH_SHARE;
  }

  /**
   * Copies `message` into the ring. False when there is no room: then nothing was written; try again after
   * `waitForSpace`. Throws RECORD_TOO_LARGE for a message that can never fit, CLOSED after `close`.
   */
  tryWrite(message: Uint8Array): boolean {
    if (this.#isClosed || message.length > this.#messageBytesMax) throw this.#refusal(message.length);
    if (!this.#producer.write(this.#memory, message)) {
      this.flush();
      return false;
    }
    this.#pendingBytes += message.length + FRAME_HEADER_BYTES;
    if (this.#pendingBytes >= this.#flushBytes) this.flush();
    else if (!this.#isFlushScheduled) this.#scheduleFlush();
    return true;
  }

  /** Like `tryWrite`, but waits for room. Keep the order: await one write before the next. */
  async write(message: Uint8Array): Promise<void> {
    while (!this.tryWrite(message)) await this.waitForSpace();
  }

  /** Resolves when the reader has released something since the last `tryWrite` that answered false. */
  async waitForSpace(): Promise<void> {
    while (this.#producer.isWaitingForSpace) {
      this.#doorbell.park();
      if (!this.#producer.isWaitingForSpace) {
        this.#doorbell.unpark();
        return;
      }
      await this.#doorbell.wait();
    }
  }

  /** The same for a thread that may block and has no event loop to serve. False: `timeoutMs` passed first. */
  waitForSpaceSync(timeoutMs?: number): boolean {
    while (this.#producer.isWaitingForSpace) {
      this.#doorbell.park();
      if (!this.#producer.isWaitingForSpace) {
        this.#doorbell.unpark();
        return true;
      }
      if (!this.#doorbell.waitSync(timeoutMs)) return false;
    }
    return true;
  }

  /** Publishes all messages written so far and wakes the reader if it sleeps. */
  flush(): void {
    this.#pendingBytes = 0;
    if (this.#producer.flush()) this.#doorbell.ring(READER);
  }

  /** Publishes everything and tells the reader that nothing more comes. */
  close(): void {
    if (this.#isClosed) return;
    this.flush();
    this.#isClosed = true;
    Atomics.store(this.#memory.words, CLOSED_WORD, 1);
    this.#doorbell.ring(READER);
  }

  #scheduleFlush(): void {
    this.#isFlushScheduled = true;
    queueMicrotask(() => {
      this.#isFlushScheduled = false;
      this.flush();
    });
  }

  #refusal(length: number): MillraceError {
    if (this.#isClosed) return new MillraceError("CLOSED", "the ring's writer is closed");
    const message = `a message of ${length} bytes is larger than the ${this.#messageBytesMax} that fit this ring`;
    return new MillraceError("RECORD_TOO_LARGE", message);
  }
}

/** The reading side; one thread owns it. Reads in place (`read`) or copies out (`readInto`, `for await`). */
export class RingReader implements AsyncIterable<Uint8Array> {
  /** The ring's memory, for the callback of `read`. Bytes outside of the current message are undefined. */
  readonly bytes: Uint8Array;
  readonly #memory: BufferMemory;
  readonly #words: Int32Array;
  readonly #consumer: RingConsumer;
  readonly #doorbell: Doorbell;
  readonly #releaseBytes: number;
  #unreleasedBytes = 0;

  constructor(handle: RingHandle) {
    const { memory, place, doorbell } = open(handle, READER);
    this.#memory = memory;
    this.bytes = memory.bytes;
    this.#releaseBytes = handle.capacity / RELEASE_SHARE;
    this.#words = memory.words;
    this.#consumer = new RingConsumer(memory, place);
    this.#doorbell = doorbell;
  }

  /**
   * Calls `visit` with the place of up to `messagesMax` messages in `bytes`, without a copy; a place is valid during the
   * call. Room goes back to the writer at the end, and in between when much was read. The number of messages; 0 when there is none. Throws RING_CORRUPT when the other side broke the ring.
   */
  read(visit: (bytes: Uint8Array, start: number, end: number) => void, messagesMax = 256): number {
    let count = 0;
    try {
      while (count < messagesMax) {
        const frame = this.#consumer.next();
        if (frame === 0) break;
        count++;
        const length = this.#words[frame / WORD_BYTES] as number;
        visit(this.bytes, frame + FRAME_HEADER_BYTES, frame + length);
        this.#unreleasedBytes += length;
        if (this.#unreleasedBytes >= this.#releaseBytes) this.#release();
      }
    } finally {
      this.#release();
    }
    return count;
  }

  /**
   * Copies the next message to the start of `target` and gives its length, or -1 when there is none. Room goes back to
   * the writer in batches. A `target` that is too small is an INVALID_OPTION and the message is lost.
   */
  readInto(target: Uint8Array): number {
    const frame = this.#consumer.next();
    if (frame === 0) {
      this.#release();
      return -1;
    }
    const length = (this.#words[frame / WORD_BYTES] as number) - FRAME_HEADER_BYTES;
    if (length > target.length)
      throw new MillraceError("INVALID_OPTION", `a message of ${length} bytes needs a larger target`);
    this.#memory.read(target, frame + FRAME_HEADER_BYTES, length);
    this.#unreleasedBytes += length + FRAME_HEADER_BYTES;
    if (this.#unreleasedBytes >= this.#releaseBytes) this.#release();
    return length;
  }

  #release(): void {
    this.#unreleasedBytes = 0;
    if (this.#consumer.release()) this.#doorbell.ring(WRITER);
  }

  /** Has the writer closed, and was everything read? */
  get isEnded(): boolean {
    // In this order: what was published before the close is seen.
    return Atomics.load(this.#words, CLOSED_WORD) === 1 && this.#consumer.isEmpty;
  }

  /** Resolves when there is a message, or the writer has closed. */
  async wait(): Promise<void> {
    while (!this.#isReady()) {
      this.#release();
      this.#doorbell.park();
      if (this.#isReady()) {
        this.#doorbell.unpark();
        return;
      }
      await this.#doorbell.wait();
    }
  }

  /** The same for a thread that may block and has no event loop to serve. False: `timeoutMs` passed first. */
  waitSync(timeoutMs?: number): boolean {
    while (!this.#isReady()) {
      this.#release();
      this.#doorbell.park();
      if (this.#isReady()) {
        this.#doorbell.unpark();
        return true;
      }
      if (!this.#doorbell.waitSync(timeoutMs)) return false;
    }
    return true;
  }

  #isReady(): boolean {
    return !this.#consumer.isEmpty || Atomics.load(this.#words, CLOSED_WORD) === 1;
  }

  /** Copies of all messages, until the writer closes. */
  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for (;;) {
      const batch: Uint8Array[] = [];
      this.read((bytes, start, end) => batch.push(bytes.slice(start, end)));
      yield* batch;
      if (batch.length > 0) continue;
      if (this.isEnded) return;
      await this.wait();
    }
  }
}
