import { assert } from "../base/assert.ts";
import { MillraceError } from "../base/errors.ts";
import { FRAME_HEADER_BYTES, FRAME_KIND, FRAME_TYPE_PAD, FRAME_TYPE_PLAIN, frameSpan } from "./frame.ts";
import { isPowerOfTwo, RING_HEAD, RING_TAIL, RING_WANTS_SPACE, WORD_BYTES } from "./layout.ts";
import type { ArenaMemory } from "./memory.ts";

/** Where one ring lies. */
export interface RingPlace {
  readonly headerAddress: number; // RING_HEADER_BYTES, a multiple of 128
  readonly dataAddress: number; // capacity bytes, a multiple of 16
  readonly capacity: number; // a power of two
}

type RingMemory = Pick<ArenaMemory, "words">;

/**
 * The largest frame of a ring: three quarters of it. Because the pad at the ring's end is published by itself, any
 * frame up to the capacity would fit at last in an emptied ring; the quarter leaves room for what is being released.
 */
export function frameBytesMax(capacity: number): number {
  return (capacity / 4) * 3;
}

/** Sets a ring to empty. Both sides must be quiet: nobody holds a producer or consumer of it. `position` is for tests. */
export function resetRing(memory: RingMemory, headerAddress: number, position = 0): void {
  const word = headerAddress / WORD_BYTES;
  Atomics.store(memory.words, word + RING_HEAD / WORD_BYTES, position);
  Atomics.store(memory.words, word + RING_WANTS_SPACE / WORD_BYTES, 0);
  Atomics.store(memory.words, word + RING_TAIL / WORD_BYTES, position);
}

function checkPlace(place: RingPlace): void {
  assert(isPowerOfTwo(place.capacity) && place.capacity >= 64, "a ring's capacity is a power of two of at least 64");
  assert(place.dataAddress % 16 === 0, "a ring's data starts at a multiple of 16");
}

/**
 * The writing end of a single-producer single-consumer byte ring; one thread owns it.
 *
 * Frames are written privately: `claim` a frame, write it, perhaps `trim` or `cancel` it, and `flush` once for a batch.
 * Only the flush stores the tail, after all payload, so a producer that dies before has published nothing. Positions
 * are wrapping int32; the consumer's head is cached and read again only when the ring seems full.
 */
export class RingProducer {
  readonly capacity: number;
  readonly frameBytesMax: number;
  readonly #words: Int32Array;
  readonly #dataAddress: number;
  readonly #dataWord: number;
  readonly #mask: number;
  readonly #tailWord: number;
  readonly #headWord: number;
  readonly #wantsWord: number;
  #tail: number; // private: the end of what was claimed
  #published: number;
  #head: number; // the consumer's, as last seen
  #claimed = 0; // position of the last frame claimed
  #claimedSpan = 0; // 0: there is none that could be trimmed

  constructor(memory: RingMemory, place: RingPlace) {
    checkPlace(place);
    this.capacity = place.capacity;
    this.frameBytesMax = frameBytesMax(place.capacity);
    this.#words = memory.words;
    this.#dataAddress = place.dataAddress;
    this.#dataWord = place.dataAddress / WORD_BYTES;
    this.#mask = place.capacity - 1;
    const header = place.headerAddress / WORD_BYTES;
    this.#tailWord = header + RING_TAIL / WORD_BYTES;
    this.#headWord = header + RING_HEAD / WORD_BYTES;
    this.#wantsWord = header + RING_WANTS_SPACE / WORD_BYTES;
    this.#tail = Atomics.load(memory.words, this.#tailWord);
    this.#published = this.#tail;
    this.#head = Atomics.load(memory.words, this.#headWord);
  }

