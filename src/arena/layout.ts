import { assert } from "../base/assert.ts";
import { DEAD_LETTER_REASONS } from "../base/dead-letters.ts";
import { assertLimits } from "../base/limit-relations.ts";
import { ENDPOINTS_MAX, LEASES_PER_ENDPOINT_MAX, PARTITIONS_PER_CLUSTER_MAX } from "../base/limits.ts";
import type { ArenaMemory } from "./memory.ts";

/**
 * The one descriptor of an arena: where everything in its fixed header lies. No other file knows an offset.
 *
 * ```
 *  address
 *        0  ┌─ root ────────────────────────────────────────────────────────────┐
 *           │ line 0: magic, version, unit bytes, unit count, metadata bytes,   │  written once, by create
 *           │         data ring bytes, control ring bytes, brokers              │
 *           │ line 1: membership version, refusals bumped at every death, and   │
 *           │                                      when there is no room        │
 *           │         deaths rung for, wake-ups    by who rings all bells then  │
 *           │ line 2: metadata generation, generation being written, tail and   │  written by the supervisor
 *           │         snapshot end of each area                                 │
 *           ├─ endpoint rows [64] ──────────────────────────────────────────────┤
 *           │ line 0: state|incarnation, inbound mask low, high, inbound version│  seldom written
 *           │ line 1: parked                       sleeper and its wakers       │
 *           │ line 2: beat, rescued wake-ups, membership acknowledged,          │  written by the owner alone
 *           │         dead letters by reason, units of producers' buffers       │
 *           ├─ ring directory [64 senders][64 receivers][2 lanes] ──────────────┤
 *           │ maker (sender incarnation), first unit, capacity, receiver inc.   │
 *           ├─ ring headers [64 senders][64 receivers][2 lanes] ────────────────┤
 *           │ line 0: tail                         written by the producer      │
 *           │ line 1: head                         written by the consumer      │
 *           │ line 2: wants space                  written by both              │
 *           ├─ lease tables [64] ───────────────────────────────────────────────┤
 *           │ line 0: rows in use at most, last    then LEASES_PER_ENDPOINT_MAX │
 *           │         generation given                                          │
 *           │         rows: 0, or 1 + leased unit (17), generation (13), revoked│
 *           ├─ high watermarks [PARTITIONS_PER_CLUSTER_MAX] ────────────────────┤
 *           │ topic id, low half, high half, 0     written by the leader        │
 *           ├─ extent owner words [unit count] ─────────────────────────────────┤
 *           │ 0 free, or incarnation (24) | orphan (1) | continues (1) | endpoint (6)
 *           ├─ metadata log [metadata bytes] ───────────────────────────────────┤
 *           │ two areas; entries: length u32, bytes, padding to 4               │
 *           ├─ units [unit count], aligned to 4 KiB ────────────────────────────┤
 *           │ rings, log chunks, batches: whatever endpoints allocate           │
 *           └───────────────────────────────────────────────────────────────────┘
 * ```
 *
 * A line is 128 B: two cache lines, because the neighbour is prefetched with it. Words that different threads write lie
 * on lines of their own. All words are int32; a word's index is its address / 4, which holds up to 4 GiB (`>> 2` does not).
 */
export const LINE_BYTES = 128;
export const WORD_BYTES = 4;
const PAGE_BYTES = 4096;

export const ARENA_MAGIC = 0x4c4c494d; // "MILL"
export const ARENA_VERSION = 1;

// Root, line 0.
export const MAGIC_WORD = 0;
export const VERSION_WORD = 1;
export const UNIT_BYTES_WORD = 2;
export const UNIT_COUNT_WORD = 3;
export const METADATA_BYTES_WORD = 4;
export const DATA_RING_BYTES_WORD = 5;
export const CONTROL_RING_BYTES_WORD = 6;
export const BROKERS_WORD = 7;
// Root, lines 1 and 2.
export const MEMBERSHIP_VERSION_WORD = LINE_BYTES / WORD_BYTES;
export const REFUSALS_WORD = MEMBERSHIP_VERSION_WORD + 1;
export const DEATHS_RUNG_WORD = MEMBERSHIP_VERSION_WORD + 2; // by the guardian
export const DEATH_WAKEUPS_WORD = MEMBERSHIP_VERSION_WORD + 3;
export const METADATA_GENERATION_WORD = (2 * LINE_BYTES) / WORD_BYTES; // its parity names the area
export const METADATA_WRITING_WORD = METADATA_GENERATION_WORD + 1; // set before the first byte of a generation is written
export const METADATA_TAIL_WORD = METADATA_GENERATION_WORD + 2; // of area 0; area 1 has the next word
export const METADATA_SNAPSHOT_END_WORD = METADATA_GENERATION_WORD + 4; // of area 0; area 1 has the next word
const ROOT_BYTES = 3 * LINE_BYTES;

