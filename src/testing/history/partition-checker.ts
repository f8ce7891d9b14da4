import { DUPLICATE } from "./anomalies/duplicate.ts";
import { INCONSISTENT_OFFSETS } from "./anomalies/inconsistent-offsets.ts";
import { LOST_WRITE } from "./anomalies/lost-write.ts";
import { NEVER_SENT } from "./anomalies/never-sent.ts";
import { NON_MONOTONIC_SEND } from "./anomalies/non-monotonic-send.ts";
import { POLL_ORDER } from "./anomalies/poll-order.ts";
import { UNSEEN } from "./anomalies/unseen.ts";
import type { Anomaly, AnomalyKind } from "./history-event.ts";
import type { TopicRules } from "./history-rules.ts";
import { BLOCK_OFFSETS } from "./offset-blocks.ts";
import {
  type AnomalyCheck,
  type Finding,
  type KnownProducer,
  PartitionHistory,
  type PartitionOptions,
  type Poll,
} from "./partition-history.ts";

/** Of several that one event shows, the first is told. */
const CHECKS: readonly AnomalyCheck[] = [
  POLL_ORDER,
  NEVER_SENT,
  INCONSISTENT_OFFSETS,
  LOST_WRITE,
  DUPLICATE,
  NON_MONOTONIC_SEND,
  UNSEEN,
];
/** What can be said of a partition that may lose what was acknowledged. */
const CHECKS_OF_LOSSY: readonly AnomalyCheck[] = [POLL_ORDER, NEVER_SENT];

/** The history of one partition, and what is wrong with it. */
export class PartitionChecker {
  readonly known: PartitionHistory;
  readonly #topic: string;
  readonly #partition: number;
  readonly #rules: TopicRules;
  readonly #checks: readonly AnomalyCheck[];
  /** What only records trimmed up to some offset can excuse, and may yet: of each kind the one that needs most. */
  readonly #suspicions = new Map<AnomalyKind, Finding>();

  constructor(
    place: { readonly topic: string; readonly partition: number },
    rules: TopicRules,
    options: Omit<PartitionOptions, "mayLose">,
    producers: readonly KnownProducer[],
  ) {
    this.#topic = place.topic;
    this.#partition = place.partition;
    this.#rules = rules;
    const { mayLose = false } = rules;
    this.#checks = mayLose ? CHECKS_OF_LOSSY : CHECKS;
    this.known = new PartitionHistory({ ...options, mayLose }, producers);
  }

  get kept(): number {
    return this.known.kept + this.#suspicions.size;
  }

  polled(poll: Poll): Anomaly | undefined {
    const found = this.#first((check) => check.polled?.(poll, this.known));
    this.known.notePoll(poll);
    if (poll.offset % BLOCK_OFFSETS === BLOCK_OFFSETS - 1) this.known.forget();
    return found;
  }

  /** It was acknowledged; `offset` is -1 where its place is not known. */
  sent(producer: KnownProducer, number: number, offset: number): Anomaly | undefined {
    const told = { book: this.known.book(producer), number, offset: producer.waitsForAll ? offset : -1 };
    const found = this.#first((check) => check.told?.(told, this.known));
    this.known.noteTold(told);
    return found;
  }

  trimmed(offset: number): void {
    this.known.trimmed = Math.max(this.known.trimmed, offset);
    for (const [kind, suspicion] of this.#suspicions) if (this.#isLawful(suspicion)) this.#suspicions.delete(kind);
  }

  *atEnd(): Iterable<Anomaly> {
    for (const suspicion of this.#suspicions.values()) yield this.#anomaly(suspicion);
    for (const check of this.#checks)
      for (const finding of check.atEnd?.(this.known) ?? []) yield this.#anomaly(finding);
  }

  #first(look: (check: AnomalyCheck) => Finding | undefined): Anomaly | undefined {
    for (const check of this.#checks) {
      const finding = look(check);
      if (finding !== undefined && !this.#isLawful(finding) && !this.#mayBecomeLawful(finding))
        return this.#anomaly(finding);
    }
    return undefined;
  }

  #isLawful({ lawfulIfTrimmedTo = Number.POSITIVE_INFINITY }: Finding): boolean {
    return lawfulIfTrimmedTo <= this.known.trimmed;
  }

  /** Whoever trims may say so later. */
  #mayBecomeLawful(finding: Finding): boolean {
    const { kind, lawfulIfTrimmedTo = Number.POSITIVE_INFINITY } = finding;
    const mayBe = this.#rules.mayTrim === true && !this.known.isTotal && Number.isFinite(lawfulIfTrimmedTo);
    if (mayBe && lawfulIfTrimmedTo > (this.#suspicions.get(kind)?.lawfulIfTrimmedTo ?? 0))
      this.#suspicions.set(kind, finding);
    return mayBe;
  }

  #anomaly({ kind, detail }: Finding): Anomaly {
    return { kind, topic: this.#topic, partition: this.#partition, detail };
  }
}
