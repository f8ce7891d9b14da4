import type { EndpointId } from "../../base/ids.ts";
import type { SimRuntime } from "../machine/sim-runtime.ts";

/** One direction between two endpoints. */
type Direction = readonly [from: EndpointId, to: EndpointId];

/** What is wrong with the links of a simulated cluster: slow directions and partitions. They lose nothing. */
export class Links {
  readonly #runtime: SimRuntime;
  readonly #nameOf: (endpoint: EndpointId) => string;
  readonly #broken = new Map<string, Direction>();

  constructor(runtime: SimRuntime, nameOf: (endpoint: EndpointId) => string) {
    this.#runtime = runtime;
    this.#nameOf = nameOf;
  }

  slow(from: EndpointId, to: EndpointId, byMs: number): void {
    this.#runtime.world.network.slow(from, to, byMs);
    this.#broken.set(`${from}/${to}`, [from, to]);
    const link = `link ${this.#nameOf(from)} -> ${this.#nameOf(to)}`;
    this.#runtime.timeline.note(byMs > 0 ? `${link} slowed by ${byMs} ms` : `${link} as fast as before`);
  }

  partition(sideA: readonly EndpointId[], sideB: readonly EndpointId[]): void {
    for (const direction of between(sideA, sideB)) {
      const [from, to] = direction;
      this.#runtime.world.network.cut(from, to);
      this.#broken.set(`${from}/${to}`, direction);
    }
    this.#runtime.timeline.note(`partition: ${this.#namesOf(sideA)} | ${this.#namesOf(sideB)}`);
  }

  /** Between these two sides, in both directions. */
  heal(sideA: readonly EndpointId[], sideB: readonly EndpointId[]): void {
    const healed = between(sideA, sideB).filter((direction) => this.#heal(direction));
    if (healed.length > 0) this.#runtime.timeline.note(`healed: ${this.#namesOf(sideA)} | ${this.#namesOf(sideB)}`);
  }

  healAll(): void {
    const broken = [...this.#broken.values()];
    for (const direction of broken) this.#heal(direction);
    if (broken.length > 0) this.#runtime.timeline.note("all links healed");
  }

  #heal([from, to]: Direction): boolean {
    const { network } = this.#runtime.world;
    network.slow(from, to, 0);
    network.mend(from, to);
    return this.#broken.delete(`${from}/${to}`);
  }

  #namesOf(endpoints: readonly EndpointId[]): string {
    return endpoints.map((endpoint) => this.#nameOf(endpoint)).join(", ");
  }
}

function between(sideA: readonly EndpointId[], sideB: readonly EndpointId[]): Direction[] {
  const pairs = sideA.flatMap((a) => sideB.filter((b) => b !== a).map((b) => [a, b] as const));
  return pairs.flatMap(([a, b]): Direction[] => [
    [a, b],
    [b, a],
  ]);
}
