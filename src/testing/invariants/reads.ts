import type { SeenRecord } from "../users/sim-consumer.ts";

/** What a run may do to its readers, known to the checks of what they see. */
export class ReadRules {
  /** Records may be missing, because their producer gave them up. */
  mayMiss = false;
  /** Records may be gone before a consumer came to them: the arena was full, or somebody deleted them. */
  mayJump = false;
  /** Records were deleted before their producers were told of them: what a leader knows of a producer goes with its records. */
  mayRepeat = false;
  /** Producers without idempotence, or that do not wait for all: their records may come twice, in another order, or never. */
  readonly loose = new Set<string>();
  readonly #anew = new Set<string>(); // consumers, and consumer/partition
  readonly #positions = new Map<string, number>(); // by consumer and partition: the offset that must come next

  /** Each partition of this consumer may begin anywhere, and goes on from there. */
  startsLate(consumer: string): void {
    this.#anew.add(consumer);
  }

  /** The consumer was sought to `offset`; undefined: to wherever a timestamp is. */
  moved(consumer: string, partition: number, offset: number | undefined): void {
    const key = `${consumer}/${partition}`;
    this.#anew.add(key);
    if (offset === undefined) this.#positions.delete(key);
    else this.#positions.set(key, offset);
  }

  /** The offset that this consumer must see next; undefined: any. */
  expected({ consumer, partition }: SeenRecord): number | undefined {
    const known = this.#positions.get(`${consumer}/${partition}`);
    return known ?? (this.beginsAnew(consumer, partition) ? undefined : 0);
  }

  saw({ consumer, partition, offset }: SeenRecord): void {
    this.#positions.set(`${consumer}/${partition}`, offset + 1);
  }

  /** It did not read this partition from the beginning on. */
  beginsAnew(consumer: string, partition: number): boolean {
    return this.#anew.has(consumer) || this.#anew.has(`${consumer}/${partition}`);
  }
}

/** Which producer's record a value is, and its number in the partition. */
export function writerOf(value: string): { producer: string; number: number } {
  const [producer = "", number = ""] = value.split(":");
  return { producer, number: Number(number) };
}

/** A record as failures name it. */
export function placeOf({ consumer, partition, offset, value }: SeenRecord): string {
  return `${consumer} saw ${value} at offset ${offset} of partition ${partition}`;
}
