import type { History } from "../history/history.ts";
import { HistoryChecker } from "../history/history-checker.ts";
import type { Anomaly, AnomalyKind, HistoryEvent } from "../history/history-event.ts";
import type { ConsumerRules, ProducerRules } from "../history/history-rules.ts";
import type { SeenRecord } from "../users/sim-consumer.ts";
import type { Invariant, Moved, Observed, Turned } from "./invariant.ts";

export interface UserHistoryOptions {
  readonly topic: string;
  readonly topicId: number;
  /** What its producers did; what its consumers see comes through the hooks of an invariant. */
  readonly history: History;
  readonly producers: ReadonlyMap<string, ProducerRules>;
  readonly consumers: ReadonlyMap<string, ConsumerRules>;
  /** Unclean elections take what was committed. */
  readonly mayLose: boolean;
  /** Records are deleted or reclaimed: where the logs begin says up to where. */
  readonly mayTrim: boolean;
  /** At the end every consumer has read to the end. */
  readonly isReadToEnd: boolean;
  /** Of what consumers saw everything is kept, because they seek. */
  readonly keepsAll: boolean;
  now(): number;
}

const COLON = 58;

/** As a failure names what must hold. */
const INVARIANTS: Readonly<Record<AnomalyKind, string>> = {
  "lost write": "no lost write",
  duplicate: "no duplicate",
  "inconsistent offsets": "no inconsistent offsets",
  "poll skip": "no poll skip",
  "non-monotonic poll": "no non-monotonic poll",
  "non-monotonic send": "no non-monotonic send",
  unseen: "no unseen write",
  "never sent": "no record that was never sent",
  "aborted read": "no aborted read",
};

/** A record as failures name it. */
export function placeOf({ consumer, partition, offset, value }: SeenRecord): string {
  return `${consumer} saw ${value} at offset ${offset} of partition ${partition}`;
}

/** What clients of a topic did and saw has no anomaly: each kind is an invariant, by its name in Jepsen's words. */
export class UserHistory implements Invariant {
  readonly name = "the history of clients has no anomaly";
  readonly #cluster: Observed;
  readonly #options: UserHistoryOptions;
  readonly #checker: HistoryChecker;
  readonly #logStarts = new Map<number, number>(); // by partition
  readonly #consumers = new Set<string>();
  /** What a producer was told shows it, in the middle of the producer's turn: it is thrown after that. */
  #found: Anomaly | undefined;
  /** The history has been judged: users go on while others end. */
  #isOver = false;
  #lastWriter = ""; // records of one producer come in runs

  constructor(cluster: Observed, options: UserHistoryOptions) {
    const { topic, history, producers, consumers, mayLose, mayTrim, keepsAll } = options;
    this.#cluster = cluster;
    this.#options = options;
    const topics = new Map([[topic, { mayLose, mayTrim }]]);
    this.#checker = new HistoryChecker({ order: "total", forgets: !keepsAll, topics, producers, consumers });
    history.onEvent = (event) => {
      if (this.#isOver) return;
      const anomaly = this.#checker.take(event);
      this.#found ??= anomaly;
    };
  }

  see({ consumer, partition, offset, value }: SeenRecord): void {
    this.#consumers.add(consumer);
    const at = this.#options.now();
    const { topic } = this.#options;
    const producer = this.#writerOf(value);
    const number = producer.length < value.length ? Number.parseInt(value.slice(producer.length + 1), 10) : 0;
    this.#take({ type: "polled", at, topic, partition, consumer, offset, producer, number });
  }

  /** What a reset policy does is lawful where records are gone, and there its jump is. */
  moved(consumer: string, partition: number, to: Moved): void {
    this.#consumers.add(consumer);
    if (to === "reset" && !this.#options.mayLose) return;
    const offset = typeof to === "number" ? to : undefined;
    this.#take({ type: "sought", ...this.#place(partition), consumer, offset });
  }

  /** It goes back in a partition of which it says nothing. */
  truncated(consumer: string): void {
    for (const partition of this.#partitions())
      this.#take({ type: "sought", ...this.#place(partition), consumer, offset: undefined });
  }

  ended(consumer: string): void {
    this.#consumers.delete(consumer);
    for (const partition of this.#partitions()) this.#take({ type: "left", ...this.#place(partition), consumer });
  }

  afterTurn({ endpoint }: Turned): void {
    if (this.#found !== undefined) throw this.#failure(this.#found);
    const { mayTrim, mayLose } = this.#options;
    if (!mayTrim && !mayLose) return; // a log that lost everything begins behind it
    for (const { topicId, partition, logStartOffset } of this.#cluster.replicasOf(endpoint)) {
      if (topicId !== this.#options.topicId || logStartOffset <= (this.#logStarts.get(partition) ?? 0)) continue;
      this.#logStarts.set(partition, logStartOffset);
      this.#take({ type: "trimmed", ...this.#place(partition), offset: logStartOffset });
    }
  }

  atEnd(): void {
    if (!this.#options.isReadToEnd) for (const consumer of [...this.#consumers]) this.ended(consumer);
    const [first] = this.#found === undefined ? this.#checker.finish() : [this.#found];
    if (first !== undefined) throw this.#failure(first);
    this.#isOver = true;
  }

  #take(event: HistoryEvent): void {
    if (this.#isOver) return;
    const anomaly = this.#checker.take(event);
    if (anomaly !== undefined) throw this.#failure(anomaly);
  }

  #failure({ kind, topic, partition, detail }: Anomaly): Error {
    return this.#cluster.failure(INVARIANTS[kind], `${kind}: ${detail}, in partition ${partition} of topic ${topic}`);
  }

  #place(partition: number) {
    return { at: this.#options.now(), topic: this.#options.topic, partition };
  }

  /** Values are `producer:number`, perhaps with padding behind a second colon. */
  #writerOf(value: string): string {
    const last = this.#lastWriter;
    if (value.charCodeAt(last.length) === COLON && value.startsWith(last)) return last;
    const colon = value.indexOf(":");
    this.#lastWriter = colon < 0 ? value : value.slice(0, colon);
    return this.#lastWriter;
  }

  #partitions(): Iterable<number> {
    return (this.#cluster.image.topics.get(this.#options.topicId)?.partitions ?? []).keys();
  }
}
