/** Named figures of one measurement. */
export type Figures = Readonly<Record<string, number>>;

/** One of the things that are measured beside each other. */
export interface Side {
  readonly name: string;
  /** Measures once, from nothing: a process of its own, or a peer whose state does not depend on the other sides. */
  measure(): Promise<Figures>;
}

export interface Rounds {
  readonly rounds: number;
  /** Rounds before them that do not count: files get into the page cache, a long-lived peer gets warm. */
  readonly warmRounds: number;
}

/** The figures of each side, by round. */
export type Measured = ReadonlyMap<string, readonly Figures[]>;

/**
 * Measures all sides in every round, so that a slow moment of the machine meets all of them, and begins each round with
 * another side, so that none is always the one after the same other one.
 */
export async function alternate(sides: readonly Side[], { rounds, warmRounds }: Rounds): Promise<Measured> {
  const measured = new Map<string, Figures[]>(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < warmRounds + rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const side = sides[(round + turn) % sides.length] as Side;
      const figures = await side.measure();
      if (round >= warmRounds) measured.get(side.name)?.push(figures);
    }
  }
  return measured;
}
