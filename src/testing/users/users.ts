import type { ProducerSettings } from "../../client/settings.ts";
import type { History } from "../history/history.ts";
import type { ConsumerRules, ProducerRules } from "../history/history-rules.ts";
import type { Invariant } from "../invariants/invariant.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import { SimConsumer } from "./sim-consumer.ts";
import { SimProducer } from "./sim-producer.ts";
import type { WorkloadOptions } from "./workload.ts";

export interface UsersOptions extends WorkloadOptions {
  readonly history: History;
  /** Filled with what can be said of each: of those without an entry all that can be said of any. */
  readonly producerRules: Map<string, ProducerRules>;
  readonly consumerRules: Map<string, ConsumerRules>;
  /** They are told of what consumers see, and of their seeks. */
  readonly invariants: readonly Invariant[];
}

/** A producer is told to send this often, at most. */
const PACE_MS_MAX = 12;

/** Those who write to the main topic of a workload and read it: they come, pause, seek, die, and others take their place. */
export class Users {
  readonly producers: SimProducer[] = [];
  readonly consumers: SimConsumer[] = [];
  readonly #cluster: SimulatedCluster;
  readonly #options: UsersOptions;
  readonly #seekers = new Set<SimConsumer>();
  readonly #names = { p: 0, l: 0, c: 0 };
  #beganAt = 0;
  #endsAt = 0;
  /** Where there is a rate: when each producer was last told to send (ms). */
  readonly #paced = new Map<SimProducer, number>();

  constructor(cluster: SimulatedCluster, options: UsersOptions) {
    this.#cluster = cluster;
    this.#options = options;
    for (let index = 0; index < (options.producers ?? 2); index++) this.#addProducer();
    for (let index = 0; index < (options.looseProducers ?? 0); index++) this.#addLooseProducer();
    for (let index = 0; index < (options.consumers ?? 2); index++) this.#addConsumer();
    cluster.onClientDied.push((name) => this.#replace(name));
  }

  begin(endsAt: number): void {
    this.#beganAt = this.#cluster.runtime.time.now;
    this.#endsAt = endsAt;
    for (const producer of this.producers) this.#sendUntilEnd(producer);
    for (const consumer of this.consumers) this.#pollForEver(consumer);
    if (this.#options.clientsDie) this.#killClients();
  }

  #nextName(kind: "p" | "l" | "c"): string {
    return `${this.#options.namePrefix ?? ""}${kind}${this.#names[kind]++}`;
  }

  #addProducer(settings: Partial<ProducerSettings> = {}, name = this.#nextName("p")): SimProducer {
    const { topic, deliveryTimeoutMs, padding, compression, history, lingerMs } = this.#options;
    const client = this.#cluster.client(name);
    const all = {
      ...(lingerMs !== undefined && { lingerMs }),
      ...(deliveryTimeoutMs !== undefined && { deliveryTimeoutMs }),
      ...(compression && { compression: { codec: compression, level: undefined }, batchBytes: 16_384 }),
      ...settings,
    };
    const padded = padding === undefined ? {} : { padding };
    const producer = new SimProducer({ client, history, topic, name, settings: all, ...padded });
    this.producers.push(producer);
    return producer;
  }

