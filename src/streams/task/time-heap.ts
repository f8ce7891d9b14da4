/** What lies in a heap. Its time does not change while it does. */
export interface Timed {
  readonly timeMs: number;
}

/**
 * A binary heap by time. Items of equal time come out in the order that Java's PriorityQueue gives them, which decides
 * between inputs and between punctuators: it is neither their age nor their name.
 */
export class TimeHeap<T extends Timed> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  offer(item: T): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parentAt = (at - 1) >>> 1;
      const parent = items[parentAt] as T;
      if (item.timeMs >= parent.timeMs) break;
      items[at] = parent;
      at = parentAt;
    }
    items[at] = item;
  }

  poll(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length > 0 && last !== undefined) this.#sink(last);
    return first;
  }

  clear(): void {
    this.#items.length = 0;
  }

  #sink(item: T): void {
    const items = this.#items;
    const leafAt = items.length >>> 1;
    let at = 0;
    while (at < leafAt) {
      let childAt = 2 * at + 1;
      let child = items[childAt] as T;
      const right = items[childAt + 1];
      if (right !== undefined && child.timeMs > right.timeMs) {
        child = right;
        childAt++;
      }
      if (item.timeMs <= child.timeMs) break;
      items[at] = child;
      at = childAt;
    }
    items[at] = item;
  }
}
