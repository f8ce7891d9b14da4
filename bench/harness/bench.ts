/** What the command line gives to every bench. */
export interface BenchOptions {
  /** Fewer and shorter rounds: shows that everything runs, with rough figures. */
  readonly quick: boolean;
  /** A folder for CPU profiles of every thread of every side. Profiling slows the sides down. */
  readonly profileFolder?: string | undefined;
}

/** What a bench gives back: `results` for `--json`, `text` for people. */
export interface Outcome {
  readonly results: unknown;
  readonly text: string;
}
