import { Random } from "../../base/random.ts";
import { processNow } from "../../platform/clock.ts";
import { Cluster } from "../../runtime/cluster.ts";
import type { FaultSchedule, PartitionPlace } from "../faults/fault-step.ts";
import { HistoryChecker } from "../history/history-checker.ts";
import type { ConsumerRules, ProducerRules } from "../history/history-rules.ts";
import type { TopicPlan } from "../users/sim-admin.ts";
import { ChaosTimeline, Failovers } from "./chaos-log.ts";
import { type ChaosPlan, isDraw } from "./chaos-options.ts";
import type { ChaosProgress, ChaosReport } from "./chaos-report.ts";
import { FAILED, RESULT_FIELDS } from "./client-messages.ts";
import { drawThreadFaults } from "./draw-thread-faults.ts";
import { FaultPlace } from "./fault-place.ts";
import { Injector } from "./injector.ts";
import { clientNames, LoadClients } from "./load-clients.ts";
import { LoadRecorder } from "./load-recorder.ts";

const READY_TIMEOUT_MS = 30_000;
const PROGRESS_MS = 1_000;
const LOOK_MS = 10;
/** How often it looks whether a step that was held back may happen. */
const OWED_LOOK_MS = 50;
const CLOSE_TIMEOUT_MS = 5_000;

/** One run of a scenario on real threads, from the start of its cluster to the report. */
export class ChaosRun {
  readonly #plan: ChaosPlan;
  readonly #places: readonly PartitionPlace[];
  readonly #random: Random;
  #timeline = new ChaosTimeline();
  readonly #failovers = new Failovers();
  readonly #recorder: LoadRecorder;
  readonly #faults: Record<string, number> = {};
  readonly #problems: string[] = [];
  #beganAt = processNow();
  #elections = 0;
  #heldBack = 0;
  #phase: ChaosProgress["phase"] = "chaos";

