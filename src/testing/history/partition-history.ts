import type { AnomalyKind } from "./history-event.ts";
import { NumberRanges } from "./number-ranges.ts";
import { OffsetBlocks, type RecordId, SHOWN, TOLD } from "./offset-blocks.ts";
import { Reading } from "./reading.ts";

/** A producer, as all partitions know it. */
export interface KnownProducer {
  readonly name: string;
  readonly index: number;
  readonly idempotent: boolean;
  /** It is told of a record when all in-sync replicas have it. */
  readonly waitsForAll: boolean;
}

/** What is known of one producer's records in one partition. Numbers are -1 where there is none. */
export class ProducerBook {
  readonly producer: KnownProducer;
  /** The highest number that it was asked to send. */
  sending = -1;
  /** The highest number that was acknowledged at a known place, and its offset. */
  told: { readonly number: number; readonly offset: number } = { number: -1, offset: -1 };
  /** The highest number that some consumer saw. */
  shown = -1;
  /** Acknowledged or given up. */
  readonly answered = new NumberRanges();
  /** Failed, or unknown. */
  readonly givenUp = new NumberRanges();
  /** Acknowledged without a place, as a duplicate may be. */
  readonly unplaced = new NumberRanges();
  /** Numbers that some consumer did not see before a higher one. */
  readonly holes = new NumberRanges();
  /** Those of them that nothing but the producer's giving up can explain. */
  readonly owed = new NumberRanges();

  constructor(producer: KnownProducer) {
    this.producer = producer;
  }

  get kept(): number {
    return 1 + this.answered.size + this.givenUp.size + this.unplaced.size + this.holes.size + this.owed.size;
  }
}

/** A consumer is given a record. */
export interface Poll {
  readonly reading: Reading;
  readonly offset: number;
  readonly book: ProducerBook;
  readonly number: number;
}

/** A producer is told that its record is in the log; `offset` is -1 where its place is not known or not believed. */
export interface Told {
  readonly book: ProducerBook;
  readonly number: number;
  readonly offset: number;
}

/** What looks like an anomaly. */
export interface Finding {
  readonly kind: AnomalyKind;
  readonly detail: string;
  /** It is none if records below this offset are trimmed. */
  readonly lawfulIfTrimmedTo?: number;
}

/** Looks for one anomaly, or a closely related pair. It changes nothing. */
export interface AnomalyCheck {
  /** Before the poll is noted. */
  polled?(poll: Poll, known: PartitionHistory): Finding | undefined;
  /** Before it is noted. */
  told?(told: Told, known: PartitionHistory): Finding | undefined;
  /** Everything has ended, and every consumer that has not left has read to the end. */
  atEnd?(known: PartitionHistory): Iterable<Finding>;
}

export interface PartitionOptions {
  readonly isTotal: boolean;
  readonly forgets: boolean;
  /** What was acknowledged may be lost: where a record was shown or acknowledged says nothing, and is not kept. */
  readonly mayLose: boolean;
}

/** What clients did and saw in one partition, as far as it can still matter. Decides nothing. */
export class PartitionHistory {
  readonly offsets = new OffsetBlocks();
  /** Records below may be gone. */
  trimmed = 0;
  /** The highest offset that some consumer saw. */
  shown = -1;
  readonly #options: PartitionOptions;
  readonly #producers: readonly KnownProducer[];
  readonly #books: (ProducerBook | undefined)[] = []; // by producer index
  readonly #readings = new Map<string, Reading>();

  constructor(options: PartitionOptions, producers: readonly KnownProducer[]) {
    this.#options = options;
    this.#producers = producers;
  }

  /** Events come as they happened: what has not come yet has not happened yet. */
  get isTotal(): boolean {
    return this.#options.isTotal;
  }

  get readings(): Iterable<Reading> {
    return this.#readings.values();
  }

