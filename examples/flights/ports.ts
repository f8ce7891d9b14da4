/** What the job needs of a cluster: the embedded one in production, a double in the tests. */
import type { Admin, ClusterEvent, Consumer, Producer, ProducerOptions } from "../../src/client/api.ts";

export interface FlightsCluster {
  readonly admin: Pick<Admin, "createTopics" | "describeTopics" | "listOffsets">;
  producer(options: ProducerOptions): Producer;
  broker(id: number): { kill(): Promise<void> };
  readonly supervisor: { kill(): Promise<void> };
  events(): AsyncIterable<ClusterEvent>;
  stats(): {
    readonly arena: { readonly usedBytes: number; readonly totalBytes: number };
    readonly rescuedWakeups: number;
  };
  close(): Promise<void>;
}

/** The part of a consumer that the reading loop uses. */
export type FlightsConsumer = Pick<Consumer, "assign" | "poll">;

/** Milliseconds since some moment; `performance.now` in production. */
export type Clock = () => number;

export const TOPIC = "flights";
