import type { Serialized } from "../api/serialized.ts";

// One byte beside a value. It is ASCII, so that a value which is text may stay text.

export function withFirstByte(byte: number, data: Serialized): Serialized {
  if (typeof data === "string") return String.fromCharCode(byte) + data;
  const bytes = new Uint8Array(1 + data.length);
  bytes[0] = byte;
  bytes.set(data, 1);
  return bytes;
}

export function withLastByte(data: Serialized, byte: number): Serialized {
  if (typeof data === "string") return data + String.fromCharCode(byte);
  const bytes = new Uint8Array(data.length + 1);
  bytes.set(data);
  bytes[data.length] = byte;
  return bytes;
}
