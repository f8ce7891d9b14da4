/**
 * Words of a buffer outside the arena, for short copies: a loop over 64-bit words takes a quarter of the time of
 * `TypedArray.set` at 100 B, but making the views takes longer than the copy. So they are kept for the buffer used last,
 * and made only when it comes a second time in a row, as the scratch buffer of a loop does.
 */
export class PrivateView {
  /** From the start of the underlying buffer; valid after `aim` answered true. */
  longs: BigInt64Array = new BigInt64Array(0);
  words: Int32Array = new Int32Array(0);
  #bytes: Uint8Array | undefined;
  #isUsable = false;
  #candidate: Uint8Array | undefined;

  /** Are there views of `bytes`? Only when it starts at a multiple of 8. */
  aim(bytes: Uint8Array): boolean {
    if (bytes === this.#bytes) return this.#isUsable;
    return this.#change(bytes);
  }

  #change(bytes: Uint8Array): boolean {
    if (bytes !== this.#candidate) {
      this.#candidate = bytes;
      return false;
    }
    this.#bytes = bytes;
    const { buffer, byteOffset } = bytes;
    this.#isUsable = (byteOffset & 7) === 0 && buffer instanceof ArrayBuffer && !buffer.resizable;
    if (!this.#isUsable) return false;
    this.longs = new BigInt64Array(buffer, 0, buffer.byteLength >>> 3);
    this.words = new Int32Array(buffer, 0, buffer.byteLength >>> 2);
    return true;
  }
}
