import { ErrorCode } from "../../../src/base/errors.ts";
import { codecs } from "../../../src/platform/codecs.ts";
import { BatchCursor } from "../../../src/record/batch-cursor.ts";
import * as header from "../../../src/record/batch-header.ts";
import { crc32cOfTable } from "../../../src/record/crc-table.ts";

interface ProducerEntry {
  epoch: number;
  nextSequence: number;
  recent: { sequence: number; count: number; baseOffset: number }[];
}

/** What a partition's leader does with produce requests, idempotence included; survives any broker. */
export class FakeLog {
  readonly values: string[] = [];
  readonly #producers = new Map<number, ProducerEntry>();

  append(bytes: Uint8Array): { error: ErrorCode; baseOffset: number } {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (header.computeCrc(bytes, view, 0, crc32cOfTable) !== header.crc(view, 0)) {
      return { error: ErrorCode.CORRUPT_MESSAGE, baseOffset: -1 };
    }
    const count = header.recordCount(view, 0);
    const id = header.producerId(view, 0);
    if (id >= 0) {
      const epoch = header.producerEpoch(view, 0);
      const sequence = header.baseSequence(view, 0);
      const entry = this.#producers.get(id);
      if (entry && epoch < entry.epoch) return { error: ErrorCode.INVALID_PRODUCER_EPOCH, baseOffset: -1 };
      if (entry && epoch === entry.epoch) {
        const known = entry.recent.find((batch) => batch.sequence === sequence && batch.count === count);
        if (known) return { error: ErrorCode.NONE, baseOffset: known.baseOffset };
      }
      const expected = entry && epoch === entry.epoch ? entry.nextSequence : 0;
      if (sequence !== expected) return { error: ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, baseOffset: -1 };
      const recent = entry && epoch === entry.epoch ? entry.recent : [];
      recent.push({ sequence, count, baseOffset: this.values.length });
      if (recent.length > 5) recent.shift();
      this.#producers.set(id, { epoch, nextSequence: sequence + count, recent });
    }
    const baseOffset = this.values.length;
    this.values.push(...valuesOf(bytes));
    return { error: ErrorCode.NONE, baseOffset };
  }

  /** As after the loss of a log: what the leader knew of producers is gone. */
  forgetProducers(): void {
    this.#producers.clear();
  }
}

export function valuesOf(bytes: Uint8Array): string[] {
  const cursor = new BatchCursor(codecs);
  cursor.aim({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) }, 0, bytes.length);
  const values: string[] = [];
  while (cursor.next()) values.push(new TextDecoder().decode(cursor.valueView() ?? undefined));
  return values;
}
