import type { Allocator } from "../../arena/memory.ts";
import type { SimArena } from "../machine/sim-arena.ts";

/** Owner of what is taken: no incarnation gets this number. */
const FILLER_OWNER = 0x7fff_ffff;

/** Somebody who takes all free memory of the arena, and gives it back. */
export class ArenaFiller {
  readonly #arena: SimArena;
  readonly #allocator: Allocator;
  readonly #taken: { readonly address: number; readonly bytes: number }[] = [];

  constructor(arena: SimArena) {
    this.#arena = arena;
    this.#allocator = arena.allocatorOf(FILLER_OWNER);
  }

  /** Returns how many bytes it got. */
  fill(): number {
    let total = 0;
    const { unitBytes } = this.#arena;
    // Large extents first: a search for each unit would take long.
    for (let units = Math.ceil(this.#arena.totalBytes / unitBytes); units > 0; units = Math.floor(units / 2)) {
      const bytes = units * unitBytes;
      for (let address = this.#allocator.allocate(bytes); address !== undefined; ) {
        this.#taken.push({ address, bytes });
        total += bytes;
        address = this.#allocator.allocate(bytes);
      }
    }
    return total;
  }

  /** False: there was nothing to give back. */
  free(): boolean {
    const hadSome = this.#taken.length > 0;
    for (const { address, bytes } of this.#taken.splice(0)) this.#allocator.free(address, bytes);
    return hadSome;
  }
}
