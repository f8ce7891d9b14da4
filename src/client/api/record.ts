/** What producers and consumers have in common. Names and meaning are Kafka's; options are camelCase, unit last. */

export type Bytes = Uint8Array;

/** Header names may repeat: an object, or an iterable of pairs. */
export type HeadersInput = Readonly<Record<string, Bytes | string>> | Iterable<readonly [string, Bytes | string]>;

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}
