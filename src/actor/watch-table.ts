import type { EndpointId } from "../base/ids.ts";
import type { Cell } from "./cell.ts";

/** Who wants to hear of the death of which endpoint; each watch ends with one notice. */
export class WatchTable {
  readonly #watchers = new Map<EndpointId, Set<Cell>>();

  add(endpoint: EndpointId, cell: Cell): void {
    const watchers = this.#watchers.get(endpoint);
    if (watchers === undefined) this.#watchers.set(endpoint, new Set([cell]));
    else watchers.add(cell);
  }

  take(endpoint: EndpointId): Iterable<Cell> {
    const watchers = this.#watchers.get(endpoint);
    this.#watchers.delete(endpoint);
    return watchers ?? [];
  }

  forget(cell: Cell): void {
    for (const watchers of this.#watchers.values()) watchers.delete(cell);
  }
}
