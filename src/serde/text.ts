const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Up to here a loop over the bytes beats TextDecoder, which refuses shared memory and so needs a copy. */
const LOOP_BYTES_MAX = 24;

/** UTF-8 as text. Throws for bytes that are none. */
export function textOf(bytes: Uint8Array): string {
  return (bytes.length <= LOOP_BYTES_MAX ? asciiOf(bytes) : undefined) ?? decoder.decode(bytes.slice());
}

/** Undefined when it is not all ASCII. */
function asciiOf(bytes: Uint8Array): string | undefined {
  let text = "";
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte > 0x7f) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** What a serializer answered, as bytes: text as UTF-8. */
export function bytesOf(data: Uint8Array | string): Uint8Array {
  if (typeof data !== "string") return data;
  return (data.length <= LOOP_BYTES_MAX ? asciiBytesOf(data) : undefined) ?? encoder.encode(data);
}

/** Undefined when it is not all ASCII. */
function asciiBytesOf(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) return undefined;
    bytes[at] = unit;
  }
  return bytes;
}
