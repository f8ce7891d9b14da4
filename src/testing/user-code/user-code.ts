import { MillraceError } from "../../base/errors.ts";
import { loopTurned, microtasksDone } from "../../platform/event-loop.ts";
import { watchContexts } from "../../platform/user-context.ts";
import type { SimEndpoint } from "../machine/sim-endpoint.ts";
import type { SimulationFailure } from "../machine/simulation-failure.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import type { UserPlan } from "./simulated-user.ts";
import { UserLife } from "./user-life.ts";

const RESTART_MS = 100;
/** Code that waits for `process.nextTick`, as streams do, may wait for so many in a row. */
const TICKS_MAX = 32;

/** A user of a scenario, through its lives. */
interface Process {
  readonly plan: UserPlan;
  readonly disk: Map<string, unknown>;
  endpoint: number | undefined; // the same in every life
  current: UserLife | undefined;
  lives: number;
  /** It was killed, and will not come back. */
  isGone: boolean;
}

/**
 * Users' own code in a simulated cluster. Time is moved through this, because their code runs in microtasks: after every
 * turn of a user's endpoint, and before the next step, it runs until it waits for the simulation again. So who runs when is
 * decided by the simulation alone, and runs without users' code stay synchronous.
 */
export class UserCode {
  readonly #cluster: SimulatedCluster;
  readonly #processes: readonly Process[];
  /** Users' code may have become runnable. */
  #mayRun = false;
  #stopWatching = (): void => {};
  #isOver = false;

  /** Throws MillraceError INVALID_OPTION for two users of one name. */
  constructor(cluster: SimulatedCluster, plans: readonly UserPlan[]) {
    this.#cluster = cluster;
    this.#processes = plans.map((plan) => ({
      plan,
      disk: new Map(),
      ...{ endpoint: undefined, current: undefined, lives: 0, isGone: false },
    }));
    const names = new Set(plans.map(({ name }) => name));
    if (names.size < plans.length) throw new MillraceError("INVALID_OPTION", "users have names of their own each");
    cluster.runtime.afterTurn.push((endpoint) => this.#turned(endpoint));
  }

  /** Starts all of them; they run until `end`. */
  begin(): void {
    this.#stopWatching = watchContexts();
    for (const process of this.#processes) this.#start(process);
  }

  /** Everything that is not a service has returned, or was killed and does not come back. */
  get haveEnded(): boolean {
    return this.unfinished.length === 0;
  }

  /** Names of those that are awaited. */
  get unfinished(): readonly string[] {
    return this.#processes
      .filter(({ plan, current, isGone }) => !plan.service && !isGone && current?.hasEnded !== true)
      .map(({ plan }) => plan.name);
  }

  /** Where the user lives now; undefined while it is dead. */
  endpointOf(name: string): number | undefined {
    const process = this.#find(name);
    return process.current === undefined ? undefined : process.endpoint;
  }

  livesOf(name: string): number {
    return this.#find(name).lives;
  }

  diskOf(name: string): ReadonlyMap<string, unknown> {
    return this.#find(name).disk;
  }

  /** Virtual time goes on. Rejects with SimulationFailure when a user's code fails, or waits for what is not simulated. */
  async advance(ms: number): Promise<void> {
    const { runtime } = this.#cluster;
    const end = runtime.time.now + ms;
    await this.#runCode();
    while (runtime.step(end)) if (this.#mayRun) await this.#runCode();
    runtime.time.now = end;
  }

  /** Steps until `condition` holds, which is asked when users' code has run; false when it does not within so many ms. */
  async reaches(condition: () => boolean, deadlineMs: number): Promise<boolean> {
    const { runtime } = this.#cluster;
    const end = runtime.time.now + deadlineMs;
    await this.#runCode();
    while (!condition()) {
      do {
        if (!runtime.step(end)) return condition();
      } while (!this.#mayRun);
      await this.#runCode();
    }
    return true;
  }

  /** The run is over: what still runs is dead. Resolves with what went wrong in it unheard. */
  async end(): Promise<SimulationFailure | undefined> {
    await loopTurned();
    const failure = this.#thrown();
    this.#isOver = true;
    this.#stopWatching();
    for (const { current } of this.#processes) current?.die();
    return failure;
  }

  #find(name: string): Process {
    const found = this.#processes.find(({ plan }) => plan.name === name);
    if (found) return found;
    const known = this.#processes.map(({ plan }) => plan.name).join(", ");
    throw new MillraceError("INVALID_OPTION", `no user is called ${name}; there are ${known}`);
  }

  #start(process: Process): void {
    const { plan, disk } = process;
    const { runtime } = this.#cluster;
    const client = this.#cluster.client(plan.name, process.endpoint);
    process.endpoint = client.endpoint.endpoint;
    const number = process.lives++;
    const life = new UserLife({ runtime, client, plan, life: number, disk });
    process.current = life;
    client.endpoint.onCrash = () => this.#died(process, life); // whoever kills it
    runtime.timeline.note(`${plan.name} ${number === 0 ? "started" : `started again (life ${number})`}`);
  }

  #turned({ endpoint }: SimEndpoint): void {
    if (this.#processes.some((process) => process.endpoint === endpoint)) this.#mayRun = true;
  }

  #died(process: Process, life: UserLife): void {
    const { restartAfterMs = RESTART_MS } = process.plan;
    process.isGone = life.hasEnded || restartAfterMs === Number.POSITIVE_INFINITY;
    life.die();
    process.current = undefined;
    if (process.isGone) return;
    this.#cluster.runtime.after(restartAfterMs, () => {
      if (!this.#isOver) this.#start(process);
    });
  }

  async #runCode(): Promise<void> {
    this.#mayRun = false;
    await microtasksDone();
    for (let ticks = 0; ticks < TICKS_MAX && this.#stuck !== undefined; ticks++) await microtasksDone();
    const failure = this.#thrown();
    if (failure) throw failure;
    if (this.#stuck) throw this.#cluster.failure("users wait for the simulation alone", stuckText(this.#stuck.name));
    for (const { current } of this.#processes) current?.momentOver();
  }

  get #stuck(): UserLife | undefined {
    return this.#processes.find(({ current }) => current?.isStuck)?.current;
  }

  #thrown(): SimulationFailure | undefined {
    for (const { current } of this.#processes) {
      if (!current?.error) continue;
      const { thrown } = current.error;
      const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      const failure = this.#cluster.failure("users' code does not throw", `${current.name}: ${detail}`);
      failure.cause = thrown;
      return failure;
    }
    return undefined;
  }
}

function stuckText(name: string): string {
  return `${name} waits for something that is not simulated, for which virtual time would never go on: a timer, a network, a file, or a promise that no other code settles. Wait with user.sleep(), or for the promises of user.producer(), user.consumer(), user.admin and user.disk`;
}