  #addLooseProducer(): SimProducer {
    const name = this.#nextName("l");
    const acks = this.#options.looseAcks ?? this.#cluster.runtime.random.pick([-1, 0, 1] as const);
    const rules = { acks, idempotent: false };
    this.#options.producerRules.set(name, rules);
    return this.#addProducer(rules, name);
  }

  /** One that seeks may pass by what nobody else has read; the first one does not seek. */
  #addConsumer(seeks = this.#options.consumersSeek === true && this.consumers.length > 0): SimConsumer {
    const { topic, partitions, reclaim, history, invariants, mayLoseRecords } = this.#options;
    const name = this.#nextName("c");
    const client = this.#cluster.client(name);
    const all = Array.from({ length: partitions }, (_, index) => index);
    const hold = reclaim === "consumed";
    const autoOffsetReset = mayLoseRecords && this.consumers.length % 2 === 0 ? "none" : "earliest";
    const consumer = new SimConsumer({ client, history, topic, partitions: all, name, hold, autoOffsetReset });
    this.#options.consumerRules.set(name, { holds: hold && this.#options.mayDeleteRecords !== true });
    const watching = invariants.filter(({ see }) => see !== undefined);
    consumer.onRecord = (seen) => {
      for (const invariant of watching) invariant.see?.(seen);
    };
    consumer.onMoved = (partition, to) => {
      for (const invariant of invariants) invariant.moved?.(name, partition, to);
    };
    for (const partition of all) consumer.onMoved(partition, 0);
    consumer.onTruncated = () => {
      history.truncations++;
      if (!mayLoseRecords) throw this.#cluster.failure("no log is cut below what was read", `${name} was told so`);
      for (const invariant of invariants) invariant.truncated?.(name);
    };
    this.consumers.push(consumer);
    if (seeks) this.#seekers.add(consumer);
    return consumer;
  }

  #sendUntilEnd(producer: SimProducer): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(1, PACE_MS_MAX), () => {
      if (runtime.time.now >= this.#endsAt || !this.producers.includes(producer)) return;
      if (!producer.client.endpoint.paused)
        producer.send(runtime.random.between(0, this.#options.partitions - 1), this.#countFor(producer));
      this.#sendUntilEnd(producer);
    });
  }

  /** How many records are to be sent now. */
  #countFor(producer: SimProducer): number {
    const { random, time } = this.#cluster.runtime;
    const { recordsPerSecond } = this.#options;
    if (recordsPerSecond === undefined) return random.between(1, 12);
    const share = 1_000 * this.producers.length;
    const due = (at: number) => Math.floor((recordsPerSecond * (at - this.#beganAt)) / share);
    const last = this.#paced.get(producer) ?? Math.max(this.#beganAt, time.now - PACE_MS_MAX);
    this.#paced.set(producer, time.now);
    return due(time.now) - due(last);
  }

  #pollForEver(consumer: SimConsumer): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(1, 15), () => {
      if (!this.consumers.includes(consumer)) return;
      if (!consumer.client.endpoint.paused) {
        consumer.poll(runtime.random.between(0, 6));
        if (this.#seekers.has(consumer) && runtime.time.now < this.#endsAt && runtime.random.chance(1, 16))
          this.#seek(consumer);
      }
      this.#pollForEver(consumer);
    });
  }

  #seek(consumer: SimConsumer): void {
    const { random, time } = this.#cluster.runtime;
    const { topic } = this.#options;
    const partition = random.between(0, this.#options.partitions - 1);
    const byTime = random.chance(1, 3);
    const offset = random.between(0, consumer.position(topic, partition));
    const timestamp = time.wall - random.between(0, 500);
    consumer.seek(topic, partition, byTime ? { timestamp } : { offset });
    consumer.onMoved(partition, byTime ? "anywhere" : offset);
  }

  /** A client dies with what it had not sent and with its leases. */
  #killClients(): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(20, 400), () => {
      if (runtime.time.now >= this.#endsAt) return;
      const isProducer = runtime.random.chance(1, 2);
      const users = isProducer ? this.producers : this.consumers;
      if (users.length > 0) this.#cluster.kill({ client: runtime.random.pick<SimProducer | SimConsumer>(users).name });
      this.#killClients();
    });
  }

  /** Another one takes the place of a client that has died. */
  #replace(name: string): void {
    const producer = this.producers.findIndex((user) => user.name === name);
    const consumer = this.consumers.findIndex((user) => user.name === name);
    if (producer >= 0) {
      this.producers.splice(producer, 1);
      this.#sendUntilEnd(this.#options.producerRules.has(name) ? this.#addLooseProducer() : this.#addProducer());
    }
    if (consumer < 0) return;
    const [dead] = this.consumers.splice(consumer, 1);
    for (const invariant of this.#options.invariants) invariant.ended?.(name);
    this.#pollForEver(this.#addConsumer(dead !== undefined && this.#seekers.has(dead)));
  }
}