// Endpoint row: words from its start.
const ROW_BYTES = 3 * LINE_BYTES;
export const ROW_STATE = 0;
export const ROW_INBOUND_LOW = 1;
export const ROW_INBOUND_HIGH = 2;
export const ROW_INBOUND_VERSION = 3;
export const ROW_PARKED = LINE_BYTES / WORD_BYTES;
export const ROW_BEAT = (2 * LINE_BYTES) / WORD_BYTES;
export const ROW_RESCUED = ROW_BEAT + 1;
export const ROW_ACKNOWLEDGED = ROW_BEAT + 2;
export const ROW_DEAD_LETTERS = ROW_BEAT + 3; // a word for each of DEAD_LETTER_REASONS
export const ROW_BUFFER_UNITS = ROW_DEAD_LETTERS + DEAD_LETTER_REASONS.length;
assert(ROW_BUFFER_UNITS - ROW_BEAT < LINE_BYTES / WORD_BYTES, "the owner's words fit in their line");

// Directory entry: words from its start.
const ENTRY_BYTES = 16;
export const ENTRY_MAKER = 0; // the sender's incarnation that made the ring; 0: none, the other words are being written
export const ENTRY_UNIT = 1; // a unit, not an address: addresses do not fit in an int32
export const ENTRY_CAPACITY = 2;
export const ENTRY_RECEIVER_INCARNATION = 3;

// Ring header: bytes from its start. Also used by rings outside an arena (`millrace/ring`).
export const RING_TAIL = 0;
export const RING_HEAD = LINE_BYTES;
export const RING_WANTS_SPACE = 2 * LINE_BYTES;
export const RING_HEADER_BYTES = 3 * LINE_BYTES;

// Lease table: words from its start.
export const LEASE_ROWS_USED = 0;
export const LEASE_GENERATION = 1; // of the lease registered last; outlives its endpoint's incarnation
export const LEASE_ROWS = LINE_BYTES / WORD_BYTES;
// A lease's row: bits. The generation tells a lease from a later one on the same unit in the same row.
const LEASE_UNIT_BITS = 17;
export const LEASE_UNIT_MASK = 2 ** LEASE_UNIT_BITS - 1; // 1 + the unit
export const LEASE_GENERATION_MAX = 2 ** 13 - 1;
export const LEASE_REVOKED = 1 << 30; // the owner of the bytes may reuse them; the reader is told at its next access
export function leaseRowOf(unit: number, generation: number): number {
  return (unit + 1) | (generation << LEASE_UNIT_BITS);
}
const LEASE_TABLE_BYTES = LINE_BYTES + LEASES_PER_ENDPOINT_MAX * WORD_BYTES;

// High watermark slot: words from its start.
const HIGH_WATERMARK_BYTES = 16;
export const HIGH_WATERMARK_TOPIC = 0;
export const HIGH_WATERMARK_LOW = 1;
export const HIGH_WATERMARK_HIGH = 2;

// Owner word: bits. An incarnation is never 0, so an owned word is never 0 either.
export const OWNER_CONTINUES = 1 << 6; // this unit belongs to the same allocation as the one before it
export const OWNER_ORPHAN = 1 << 7; // its endpoint is dead, a lease keeps it; `sweep` frees it
const OWNER_INCARNATION_SHIFT = 8;
export const INCARNATION_MAX = 2 ** 24 - 1;

/** The owner word of an allocation's first unit. */
export function ownerWordOf(endpoint: number, incarnation: number): number {
  return endpoint | (incarnation << OWNER_INCARNATION_SHIFT);
}

/** The endpoint of an owner word, whatever else it says. */
export function ownerEndpointOf(word: number): number {
  return word & (OWNER_CONTINUES - 1);
}

/** Which of the two rings of an ordered pair of endpoints. */
export type RingLane = "control" | "data";
const LANES = 2;
const RING_COUNT = ENDPOINTS_MAX * ENDPOINTS_MAX * LANES;

