/**
 * Airport codes as small numbers. Every code in the file is three capital letters, so a code is a number below
 * 26 * 26 * 26 and needs neither a dictionary nor a string on the path of a record.
 */

export const AIRPORT_CODES_MAX = 26 * 26 * 26;

const LETTER_A = 65;

/** The number of a code given as bytes, or -1 when the three bytes are not capital letters. */
export function airportCodeOfBytes(bytes: Uint8Array, start: number): number {
  const first = (bytes[start] ?? 0) - LETTER_A;
  const second = (bytes[start + 1] ?? 0) - LETTER_A;
  const third = (bytes[start + 2] ?? 0) - LETTER_A;
  // As unsigned numbers, letters before "A" are too large as well.
  if (first >>> 0 > 25 || second >>> 0 > 25 || third >>> 0 > 25) return -1;
  return first * 676 + second * 26 + third;
}

/** The number of a code given as text; throws when it is not three capital letters. */
export function airportCodeOfText(text: string): number {
  const code =
    text.length === 3
      ? airportCodeOfBytes(
          Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
          0,
        )
      : -1;
  if (code < 0) throw new RangeError(`"${text}" is not an airport code of three capital letters`);
  return code;
}

export function airportCodeText(code: number): string {
  return String.fromCharCode(...airportCodeBytes(code));
}

export function airportCodeBytes(code: number): Uint8Array {
  return Uint8Array.of(
    LETTER_A + Math.floor(code / 676),
    LETTER_A + (Math.floor(code / 26) % 26),
    LETTER_A + (code % 26),
  );
}
