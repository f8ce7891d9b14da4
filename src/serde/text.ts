const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

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
