import { assert } from "../base/assert.ts";
import { ACTOR_GENERATION_MASK, ACTOR_SLOT_BITS, type ActorId, type EndpointId } from "../base/ids.ts";
import type { Random } from "../base/random.ts";
import type { Actor } from "./actor.ts";
import { Cell } from "./cell.ts";

const SLOTS_MAX = 2 ** ACTOR_SLOT_BITS;

/** Slots of one endpoint. A slot's generation rises with each reuse, so that an old reference finds nobody. */
export class CellTable {
  readonly #endpoint: EndpointId;
  readonly #random: Random;
  readonly #cells: (Cell | undefined)[] = [];
  readonly #generations: number[] = [];
  readonly #free: number[] = [];

  constructor(endpoint: EndpointId, random: Random) {
    this.#endpoint = endpoint;
    this.#random = random;
  }

  add(actor: Actor, restart: (() => Actor) | undefined): Cell {
    const slot = this.#free.shift() ?? this.#cells.length;
    assert(slot < SLOTS_MAX, `an endpoint has at most ${SLOTS_MAX} actors`);
    const generation = this.#generations[slot] ?? 0;
    this.#generations[slot] = generation;
    const actorId = generation * SLOTS_MAX + slot;
    const cell = new Cell({ endpoint: this.#endpoint, actor: actorId }, actor, this.#random.fork(), restart);
    this.#cells[slot] = cell;
    return cell;
  }

  get(actor: ActorId): Cell | undefined {
    const cell = this.#cells[actor % SLOTS_MAX];
    return cell?.ref.actor === actor ? cell : undefined;
  }

  remove(cell: Cell): void {
    const slot = cell.ref.actor % SLOTS_MAX;
    this.#cells[slot] = undefined;
    this.#generations[slot] = ((this.#generations[slot] ?? 0) + 1) & ACTOR_GENERATION_MASK;
    this.#free.push(slot);
  }
}