export interface ArenaSizes {
  readonly bytes: number; // of the whole arena; what is left after whole units stays unused
  readonly unitBytes: number; // a power of two, at least 64
  readonly metadataBytes: number;
  readonly dataRingBytes: number; // capacity where payload flows; both are powers of two
  readonly controlRingBytes: number;
  readonly brokers?: number; // endpoints 1 to this, to which payload flows; default: all but 0
}

function aligned(address: number, alignment: number): number {
  return Math.ceil(address / alignment) * alignment;
}

export function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= 2 ** 30 && (value & (value - 1)) === 0;
}

/** Every address of one arena, computed from its sizes. Pure numbers: any thread that reads the root gets the same. */
export class ArenaLayout {
  readonly unitBytes: number;
  readonly unitCount: number;
  readonly metadataBytes: number;
  readonly dataRingBytes: number;
  readonly controlRingBytes: number;
  readonly brokers: number;
  readonly ownersAddress: number;
  readonly ownersWord: number;
  readonly metadataAddress: number;
  /** The first byte after the fixed header: unit 0. */
  readonly unitsAddress: number;

  private constructor(sizes: Omit<ArenaSizes, "bytes">, unitCount: number) {
    this.unitBytes = sizes.unitBytes;
    this.unitCount = unitCount;
    this.metadataBytes = sizes.metadataBytes;
    this.dataRingBytes = sizes.dataRingBytes;
    this.controlRingBytes = sizes.controlRingBytes;
    this.brokers = sizes.brokers ?? ENDPOINTS_MAX - 1;
    this.ownersAddress = OWNERS_ADDRESS;
    this.ownersWord = OWNERS_ADDRESS / WORD_BYTES;
    this.metadataAddress = aligned(OWNERS_ADDRESS + unitCount * WORD_BYTES, LINE_BYTES);
    this.unitsAddress = aligned(this.metadataAddress + sizes.metadataBytes, PAGE_BYTES);
  }

  /** The layout of a new arena: as many units as fit beside the header. */
  static ofSizes(sizes: ArenaSizes): ArenaLayout {
    assert(isPowerOfTwo(sizes.unitBytes) && sizes.unitBytes >= 64, "unit bytes are a power of two of at least 64");
    assert(isPowerOfTwo(sizes.dataRingBytes), "data ring bytes are a power of two");
    assert(isPowerOfTwo(sizes.controlRingBytes), "control ring bytes are a power of two");
    const areaWords = sizes.metadataBytes / WORD_BYTES / 2;
    assert(areaWords > 0 && Number.isInteger(areaWords), "metadata bytes are two areas of whole words");
    const empty = new ArenaLayout(sizes, 0).unitsAddress;
    // An upper bound, then down until the owner words fit too: a unit costs its bytes and one word.
    let unitCount = Math.max(0, Math.floor((sizes.bytes - empty) / sizes.unitBytes));
    while (unitCount > 0 && new ArenaLayout(sizes, unitCount).endAddress > sizes.bytes) unitCount--;
    assert(unitCount < LEASE_UNIT_MASK, `${unitCount} units fit in a lease's row: take larger ones`);
    assert(unitCount > 0, `an arena of ${sizes.bytes} bytes has no room beside its header of ${empty} bytes`);
    return new ArenaLayout(sizes, unitCount);
  }

  /** The bytes of an arena of `unitCount` units. */
  static bytesFor(sizes: Omit<ArenaSizes, "bytes">, unitCount: number): number {
    return new ArenaLayout(sizes, unitCount).endAddress;
  }

  /** The layout of an existing arena, from its root. */
  static ofRoot(words: Int32Array): ArenaLayout {
    assert(words[MAGIC_WORD] === ARENA_MAGIC, "the memory holds an arena");
    assert(words[VERSION_WORD] === ARENA_VERSION, "the arena has this version's layout");
    const sizes = {
      unitBytes: words[UNIT_BYTES_WORD] as number,
      metadataBytes: words[METADATA_BYTES_WORD] as number,
      dataRingBytes: words[DATA_RING_BYTES_WORD] as number,
      controlRingBytes: words[CONTROL_RING_BYTES_WORD] as number,
      brokers: words[BROKERS_WORD] as number,
    };
    return new ArenaLayout(sizes, words[UNIT_COUNT_WORD] as number);
  }

