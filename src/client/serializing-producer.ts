import { MillraceError } from "../base/errors.ts";
import type { Serializer } from "../serde/serde.ts";
import type { WaitOptions } from "./abort.ts";
import type { Bytes, Producer, ProducerMetrics, ProducerOptions, ProducerRecord, RecordMetadata } from "./api.ts";
import type { ClientEngine } from "./engine.ts";
import { EngineProducer } from "./producer.ts";

/** A producer for these options; one without serializers costs nothing for them. Throws MillraceError INVALID_OPTION. */
export function producerOf<K, V>(engine: ClientEngine, options: ProducerOptions<K, V>): Producer<K, V> {
  const producer = new EngineProducer(engine, options as ProducerOptions);
  if (!options.key && !options.value) return producer as unknown as Producer<K, V>;
  return new SerializingProducer(producer, options);
}

/** Makes bytes of keys and values before a producer gets them; a record that cannot be written is refused at once. */
class SerializingProducer<K, V> implements Producer<K, V> {
  readonly #producer: Producer;
  readonly #key: Serializer<K> | undefined;
  readonly #value: Serializer<V> | undefined;

  constructor(producer: Producer, { key, value }: ProducerOptions<K, V>) {
    this.#producer = producer;
    this.#key = key;
    this.#value = value;
  }

  get metrics(): ProducerMetrics {
    return this.#producer.metrics;
  }

  async send(record: ProducerRecord<K, V>, options?: WaitOptions): Promise<RecordMetadata> {
    return this.#producer.send(this.#serialized(record), options);
  }

  write(record: ProducerRecord<K, V>): boolean {
    return this.#producer.write(this.#serialized(record));
  }

  ready(options?: WaitOptions): Promise<void> {
    return this.#producer.ready(options);
  }

  flush(options?: WaitOptions): Promise<void> {
    return this.#producer.flush(options);
  }

  close(options?: { readonly timeoutMs?: number }): Promise<void> {
    return this.#producer.close(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #serialized(record: ProducerRecord<K, V>): ProducerRecord {
    if (typeof record !== "object" || record === null) return record; // it is refused by name
    const { topic, key } = record;
    const value = serialized("value", this.#value, record.value, topic);
    if (key === undefined) return { ...(record as ProducerRecord<never, never>), value };
    return { ...record, key: serialized("key", this.#key, key, topic), value };
  }
}

function serialized<T>(
  part: "key" | "value",
  serializer: Serializer<T> | undefined,
  data: T | null,
  topic: string,
): Bytes | string | null {
  if (serializer === undefined || data === null || data === undefined) return data as Bytes | string | null;
  try {
    return serializer.serialize(data, { topic });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the ${part} of a record for ${topic} cannot be written: ${reason}`;
    throw new MillraceError("SERIALIZATION_FAILED", message, { cause: error, place: { topic } });
  }
}
