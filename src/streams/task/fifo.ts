const SLOTS_MIN = 16;

/** A queue over a ring that grows: neither end costs more with its length. */
export class Fifo<T> {
  #slots: (T | undefined)[] = new Array(SLOTS_MIN).fill(undefined);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: T): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#size) & (this.#slots.length - 1)] = item;
    this.#size++;
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#size--;
    return item;
  }

  peek(): T | undefined {
    return this.#size === 0 ? undefined : this.#slots[this.#head];
  }

  clear(): void {
    this.#slots = new Array(SLOTS_MIN).fill(undefined);
    this.#head = 0;
    this.#size = 0;
  }

  #grow(): void {
    const slots: (T | undefined)[] = new Array(this.#slots.length * 2).fill(undefined);
    for (let at = 0; at < this.#size; at++) slots[at] = this.#slots[(this.#head + at) & (this.#slots.length - 1)];
    this.#slots = slots;
    this.#head = 0;
  }
}
