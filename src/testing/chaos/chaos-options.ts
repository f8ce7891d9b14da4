import { MillraceError } from "../../base/errors.ts";
import { checkScenario, checkSeed } from "../scenario/check-scenario.ts";
import { isDraw } from "../scenario/run-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ChaosProgress } from "./chaos-report.ts";
import { RECORD_BYTES_MIN } from "./record-codec.ts";
import { checkThreadFaults } from "./thread-faults.ts";

export interface ChaosOptions {
  /** Decides what is drawn: faults, and who writes where. Threads run as they run: the same seed is not the same run. */
  readonly seed: number;
  /** The cluster's shared memory; default 128 MiB. */
  readonly arenaBytes?: number;
  /** A silent broker is fenced after this, in ms; default 1,500. */
  readonly brokerSessionTimeoutMs?: number;
  /** A silent broker is ended after this, in ms; default 2,500. */
  readonly brokerTerminateTimeoutMs?: number;
  /** How long everything may take to end after the faulty part, in ms; default the scenario's `deadlineMs`. */
  readonly endTimeoutMs?: number;
  /** Told once a second. */
  readonly onProgress?: (progress: ChaosProgress) => void;
  /** Ends the faulty part early; the rest is done as usual. */
  readonly signal?: AbortSignal;
}

/** What a run needs to know, complete. */
export interface ChaosPlan extends Required<Omit<ChaosOptions, "onProgress" | "signal">> {
  readonly scenario: Scenario;
  readonly onProgress: (progress: ChaosProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** Throws MillraceError INVALID_OPTION for a scenario that cannot run on threads. */
export function planChaos(scenario: Scenario, options: ChaosOptions): ChaosPlan {
  checkSeed(options.seed);
  checkScenario(scenario);
  if (scenario.storage === "directory")
    throw invalid("this scenario cannot run on threads: its storage is a directory, and theirs is memory");
  for (const name of ["users", "checks"] as const)
    if ((scenario[name]?.length ?? 0) > 0)
      throw invalid(`this scenario cannot run on threads: its ${name} are code that only a simulation runs`);
  if (scenario.faults !== undefined && !isDraw(scenario.faults)) checkThreadFaults(scenario.faults);
  const { recordBytes = RECORD_BYTES_MIN } = scenario.load ?? {};
  if (recordBytes < RECORD_BYTES_MIN)
    throw invalid(
      `recordBytes must be at least ${RECORD_BYTES_MIN}: a record says who sent it, and ${recordBytes} are too few`,
    );
  return {
    scenario,
    seed: options.seed,
    arenaBytes: options.arenaBytes ?? 128 * 1024 * 1024,
    brokerSessionTimeoutMs: options.brokerSessionTimeoutMs ?? 1_500,
    brokerTerminateTimeoutMs: options.brokerTerminateTimeoutMs ?? 2_500,
    endTimeoutMs: options.endTimeoutMs ?? scenario.deadlineMs ?? 60_000,
    onProgress: options.onProgress ?? (() => {}),
    signal: options.signal,
  };
}

function invalid(message: string): MillraceError {
  return new MillraceError("INVALID_OPTION", message);
}
