/** The clock of a simulation: whole milliseconds, moved by the cluster alone. */
export class SimTime {
  now = 0;
  /** What the wall shows at `now` 0, in ms since 1970. */
  readonly wallStart: number;

  constructor(wallStart = 1_700_000_000_000) {
    this.wallStart = wallStart;
  }

  get wall(): number {
    return this.wallStart + this.now;
  }
}
