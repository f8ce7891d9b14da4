import type { Arena } from "../arena/arena.ts";
import type { RingProducer } from "../arena/ring.ts";
import { assert } from "../base/assert.ts";
import type { EndpointId } from "../base/ids.ts";
import { ENDPOINTS_MAX } from "../base/limits.ts";
import type { Lane } from "../message/kind.ts";
import { Parcels } from "./parcels.ts";

/** An answer that waits for room in the control ring. */
export interface HeldAnswer {
  readonly type: number;
  readonly correlation: number;
  readonly body: Uint8Array;
}

/** The sending side of one link: rings are made at the first use of their lane. */
export interface OutboundLink {
  readonly endpoint: EndpointId;
  held: HeldAnswer[]; // in the order in which they were given
  control: RingProducer | undefined;
  data: RingProducer | undefined;
  dirty: boolean;
  readonly parcels: Parcels;
}

/**
 * Which incarnation of every other endpoint this thread deals with. An incarnation is known from the first contact, be it
 * a look at who lives or a ring that is found, until its death was processed here, even when the shared rows already show
 * the next one: so whatever the dead one had published is delivered before its death notice, and nothing is sent to the
 * next one earlier.
 */
export class MeshPeers {
  readonly #arena: Arena;
  readonly #self: EndpointId;
  readonly #known: (number | undefined)[] = new Array(ENDPOINTS_MAX).fill(undefined);
  readonly #links: (OutboundLink | undefined)[] = new Array(ENDPOINTS_MAX).fill(undefined);
  readonly #onNoRoom: (endpoint: EndpointId) => void;
  readonly #withoutRing = new Set<EndpointId>();

  /** `onNoRoom`: the arena has no room for a ring to this endpoint; called at each try. */
  constructor(
    arena: Arena,
    self: EndpointId,
    incarnation: number,
    onNoRoom: (endpoint: EndpointId) => void = () => {},
  ) {
    this.#arena = arena;
    this.#self = self;
    this.#known[self] = incarnation;
    this.#onNoRoom = onNoRoom;
  }

  /** One to which there is no ring, because the arena had no room for it at the last try. */
  get withoutRing(): EndpointId | undefined {
    return this.#withoutRing.values().next().value;
  }

  /**
   * At the first contact the oldest that is not through here: one that has left rings which were not read to their end,
   * else the one that lives. A candidate first, then a look at the rings: the threads of all earlier incarnations ended
   * before it was claimed, so whatever rings they have left are to be seen by then.
   */
  incarnationOf(endpoint: EndpointId): number | undefined {
    const known = this.#known[endpoint];
    if (known !== undefined) return known;
    const { endpoints, rings } = this.#arena;
    const candidate = endpoints.incarnation(endpoint) ?? rings.oldestMakerOf(endpoint, this.#self);
    if (candidate === undefined) return undefined;
    const first = Math.min(candidate, rings.oldestMakerOf(endpoint, this.#self) ?? candidate);
    this.#known[endpoint] = first;
    return first;
  }

  /** Endpoints whose known incarnation is not the one that lives now. */
  *dead(): Generator<{ endpoint: EndpointId; incarnation: number }> {
    for (let endpoint = 0; endpoint < ENDPOINTS_MAX; endpoint++) {
      const incarnation = this.#known[endpoint];
      if (incarnation === undefined || endpoint === this.#self) continue;
      if (this.#arena.endpoints.incarnation(endpoint) !== incarnation) yield { endpoint, incarnation };
    }
  }

  /** The death was processed: its rings are dropped, the next contact finds the next incarnation. */
  forget(endpoint: EndpointId): void {
    const link = this.#links[endpoint];
    if (link !== undefined) {
      link.dirty = false;
      link.held = [];
      link.parcels.close();
      this.#arena.closeProducer(this.#self, endpoint, "control");
      this.#arena.closeProducer(this.#self, endpoint, "data");
    }
    this.#withoutRing.delete(endpoint);
    this.#links[endpoint] = undefined;
    this.#known[endpoint] = undefined;
  }

  link(endpoint: EndpointId): OutboundLink {
    const present = this.#links[endpoint];
    if (present !== undefined) return present;
    assert(endpoint !== this.#self, "an endpoint has no link to itself");
    const parcels = new Parcels(this.#arena, this.#self);
    const made: OutboundLink = { endpoint, held: [], control: undefined, data: undefined, dirty: false, parcels };
    this.#links[endpoint] = made;
    return made;
  }

  /**
   * The ring of a lane. "full" while it cannot be made: no room in the arena, or the receiver has not yet drained the
   * ring of this endpoint's last incarnation. "dead": the incarnation that we know is gone, its notice will come.
   */
  ring(link: OutboundLink, lane: Lane): RingProducer | "dead" | "full" {
    const present = link[lane];
    if (present !== undefined) return present;
    const known = this.#known[link.endpoint];
    if (known === undefined) return "dead";
    const opened = this.#arena.openProducer(this.#self, link.endpoint, lane, known);
    if (opened === "noRoom") {
      this.#withoutRing.add(link.endpoint);
      this.#onNoRoom(link.endpoint);
      return "full";
    }
    if (typeof opened === "string") return opened;
    this.#withoutRing.delete(link.endpoint);
    link[lane] = opened;
    return opened;
  }
}