  *books(): Iterable<ProducerBook> {
    for (const book of this.#books) if (book !== undefined) yield book;
  }

  /** Entries of every kind. */
  get kept(): number {
    let kept = this.offsets.kept;
    for (const book of this.books()) kept += book.kept;
    for (const reading of this.readings) kept += 1 + reading.kept;
    return kept;
  }

  book(producer: KnownProducer): ProducerBook {
    let book = this.#books[producer.index];
    if (book === undefined) {
      book = new ProducerBook(producer);
      while (this.#books.length < producer.index) this.#books.push(undefined);
      this.#books[producer.index] = book;
    }
    return book;
  }

  reading(consumer: string, holds: boolean): Reading {
    let reading = this.#readings.get(consumer);
    if (reading === undefined) {
      reading = new Reading(consumer, holds);
      this.#readings.set(consumer, reading);
    }
    return reading;
  }

  /** The consumer reads no more: nothing is asked of it, and nothing kept for it. */
  leave(consumer: string): void {
    this.#readings.delete(consumer);
  }

  /** A record as findings name it. */
  nameOf({ producer, number }: RecordId): string {
    return `${this.#producers[producer]?.name}:${number}`;
  }

  /** A poll as findings name it. */
  pollOf({ reading, offset, book, number }: Poll): string {
    return `${reading.consumer} saw ${book.producer.name}:${number} at offset ${offset}`;
  }

  /** Some consumer that reads on must have seen this offset. */
  isDue(offset: number): boolean {
    if (offset < this.trimmed) return false;
    for (const { from } of this.readings) if (from >= 0 && from <= offset) return true;
    return false;
  }

  /**
   * The producer's numbers that should lie between this consumer's last record of it and this one. Undefined: none, or they
   * may lie where it was not reading.
   */
  holeBefore({ reading, offset, book, number }: Poll): { readonly first: number; readonly last: number } | undefined {
    const { index, idempotent } = book.producer;
    const last = reading.lastNumber(index);
    const isContiguous = offset === reading.next && reading.from <= reading.lastOffset(index) + 1;
    return idempotent && isContiguous && number > last + 1 ? { first: last + 1, last: number - 1 } : undefined;
  }

  notePoll(poll: Poll): void {
    const { reading, offset, book, number } = poll;
    const record = { producer: book.producer.index, number };
    if (!this.#options.mayLose) {
      this.#noteHole(poll);
      reading.rereading = this.offsets.reread(reading.rereading, offset, record);
      this.offsets.note(offset, record, SHOWN);
    }
    reading.saw(offset, record.producer, number);
    book.shown = Math.max(book.shown, number);
    this.shown = Math.max(this.shown, offset);
  }

  #noteHole(poll: Poll): void {
    const { reading, book, number } = poll;
    if (!book.producer.idempotent) return;
    const last = reading.lastNumber(book.producer.index);
    if (last >= 0 && number > last + 1) book.holes.add(last + 1, number - 1);
    const hole = this.holeBefore(poll);
    if (hole === undefined) return;
    book.holes.add(hole.first, hole.last);
    if (!this.isTotal) book.owed.add(hole.first, hole.last);
  }

  noteGivenUp(book: ProducerBook, number: number): void {
    book.answered.add(number);
    book.givenUp.add(number);
  }

  noteTold({ book, number, offset }: Told): void {
    if (this.#options.mayLose) return;
    book.answered.add(number);
    if (offset >= 0) {
      if (number > book.told.number) book.told = { number, offset };
      this.offsets.note(offset, { producer: book.producer.index, number }, TOLD);
    } else if (book.producer.waitsForAll) {
      book.unplaced.add(number);
    }
  }

  /** Forgets what every consumer has passed and nobody waits for. */
  forget(): void {
    if (!this.#options.forgets) return;
    if (this.#readings.size === 0) return; // whoever comes will read it all
    let end = Number.POSITIVE_INFINITY;
    for (const { next } of this.readings) end = Math.min(end, next);
    this.offsets.forget(end, (offset, state, record) => this.#isSettled(offset, state, record));
  }

  /** No event to come can say anything of this offset that would have to be compared with more than that there was one. */
  #isSettled(offset: number, state: number, { producer, number }: RecordId): boolean {
    if ((state & SHOWN) === 0) return offset < this.trimmed;
    if ((state & TOLD) !== 0) return true;
    const book = this.#books[producer];
    return !book?.producer.waitsForAll || book.givenUp.has(number) || book.unplaced.has(number);
  }
}