  constructor(plan: ChaosPlan) {
    this.#plan = plan;
    this.#random = new Random(plan.seed);
    this.#places = plan.scenario.topics.flatMap(({ topic, partitions }) =>
      Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
    );
    const mayTrim = ({ topic }: TopicPlan) => [topic, { mayTrim: this.#mayTrim(topic) }] as const;
    const rules = {
      topics: new Map(plan.scenario.topics.map(mayTrim)),
      producers: new Map<string, ProducerRules>(),
      consumers: new Map<string, ConsumerRules>(),
    };
    const judge = new HistoryChecker(rules);
    this.#recorder = new LoadRecorder({ judge, rules, places: this.#places, now: this.#now });
  }

  async run(): Promise<ChaosReport> {
    const { scenario, arenaBytes, brokerSessionTimeoutMs, brokerTerminateTimeoutMs } = this.#plan;
    const cluster = await Cluster.start({
      brokers: scenario.brokers ?? 3,
      arenaBytes,
      brokerSessionTimeoutMs,
      brokerTerminateTimeoutMs,
      logger: this.#logger(),
    });
    let place: FaultPlace | undefined;
    let clients: LoadClients | undefined;
    try {
      await createTopics(cluster, this.#plan);
      place = await FaultPlace.join(cluster.handle);
      place.onEvent(({ type }) => {
        if (type === "leaderElected") this.#elections++;
      });
      clients = await this.#startLoad(cluster);
      return await this.#breakAndHeal(cluster, place, clients);
    } finally {
      await clients?.close(CLOSE_TIMEOUT_MS);
      await place?.close();
      await cluster.close({ timeoutMs: CLOSE_TIMEOUT_MS });
    }
  }

  async #breakAndHeal(cluster: Cluster, place: FaultPlace, clients: LoadClients | undefined): Promise<ChaosReport> {
    const injector = new Injector({
      cluster,
      place,
      clients,
      now: this.#now,
      onFault: (name, text, killed) => this.#onFault(name, text, killed, place),
      say: (text) => this.#say(text),
    });
    const timer = setInterval(() => this.#tell(), PROGRESS_MS);
    this.#beganAt = processNow();
    this.#timeline = new ChaosTimeline(); // its times are counted from here
    this.#say("the load begins");
    clients?.begin();
    let durationMs = 0;
    try {
      await this.#inject(injector);
      durationMs = this.#now();
      const acknowledged = this.#recorder.counts.acknowledged;
      if (!this.#isWrong) await this.#end(cluster, injector, clients);
      if (!this.#isWrong) await this.#lookAfterTheDead(place, clients);
      this.#heldBack = injector.heldBack;
      this.#lookAtStats(cluster);
      return this.#report(durationMs, acknowledged);
    } finally {
      clearInterval(timer);
    }
  }

  /** Applies the schedule at its moments, until the faulty part is over or something is wrong. */
  async #inject(injector: Injector): Promise<void> {
    const { durationMs } = this.#plan.scenario;
    const isOver = () => this.#isWrong || this.#plan.signal?.aborted === true;
    for (const step of this.#schedule()) {
      if (step.atMs >= durationMs) break;
      await this.#until(step.atMs, injector, isOver);
      if (isOver()) return;
      injector.apply(step);
    }
    await this.#until(durationMs, injector, isOver);
  }

  /** Everything is healed, has its result, and is read to the end; or a problem says what is not. */
  async #end(cluster: Cluster, injector: Injector, clients: LoadClients | undefined): Promise<void> {
    const { endTimeoutMs } = this.#plan;
    try {
      this.#phase = "healing";
      this.#say("everything is healed");
      await injector.heal(endTimeoutMs);
      clients?.stopWriting();
      await this.#ends("every send has its result", () => clients?.unfinished("producer"));
      await cluster.settled({ timeoutMs: endTimeoutMs });
      this.#phase = "reading to the end";
      clients?.readTo(await endsOf(cluster, this.#places));
      await this.#ends("every consumer reads to the end", () => clients?.unfinished("consumer"));
      await this.#tellStarts(cluster);
      if (!this.#isWrong) this.#recorder.finish();
    } catch (error) {
      this.#problems.push(error instanceof Error ? error.message : String(error));
    }
  }

  /** All clients have left, and nothing in the arena is theirs, nor of any thread that died. */
  async #lookAfterTheDead(place: FaultPlace, clients: LoadClients | undefined): Promise<void> {
    await clients?.close(CLOSE_TIMEOUT_MS);
    const deadline = this.#now() + this.#plan.endTimeoutMs;
    for (let left = place.leftByTheDead; left.units > 0 || left.leases > 0; left = place.leftByTheDead) {
      if (this.#now() > deadline) {
        this.#problems.push(`left in the arena by threads that ended: ${left.units} units, ${left.leases} leases`);
        return;
      }
      await sleep(LOOK_MS);
    }
  }

  /** Waits until nobody is missing. Throws with who is when time is over. */
  async #ends(what: string, missing: () => readonly string[] | undefined): Promise<void> {
    const { endTimeoutMs } = this.#plan;
    const deadline = this.#now() + endTimeoutMs;
    for (let late = missing(); late !== undefined && late.length > 0 && !this.#isWrong; late = missing()) {
      if (this.#now() > deadline)
        throw new Error(
          `not within ${endTimeoutMs} ms: ${what}. Missing: ${late.join(", ")}; ${this.#recorder.openCount} records are without a result`,
        );
      await sleep(LOOK_MS);
    }
  }

  async #startLoad(cluster: Cluster): Promise<LoadClients | undefined> {
    const { load } = this.#plan.scenario;
    if (load === undefined) return undefined;
    const clients = new LoadClients({
      handle: cluster.handle,
      load,
      places: this.#places,
      random: this.#random.fork(),
      recorder: this.#recorder,
      onResults: (rows) => this.#onResults(rows),
      onTrimmed: (place, offset) => {
        if (this.#mayTrim(this.#places[place]?.topic)) this.#recorder.trimmed(place, offset);
      },
      onFailed: (problem) => this.#problems.push(problem),
    });
    const deadline = processNow() + READY_TIMEOUT_MS;
    while (!clients.areReady && this.#problems.length === 0) {
      if (processNow() > deadline) this.#problems.push(`not all clients were there within ${READY_TIMEOUT_MS} ms`);
      await sleep(LOOK_MS);
    }
    return clients;
  }

  #schedule(): FaultSchedule {
    const { scenario, brokerSessionTimeoutMs } = this.#plan;
    const { faults = [], durationMs, brokers = 3, load } = scenario;
    if (!isDraw(faults)) return faults;
    const clients = load === undefined ? [] : clientNames(load);
    const setting = { durationMs, brokers, places: this.#places, clients, sessionTimeoutMs: brokerSessionTimeoutMs };
    return drawThreadFaults(this.#random.fork(), faults, setting);
  }

  #onFault(name: string, text: string, killed: number | undefined, place: FaultPlace): void {
    this.#faults[name] = (this.#faults[name] ?? 0) + 1;
    this.#say(`! ${text}`);
    if (killed === undefined) return;
    const led = Array.from(this.#places.keys()).filter((index) => {
      const { topic, partition } = this.#places[index] as PartitionPlace;
      return place.partition(topic, partition)?.leader === killed;
    });
    this.#failovers.killed(led, processNow());
  }

  #onResults(rows: Float64Array): void {
    for (let at = 0; at < rows.length; at += RESULT_FIELDS) {
      const [place = 0, , outcome = FAILED, sentAt = 0, endedAt = 0] = rows.subarray(at, at + RESULT_FIELDS);
      if (outcome > FAILED) this.#failovers.acknowledged(place, sentAt, endedAt);
    }
  }

  /** Where logs begin in which records may go unread. */
  async #tellStarts(cluster: Cluster): Promise<void> {
    const queries = [...this.#places.entries()].filter(([, { topic }]) => this.#mayTrim(topic));
    if (queries.length === 0) return;
    const starts = await cluster.admin.listOffsets(queries.map(([, place]) => ({ ...place, at: "earliest" as const })));
    for (const [index, { offset }] of starts.entries()) this.#recorder.trimmed(queries[index]?.[0] ?? 0, offset);
  }

  #lookAtStats(cluster: Cluster): void {
    const { rescuedWakeups, deadLetters, dataLosses } = cluster.stats();
    const wrong = { rescuedWakeups, "dead letters: ring full": deadLetters["ring full"], dataLosses };
    for (const [name, count] of Object.entries(wrong))
      if (count > 0) this.#problems.push(`${name}: ${count}, must be 0`);
  }

  #report(durationMs: number, acknowledged: number): ChaosReport {
    return {
      seed: this.#plan.seed,
      durationMs: Math.round(durationMs),
      endingMs: Math.round(this.#now() - durationMs),
      records: this.#recorder.counts,
      recordsPerSecond: Math.round((acknowledged * 1_000) / durationMs),
      faults: this.#faults,
      heldBack: this.#heldBack,
      elections: this.#elections,
      failoverMs: this.#failovers.percentiles,
      anomalies: this.#recorder.anomalies,
      problems: this.#problems,
      timeline: this.#timeline.lines,
    };
  }

  get #isWrong(): boolean {
    return this.#problems.length > 0 || this.#recorder.anomalies.length > 0;
  }

