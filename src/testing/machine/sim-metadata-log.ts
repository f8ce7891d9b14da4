import { assert } from "../../base/assert.ts";
import type { EndpointId } from "../../base/ids.ts";
import { METADATA_AREA_BYTES, METADATA_RECORD_BYTES_MAX } from "../../base/limits.ts";
import type { Random } from "../../base/random.ts";
import { InPlaceReader, InPlaceWriter } from "../../generated/protobuf-runtime.js";
import { MetadataImage } from "../../metadata/image.ts";
import type { MetadataLog } from "../../metadata/log.ts";
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from "../../metadata/records.ts";
import type { SimTime } from "./sim-time.ts";

/** Records of one append: readers see all of them or none. */
interface Append {
  readonly records: readonly Uint8Array[];
  readonly firstOffset: number;
}

/** What replaced all appends before the one with number `next`. */
interface Snapshot {
  readonly records: readonly Uint8Array[];
  readonly version: number;
  readonly next: number;
}

export interface SimMetadataLogOptions {
  readonly delayMsMax?: number; // default 5
  readonly bytesMax?: number; // of one generation; default: as in the arena
  /** Records are replaced by a snapshot already when there are so many bytes of them since the last; default: never. */
  readonly rewriteBytes?: number;
}

/**
 * The metadata log of a simulated cluster. It outlives every supervisor; each endpoint sees an append after a delay of
 * its own, in order, as encoded and decoded records. As in the arena, two generations are kept: a reader that is later
 * than that starts again with the newest snapshot.
 */
export class SimMetadataLog implements MetadataLog {
  /** Called with every record that is appended and the image right before it: for the timeline and the invariants. */
  onRecord: (entry: MetadataRecord, image: MetadataImage) => void = () => {};
  /** What the log says now, before any endpoint has seen it. */
  readonly image = new MetadataImage();
  readonly #time: SimTime;
  readonly #random: Random;
  readonly #delayMsMax: number;
  readonly #bytesMax: number;
  readonly #rewriteBytes: number;
  #appends: Append[] = []; // of this generation and the one before
  #dropped = 0; // appends of older ones
  #snapshot: Snapshot | undefined;
  readonly #readers = new Map<EndpointId, MetadataReader>();
  readonly #writer = new InPlaceWriter();
  readonly #reader = new InPlaceReader();
  readonly #scratch = new Uint8Array(METADATA_RECORD_BYTES_MAX);
  #bytes = 0;
  #bytesSinceRewrite = 0;

  constructor(time: SimTime, random: Random, options: SimMetadataLogOptions = {}) {
    this.#time = time;
    this.#random = random;
    this.#delayMsMax = options.delayMsMax ?? 5;
    this.#bytesMax = options.bytesMax ?? METADATA_AREA_BYTES;
    this.#rewriteBytes = options.rewriteBytes ?? Number.POSITIVE_INFINITY;
  }

  /** How often the log was replaced by a snapshot. */
  rewrites = 0;

  append(records: readonly MetadataRecord[]): boolean {
    const encoded = records.map((entry) => this.#encode(entry));
    const bytes = bytesOf(encoded);
    if (this.#bytes + bytes > this.#bytesMax) return false;
    if (this.#bytesSinceRewrite > 0 && this.#bytesSinceRewrite + bytes > this.#rewriteBytes) return false;
    this.#bytes += bytes;
    this.#bytesSinceRewrite += bytes;
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

  rewrite(snapshot: readonly MetadataRecord[]): boolean {
    const records = snapshot.map((entry) => this.#encode(entry));
    if (bytesOf(records) > this.#bytesMax / 2) return false;
    const keepFrom = this.#snapshot?.next ?? 0;
    const next = this.#dropped + this.#appends.length;
    this.#appends = this.#appends.slice(keepFrom - this.#dropped);
    this.#dropped = keepFrom;
    this.#snapshot = { records, version: this.image.version, next };
    this.#bytes = bytesOf(records);
    this.#bytesSinceRewrite = 0;
    this.rewrites++;
    return true;
  }

  /** An endpoint's incarnation begins with everything that is there now. */
  open(endpoint: EndpointId): MetadataReader {
    const reader = this.#readAll();
    this.#readers.set(endpoint, reader);
    return reader;
  }

  /** What somebody who begins now reads. */
  replayed(): MetadataImage {
    return this.#readAll().image;
  }

  #readAll(): MetadataReader {
    const reader = new MetadataReader(this);
    for (let number = 0; number < this.#dropped + this.#appends.length; number++) reader.announce(this.#time.now);
    reader.catchUp(this.#time.now);
    return reader;
  }

  close(endpoint: EndpointId): void {
    this.#readers.delete(endpoint);
  }

  /** The append with this number; "gone" when a snapshot has replaced it. */
  appendAt(number: number): Append | "gone" | undefined {
    return number < this.#dropped ? "gone" : this.#appends[number - this.#dropped];
  }

  get snapshot(): Snapshot | undefined {
    return this.#snapshot;
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
  /** Called when there is something to replay. */
  onAnnounced: () => void = () => {};
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
    this.onAnnounced();
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
      if (append === "gone") {
        this.#restart();
        moved = true;
        continue;
      }
      for (const [index, record] of append.records.entries()) {
        // The supervisor replays its own records when it appends them.
        if (append.firstOffset + index >= this.image.version) this.image.replay(this.#log.decode(record));
      }
      moved = true;
    }
    return moved;
  }

  /** Goes on behind the newest snapshot, and replays it unless the image knows as much. */
  #restart(): void {
    const { snapshot } = this.#log;
    assert(snapshot, "appends are gone because there is a snapshot");
    this.#visibleAt.splice(0, snapshot.next - this.#next);
    this.#next = snapshot.next;
    if (this.image.version >= snapshot.version) return;
    for (const record of snapshot.records) this.image.replay(this.#log.decode(record));
  }
}

function bytesOf(records: readonly Uint8Array[]): number {
  return records.reduce((sum, record) => sum + record.length, 0);
}
