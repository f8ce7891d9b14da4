import { METADATA_START, type MetadataRegion } from "../arena/metadata-region.ts";
import { InPlaceReader } from "../generated/protobuf-runtime.js";
import { MetadataImage } from "../metadata/image.ts";
import { decodeMetadataRecord, type MetadataRecord } from "../metadata/records.ts";

/** Keeps one endpoint's metadata image at the tail of the shared metadata log. Owned by the endpoint's thread. */
export class MetadataFollower {
  readonly image = new MetadataImage();
  readonly #region: MetadataRegion;
  readonly #reader = new InPlaceReader();
  #cursor = METADATA_START;
  #filling = 0; // records of a snapshot that are still to come

  constructor(region: MetadataRegion) {
    this.#region = region;
  }

  get isBehind(): boolean {
    return this.#region.isBehind(this.#cursor);
  }

  /**
   * Replays what is new; `onRecord` is called before each record changes the image, but for those that only repeat what a
   * snapshot holds. True when there was something.
   */
  catchUp(onRecord?: (entry: MetadataRecord, image: MetadataImage) => void): boolean {
    if (!this.isBehind) return false;
    const { entries, cursor } = this.#region.read(this.#cursor);
    for (const entry of entries) {
      const record = decodeMetadataRecord(this.#reader.aim(entry, 0, entry.length));
      if (this.#filling > 0) this.#filling--;
      else onRecord?.(record, this.image);
      if (record.type === "snapshotStarted") this.#filling = record.recordCount;
      this.image.replay(record);
    }
    this.#cursor = cursor;
    return true;
  }
}
