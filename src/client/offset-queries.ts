import type { ActorContext } from "../actor/actor.ts";
import { MillraceError } from "../base/errors.ts";
import { signalOf, unlessAborted, type WaitOptions } from "./abort.ts";
import type { PartitionOffset, TimestampOffset, TopicPartition } from "./api.ts";
import type { ClientEngine } from "./engine.ts";
import { EARLIEST, LATEST, type OffsetLookup } from "./offset-lookups.ts";
import type { OwedCalls } from "./owed-calls.ts";
import { checkPartitions, nameOf, timestampOf } from "./partition-arguments.ts";

/** The actor that asks leaders. */
interface Asker {
  lookUpOffset(lookup: Omit<OffsetLookup, "deadlineMs">, context: ActorContext): void;
}

interface Query extends TopicPartition {
  readonly timestamp: number;
}

/** Questions for offsets of any partitions; part of a consumer, in its thread. */
export class OffsetQueries {
  readonly #engine: ClientEngine;
  readonly #actor: Asker;
  readonly #calls: OwedCalls;

  constructor(engine: ClientEngine, actor: Asker, calls: OwedCalls) {
    this.#engine = engine;
    this.#actor = actor;
    this.#calls = calls;
  }

  beginning(partitions: readonly TopicPartition[], options?: WaitOptions): Promise<readonly PartitionOffset[]> {
    return this.#atEdge("beginningOffsets", partitions, EARLIEST, options);
  }

  end(partitions: readonly TopicPartition[], options?: WaitOptions): Promise<readonly PartitionOffset[]> {
    return this.#atEdge("endOffsets", partitions, LATEST, options);
  }

  async forTimes(
    partitions: readonly (TopicPartition & { readonly timestamp: number })[],
    options?: WaitOptions,
  ): Promise<readonly TimestampOffset[]> {
    const queries = checkPartitions("offsetsForTimes", partitions, "timestamp").map((query) => {
      return { ...query, timestamp: timestampOf(query.timestamp) };
    });
    const found = await this.#ask("offsetsForTimes", queries, options);
    return found.map(({ topic, partition, offset, timestamp }) => {
      const isThere = offset >= 0;
      return { topic, partition, offset: isThere ? offset : undefined, timestamp: isThere ? timestamp : undefined };
    });
  }

  async #atEdge(
    call: string,
    partitions: readonly TopicPartition[],
    timestamp: number,
    options: WaitOptions | undefined,
  ): Promise<readonly PartitionOffset[]> {
    const queries = checkPartitions(call, partitions).map(({ topic, partition }) => ({ topic, partition, timestamp }));
    const found = await this.#ask(call, queries, options);
    return found.map(({ topic, partition, offset }) => ({ topic, partition, offset }));
  }

  async #ask(
    call: string,
    queries: readonly Query[],
    options: WaitOptions | undefined,
  ): Promise<readonly (Query & { readonly offset: number })[]> {
    const signal = signalOf(call, options);
    this.#engine.poll(); // a topic that another thread has just made may be news here
    const asked = queries.map((query) => ({ query, topicId: this.#topicIdOf(query) }));
    const work = asked.map(({ query: { topic, partition, timestamp }, topicId }) =>
      this.#calls.run<Query & { offset: number }>((resolve, reject, context) => {
        const found = (offset: number, _: ActorContext, at: number): void =>
          resolve({ topic, partition, offset, timestamp: at });
        this.#actor.lookUpOffset({ topicId, partition, timestamp, found, failed: reject }, context);
      }),
    );
    return unlessAborted(call, signal, Promise.all(work), "nothing was changed");
  }

  #topicIdOf(place: TopicPartition): number {
    const state = this.#engine.image.topicByName(place.topic);
    if (state && place.partition < state.partitions.length) return state.id;
    const what = state ? `it has 0 to ${state.partitions.length - 1}` : "create the topic first";
    throw new MillraceError("UNKNOWN_TOPIC_OR_PARTITION", `there is no partition ${nameOf(place)}: ${what}`);
  }
}
