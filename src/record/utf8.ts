// UTF-8 in place, for short text such as header names: TextEncoder refuses shared memory.

const REPLACEMENT = 0xfffd;

/** Bytes of `text` in UTF-8; a lone surrogate counts as U+FFFD, which is what TextEncoder makes of it. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    // A pair takes four bytes for its two units.
    else {
      bytes += 2;
      if (isPair(text, index)) index++;
    }
  }
  return bytes;
}

/** Writes `text` at `at` and returns the position after it. The caller has made sure of `utf8Bytes(text)` of room. */
export function writeUtf8(bytes: Uint8Array, at: number, text: string): number {
  let position = at;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[position++] = unit;
    } else if (unit < 0x800) {
      bytes[position++] = 0xc0 | (unit >> 6);
      bytes[position++] = 0x80 | (unit & 0x3f);
    } else if (isPair(text, index)) {
      const point = text.codePointAt(index) as number;
      index++;
      bytes[position++] = 0xf0 | (point >> 18);
      bytes[position++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[position++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[position++] = 0x80 | (point & 0x3f);
    } else {
      const point = isSurrogate(unit) ? REPLACEMENT : unit;
      bytes[position++] = 0xe0 | (point >> 12);
      bytes[position++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[position++] = 0x80 | (point & 0x3f);
    }
  }
  return position;
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

function isPair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of bytes `from` to `to`. Never throws: a malformed sequence becomes U+FFFD. */
export function readUtf8(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let position = from; position < to; position++) {
    const byte = bytes[position] as number;
    // Copied first: not every decoder takes shared memory.
    if (byte > 0x7f) return decoder.decode(bytes.slice(from, to));
    text += String.fromCharCode(byte);
  }
  return text;
}
