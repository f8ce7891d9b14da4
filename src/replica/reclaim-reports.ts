import type { ActorContext } from "../actor/actor.ts";
import { ROOT_ACTOR, SUPERVISOR_ENDPOINT } from "../base/ids.ts";
import { RECLAIM_REPORT_TOPICS_MAX } from "../base/limits.ts";
import { RECLAIM_REPORT } from "../message/kinds.ts";
import type { ReplicaLimits } from "./replica-limits.ts";

export interface ReclaimReportsOptions {
  readonly brokerId: number;
  readonly limits: ReplicaLimits;
}

/**
 * Counts what a broker's leaders reclaimed because the arena was full, and tells the supervisor, which makes an event of
 * it: at once when nothing was reported for a while, then every `reclaimReportMs`. Part of the LogKeeper. A report that is
 * lost with the supervisor is not made up for: the counts are for people.
 */
export class ReclaimReports {
  readonly #options: ReclaimReportsOptions;
  readonly #byTopic = new Map<number, { records: number; bytes: number }>();
  #dueAt = Number.NEGATIVE_INFINITY;

  constructor(options: ReclaimReportsOptions) {
    this.#options = options;
  }

  add(topicId: number, records: number, bytes: number): void {
    const known = this.#byTopic.get(topicId) ?? { records: 0, bytes: 0 };
    this.#byTopic.set(topicId, { records: known.records + records, bytes: known.bytes + bytes });
  }

  sendDue(context: ActorContext): void {
    if (this.#byTopic.size === 0 || context.now < this.#dueAt) return;
    const { brokerId, limits } = this.#options;
    const topics = Array.from(this.#byTopic, ([topicId, counts]) => ({ topicId, ...counts }));
    const sent = topics.slice(0, RECLAIM_REPORT_TOPICS_MAX); // the others go with the next one
    const target = { endpoint: SUPERVISOR_ENDPOINT, actor: ROOT_ACTOR };
    if (context.send(target, RECLAIM_REPORT, { brokerId, topics: sent }) !== "sent") return;
    for (const { topicId } of sent) this.#byTopic.delete(topicId);
    this.#dueAt = context.now + limits.reclaimReportMs;
  }
}
