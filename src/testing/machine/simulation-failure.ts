/** How a run is repeated. Both are asked for when a run fails, and only then. */
export interface Replay {
  /** The code that ran: a commit, or the version of the package. */
  readonly code: () => string;
  /** One line, for a shell or as code; default: whatever ran it, with this seed. */
  readonly command?: () => string;
}

interface Where {
  readonly seed: number;
  readonly step: number;
  readonly now: number; // virtual ms
  readonly timeline: string;
  readonly replay: Replay | undefined;
}

/** A run broke an invariant, or did not end. The message holds all that is needed to run it again and to read it. */
export class SimulationFailure extends Error {
  readonly invariant: string;
  /** What was wrong, without the timeline. */
  readonly detail: string;
  readonly seed: number;
  readonly step: number;
  /** Virtual ms from the beginning of the run. */
  readonly at: number;
  /** The run as a person reads it: faults, deaths, elections, and the state at its end. */
  readonly timeline: string;

  constructor(invariant: string, { seed, step, now, timeline, replay }: Where, detail: string) {
    const code = replay === undefined ? "" : `, ${replay.code()}`;
    const command = replay?.command === undefined ? "" : `  repeat it: ${replay.command()}\n`;
    const failed = `${String(now).padStart(7)} ms  FAILED: ${invariant}: ${detail}`;
    super(
      `${invariant}: ${detail}\n  seed ${seed}, step ${step}, virtual time ${now} ms${code}\n${command}${timeline}\n  ${failed}`,
    );
    this.name = "SimulationFailure";
    this.invariant = invariant;
    this.detail = detail;
    this.seed = seed;
    this.step = step;
    this.at = now;
    this.timeline = timeline;
  }
}
