import type { MillraceError } from "../../base/errors.ts";
import type { ActorRef } from "../../base/ids.ts";
import { ProducerActor } from "../../client/producer-actor.ts";
import type { BatchOutcome, ProducerListener } from "../../client/producer-listener.ts";
import type { ProducerSettings } from "../../client/settings.ts";
import type { History } from "../history/history.ts";
import type { SimClient } from "./sim-client.ts";

const SETTINGS: ProducerSettings = {
  acks: -1,
  idempotent: true,
  lingerMs: 3,
  batchBytes: 1_024,
  bufferBytes: 65_536,
  maxBlockMs: 600_000,
  deliveryTimeoutMs: 600_000,
  retryBackoffMs: 20,
  maxInFlight: 5,
  partitioner: "default",
  compression: undefined,
};

export interface SimProducerOptions {
  readonly client: SimClient;
  readonly history: History;
  readonly topic: string;
  readonly name: string;
  readonly settings?: Partial<ProducerSettings>;
  /** Bytes that make every value longer; default 0. */
  readonly padding?: number;
}

/** A user that sends numbered records through the product's producer and keeps book of what was acknowledged. */
export class SimProducer implements ProducerListener {
  readonly name: string;
  readonly client: SimClient;
  readonly #history: History;
  readonly #topic: string;
  readonly #actor: ProducerActor;
  readonly #ref: ActorRef;
  readonly #padding: string;
  readonly #settings: ProducerSettings;
  readonly #numbers = new Map<number, number>(); // by partition: the next record's
  #isFull = false;
  isIdle = true;

  constructor(options: SimProducerOptions) {
    this.client = options.client;
    this.name = options.name;
    this.#history = options.history;
    this.#topic = options.topic;
    this.#padding = options.padding === undefined ? "" : `:${"x".repeat(options.padding)}`;
    this.#settings = { ...SETTINGS, ...options.settings };
    this.#actor = new ProducerActor(options.client, this.#settings, this);
    this.#ref = options.client.spawn(this.#actor);
    this.client.enter(this.#ref, (context) => this.#actor.start(context));
  }

  get batchesRetried(): number {
    return this.#actor.batchesRetried;
  }

  /** Records without a result. */
  get unfinished(): number {
    return this.#actor.unfinished;
  }

  /** Sends as many of `count` records as the producer takes. */
  send(partition: number, count: number): void {
    const { name: producer } = this;
    const topic = this.#topic;
    this.client.enter(this.#ref, (context) => {
      for (let index = 0; index < count && !this.#isFull; index++) {
        const number = this.#numbers.get(partition) ?? 0;
        this.#numbers.set(partition, number + 1);
        const value = `${this.name}:${number}${this.#padding}`;
        this.#history.note({ type: "sending", at: context.now, topic, partition, producer, number });
        this.isIdle = false;
        if (this.#actor.append({ topic, partition, value, key: null }, number, context)) continue;
        this.#isFull = true;
        this.#actor.awaitSpace(context);
      }
    });
  }

  flush(): void {
    this.client.enter(this.#ref, (context) => {
      this.#actor.flush(context);
    });
  }

  acknowledged(batch: BatchOutcome): void {
    const { partition, baseOffset, recordCount } = batch;
    const at = this.client.endpoint.system.now;
    const isPlaced = this.#settings.acks === -1 && baseOffset >= 0;
    if (isPlaced) this.#history.acknowledge({ partition, baseOffset, lastOffset: baseOffset + recordCount - 1, at });
    const { name: producer } = this;
    const topic = this.#topic;
    for (const { index, tag } of batch.tags) {
      const offset = isPlaced ? baseOffset + index : -1;
      this.#history.note({ type: "sent", at, topic, partition, producer, number: Number(tag), offset });
    }
  }

  failed(batch: BatchOutcome, error: MillraceError): void {
    const type = error.code === "DELIVERY_TIMEOUT" ? "unknown" : "failed";
    for (const { tag } of batch.tags) this.#history.note({ type, ...this.#placeOf(batch.partition, Number(tag)) });
    this.#history.failures.push(`${this.name}: ${error.code} ${error.message}`);
  }

  spaceAvailable(): void {
    this.#isFull = false;
  }

  settled(): void {}

  idle(): void {
    this.isIdle = true;
  }

  #placeOf(partition: number, number: number) {
    const { now } = this.client.endpoint.system;
    return { at: now, topic: this.#topic, partition, producer: this.name, number };
  }
}
