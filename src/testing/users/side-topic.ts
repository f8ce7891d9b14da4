import type { ProducerSettings } from "../../client/settings.ts";
import { CODEC_NAMES } from "../../record/codec.ts";
import { History } from "../history/history.ts";
import { AcknowledgedWrites } from "../invariants/acknowledged-writes.ts";
import type { CommittedLog } from "../invariants/committed-log.ts";
import type { Invariant } from "../invariants/invariant.ts";
import { NeighbouringRecords } from "../invariants/neighbouring-records.ts";
import { UserHistory } from "../invariants/user-history.ts";
import { VisibleRecords } from "../invariants/visible-records.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import type { TopicPlan } from "./sim-admin.ts";
import type { SimClient } from "./sim-client.ts";
import { SimConsumer } from "./sim-consumer.ts";
import { SimProducer } from "./sim-producer.ts";

export interface SideTopicOptions {
  readonly plan: TopicPlan;
  /** Unclean elections are allowed: what it loses is not counted. */
  readonly isUnclean: boolean;
  /** Few records of nearly 1 MiB each. */
  readonly isLarge: boolean;
  readonly committed: CommittedLog;
}

const LARGE_BYTES = 1_000_000;
/** An unclean election takes its time: what it takes away must still be held then. */
const HELD_RUNS_MAX = 200;
/** What waited for memory when its topic was deleted waits so long for the topic to come back. */
const MAX_BLOCK_MS = 20_000;
/** What users of a topic may be told once its deletion was asked for. */
const TOLD_AFTER_DELETION = /UNKNOWN_TOPIC_OR_PARTITION|DELIVERY_TIMEOUT/;

/**
 * A topic beside the main one, that is changed, deleted and written to in all the ways that weaken what can be said of the
 * main one: any acks, with and without idempotence, compressed or in large batches, read from anywhere, unclean elections.
 * What can still be said of it is checked.
 */
export class SideTopic {
  readonly name: string;
  readonly isUnclean: boolean;
  partitions: number;
  isDeleted = false;
  readonly invariants: readonly Invariant[];
  readonly #cluster: SimulatedCluster;
  readonly #history = new History();
  readonly #client: SimClient;
  readonly #producer: SimProducer;
  readonly #consumer: SimConsumer;
  readonly #isLarge: boolean;

  /** The topic is there. */
  constructor(cluster: SimulatedCluster, { plan, isUnclean, isLarge, committed }: SideTopicOptions) {
    this.#cluster = cluster;
    this.name = plan.topic;
    this.partitions = plan.partitions;
    this.isUnclean = isUnclean;
    this.#isLarge = isLarge;
    const { topic } = plan;
    const history = this.#history;
    const topicId = cluster.image.topicByName(topic)?.id ?? -1;
    const ofWhatIsKept = () => [
      new VisibleRecords(cluster, topicId, committed),
      new AcknowledgedWrites(cluster, topicId, history, committed),
    ];
    this.#client = cluster.client(topic);
    const client = this.#client;
    const settings = this.#settings();
    const watched: readonly Invariant[] = [
      new UserHistory(cluster, {
        topic,
        topicId,
        history,
        producers: new Map([[topic, settings]]),
        consumers: new Map(),
        mayLose: isUnclean,
        mayTrim: true,
        isReadToEnd: false,
        keepsAll: true,
        now: () => cluster.runtime.time.now,
      }),
      new NeighbouringRecords(cluster, topicId),
      ...(isUnclean ? [] : ofWhatIsKept()),
    ];
    this.invariants = watched;
    const padding = isLarge ? { padding: LARGE_BYTES } : {};
    this.#producer = new SimProducer({ client, history, topic, name: topic, settings, ...padding });
    const partitions = Array.from({ length: plan.partitions }, (_, partition) => partition);
    const name = `${topic}-reader`;
    this.#consumer = new SimConsumer({ client, history, topic, partitions, name });
    this.#consumer.onRecord = (seen) => {
      for (const invariant of watched) if (!this.isDeleted) invariant.see?.(seen);
    };
    this.#consumer.onMoved = (partition, to) => {
      for (const invariant of watched) invariant.moved?.(name, partition, to);
    };
    this.#consumer.onTruncated = () => {
      if (!isUnclean && !this.isDeleted) throw cluster.failure("no log is cut below what was read", `${topic} was`);
      for (const invariant of watched) invariant.truncated?.(name);
    };
  }

  /** Until `endsAt` it is written to; it is read for as long as it is there. */
  begin(endsAt: number): void {
    const { runtime } = this.#cluster;
    const { random } = runtime;
    const [gapMs, recordsMax] = this.#isLarge ? [150, 1] : [25, 10];
    const send = (): void => {
      if (runtime.time.now >= endsAt || this.isDeleted) return;
      // As many as this client knows of: others hear later of new ones.
      const known = this.#client.image.topicByName(this.name)?.partitions.length ?? 0;
      if (known > 0) this.#producer.send(random.between(0, known - 1), random.between(1, recordsMax));
      runtime.after(random.between(1, gapMs), send);
    };
    const poll = (): void => {
      this.#consumer.poll(random.between(0, this.isUnclean ? HELD_RUNS_MAX : 3));
      if (random.chance(1, 12)) this.#seek();
      if (!this.isDeleted) runtime.after(random.between(1, 40), poll);
    };
    send();
    poll();
  }

  get unfinished(): number {
    return this.#producer.unfinished;
  }

  flush(): void {
    this.#producer.flush();
  }

  /** Every send has ended, and nobody was told what cannot be. */
  check(): void {
    this.#consumer.releaseDownTo(0);
    const { failures } = this.#history;
    const isTolerable = (text: string) =>
      this.isDeleted ? TOLD_AFTER_DELETION.test(text) : text.includes("DELIVERY_TIMEOUT");
    const unexpected = failures.filter((text) => !isTolerable(text));
    if (unexpected.length > 0) throw this.#cluster.failure("no user call fails", unexpected.join("; "));
    const open = this.#history.openOf(this.name);
    if (open > 0)
      throw this.#cluster.failure("every operation ends", `${open} records of topic ${this.name} have no result`);
  }

  #seek(): void {
    const { random, time } = this.#cluster.runtime;
    const partition = random.between(0, this.partitions - 1);
    const timestamp = random.pick([-1, -2, time.wall - random.between(0, 300)]);
    const toBeginning = random.chance(1, 2);
    this.#consumer.seek(this.name, partition, toBeginning ? { offset: 0 } : { timestamp });
    this.#consumer.onMoved(partition, toBeginning ? 0 : "anywhere");
  }

  #settings(): Partial<ProducerSettings> {
    const { random } = this.#cluster.runtime;
    const acks = random.pick([-1, -1, 0, 1] as const);
    const idempotent = acks === -1 && random.chance(1, 2);
    const codec = random.pick(CODEC_NAMES);
    return {
      acks,
      idempotent,
      deliveryTimeoutMs: random.pick([200, 600_000]),
      maxBlockMs: MAX_BLOCK_MS,
      ...(random.chance(1, 3) && !this.#isLarge ? { compression: { codec, level: undefined } } : {}),
      ...(this.#isLarge ? { batchBytes: 2 * LARGE_BYTES, bufferBytes: 4 * LARGE_BYTES } : {}),
    };
  }
}
