/** Up to here a loop over the characters beats the call of TextEncoder. */
const LOOP_CHARACTERS_MAX = 16;
const BYTES_INITIAL = 1_024;

const encoder = new TextEncoder();

/**
 * Text as UTF-8 in a reused piece of ordinary memory, because TextEncoder refuses shared memory. It grows with the
 * longest text that it is given: callers bound that. One thread's own.
 */
export class TextStage {
  bytes = new Uint8Array(BYTES_INITIAL);
  #view = new DataView(this.bytes.buffer);

  /** Encodes `text` at the start of `bytes` and returns how many bytes it takes. A lone surrogate becomes U+FFFD. */
  encode(text: string): number {
    const length = text.length;
    if (length > LOOP_CHARACTERS_MAX) return this.#encodeLong(text);
    const bytes = this.bytes;
    let all = 0;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      all |= unit;
      bytes[index] = unit;
    }
    return all < 0x80 ? length : this.#encodeLong(text);
  }

  /** Copies the first `length` bytes to byte `at` of `target`. Four at a time: `set` would need a view for each text. */
  copyTo(target: DataView, at: number, length: number): void {
    const source = this.#view;
    let index = 0;
    for (; index + 4 <= length; index += 4) target.setInt32(at + index, source.getInt32(index, true), true);
    for (; index < length; index++) target.setUint8(at + index, source.getUint8(index));
  }

  #encodeLong(text: string): number {
    const most = text.length * 3;
    if (most > this.bytes.length) {
      this.bytes = new Uint8Array(2 ** Math.ceil(Math.log2(most)));
      this.#view = new DataView(this.bytes.buffer);
    }
    return encoder.encodeInto(text, this.bytes).written;
  }
}
