import type { Arena } from "../arena/arena.ts";
import type { Doorbell } from "../arena/doorbell.ts";
import { ENDPOINTS_MAX, METADATA_RECORD_BYTES_MAX } from "../base/limits.ts";
import { InPlaceWriter } from "../generated/protobuf-runtime.js";
import type { MetadataLog } from "../metadata/log.ts";
import { encodeMetadataRecord, type MetadataRecord } from "../metadata/records.ts";

/** The metadata log in the arena; the supervisor's thread alone has one. An append wakes every endpoint. */
export class ArenaMetadataLog implements MetadataLog {
  readonly #arena: Arena;
  readonly #bell: Doorbell;
  readonly #writer = new InPlaceWriter();
  readonly #scratch = new Uint8Array(METADATA_RECORD_BYTES_MAX);

  constructor(arena: Arena, bell: Doorbell) {
    this.#arena = arena;
    this.#bell = bell;
  }

  append(records: readonly MetadataRecord[]): boolean {
    if (!this.#arena.metadata.append(this.#encode(records))) return false;
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++) this.#bell.ring(endpoint);
    return true;
  }

  rewrite(snapshot: readonly MetadataRecord[]): boolean {
    return this.#arena.metadata.rewrite(this.#encode(snapshot)); // it has no news: nobody is woken
  }

  #encode(records: readonly MetadataRecord[]): Uint8Array[] {
    return records.map((record) => {
      const writer = this.#writer.aim(this.#scratch, 0, METADATA_RECORD_BYTES_MAX);
      encodeMetadataRecord(record, writer);
      return this.#scratch.slice(0, writer.pos);
    });
  }
}
