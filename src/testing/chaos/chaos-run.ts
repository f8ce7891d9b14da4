import { Random } from "../../base/random.ts";
import { pause, processNow } from "../../platform/clock.ts";
import { Cluster } from "../../runtime/cluster.ts";
import type { FaultSchedule, PartitionPlace } from "../faults/fault-step.ts";
import { isDraw } from "../scenario/run-scenario.ts";
import type { TopicPlan } from "../users/sim-admin.ts";
import { ChaosBook } from "./chaos-book.ts";
import type { ChaosPlan } from "./chaos-options.ts";
import type { ChaosReport } from "./chaos-report.ts";
import { drawThreadFaults } from "./draw-thread-faults.ts";
import { FaultPlace } from "./fault-place.ts";
import { Injector } from "./injector.ts";
import { LoadClients } from "./load-clients.ts";
import { plannedClients } from "./planned-clients.ts";

const READY_TIMEOUT_MS = 30_000;
const PROGRESS_MS = 1_000;
const PULSE_MS = 50;
/**
 * A watchdog takes a wake-up for lost that is not there after 500 ms. A thread that waits as long for a core between its
 * publishing and its ringing makes it one.
 */
const STALLED_MS_MAX = 250;
const LOOK_MS = 10;
/** How often it looks whether a step that was held back may happen. */
const OWED_LOOK_MS = 50;
const CLOSE_TIMEOUT_MS = 5_000;

/** One run of a scenario on real threads, from the start of its cluster to the report. */
export class ChaosRun {
  readonly #plan: ChaosPlan;
  readonly #book: ChaosBook;
  readonly #random: Random;

  constructor(plan: ChaosPlan) {
    this.#plan = plan;
    this.#book = new ChaosBook(plan.scenario);
    this.#random = new Random(plan.seed);
  }

  async run(): Promise<ChaosReport> {
    const { scenario, arenaBytes, brokerSessionTimeoutMs, brokerTerminateTimeoutMs } = this.#plan;
    const write = (message: string): void => this.#book.say(message.replace("millrace: ", ""));
    const cluster = await Cluster.start({
      brokers: scenario.brokers ?? 3,
      arenaBytes,
      brokerSessionTimeoutMs,
      brokerTerminateTimeoutMs,
      logger: { debug: write, info: write, warn: write, error: write },
    });
    let place: FaultPlace | undefined;
    let clients: LoadClients | undefined;
    try {
      await createTopics(cluster, scenario.topics);
      place = await FaultPlace.join(cluster.handle);
      place.onEvent(({ type }) => {
        if (type === "leaderElected") this.#book.elections++;
      });
      clients = await this.#startLoad(cluster);
      return await this.#breakAndHeal(cluster, place, clients);
    } finally {
      await clients?.close(CLOSE_TIMEOUT_MS);
      await place?.close();
      await cluster.close({ timeoutMs: CLOSE_TIMEOUT_MS });
    }
  }

  async #startLoad(cluster: Cluster): Promise<LoadClients | undefined> {
    const { load } = this.#plan.scenario;
    if (load === undefined) return undefined;
    const { places, recorder, problems } = this.#book;
    const clients = new LoadClients({
      handle: cluster.handle,
      load,
      places,
      random: this.#random.fork(),
      recorder,
      onResults: (rows) => this.#book.results(rows),
      onTrimmed: (place, offset) => {
        if (this.#book.mayTrim(place)) recorder.trimmed(place, offset);
      },
      onFailed: (problem) => problems.push(problem),
    });
    const deadline = processNow() + READY_TIMEOUT_MS;
    while (!clients.areReady && problems.length === 0) {
      if (processNow() > deadline) problems.push(`not all clients were there within ${READY_TIMEOUT_MS} ms`);
      await pause(LOOK_MS);
    }
    return clients;
  }

