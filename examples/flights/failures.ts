import type { ClusterEvent, TopicDescription } from "../../src/client/api.ts";
import { busiestLeader, type Leader, type PlannedFailure, sparableLeader } from "./failure-plan.ts";
import { type FailureReport, type FailureStart, FailureWatch } from "./failure-watch.ts";
import { type Clock, type FlightsCluster, TOPIC } from "./ports.ts";

/** Kills what the plan says while writes go on, and follows what happens. Owned by the main thread. */
export class Failures {
  readonly #cluster: FlightsCluster;
  readonly #clock: Clock;
  readonly #say: (text: string) => void;
  readonly #watches: FailureWatch[] = [];
  readonly #kills: Promise<void>[] = [];

  constructor(cluster: FlightsCluster, clock: Clock, say: (text: string) => void) {
    this.#cluster = cluster;
    this.#clock = clock;
    this.#say = say;
  }

  /**
   * Resolves when the kill is ordered, not when it is done: the records go on meanwhile. False: a kill of a storm has to
   * wait, because just now it would lose data that only the dead have, or hit somebody who is not back yet.
   */
  async trigger(planned: PlannedFailure): Promise<boolean> {
    const [topic] = await this.#cluster.admin.describeTopics([TOPIC]);
    if (topic === undefined) throw new Error(`the cluster does not know the topic ${TOPIC} any more`);
    const all = topic.partitions.map(({ partition }) => partition);
    const leader = planned.kind === "leader" ? this.#victim(planned, topic) : undefined;
    const mustWait = planned.kind === "leader" ? leader === undefined : this.#supervisorIsAway();
    if (mustWait && planned.draw !== undefined) return false;
    if (planned.kind === "leader" && leader === undefined)
      throw new Error("no partition has a leader that could be killed");
    const start: FailureStart = {
      kind: planned.kind,
      atRecord: planned.atRecord,
      broker: leader?.broker,
      atMs: this.#clock(),
      affected: leader?.partitions ?? all,
      hosted: topic.partitions
        .filter(({ replicas }) => replicas.includes(leader?.broker ?? -1))
        .map((it) => it.partition),
    };
    const kill = leader === undefined ? this.#cluster.supervisor.kill() : this.#cluster.broker(leader.broker).kill();
    // Awaited in `settled`; without a handler meanwhile, a failed kill would end the process.
    kill.catch(() => undefined);
    this.#kills.push(kill);
    const watch = new FailureWatch(start);
    this.#watches.push(watch);
    this.#say(`! ${watch.title}`);
    return true;
  }

  #victim(planned: PlannedFailure, topic: TopicDescription): Leader | undefined {
    if (planned.draw === undefined) return busiestLeader(topic);
    const recovering = new Set<number>();
    for (const { start, isOver } of this.#watches) {
      if (start.broker !== undefined && !isOver) recovering.add(start.broker);
    }
    return sparableLeader(topic, recovering, planned.draw);
  }

  #supervisorIsAway(): boolean {
    return this.#watches.some(({ start, isOver }) => start.kind === "supervisor" && !isOver);
  }

  acknowledged(partition: number, writtenAtMs: number, nowMs: number): void {
    for (const watch of this.#watches) {
      if (watch.acknowledged(partition, writtenAtMs, nowMs)) this.#say(`  ${watch.standstillText}`);
    }
  }

  observe(event: ClusterEvent): void {
    const now = this.#clock();
    for (const watch of this.#watches) watch.observe(event, now);
  }

  /** Every kill has been carried out; rejects when one could not be. */
  async settled(): Promise<void> {
    await Promise.all(this.#kills);
  }

  reports(firstRecordAtMs: number): readonly FailureReport[] {
    return this.#watches.map((watch) => watch.report(firstRecordAtMs));
  }
}
