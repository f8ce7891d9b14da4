import type { ProducerSettings } from "../../client/settings.ts";
import type { History } from "../history/history.ts";
import type { Invariant } from "../invariants/invariant.ts";
import type { ReadRules } from "../invariants/reads.ts";
import type { SimulatedCluster } from "../simulated-cluster.ts";
import { SimConsumer } from "./sim-consumer.ts";
import { SimProducer } from "./sim-producer.ts";
import type { WorkloadOptions } from "./workload.ts";

export interface UsersOptions extends WorkloadOptions {
  readonly history: History;
  readonly rules: ReadRules;
  /** They are told of what consumers see, and of their seeks. */
  readonly invariants: readonly Invariant[];
  /** This consumer is dead. */
  ended(consumer: string): void;
}

/** Those who write to the main topic of a workload and read it: they come, pause, seek, die, and others take their place. */
export class Users {
  readonly producers: SimProducer[] = [];
  readonly consumers: SimConsumer[] = [];
  readonly #cluster: SimulatedCluster;
  readonly #options: UsersOptions;
  readonly #seekers = new Set<SimConsumer>();
  #names = 0;
  #endsAt = 0;

  constructor(cluster: SimulatedCluster, options: UsersOptions) {
    this.#cluster = cluster;
    this.#options = options;
    for (let index = 0; index < (options.producers ?? 2); index++) this.#addProducer();
    for (let index = 0; index < (options.looseProducers ?? 0); index++) this.#addLooseProducer();
    for (let index = 0; index < (options.consumers ?? 2); index++) this.#addConsumer();
  }

  begin(endsAt: number): void {
    this.#endsAt = endsAt;
    for (const producer of this.producers) this.#sendUntilEnd(producer);
    for (const consumer of this.consumers) this.#pollForEver(consumer);
    if (this.#options.clientsDie) this.#killClients();
  }

  #addProducer(settings: Partial<ProducerSettings> = {}, name = `p${this.#names++}`): SimProducer {
    const { topic, lingerMs, deliveryTimeoutMs, padding, compression, history } = this.#options;
    const client = this.#cluster.client();
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
    const name = `l${this.#names++}`;
    this.#options.rules.loose.add(name);
    const acks = this.#cluster.runtime.random.pick([-1, 0, 1] as const);
    return this.#addProducer({ acks, idempotent: false }, name);
  }

  /** One that seeks may pass by what nobody else has read; the first one does not seek. */
  #addConsumer(seeks = this.#options.consumersSeek === true && this.consumers.length > 0): SimConsumer {
    const { topic, partitions, reclaim, history, rules, invariants, mayLoseRecords } = this.#options;
    const client = this.#cluster.client();
    const all = Array.from({ length: partitions }, (_, index) => index);
    const name = `c${this.#names++}`;
    const hold = reclaim === "consumed";
    const autoOffsetReset = mayLoseRecords && this.consumers.length % 2 === 0 ? "none" : "earliest";
    const consumer = new SimConsumer({ client, history, topic, partitions: all, name, hold, autoOffsetReset });
    if (reclaim === "consumed" && this.#endsAt > 0) rules.startsLate(name);
    const watching = invariants.filter(({ see }) => see !== undefined);
    consumer.onRecord = (seen) => {
      for (const invariant of watching) invariant.see?.(seen);
    };
    consumer.onMoved = (partition) => {
      for (const invariant of invariants) invariant.moved?.(name, partition);
    };
    consumer.onTruncated = () => {
      history.truncations++;
      if (!mayLoseRecords) throw this.#cluster.failure("no log is cut below what was read", `${name} was told so`);
    };
    this.consumers.push(consumer);
    if (seeks) this.#seekers.add(consumer);
    return consumer;
  }

  #sendUntilEnd(producer: SimProducer): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(1, 12), () => {
      if (runtime.time.now >= this.#endsAt || !this.producers.includes(producer)) return;
      if (!producer.client.endpoint.paused)
        producer.send(runtime.random.between(0, this.#options.partitions - 1), runtime.random.between(1, 12));
      this.#sendUntilEnd(producer);
    });
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
    const { topic, rules } = this.#options;
    const partition = random.between(0, this.#options.partitions - 1);
    const byTime = random.chance(1, 3);
    const offset = random.between(0, consumer.position(topic, partition));
    const timestamp = time.wall - random.between(0, 500);
    consumer.seek(topic, partition, byTime ? { timestamp } : { offset });
    rules.moved(consumer.name, partition, byTime ? undefined : offset);
    consumer.onMoved(partition);
  }

  /** A client dies with what it had not sent and with its leases; another one begins. */
  #killClients(): void {
    const { runtime } = this.#cluster;
    runtime.after(runtime.random.between(20, 400), () => {
      if (runtime.time.now >= this.#endsAt) return;
      if (runtime.random.chance(1, 2)) {
        const [dying] = this.producers.splice(runtime.random.between(0, this.producers.length - 1), 1);
        if (dying !== undefined) this.#cluster.killClient(dying.client);
        const isLoose = dying !== undefined && this.#options.rules.loose.has(dying.name);
        this.#sendUntilEnd(isLoose ? this.#addLooseProducer() : this.#addProducer());
      } else {
        const [dying] = this.consumers.splice(runtime.random.between(0, this.consumers.length - 1), 1);
        if (dying !== undefined) {
          this.#cluster.killClient(dying.client);
          this.#options.ended(dying.name);
        }
        this.#pollForEver(this.#addConsumer(dying !== undefined && this.#seekers.has(dying)));
      }
      this.#killClients();
    });
  }
}
