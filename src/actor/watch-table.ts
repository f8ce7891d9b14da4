import type { EndpointId } from "../base/ids.ts";
import type { Cell } from "./cell.ts";

/** Who wants to hear of the death of which incarnation of an endpoint; each watch ends with one notice. */
export class WatchTable {
  readonly #watchers = new Map<EndpointId, Map<Cell, number>>();

  add(endpoint: EndpointId, incarnation: number, cell: Cell): void {
    const watchers = this.#watchers.get(endpoint);
    if (watchers === undefined) this.#watchers.set(endpoint, new Map([[cell, incarnation]]));
    else watchers.set(cell, incarnation);
  }

  /** Ends the watches of this incarnation and of those before it. */
  take(endpoint: EndpointId, incarnation: number): Cell[] {
    const watchers = this.#watchers.get(endpoint);
    if (watchers === undefined) return [];
    const told: Cell[] = [];
    for (const [cell, watched] of watchers) if (watched <= incarnation) told.push(cell);
    for (const cell of told) watchers.delete(cell);
    return told;
  }

  forget(cell: Cell): void {
    for (const watchers of this.#watchers.values()) watchers.delete(cell);
  }
}
