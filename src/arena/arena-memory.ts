import { type CopyHelper, copyHelperOf } from "./copy-helper.ts";
import type { ArenaMemory } from "./memory.ts";

// Below this many bytes a typed-array copy of words beats the set-up of the two-step copy of `write`.
const SHIFTED_WRITE_BYTES_MIN = 128;

/**
 * The bytes of an arena as one thread sees them. Over a shared `WebAssembly.Memory` copies are native moves of the wasm
 * helper; over a plain or shared buffer without wasm they are typed-array copies. Each thread makes its own.
 */
export class BufferMemory implements ArenaMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly view: DataView;
  /** Can other threads see it? Then `Atomics.wait`, `waitAsync` and `notify` work on it. */
  readonly shared: boolean;
  readonly #helper: CopyHelper | undefined;

  constructor(source: WebAssembly.Memory | ArrayBuffer | SharedArrayBuffer) {
    const isBuffer = source instanceof ArrayBuffer || source instanceof SharedArrayBuffer;
    this.buffer = isBuffer ? source : source.buffer;
    this.shared = this.buffer instanceof SharedArrayBuffer;
    this.bytes = new Uint8Array(this.buffer);
    this.words = new Int32Array(this.buffer, 0, Math.floor(this.buffer.byteLength / 4));
    this.view = new DataView(this.buffer);
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

  /**
   * A copy into a shared buffer goes word by word only when both addresses agree mod 8, else byte by byte (4.8 times
   * slower). So a longer source goes to the next address that agrees, and the helper moves it down to its place.
   */
  write(target: number, source: Uint8Array): void {
    const shift = (source.byteOffset - target) & 7;
    const length = source.length;
    if (this.#helper === undefined || shift === 0 || length < SHIFTED_WRITE_BYTES_MIN) {
      this.bytes.set(source, target);
      return;
    }
    const moved = length - shift; // the last `shift` bytes would land behind the target's end
    this.bytes.set(source.subarray(0, moved), target + shift);
    this.#helper.copy(target, target + shift, moved);
    for (let index = moved; index < length; index++) this.bytes[target + index] = source[index] as number;
  }
}
