import { processNow } from "../../platform/clock.ts";
import type { PartitionPlace } from "../faults/fault-step.ts";
import { HistoryChecker } from "../history/history-checker.ts";
import type { ConsumerRules, ProducerRules, TopicRules } from "../history/history-rules.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { TopicPlan } from "../users/sim-admin.ts";
import { ChaosTimeline, Failovers } from "./chaos-log.ts";
import type { ChaosProgress, ChaosReport } from "./chaos-report.ts";
import { FAILED, RESULT_FIELDS } from "./client-messages.ts";
import { LoadRecorder } from "./load-recorder.ts";

/** What the end of a run adds to what was seen on the way. */
export type ChaosEnd = Pick<ChaosReport, "seed" | "durationMs" | "heldBack"> & {
  /** When the faulty part was over. */
  readonly acknowledged: number;
};

/** What has happened in a run and what was wrong, up to its report. Bounded, however long the run is. */
export class ChaosBook {
  /** Partitions of the scenario, by the index by which clients name them. */
  readonly places: readonly PartitionPlace[];
  readonly recorder: LoadRecorder;
  readonly problems: string[] = [];
  phase: ChaosProgress["phase"] = "chaos";
  elections = 0;
  readonly #topics: ReadonlyMap<string, TopicRules>;
  readonly #failovers = new Failovers();
  readonly #faults: Record<string, number> = {};
  #timeline = new ChaosTimeline();
  #pulseAt = 0;
  #stalledMs = 0;
  #beganAt = processNow();

  constructor({ topics }: Scenario) {
    this.places = topics.flatMap(({ topic, partitions }) =>
      Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
    );
    this.#topics = new Map(topics.map((plan) => [plan.topic, { mayTrim: mayTrim(plan) }]));
    const rules = {
      topics: this.#topics,
      producers: new Map<string, ProducerRules>(),
      consumers: new Map<string, ConsumerRules>(),
    };
    const judge = new HistoryChecker(rules);
    this.recorder = new LoadRecorder({ judge, rules, places: this.places, now: this.now });
  }

  /** Ms since the load began. */
  readonly now = (): number => processNow() - this.#beganAt;

  get isWrong(): boolean {
    return this.problems.length > 0 || this.recorder.anomalies.length > 0;
  }

  /** The load begins: times are counted from here. */
  begin(): void {
    this.#beganAt = processNow();
    this.#timeline = new ChaosTimeline();
    this.#pulseAt = 0;
    this.say("the load begins");
  }

  /** Call it every `intervalMs`: what is longer between two calls is the machine's. */
  pulse(intervalMs: number): void {
    const now = this.now();
    this.#stalledMs = Math.max(this.#stalledMs, now - this.#pulseAt - intervalMs);
    this.#pulseAt = now;
  }

  /** The longest time for which this thread was kept waiting, in ms. */
  get stalledMs(): number {
    return Math.round(this.#stalledMs);
  }

  say(text: string): void {
    this.#timeline.say(this.now(), text);
  }

  /** `killed`: places whose leader dies with this. */
  fault(name: string, text: string, killed: readonly number[]): void {
    this.#faults[name] = (this.#faults[name] ?? 0) + 1;
    this.say(`! ${text}`);
    this.#failovers.killed(killed, processNow());
  }

  /** What became of records, as their producer reported it. */
  results(rows: Float64Array): void {
    for (let at = 0; at < rows.length; at += RESULT_FIELDS) {
      const [place = 0, , outcome = FAILED, sentAt = 0, endedAt = 0] = rows.subarray(at, at + RESULT_FIELDS);
      if (outcome > FAILED) this.#failovers.acknowledged(place, sentAt, endedAt);
    }
  }

  /** Records of this place may go before its readers, who hold them, have read them. */
  mayTrim(place: number): boolean {
    return this.#topics.get(this.places[place]?.topic ?? "")?.mayTrim ?? false;
  }

  progress(): ChaosProgress {
    return {
      elapsedMs: this.now(),
      records: this.recorder.counts,
      faults: Object.values(this.#faults).reduce((sum, count) => sum + count, 0),
      elections: this.elections,
      anomalies: this.recorder.anomalies.length,
      phase: this.phase,
    };
  }

  report({ seed, durationMs, heldBack, acknowledged }: ChaosEnd): ChaosReport {
    return {
      seed,
      durationMs: Math.round(durationMs),
      endingMs: Math.round(this.now() - durationMs),
      records: this.recorder.counts,
      recordsPerSecond: Math.round((acknowledged * 1_000) / Math.max(1, durationMs)),
      faults: this.#faults,
      heldBack,
      elections: this.elections,
      failoverMs: this.#failovers.percentiles,
      stalledMs: this.stalledMs,
      anomalies: this.recorder.anomalies,
      problems: this.problems,
      timeline: this.#timeline.lines,
    };
  }
}

function mayTrim({ reclaim, configs = {} }: TopicPlan): boolean {
  return reclaim !== "consumed" || Object.keys(configs).some((name) => name.startsWith("retention."));
}