  /** Records of it may go before its readers, who hold them, have read them. */
  #mayTrim(topic: string | undefined): boolean {
    const plan = this.#plan.scenario.topics.find((other) => other.topic === topic);
    return (
      plan?.reclaim !== "consumed" || Object.keys(plan.configs ?? {}).some((name) => name.startsWith("retention."))
    );
  }

  readonly #now = (): number => processNow() - this.#beganAt;

  #say(text: string): void {
    this.#timeline.say(this.#now(), text);
  }

  #tell(): void {
    const faults = Object.values(this.#faults).reduce((sum, count) => sum + count, 0);
    this.#plan.onProgress({
      elapsedMs: this.#now(),
      records: this.#recorder.counts,
      faults,
      elections: this.#elections,
      anomalies: this.#recorder.anomalies.length,
      phase: this.#phase,
    });
  }

  #logger() {
    const write = (message: string): void => this.#say(message.replace("millrace: ", ""));
    return { debug: write, info: write, warn: write, error: write };
  }

  /** Until this moment of the run, or until `isOver`. */
  async #until(atMs: number, injector: Injector, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      injector.applyOwed();
      const leftMs = atMs - this.#now();
      if (leftMs <= 0) return;
      await sleep(Math.min(leftMs, OWED_LOOK_MS));
    }
  }
}

async function createTopics(cluster: Cluster, { scenario }: ChaosPlan): Promise<void> {
  const topics = scenario.topics.map((plan) => {
    const { topic, partitions, replicationFactor = 3, minInSyncReplicas = 1, reclaim = "oldest" } = plan;
    const configs = { "min.insync.replicas": `${minInSyncReplicas}`, "millrace.reclaim": reclaim, ...plan.configs };
    return { topic, partitions, replicationFactor, configs: configs };
  });
  if (topics.length === 0) return;
  await cluster.admin.createTopics(topics);
  await cluster.settled();
}

async function endsOf(cluster: Cluster, places: readonly PartitionPlace[]): Promise<number[]> {
  const queries = places.map((place) => ({ ...place, at: "latest" as const }));
  return (await cluster.admin.listOffsets(queries)).map(({ offset }) => offset);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