  /**
   * The address of a new frame of `length` bytes, header included; its length is written, the rest is the caller's.
   * 0 when there is no room: then the wants-space flag is set and the consumer's next release says that the producer
   * is to be woken. After a 0 call `flush` (a pad may wait to be published) and ring as for any frame.
   */
  claim(length: number): number {
    const span = frameSpan(length);
    const position = this.#tail & this.#mask;
    if (
      span > this.capacity - ((this.#tail - this.#head) | 0) ||
      span > this.capacity - position ||
      length > this.frameBytesMax
    ) {
      return this.#claimSlowly(length, span);
    }
    return this.#take(position, length, span);
  }

  #take(position: number, length: number, span: number): number {
    this.#words[this.#dataWord + (position >>> 2)] = length;
    this.#claimed = this.#tail;
    this.#claimedSpan = span;
    this.#tail = (this.#tail + span) | 0;
    return this.#dataAddress + position;
  }

  /** Out of line, so that the common path stays small: pads the ring's end and looks at the consumer's head again. */
  #claimSlowly(length: number, span: number): number {
    assert(length >= FRAME_HEADER_BYTES && length <= this.frameBytesMax, `a frame of ${length} bytes fits the ring`);
    for (let attempt = 0; attempt < 2; attempt++) {
      this.#head = Atomics.load(this.#words, this.#headWord);
      const toEnd = this.capacity - (this.#tail & this.#mask);
      if (span > toEnd && toEnd <= this.#free()) this.#pad(toEnd);
      const position = this.#tail & this.#mask;
      if (span <= this.#free() && span <= this.capacity - position) {
        if (attempt > 0) Atomics.store(this.#words, this.#wantsWord, 0);
        return this.#take(position, length, span);
      }
      // Set the flag, then look once more: the consumer stores its head, then looks at the flag, so one of both sees.
      // Never set it after the last look: a release in between would be missed.
      if (attempt === 0) Atomics.store(this.#words, this.#wantsWord, 1);
    }
    return 0;
  }

  #free(): number {
    return this.capacity - ((this.#tail - this.#head) | 0);
  }

  /** Are `bytes` free? If not, the consumer's next release says that the producer is to be woken. */
  hasRoom(bytes: number): boolean {
    for (let attempt = 0; attempt < 2; attempt++) {
      this.#head = Atomics.load(this.#words, this.#headWord);
      if (this.#free() >= bytes) return true;
      if (attempt === 0) Atomics.store(this.#words, this.#wantsWord, 1); // then one more look, as in claim
    }
    return false;
  }

  #pad(length: number): void {
    const word = this.#dataWord + ((this.#tail & this.#mask) >>> 2);
    this.#words[word] = length;
    this.#words[word + FRAME_KIND / WORD_BYTES] = FRAME_TYPE_PAD;
    this.#tail = (this.#tail + length) | 0;
    this.#claimedSpan = 0;
  }

  /** Shortens the frame claimed last to `length` bytes, header included. */
  trim(length: number): void {
    const span = frameSpan(length);
    assert(this.#claimedSpan > 0 && span <= this.#claimedSpan, "a trimmed frame is the last one and gets no longer");
    this.#words[this.#dataWord + ((this.#claimed & this.#mask) >>> 2)] = length;
    this.#claimedSpan = span;
    this.#tail = (this.#claimed + span) | 0;
  }

  /** Takes back the frame claimed last, for a writer that failed in the middle of it. */
  cancel(): void {
    assert(this.#claimedSpan > 0, "a cancelled frame is the last one and not flushed");
    this.#tail = this.#claimed;
    this.#claimedSpan = 0;
  }

  /**
   * Claims and fills a frame without body: `payload` follows the header. False when there is no room. The convenient
   * form for raw bytes; links write header and body in place instead.
   */
  write(memory: Pick<ArenaMemory, "write">, payload: Uint8Array): boolean {
    const frame = this.claim(FRAME_HEADER_BYTES + payload.length);
    if (frame === 0) return false;
    this.#words[frame / WORD_BYTES + FRAME_KIND / WORD_BYTES] = FRAME_TYPE_PLAIN;
    memory.write(frame + FRAME_HEADER_BYTES, payload);
    return true;
  }

  /** Publishes everything claimed since the last flush. True when there was something: now ring the consumer's bell. */
  flush(): boolean {
    if (this.#tail === this.#published) return false;
    this.#published = this.#tail;
    this.#claimedSpan = 0;
    Atomics.store(this.#words, this.#tailWord, this.#tail);
    return true;
  }

  /**
   * Is a failed `claim` still without room? A read only: this is the look between `park` and `wait` of a thread that
   * waits for space. False as soon as the consumer has released something: try again.
   */
  get isWaitingForSpace(): boolean {
    return Atomics.load(this.#words, this.#wantsWord) === 1;
  }

  /** The end of what was claimed so far, to ask `isReleased` about later. */
  get position(): number {
    return this.#tail;
  }

  /** As `isReleased`. If not, the consumer's next release says that the producer is to be woken. */
  awaitRelease(position: number): boolean {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (this.isReleased(position)) return true;
      if (attempt === 0) Atomics.store(this.#words, this.#wantsWord, 1); // then one more look, as in claim
    }
    return false;
  }

  /** Has the consumer released everything that was claimed up to `position`? */
  isReleased(position: number): boolean {
    if (((this.#head - position) | 0) >= 0) return true;
    this.#head = Atomics.load(this.#words, this.#headWord);
    return ((this.#head - position) | 0) >= 0;
  }
}

/**
 * The reading end; one thread owns it. `next` gives the address of each frame in place, `release` hands all frames
 * seen so far back at once. A frame's bytes stay valid until then. Lengths are checked: a frame that cannot be is a
 * `MillraceError` RING_CORRUPT, and the ring stays where it is.
 */
export class RingConsumer {
  readonly capacity: number;
  readonly #words: Int32Array;
  readonly #dataAddress: number;
  readonly #dataWord: number;
  readonly #mask: number;
  readonly #tailWord: number;
  readonly #headWord: number;
  readonly #wantsWord: number;
  #head: number; // private: the end of what was seen
  #released: number;
  #tail: number; // the producer's, as last seen

  constructor(memory: RingMemory, place: RingPlace) {
    checkPlace(place);
    this.capacity = place.capacity;
    this.#words = memory.words;
    this.#dataAddress = place.dataAddress;
    this.#dataWord = place.dataAddress / WORD_BYTES;
    this.#mask = place.capacity - 1;
    const header = place.headerAddress / WORD_BYTES;
    this.#tailWord = header + RING_TAIL / WORD_BYTES;
    this.#headWord = header + RING_HEAD / WORD_BYTES;
    this.#wantsWord = header + RING_WANTS_SPACE / WORD_BYTES;
    this.#head = Atomics.load(memory.words, this.#headWord);
    this.#released = this.#head;
    this.#tail = Atomics.load(memory.words, this.#tailWord);
  }

  /** The address of the next frame, or 0 when all published frames were seen. */
  next(): number {
    for (;;) {
      if (this.#head === this.#tail) {
        this.#tail = Atomics.load(this.#words, this.#tailWord);
        if (this.#head === this.#tail) return 0;
      }
      const position = this.#head & this.#mask;
      const word = this.#dataWord + (position >>> 2);
      const length = this.#words[word] as number;
      const kind = this.#words[word + FRAME_KIND / WORD_BYTES] as number;
      // Lengths, not spans: the span of an impossible length may overflow.
      if (
        length < FRAME_HEADER_BYTES ||
        length > ((this.#tail - this.#head) | 0) ||
        length > this.capacity - position ||
        kind >>> 16 > length - FRAME_HEADER_BYTES
      ) {
        throw this.#corrupt(length, kind);
      }
      this.#head = (this.#head + frameSpan(length)) | 0;
      if ((kind & 0xff) !== FRAME_TYPE_PAD) return this.#dataAddress + position;
    }
  }

  #corrupt(length: number, kind: number): MillraceError {
    const where = `position ${this.#head} of a ring of ${this.capacity} bytes, tail ${this.#tail}`;
    return new MillraceError("RING_CORRUPT", `frame of length ${length}, kind word ${kind} at ${where}`);
  }

  /** Is a frame published that `next` has not given yet? Reads the tail anew. */
  get isEmpty(): boolean {
    if (this.#head !== this.#tail) return false;
    this.#tail = Atomics.load(this.#words, this.#tailWord);
    return this.#head === this.#tail;
  }

  /**
   * Gives the room of all frames seen so far back to the producer. True when the producer waits for room: then ring its
   * bell. Call it once per batch, and also after a `next` that gave 0 (it may have passed a pad).
   */
  release(): boolean {
    if (this.#head === this.#released) return false;
    this.#released = this.#head;
    Atomics.store(this.#words, this.#headWord, this.#head);
    if (Atomics.load(this.#words, this.#wantsWord) === 0) return false;
    return Atomics.exchange(this.#words, this.#wantsWord, 0) === 1;
  }
}
