import { assert } from "../../base/assert.ts";
import type { KeptLog } from "./sim-disk.ts";

/**
 * The file of one simulated log: its bytes, and how far they are durable. Places are counted from the log's very first
 * byte. Grows in place: a run appends to it thousands of times.
 */
export class SimFile {
  #bytes: Uint8Array;
  #length: number;
  #from = 0;
  #syncedEnd: number;
  #startOffset: number;
  #recoveryPoint: number;

  /** What was found after a crash is there for good. */
  constructor(kept: KeptLog) {
    this.#bytes = kept.bytes.slice();
    this.#length = kept.bytes.length;
    this.#syncedEnd = kept.bytes.length;
    this.#startOffset = kept.startOffset;
    this.#recoveryPoint = kept.recoveryPoint;
  }

  get length(): number {
    return this.#length;
  }
  get end(): number {
    return this.#from + this.#length;
  }
  get recoveryPoint(): number {
    return this.#recoveryPoint;
  }
  /** Bytes that a crash cannot take. */
  get syncedBytes(): number {
    return Math.min(this.#syncedEnd - this.#from, this.#length);
  }

  bytes(from: number, length: number): Uint8Array {
    const start = from - this.#from;
    return this.#bytes.subarray(start, Math.min(start + length, this.#length));
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
  }

  truncate(end: number, recoveryPoint: number): void {
    this.#length = Math.min(this.#length, end - this.#from);
    this.#syncedEnd = Math.min(this.#syncedEnd, end);
    this.#recoveryPoint = Math.min(this.#recoveryPoint, recoveryPoint);
  }

  trim(from: number, startOffset: number): void {
    const dropped = Math.min(from - this.#from, this.#length);
    this.#bytes.copyWithin(0, dropped, this.#length);
    this.#length -= dropped;
    this.#from = from;
    this.#startOffset = startOffset;
    this.#syncedEnd = Math.max(this.#syncedEnd, from);
  }

  sync(end: number, recoveryPoint: number): void {
    this.#syncedEnd = Math.max(this.#syncedEnd, Math.min(end, this.end));
    this.#recoveryPoint = recoveryPoint;
  }

  /** Nothing happens where it has nothing. */
  flipBit(at: number, bit: number): void {
    const index = at - this.#from;
    if (index >= 0 && index < this.#length) this.#bytes[index] = (this.#bytes[index] as number) ^ (1 << bit);
  }

  /** What is found of it when only its first `length` bytes are left. */
  kept(length: number): KeptLog {
    assert(length >= this.syncedBytes, "a crash takes nothing that was synced");
    return { bytes: this.#bytes.slice(0, length), startOffset: this.#startOffset, recoveryPoint: this.#recoveryPoint };
  }
}