  /**
   * Zeroes the header of memory that held an arena before, so that it is as new. What lies in units, in ring headers and
   * in the metadata log stays: nobody reads it before somebody has written it anew.
   */
  clearHeader(memory: Pick<ArenaMemory, "fill">): void {
    memory.fill(0, 0, RING_HEADERS_ADDRESS);
    memory.fill(LEASES_ADDRESS, 0, this.metadataAddress - LEASES_ADDRESS);
  }

  /** Writes the root of a zeroed header; the magic last, so that a half-written one is not taken for an arena. */
  writeRoot(words: Int32Array): void {
    words[VERSION_WORD] = ARENA_VERSION;
    words[UNIT_BYTES_WORD] = this.unitBytes;
    words[UNIT_COUNT_WORD] = this.unitCount;
    words[METADATA_BYTES_WORD] = this.metadataBytes;
    words[DATA_RING_BYTES_WORD] = this.dataRingBytes;
    words[CONTROL_RING_BYTES_WORD] = this.controlRingBytes;
    words[BROKERS_WORD] = this.brokers;
    Atomics.store(words, MAGIC_WORD, ARENA_MAGIC);
  }

  get endAddress(): number {
    return this.unitsAddress + this.unitCount * this.unitBytes;
  }

  /** First word of an endpoint's row; add ROW_*. */
  rowWord(endpoint: number): number {
    return (ROWS_ADDRESS + endpoint * ROW_BYTES) / WORD_BYTES;
  }

  /** First word of a ring's directory entry; add ENTRY_*. */
  entryWord(sender: number, receiver: number, lane: RingLane): number {
    return (DIRECTORY_ADDRESS + ringIndex(sender, receiver, lane) * ENTRY_BYTES) / WORD_BYTES;
  }

  /** Address of a ring's header; add RING_*. */
  ringHeaderAddress(sender: number, receiver: number, lane: RingLane): number {
    return RING_HEADERS_ADDRESS + ringIndex(sender, receiver, lane) * RING_HEADER_BYTES;
  }

  /** Capacity of a new ring. Payload flows to brokers only: consumers get references, the supervisor nothing but control. */
  ringBytes(sender: number, receiver: number, lane: RingLane): number {
    const isPayload = lane === "data" && sender !== 0 && receiver >= 1 && receiver <= this.brokers;
    return isPayload ? this.dataRingBytes : this.controlRingBytes;
  }

  /** First word of an endpoint's lease table; add LEASE_*. */
  leaseTableWord(endpoint: number): number {
    return (LEASES_ADDRESS + endpoint * LEASE_TABLE_BYTES) / WORD_BYTES;
  }

  unitAddress(unit: number): number {
    return this.unitsAddress + unit * this.unitBytes;
  }

  /** The unit that contains `address`. */
  unitOf(address: number): number {
    const unit = Math.floor((address - this.unitsAddress) / this.unitBytes);
    assert(unit >= 0 && unit < this.unitCount, `address ${address} lies in a unit`);
    return unit;
  }

  /** Whole units that hold `bytes`. */
  unitsFor(bytes: number): number {
    return Math.max(1, Math.ceil(bytes / this.unitBytes));
  }
}

/** First word of a high watermark slot; add HIGH_WATERMARK_*. */
export function highWatermarkWord(slot: number): number {
  return (HIGH_WATERMARKS_ADDRESS + slot * HIGH_WATERMARK_BYTES) / WORD_BYTES;
}

function ringIndex(sender: number, receiver: number, lane: RingLane): number {
  return (sender * ENDPOINTS_MAX + receiver) * LANES + (lane === "control" ? 0 : 1);
}

assertLimits(); // here, because no thread is without an arena

const ROWS_ADDRESS = ROOT_BYTES;
const DIRECTORY_ADDRESS = ROWS_ADDRESS + ENDPOINTS_MAX * ROW_BYTES;
const RING_HEADERS_ADDRESS = aligned(DIRECTORY_ADDRESS + RING_COUNT * ENTRY_BYTES, LINE_BYTES);
const LEASES_ADDRESS = RING_HEADERS_ADDRESS + RING_COUNT * RING_HEADER_BYTES;
const HIGH_WATERMARKS_ADDRESS = aligned(LEASES_ADDRESS + ENDPOINTS_MAX * LEASE_TABLE_BYTES, LINE_BYTES);
const OWNERS_ADDRESS = aligned(HIGH_WATERMARKS_ADDRESS + PARTITIONS_PER_CLUSTER_MAX * HIGH_WATERMARK_BYTES, LINE_BYTES);
