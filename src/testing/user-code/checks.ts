import { MillraceError } from "../../base/errors.ts";
import type { CopiedRecord } from "../../client/api.ts";
import type { SimulationFailure } from "../machine/simulation-failure.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import type { Check, CheckView, RecordOptions } from "./check.ts";
import { CommittedRecords } from "./committed-records.ts";
import type { UserCode } from "./user-code.ts";

/** A check that did not hold, and what it threw. */
interface Broken {
  readonly check: Check;
  readonly thrown: unknown;
}

/** The checks of a scenario, over a cluster and the users' code in it. */
export class Checks {
  readonly #cluster: SimulatedCluster;
  readonly #checks: readonly Check[];
  readonly #view: CheckView;
  readonly #committed = new Map<string, CommittedRecords>();
  /** What did not hold when it was looked at last. */
  #broken: Broken | undefined;

  constructor(cluster: SimulatedCluster, users: UserCode, checks: readonly Check[]) {
    this.#cluster = cluster;
    this.#checks = checks;
    const { time } = cluster.runtime;
    this.#view = {
      get now() {
        return time.now;
      },
      records: (topic, options) => this.#records(topic, options),
      disk: (user) => users.diskOf(user),
      lives: (user) => users.livesOf(user),
    };
    const cheap = checks.filter(({ afterTurn }) => afterTurn !== undefined);
    if (cheap.length > 0) cluster.runtime.afterTurn.push(() => this.#demand(cheap, "afterTurn"));
  }

  /** Does everything hold that must in the end? */
  get holdEventually(): boolean {
    this.#broken = undefined;
    for (const check of this.#checks) {
      try {
        called(check, "eventually", this.#view);
      } catch (thrown) {
        this.#broken = { check, thrown };
        return false;
      }
    }
    return true;
  }

  /** Why `holdEventually` was false; undefined when it was true. */
  lateFailure(deadlineMs: number): SimulationFailure | undefined {
    return this.#broken && this.#failure(this.#broken, `${deadlineMs} ms after the last fault: `);
  }

  atEnd(): void {
    this.#demand(this.#checks, "atEnd");
  }

  *#records<K, V>(
    topic: string,
    { key, value, partition }: RecordOptions<K, V> = {},
  ): Generator<CopiedRecord<K, V>, void, undefined> {
    let committed = this.#committed.get(topic);
    if (committed === undefined) {
      committed = new CommittedRecords(this.#cluster, topic);
      this.#committed.set(topic, committed);
    }
    for (const [index, records] of committed.read().entries()) {
      if (partition !== undefined && partition !== index) continue;
      for (const record of records) {
        const decoded = {
          key: record.key && key ? key.deserialize(record.key, { topic }) : record.key,
          value: record.value && value ? value.deserialize(record.value, { topic }) : record.value,
        };
        yield { ...record, ...decoded } as CopiedRecord<K, V>;
      }
    }
  }

  #demand(checks: readonly Check[], moment: "afterTurn" | "atEnd"): void {
    for (const check of checks) {
      try {
        called(check, moment, this.#view);
      } catch (thrown) {
        throw this.#failure({ check, thrown });
      }
    }
  }

  #failure({ check, thrown }: Broken, when = ""): SimulationFailure {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    const failure = this.#cluster.failure(check.name, `${when}${detail}`);
    failure.cause = thrown;
    return failure;
  }
}

/** Nobody waits for a promise between two turns, so that what it says would not be heard. */
function called(check: Check, moment: "afterTurn" | "eventually" | "atEnd", view: CheckView): void {
  const result: unknown = check[moment]?.(view);
  if (!(result instanceof Promise)) return;
  result.catch(() => {}); // the run fails for what it is
  throw new MillraceError("INVALID_OPTION", `${moment} returned a promise: checks are synchronous`);
}
