/** A run broke an invariant, or did not end. The message holds all that is needed to run it again and to read it. */
export class SimulationFailure extends Error {
  readonly invariant: string;
  readonly seed: number;
  readonly step: number;

  constructor(invariant: string, where: { seed: number; step: number; now: number; timeline: string }, detail: string) {
    super(
      `${invariant}: ${detail}\n  seed ${where.seed}, step ${where.step}, virtual time ${where.now} ms\n${where.timeline}`,
    );
    this.name = "SimulationFailure";
    this.invariant = invariant;
    this.seed = where.seed;
    this.step = where.step;
  }
}
