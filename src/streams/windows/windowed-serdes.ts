import type { Serde, SerdePlace } from "../../serde/serde.ts";
import { bytesOf } from "../../serde/text.ts";
import { checkMs, checkSerde } from "../api/arguments.ts";
import { Windowed } from "../api/windowed.ts";
import { SessionWindow } from "./session-window.ts";
import { TimeWindow } from "./time-window.ts";

/** A serde of a key within a window. */
export interface WindowedSerde<In, Out = In> extends Serde<Windowed<In>, Windowed<Out>> {
  /** The key without its window: all windows of a key belong to one partition. */
  serializeBaseKey(data: Windowed<In>, place: SerdePlace): Uint8Array | string;
}

const TIME_BYTES = 8;

/**
 * A key within a time window, as Kafka's TimeWindowedSerde: the key, then the window's start. The end is not written: it comes
 * from the size, of SlidingWindows their time difference. Throws INVALID_OPTION.
 */
export function timeWindowed<In, Out>(key: Serde<In, Out>, windowSizeMs: number): WindowedSerde<In, Out> {
  checkSerde("timeWindowed's key serde", key);
  if (windowSizeMs !== Infinity) checkMs("timeWindowed's size", windowSizeMs);
  return {
    serializeBaseKey: (data, place) => key.serialize(data.key, place),
    serialize: (data, place) => suffixed(bytesOf(key.serialize(data.key, place)), data.window.startMs),
    deserialize(bytes, place) {
      const keyBytes = keyBytesOf(bytes, TIME_BYTES);
      const startMs = timeAt(bytes, keyBytes);
      const window = new TimeWindow(startMs, startMs + windowSizeMs);
      return new Windowed(key.deserialize(bytes.subarray(0, keyBytes), place), window);
    },
  };
}

/** A key within a session, as Kafka's SessionWindowedSerde: the key, then the end and the start. Throws INVALID_OPTION. */
export function sessionWindowed<In, Out>(key: Serde<In, Out>): WindowedSerde<In, Out> {
  checkSerde("sessionWindowed's key serde", key);
  return {
    serializeBaseKey: (data, place) => key.serialize(data.key, place),
    serialize: (data, place) =>
      suffixed(bytesOf(key.serialize(data.key, place)), data.window.endMs, data.window.startMs),
    deserialize(bytes, place) {
      const keyBytes = keyBytesOf(bytes, 2 * TIME_BYTES);
      const window = new SessionWindow(timeAt(bytes, keyBytes + TIME_BYTES), timeAt(bytes, keyBytes));
      return new Windowed(key.deserialize(bytes.subarray(0, keyBytes), place), window);
    },
  };
}

function suffixed(key: Uint8Array, first: number, second?: number): Uint8Array {
  const data = new Uint8Array(key.length + (second === undefined ? TIME_BYTES : 2 * TIME_BYTES));
  data.set(key);
  putTime(data, key.length, first);
  if (second !== undefined) putTime(data, key.length + TIME_BYTES, second);
  return data;
}

function keyBytesOf(bytes: Uint8Array, suffixBytes: number): number {
  if (bytes.length >= suffixBytes) return bytes.length - suffixBytes;
  throw new TypeError(`it has ${bytes.length} bytes: a key in such a window has at least ${suffixBytes}`);
}

/** A big-endian int64. By hand: a DataView for every key costs more. */
function putTime(data: Uint8Array, at: number, ms: number): void {
  putInt32(data, at, Math.floor(ms / 2 ** 32));
  putInt32(data, at + 4, ms | 0);
}

function putInt32(data: Uint8Array, at: number, value: number): void {
  data[at] = value >> 24;
  data[at + 1] = value >> 16;
  data[at + 2] = value >> 8;
  data[at + 3] = value;
}

function timeAt(data: Uint8Array, at: number): number {
  return int32At(data, at) * 2 ** 32 + (int32At(data, at + 4) >>> 0);
}

function int32At(data: Uint8Array, at: number): number {
  const high = ((data[at] as number) << 24) | ((data[at + 1] as number) << 16);
  return high | ((data[at + 2] as number) << 8) | (data[at + 3] as number);
}
