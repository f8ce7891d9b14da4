import type { EndpointId } from "../base/ids.ts";
import { METADATA_LOG_BYTES } from "../base/limits.ts";
import type { Random } from "../base/random.ts";
import { InPlaceReader, InPlaceWriter } from "../generated/protobuf-runtime.js";
import { MetadataImage } from "../metadata/image.ts";
import type { MetadataLog } from "../metadata/log.ts";
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from "../metadata/records.ts";
import type { SimTime } from "./sim-time.ts";

/** Records of one append: readers see all of them or none. */
interface Append {
  readonly records: readonly Uint8Array[];
  readonly firstOffset: number;
}

const RECORD_BYTES_MAX = 65_536;

/**
 * The metadata log of a simulated cluster. It outlives every supervisor; each endpoint sees an append after a delay of
 * its own, in order, as encoded and decoded records.
 */
export class SimMetadataLog implements MetadataLog {
  /** Called with every record that is appended and the image right before it: for the timeline and the invariants. */
  onRecord: (entry: MetadataRecord, image: MetadataImage) => void = () => {};
  /** What the log says now, before any endpoint has seen it. */
  readonly image = new MetadataImage();
  readonly #time: SimTime;
  readonly #random: Random;
  readonly #delayMsMax: number;
  readonly #appends: Append[] = [];
  readonly #readers = new Map<EndpointId, MetadataReader>();
  readonly #writer = new InPlaceWriter();
  readonly #reader = new InPlaceReader();
  readonly #scratch = new Uint8Array(RECORD_BYTES_MAX);
  #bytes = 0;

  constructor(time: SimTime, random: Random, delayMsMax = 5) {
    this.#time = time;
    this.#random = random;
    this.#delayMsMax = delayMsMax;
  }

  append(records: readonly MetadataRecord[]): boolean {
    const encoded = records.map((entry) => this.#encode(entry));
    const bytes = encoded.reduce((sum, record) => sum + record.length, 0);
    if (this.#bytes + bytes > METADATA_LOG_BYTES) return false;
    this.#bytes += bytes;
    this.#appends.push({ records: encoded, firstOffset: this.image.version });
    for (const record of encoded) {
      const entry = this.decode(record);
      this.onRecord(entry, this.image);
      this.image.replay(entry);
    }
    for (const reader of this.#readers.values())
      reader.announce(this.#time.now + this.#random.between(0, this.#delayMsMax));
    return true;
  }

  /** An endpoint's incarnation begins with everything that is there now. */
  open(endpoint: EndpointId): MetadataReader {
    const reader = new MetadataReader(this);
    for (const _append of this.#appends) reader.announce(this.#time.now);
    reader.catchUp(this.#time.now);
    this.#readers.set(endpoint, reader);
    return reader;
  }

  close(endpoint: EndpointId): void {
    this.#readers.delete(endpoint);
  }

  appendAt(index: number): Append | undefined {
    return this.#appends[index];
  }

  decode(record: Uint8Array): MetadataRecord {
    return decodeMetadataRecord(this.#reader.aim(record, 0, record.length));
  }

  #encode(entry: MetadataRecord): Uint8Array {
    const writer = this.#writer.aim(this.#scratch, 0, this.#scratch.length);
    encodeMetadataRecord(entry, writer);
    return this.#scratch.slice(0, writer.pos);
  }
}

/** One endpoint's image of the log and what it has not seen yet. */
export class MetadataReader {
  readonly image = new MetadataImage();
  readonly #log: SimMetadataLog;
  readonly #visibleAt: number[] = []; // by append that is not replayed yet
  #next = 0;
  #lastAt = 0;

  constructor(log: SimMetadataLog) {
    this.#log = log;
  }

  announce(at: number): void {
    this.#lastAt = Math.max(this.#lastAt, at);
    this.#visibleAt.push(this.#lastAt);
  }

  nextAt(): number {
    return this.#visibleAt[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Replays what is visible at `now`. True when the image moved. */
  catchUp(now: number): boolean {
    let moved = false;
    while (this.nextAt() <= now) {
      this.#visibleAt.shift();
      const append = this.#log.appendAt(this.#next++);
      if (append === undefined) break;
      for (const [index, record] of append.records.entries()) {
        // The supervisor replays its own records when it appends them.
        if (append.firstOffset + index >= this.image.version) this.image.replay(this.#log.decode(record));
      }
      moved = true;
    }
    return moved;
  }
}
