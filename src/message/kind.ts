import type { InPlaceReader, InPlaceWriter } from "../generated/protobuf-runtime.js";

type Scalar = string | number | boolean | Uint8Array;
type Field<T> = T extends Scalar ? T : T extends readonly (infer Element)[] ? Body<Element>[] : Body<T> | undefined;

/** A message as actors see it: every scalar and list is there, a nested message may be absent. */
export type Body<T> = T extends Scalar
  ? T
  : { [Key in keyof T as Key extends "$unknowns" ? never : Key]-?: Field<Exclude<T[Key], null | undefined>> };

/**
 * Which ring a kind travels in. `control`: small; when its ring is full an answer waits at its sender and a request gets
 * "backpressure". `data`: carries an attachment or paces with it; its sender gets "backpressure" when the ring is full.
 */
export type Lane = "control" | "data";

/** One kind of message between endpoints: its number in the frame header and its codec. */
export interface MessageKind<B = unknown> {
  readonly number: number; // 1..255
  readonly name: string;
  readonly lane: Lane;
  encode(body: B, writer: InPlaceWriter): void;
  decode(reader: InPlaceReader): B;
}

/** What the generated code gives for a message. Written with methods so that generated classes fit. */
export interface Codec<Properties> {
  encode(message: Properties, writer: InPlaceWriter): unknown;
  decode(reader: InPlaceReader): unknown;
}

export function defineKind<Properties>(
  number: number,
  name: string,
  lane: Lane,
  codec: Codec<Properties>,
): MessageKind<Body<Properties>> {
  return {
    number,
    name,
    lane,
    encode: (body, writer) => {
      codec.encode(body as Properties, writer);
    },
    decode: (reader) => codec.decode(reader) as Body<Properties>,
  };
}
