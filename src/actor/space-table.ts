import type { EndpointId } from "../base/ids.ts";
import type { Cell } from "./cell.ts";

/** Who waits for room in the data ring to which endpoint. */
export class SpaceTable {
  readonly #waiters = new Map<EndpointId, Set<Cell>>();

  get size(): number {
    return this.#waiters.size;
  }

  add(endpoint: EndpointId, cell: Cell): void {
    const waiters = this.#waiters.get(endpoint);
    if (waiters === undefined) this.#waiters.set(endpoint, new Set([cell]));
    else waiters.add(cell);
  }

  /** Takes everyone who waits for an endpoint that has room now. */
  take(hasRoom: (endpoint: EndpointId) => boolean): Cell[] {
    const ready: Cell[] = [];
    for (const [endpoint, waiters] of this.#waiters) {
      if (!hasRoom(endpoint)) continue;
      this.#waiters.delete(endpoint);
      ready.push(...waiters);
    }
    return ready;
  }

  forget(cell: Cell): void {
    for (const [endpoint, waiters] of this.#waiters)
      if (waiters.delete(cell) && waiters.size === 0) this.#waiters.delete(endpoint);
  }
}
