import type { SimEndpoint } from "../sim-endpoint.ts";

/** Something that must hold after every step. Each has a file of its own; a violation throws `SimulationFailure`. */
export interface Invariant {
  readonly name: string;
  /** Cheap: looks only at what this endpoint's turn may have changed. */
  afterTurn?(endpoint: SimEndpoint): void;
  /** Everything, now and then and at the end. */
  inFull?(): void;
}
