/** What producers and consumers have in common. Names and meaning are Kafka's; options are camelCase, unit last. */

export type Bytes = Uint8Array;

/** Header names may repeat: an object, or an iterable of pairs, which is read once. Text is written as UTF-8; null is a header without a value. */
export type HeadersInput =
  | Readonly<Record<string, Bytes | string | null>>
  | Iterable<readonly [string, Bytes | string | null]>;

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}
