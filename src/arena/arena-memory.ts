import { type CopyHelper, copyHelperOf } from "./copy-helper.ts";
import type { ArenaMemory } from "./memory.ts";
import { PrivateView } from "./private-view.ts";

// Below this many bytes a typed-array copy of words beats the set-up of the two-step copy of `write`.
const SHIFTED_WRITE_BYTES_MIN = 128;
// Up to here a loop over words beats the native copy, which costs about 20 ns to call and 60 ns more for a subarray.
const LOOP_WRITE_BYTES_MAX = 256;
const LOOP_READ_BYTES_MAX = 512;

const NO_BYTES = new Uint8Array(0);

/**
 * The bytes of an arena as one thread sees them. Over a shared `WebAssembly.Memory` copies are native moves of the wasm
 * helper; over a plain buffer, or where wasm is off, they are typed-array copies. Each thread makes its own.
 */
export class BufferMemory implements ArenaMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly view: DataView;
  /** Can other threads see it? Then `Atomics.wait`, `waitAsync` and `notify` work on it. */
  readonly shared: boolean;
  readonly #helper: CopyHelper | undefined;
  readonly #longs: BigInt64Array;
  readonly #source = new PrivateView();
  #sourceBytes: Uint8Array = NO_BYTES; // its words from its first byte on:
  #sourceLongs = this.#source.longs;
  #sourceWords = this.#source.words;
  readonly #target = new PrivateView();

  constructor(source: WebAssembly.Memory | ArrayBuffer | SharedArrayBuffer) {
    const isBuffer = source instanceof ArrayBuffer || source instanceof SharedArrayBuffer;
    this.buffer = isBuffer ? source : source.buffer;
    this.shared = this.buffer instanceof SharedArrayBuffer;
    this.bytes = new Uint8Array(this.buffer);
    this.words = new Int32Array(this.buffer, 0, Math.floor(this.buffer.byteLength / 4));
    this.view = new DataView(this.buffer);
    this.#longs = new BigInt64Array(this.buffer, 0, Math.floor(this.buffer.byteLength / 8));
    this.#helper = isBuffer || !this.shared ? undefined : copyHelperOf(source);
  }

  copy(target: number, source: number, length: number): void {
    if (this.#helper !== undefined) this.#helper.copy(target, source, length);
    else this.bytes.copyWithin(target, source, source + length);
  }

  fill(target: number, value: number, length: number): void {
    if (this.#helper !== undefined) this.#helper.fill(target, value, length);
    else this.bytes.fill(value, target, target + length);
  }

  write(target: number, source: Uint8Array): void {
    const length = source.length;
    const isShort = length <= LOOP_WRITE_BYTES_MAX && (target & 7) === 0;
    if (isShort && (source === this.#sourceBytes || this.#aimAtSource(source))) this.#writeWords(target, length);
    else this.#writeLong(target, source);
  }

  /**
   * A copy into a shared buffer goes word by word only when both addresses agree mod 8, else byte by byte (4.8 times
   * slower). So a longer source goes to the next address that agrees, and the helper moves it down to its place.
   */
  #writeLong(target: number, source: Uint8Array): void {
    const length = source.length;
    const shift = (source.byteOffset - target) & 7;
    if (this.#helper === undefined || shift === 0 || length < SHIFTED_WRITE_BYTES_MIN) {
      this.bytes.set(source, target);
      return;
    }
    const moved = length - shift; // the last `shift` bytes would land behind the target's end
    this.bytes.set(source.subarray(0, moved), target + shift);
    this.#helper.copy(target, target + shift, moved);
    for (let index = moved; index < length; index++) this.bytes[target + index] = source[index] as number;
  }

  /** Makes `source` the one whose words lie ready in fields: the short way of a loop has no call and no other object. */
  #aimAtSource(source: Uint8Array): boolean {
    if (!this.#source.aim(source)) return false;
    this.#sourceBytes = source;
    this.#sourceLongs = this.#source.longs.subarray(source.byteOffset / 8);
    this.#sourceWords = this.#source.words.subarray(source.byteOffset / 4);
    return true;
  }

  #writeWords(target: number, length: number): void {
    const longs = this.#sourceLongs;
    const targetLongs = this.#longs;
    const to = target / 8;
    const longCount = length >>> 3;
    for (let index = 0; index < longCount; index++) targetLongs[to + index] = longs[index] as bigint;
    let done = longCount << 3;
    if ((length & 4) !== 0) {
      this.words[(target + done) / 4] = this.#sourceWords[done >>> 2] as number;
      done += 4;
    }
    for (; done < length; done++) this.bytes[target + done] = this.#sourceBytes[done] as number;
  }

  /** Copies `length` bytes from `source` in the arena to the start of `target` outside of it. */
  read(target: Uint8Array, source: number, length: number): void {
    if (length > LOOP_READ_BYTES_MAX || (source & 7) !== 0 || !this.#target.aim(target)) {
      target.set(this.bytes.subarray(source, source + length));
      return;
    }
    const { longs, words } = this.#target;
    const from = source / 8;
    const to = target.byteOffset / 8;
    const longCount = length >>> 3;
    for (let index = 0; index < longCount; index++) longs[to + index] = this.#longs[from + index] as bigint;
    let done = longCount << 3;
    if ((length & 4) !== 0) {
      words[(target.byteOffset + done) / 4] = this.words[(source + done) / 4] as number;
      done += 4;
    }
    for (; done < length; done++) target[done] = this.bytes[source + done] as number;
  }
}
