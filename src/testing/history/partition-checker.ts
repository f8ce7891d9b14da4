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

type PollCheck = NonNullable<AnomalyCheck["polled"]>;
type ResultCheck = NonNullable<AnomalyCheck["told"]>;

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
  readonly #ofPolls: readonly PollCheck[];
  readonly #ofResults: readonly ResultCheck[];
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
    this.#ofPolls = this.#checks.flatMap(({ polled }) => polled ?? []);
    this.#ofResults = this.#checks.flatMap(({ told }) => told ?? []);
    this.known = new PartitionHistory({ ...options, mayLose }, producers);
  }

  get kept(): number {
    return this.known.kept + this.#suspicions.size;
  }

  polled(poll: Poll): Anomaly | undefined {
    const { known } = this;
    let found: Anomaly | undefined;
    for (const check of this.#ofPolls) found ??= this.#judge(check(poll, known));
    known.notePoll(poll);
    if (poll.offset % BLOCK_OFFSETS === BLOCK_OFFSETS - 1) known.forget();
    return found;
  }

  /** It was acknowledged; `offset` is -1 where its place is not known. */
  sent(producer: KnownProducer, number: number, offset: number): Anomaly | undefined {
    const { known } = this;
    const told = { book: known.book(producer), number, offset: producer.waitsForAll ? offset : -1 };
    let found: Anomaly | undefined;
    for (const check of this.#ofResults) found ??= this.#judge(check(told, known));
    known.noteTold(told);
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

  #judge(finding: Finding | undefined): Anomaly | undefined {
    if (finding === undefined || this.#isLawful(finding) || this.#mayBecomeLawful(finding)) return undefined;
    return this.#anomaly(finding);
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
