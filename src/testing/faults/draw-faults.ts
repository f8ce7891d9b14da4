import { Random } from "../../base/random.ts";
import { checkDraw } from "./check-faults.ts";
import type { FaultAction, FaultSchedule, FaultStep, PartitionPlace, Target } from "./fault-step.ts";

/**
 * What may be drawn. "kill" is of brokers, "pause" of anyone, "hang" and "storage" of brokers; "killLeaders" kills two
 * leaders of one partition in quick succession.
 */
export type FaultKind = FaultAction["fault"] | "killLeaders" | "killSupervisor" | "killClient";

export interface FaultDrawOptions {
  /** Steps lie within this time, in ms. */
  readonly durationMs: number;
  /** Pause between two of them in ms, at most. */
  readonly gapMsMax: number;
  /** What happens, by weight; default `FAULT_KINDS`. */
  readonly kinds?: readonly FaultKind[];
  readonly brokers: readonly number[];
  /** Whose leaders die. */
  readonly places: readonly PartitionPlace[];
  /** Names of clients that may be paused and cut off. */
  readonly clients?: readonly string[];
  /** Names of clients that may be killed: others take their place; default none. */
  readonly mortals?: readonly string[];
}

/** What may happen to any cluster, by weight. */
export const FAULT_KINDS: readonly FaultKind[] = [
  "kill",
  "kill",
  "kill",
  "kill",
  "killLeaders",
  "killLeaders",
  "killSupervisor",
  "killSupervisor",
  "killClient",
  "pause",
  "pause",
  "hang",
  "hang",
  "slow",
  "slow",
  "partition",
  "partition",
  "storage",
  "storage",
];

/**
 * The whole schedule of a seed, drawn beforehand and from the seed alone: a run with some of its steps left out draws
 * everything else as before. Throws MillraceError INVALID_OPTION for kinds that there are not.
 */
export function drawFaults(seed: number, options: FaultDrawOptions): FaultSchedule {
  const { durationMs, gapMsMax, kinds = FAULT_KINDS } = options;
  checkDraw(kinds, gapMsMax);
  const draw = new FaultDrawing(new Random(seed + 0xfa17), options);
  const random = new Random(seed + 0xfa57);
  const steps: FaultStep[] = [];
  if (kinds.length === 0) return steps;
  for (let atMs = random.between(1, gapMsMax); atMs < durationMs; atMs += random.between(1, gapMsMax))
    steps.push(...draw.stepsOf(random.pick(kinds), atMs));
  return steps.filter(({ atMs }) => atMs < durationMs).sort((left, right) => left.atMs - right.atMs);
}

class FaultDrawing {
  readonly #random: Random;
  readonly #brokers: readonly number[];
  readonly #places: readonly PartitionPlace[];
  readonly #clients: readonly string[];
  readonly #mortals: readonly string[];

  constructor(random: Random, { brokers, places, clients = [], mortals = [] }: FaultDrawOptions) {
    this.#random = random;
    this.#brokers = brokers;
    this.#places = places;
    this.#clients = clients;
    this.#mortals = mortals;
  }

  /** Mostly one; none where nobody is there for it. */
  stepsOf(kind: FaultKind, atMs: number): readonly FaultStep[] {
    if (kind === "killLeaders") return this.#killLeaders(atMs);
    const action = this.#action(kind);
    return action === undefined ? [] : [{ atMs, ...action }];
  }

  #action(kind: Exclude<FaultKind, "killLeaders">): FaultAction | undefined {
    const random = this.#random;
    const forMs = random.between(5, 250);
    switch (kind) {
      case "kill":
        return {
          fault: "kill",
          target: this.#broker(),
          when: random.chance(1, 4) ? "inTurn" : "now",
          restartAfterMs: forMs,
        };
      case "killSupervisor":
        return { fault: "kill", target: "supervisor", when: random.pick(["now", "inTurn"]), restartAfterMs: forMs };
      case "killClient":
        if (this.#mortals.length === 0) return undefined;
        return { fault: "kill", target: { client: random.pick(this.#mortals) }, when: random.pick(["now", "inTurn"]) };
      case "restart":
        return { fault: "restart", target: this.#broker() };
      case "pause":
        return { fault: "pause", target: this.#anyone(), forMs };
      case "hang":
        // Often for longer than a session: it is fenced meanwhile, comes back believing in what was, or is terminated.
        return { fault: "hang", target: this.#broker(), forMs: random.between(20, 700) };
      case "slow":
        return { fault: "slow", from: this.#server(), to: this.#server(), byMs: random.between(5, 120), forMs };
      case "partition":
        return { fault: "partition", sides: this.#sides(), forMs };
      case "storage":
        return {
          fault: "storage",
          target: this.#broker(),
          kind: random.pick(["appendFull", "appendFull", "appendFails", "syncFails", "bitRot"]),
        };
      case "fillArena":
        return { fault: "fillArena", forMs };
    }
  }

  /** Leaders in quick succession: the next one dies soon after its election. */
  #killLeaders(atMs: number): readonly FaultStep[] {
    if (this.#places.length === 0) return [];
    const target = { leaderOf: this.#random.pick(this.#places) };
    const kill = (): FaultAction => ({ fault: "kill", target, restartAfterMs: this.#random.between(20, 250) });
    return [
      { atMs, ...kill() },
      { atMs: atMs + this.#random.between(2, 60), ...kill() },
    ];
  }

  #broker(): Target {
    return { broker: this.#random.pick(this.#brokers) };
  }

  #server(): Target {
    const id = this.#random.pick([0, ...this.#brokers]);
    return id === 0 ? "supervisor" : { broker: id };
  }

  /** One time in four a client. */
  #anyone(): Target {
    const isClient = this.#random.chance(1, 4) && this.#clients.length > 0;
    return isClient ? { client: this.#random.pick(this.#clients) } : this.#server();
  }

  #sides(): readonly [readonly Target[], readonly Target[]] {
    const random = this.#random;
    const place = this.#places.length > 0 ? random.pick(this.#places) : undefined;
    switch (random.between(0, 3)) {
      case 0: // a leader and who follows it
        if (place !== undefined) return [[{ leaderOf: place }], [{ followerOf: place }]];
        break;
      case 1: // a client and whom it needs
        if (place !== undefined && this.#clients.length > 0)
          return [[{ client: random.pick(this.#clients) }], [{ leaderOf: place }]];
        break;
      case 2: // the supervisor and some of the brokers
        return [["supervisor"], this.#others(random.between(0, this.#brokers.length - 1))];
    }
    // One broker is alone, with the supervisor or without it.
    const alone = random.pick(this.#brokers);
    return [[{ broker: alone }], [...this.#others(alone), ...(random.chance(1, 2) ? (["supervisor"] as const) : [])]];
  }

  #others(than: number): readonly Target[] {
    return this.#brokers.filter((id) => id !== than).map((broker) => ({ broker }));
  }
}