  async #breakAndHeal(cluster: Cluster, place: FaultPlace, clients: LoadClients | undefined): Promise<ChaosReport> {
    const book = this.#book;
    const injector = new Injector({
      cluster,
      place,
      clients,
      now: book.now,
      onFault: (name, text, killed) => book.fault(name, text, placesLedBy(killed, place, book.places)),
      say: (text) => book.say(text),
    });
    book.begin();
    const timers = [
      setInterval(() => this.#plan.onProgress(book.progress()), PROGRESS_MS),
      setInterval(() => book.pulse(PULSE_MS), PULSE_MS),
    ];
    clients?.begin();
    try {
      await this.#inject(injector);
      const durationMs = book.now();
      const { acknowledged } = book.recorder.counts;
      if (!book.isWrong) await this.#end(cluster, injector, clients);
      if (!book.isWrong) await this.#lookAfterTheDead(place, clients);
      this.#lookAtStats(cluster);
      return book.report({ seed: this.#plan.seed, durationMs, heldBack: injector.heldBack, acknowledged });
    } finally {
      for (const timer of timers) clearInterval(timer);
      injector.stop();
    }
  }

  /** Applies the schedule at its moments, until the faulty part is over or something is wrong. */
  async #inject(injector: Injector): Promise<void> {
    const { durationMs } = this.#plan.scenario;
    const isOver = () => this.#book.isWrong || this.#plan.signal?.aborted === true;
    for (const step of this.#schedule()) {
      if (step.atMs >= durationMs) break;
      await this.#until(step.atMs, injector, isOver);
      if (isOver()) return;
      injector.apply(step);
    }
    await this.#until(durationMs, injector, isOver);
  }

  #schedule(): FaultSchedule {
    const { scenario, brokerSessionTimeoutMs: sessionTimeoutMs } = this.#plan;
    const { faults = [], durationMs, brokers = 3, load } = scenario;
    if (!isDraw(faults)) return faults;
    const { places } = this.#book;
    const clients = load === undefined ? [] : plannedClients(load, places).map(({ name }) => name);
    const setting = { durationMs, brokers, places, clients, sessionTimeoutMs };
    return drawThreadFaults(this.#random.fork(), faults, setting);
  }

  /** Until this moment of the run, or until `isOver`. */
  async #until(atMs: number, injector: Injector, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      injector.applyOwed();
      const leftMs = atMs - this.#book.now();
      if (leftMs <= 0) return;
      await pause(Math.min(leftMs, OWED_LOOK_MS));
    }
  }

  /** Everything is healed, has its result, and is read to the end; or a problem says what is not. */
  async #end(cluster: Cluster, injector: Injector, clients: LoadClients | undefined): Promise<void> {
    const { endTimeoutMs } = this.#plan;
    const book = this.#book;
    try {
      book.phase = "healing";
      book.say("everything is healed");
      await injector.heal(endTimeoutMs);
      clients?.stopWriting();
      await this.#ends("every send has its result", () => clients?.unfinished("producer"));
      await cluster.settled({ timeoutMs: endTimeoutMs });
      book.phase = "reading to the end";
      clients?.readTo(await offsetsOf(cluster, book.places, "latest"));
      await this.#ends("every consumer reads to the end", () => clients?.unfinished("consumer"));
      await this.#tellStarts(cluster);
      if (!book.isWrong) book.recorder.finish();
    } catch (error) {
      book.problems.push(error instanceof Error ? error.message : String(error));
    }
  }

  /** Waits until nobody is missing. Throws with who is when time is over. */
  async #ends(what: string, missing: () => readonly string[] | undefined): Promise<void> {
    const { endTimeoutMs } = this.#plan;
    const { recorder, now } = this.#book;
    const deadline = now() + endTimeoutMs;
    for (let late = missing(); late !== undefined && late.length > 0 && !this.#book.isWrong; late = missing()) {
      if (now() > deadline) {
        const open = `${recorder.openCount} records are without a result`;
        throw new Error(`not within ${endTimeoutMs} ms: ${what}. Missing: ${late.join(", ")}; ${open}`);
      }
      await pause(LOOK_MS);
    }
  }

  /** Where logs begin in which records may go unread. */
  async #tellStarts(cluster: Cluster): Promise<void> {
    const { places, recorder } = this.#book;
    const trimmed = Array.from(places.keys()).filter((place) => this.#book.mayTrim(place));
    const starts = await offsetsOf(
      cluster,
      places.filter((_, place) => this.#book.mayTrim(place)),
      "earliest",
    );
    for (const [index, place] of trimmed.entries()) recorder.trimmed(place, starts[index] ?? 0);
  }

  /** All clients have left, and nothing in the arena is theirs, nor of any thread that died. */
  async #lookAfterTheDead(place: FaultPlace, clients: LoadClients | undefined): Promise<void> {
    const { problems, now } = this.#book;
    await clients?.close(CLOSE_TIMEOUT_MS);
    const deadline = now() + this.#plan.endTimeoutMs;
    for (let left = place.leftByTheDead; left.units > 0 || left.leases > 0; left = place.leftByTheDead) {
      if (now() > deadline) {
        problems.push(`left in the arena by threads that ended: ${left.units} units, ${left.leases} leases`);
        return;
      }
      await pause(LOOK_MS);
    }
  }

  #lookAtStats(cluster: Cluster): void {
    const { rescuedWakeups, deadLetters, dataLosses } = cluster.stats();
    const { problems, stalledMs } = this.#book;
    const wrong = { "dead letters: ring full": deadLetters["ring full"], dataLosses };
    for (const [name, count] of Object.entries(wrong)) if (count > 0) problems.push(`${name}: ${count}, must be 0`);
    if (rescuedWakeups > 0 && stalledMs < STALLED_MS_MAX) problems.push(`rescuedWakeups: ${rescuedWakeups}, must be 0`);
  }
}

async function createTopics(cluster: Cluster, plans: readonly TopicPlan[]): Promise<void> {
  if (plans.length === 0) return;
  const topics = plans.map((plan) => {
    const { topic, partitions, replicationFactor = 3, minInSyncReplicas = 1, reclaim = "oldest" } = plan;
    const configs = { "min.insync.replicas": `${minInSyncReplicas}`, "millrace.reclaim": reclaim, ...plan.configs };
    return { topic, partitions, replicationFactor, configs };
  });
  await cluster.admin.createTopics(topics);
  await cluster.settled();
}

function placesLedBy(broker: number | undefined, place: FaultPlace, places: readonly PartitionPlace[]): number[] {
  if (broker === undefined) return [];
  return Array.from(places.entries())
    .filter(([, { topic, partition }]) => place.partition(topic, partition)?.leader === broker)
    .map(([index]) => index);
}

async function offsetsOf(
  cluster: Cluster,
  places: readonly PartitionPlace[],
  at: "earliest" | "latest",
): Promise<number[]> {
  if (places.length === 0) return [];
  return (await cluster.admin.listOffsets(places.map((place) => ({ ...place, at })))).map(({ offset }) => offset);
}
