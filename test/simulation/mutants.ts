import type { SimulationPlan } from "../../src/testing/simulate.ts";

/** A rule of replication broken on purpose: the checker must notice, or it checks nothing. */
export interface Mutant {
  readonly name: string;
  readonly plan: SimulationPlan;
  /** What must be noticed, by the name of the invariant. */
  readonly caughtBy: RegExp;
  /** Seeds from 0 on within which one must fail. */
  readonly seedsMax: number;
  /** A scenario by hand that fails for the same reason. */
  readonly scenario?: string;
}

/** Leaders die often enough, and live long enough, for rules that only matter between two elections. */
const MANY_ELECTIONS: SimulationPlan = { storage: "memory", brokers: 3, durationMs: 3_000, faultGapMsMax: 120 };

export const MUTANTS: readonly Mutant[] = [
  {
    name: "the high watermark by majority instead of the ISR",
    plan: { rules: { highWatermarkBy: "majority" } },
    caughtBy: /in-sync replicas are complete|no acknowledged write is lost/,
    seedsMax: 10,
  },
  {
    name: "an acknowledgement before the followers have it",
    plan: { rules: { acknowledge: "appended" } },
    caughtBy: /no acknowledged write is lost|no lost write/,
    seedsMax: 20,
    scenario: "test/simulation/scenarios/acknowledgements.test.ts",
  },
  {
    name: "truncation to the high watermark instead of by epoch",
    plan: { ...MANY_ELECTIONS, rules: { truncateBy: "highWatermark" } },
    caughtBy: /in-sync replicas are complete|no acknowledged write is lost/,
    seedsMax: 20,
    scenario: "test/simulation/scenarios/kip-101.test.ts",
  },
  {
    name: "a duplicate acknowledged before the high watermark covers it",
    // Only a second election in quick succession shows it.
    plan: { ...MANY_ELECTIONS, faults: ["killLeaders", "killLeaders", "slow"], rules: { duplicate: "appended" } },
    caughtBy: /no acknowledged write is lost/,
    seedsMax: 20,
    scenario: "test/simulation/scenarios/acknowledgements.test.ts",
  },
  {
    name: "bytes reused in spite of a lease",
    plan: { storage: "memory", honourLeases: false },
    caughtBy: /no extent is reused under a lease/,
    seedsMax: 20,
  },
  {
    name: "truncation by the leader's epochs alone, so that a log with an epoch of its own keeps it (KIP-101 without KIP-279)",
    // Disks keep what nobody else ever had; the follower and its leader then never agree where to go on.
    plan: {
      storage: "directory",
      brokers: 3,
      durationMs: 3_000,
      faultGapMsMax: 60,
      faults: ["killLeaders", "killLeaders", "slow"],
      operations: [],
      rules: { truncateBy: "leaderEpochOnly" },
    },
    caughtBy: /every operation ends|replicas agree|in-sync replicas are complete/,
    seedsMax: 30,
  },
  {
    name: "no broker epoch in the ISR change (KIP-903)",
    // It shows when a follower comes back empty while its leader asks for it: brokers die all the time.
    plan: {
      storage: "memory",
      durationMs: 1_500,
      faultGapMsMax: 30,
      faults: ["kill", "slow"],
      operations: [],
      rules: { brokerEpochInIsrChange: false },
    },
    caughtBy: /in-sync replicas are complete/,
    seedsMax: 20,
    scenario: "test/simulation/scenarios/kip-903.test.ts",
  },
  {
    name: "a sync that says it is done, and is not",
    plan: { storage: "directory", honourSyncs: false },
    caughtBy: /in-sync replicas are complete|no acknowledged write is lost/,
    seedsMax: 20,
  },
  {
    name: "a truncation that writes over what was shown",
    // Two replicas have to be fenced one after the other and come back the other way round, while somebody holds a run.
    plan: {
      storage: "directory",
      brokers: 3,
      brokerSessionTimeoutMs: 80,
      faultGapMsMax: 15,
      faults: ["pause"],
      operations: ["createTopic"],
      rules: { keepShownBytes: false },
    },
    caughtBy: /bytes under a lease changed/,
    seedsMax: 40,
    scenario: "test/simulation/unclean-election.test.ts",
  },
  {
    name: "records reclaimed in spite of a hold",
    plan: { reclaim: "consumed", durationMs: 1_500, rules: { honourHolds: false } },
    caughtBy: /no record under a hold is reclaimed|no poll skip/,
    seedsMax: 30,
  },
  {
    name: "no look at the epoch of a consumer's last record, so that it reads on in another log (KIP-320)",
    plan: { mayLoseRecords: true, rules: { detectTruncation: false } },
    caughtBy: /no consumer reads over a truncation unnoticed|no poll skip|leader epoch \d+ does not go back behind/,
    seedsMax: 80,
    scenario: "test/simulation/scenarios/kip-320.test.ts",
  },
  {
    name: "a follower that does not look at the CRC of what it fetches",
    // Bits rot rarely by themselves, and the follower that copies one has to need it.
    plan: {
      storage: "memory",
      durationMs: 1_500,
      faultGapMsMax: 25,
      faults: ["storage", "storage", "storage", "storage", "kill", "kill", "slow"],
      rules: { verifyFetched: false },
    },
    caughtBy: /replicas agree below the high watermark/,
    seedsMax: 30,
  },
  {
    name: "no epoch fencing, so that a leader that hung for longer than its session is believed",
    plan: {
      storage: "memory",
      brokers: 3,
      faultGapMsMax: 40,
      faults: ["hang", "hang", "slow", "slow", "pause", "kill", "killSupervisor"],
      rules: { fenceByEpoch: false },
    },
    caughtBy:
      /single leader per epoch|in-sync replicas are complete|no acknowledged write is lost|every operation ends/,
    seedsMax: 60,
    scenario: "test/simulation/scenarios/kip-320.test.ts",
  },
];
