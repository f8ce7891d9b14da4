import { BufferMemory } from "../../../src/arena/arena-memory.ts";
import type { Allocator, ArenaMemory } from "../../../src/arena/memory.ts";
import type { Slice } from "../../../src/base/ids.ts";
import type { ProducerStamp } from "../../../src/record/batch-header.ts";
import { setBaseOffset, setLeaderEpoch } from "../../../src/record/batch-header.ts";
import { BatchWriter } from "../../../src/record/batch-writer.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";

export const crc = crc32cOfTable;

/** An arena of plain memory whose units are given out first fit; `unitsInUse` finds leaks. */
export class TestArena implements Allocator {
  readonly memory: ArenaMemory;
  readonly unitBytes: number;
  readonly #used: boolean[];
  #scratch: number;

  constructor(bytes = 4 * 1024 * 1024, unitBytes = 4_096) {
    this.memory = new BufferMemory(new ArrayBuffer(bytes + 1024 * 1024));
    this.unitBytes = unitBytes;
    this.#used = new Array(Math.floor(bytes / unitBytes)).fill(false);
    this.#scratch = bytes; // the last MiB is for batches of tests
  }

  get unitsInUse(): number {
    return this.#used.filter(Boolean).length;
  }

  allocate(bytes: number): number | undefined {
    const count = Math.ceil(bytes / this.unitBytes);
    for (let first = 0; first + count <= this.#used.length; first++) {
      if (this.#used.slice(first, first + count).some(Boolean)) continue;
      this.#used.fill(true, first, first + count);
      return first * this.unitBytes;
    }
    return undefined;
  }

  free(address: number, bytes: number): void {
    const first = address / this.unitBytes;
    const count = Math.ceil(bytes / this.unitBytes);
    if (!this.#used.slice(first, first + count).every(Boolean)) throw new Error("freed twice");
    this.#used.fill(false, first, first + count);
  }

  /** A sealed batch with `count` records, outside the log. */
  batch(
    count = 1,
    options: Partial<ProducerStamp> & { timestamp?: number; stepMs?: number; valueBytes?: number } = {},
  ): Slice {
    const { timestamp = 1_000, stepMs = 1, valueBytes = 10, ...producer } = options;
    const address = this.#scratch;
    const room = this.memory.bytes.length - address;
    const writer = new BatchWriter();
    writer.open(this.memory, address, room);
    for (let index = 0; index < count; index++)
      writer.append({ key: null, value: new Uint8Array(valueBytes), timestamp: timestamp + index * stepMs });
    const length = writer.seal({ crc, ...producer });
    this.#scratch += Math.ceil(length / 8) * 8;
    return { address, length };
  }

  /** The same, stamped as a leader of `epoch` would at `offset`. */
  stamped(offset: number, epoch: number, count = 1, options: Partial<ProducerStamp> = {}): Slice {
    const slice = this.batch(count, options);
    setBaseOffset(this.memory.view, slice.address, offset);
    setLeaderEpoch(this.memory.view, slice.address, epoch);
    return slice;
  }
}
