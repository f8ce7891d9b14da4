import type { Step } from "./draw-steps.ts";
import type { Datum } from "./inputs.ts";

export type HeaderRow = readonly [name: string, value: Datum];

/** A record that came out: to an output topic, a repartition topic or a changelog. */
export type OutRow = readonly [
  topic: string,
  key: Datum,
  value: Datum,
  timestamp: number | null,
  headers?: readonly HeaderRow[],
];

/** All that stores hold, as texts: by store, by key (see java/StoreReader.java). */
export type StoreContents = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What one step did. After an error the run is over. */
export type StepResult =
  | {
      /** In the order in which the records were sent, over all topics. */
      readonly out: readonly OutRow[];
      readonly stores: StoreContents;
      /** Records that this step dropped. */
      readonly dropped: number;
      readonly error?: undefined;
    }
  | { readonly error: string };

/** What a topology did with the steps of a seed. */
export interface SeedResult {
  readonly seed: number;
  readonly steps: readonly Step[];
  /** As many as steps, or fewer when the last has an error. */
  readonly results: readonly StepResult[];
}

export interface TopologyResult {
  readonly topology: string;
  readonly describe: string;
  /** The stores whose content Java shows; there is no comparing the others. */
  readonly stores: readonly string[];
  readonly seeds: readonly SeedResult[];
}
