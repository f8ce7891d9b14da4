import { string } from "../../../../src/serde/primitives.ts";
import type { KStream } from "../../../../src/streams/dsl/kstream.ts";
import type { BuildOptions } from "../../../../src/streams/dsl/streams-builder.ts";
import { StreamsBuilder } from "../../../../src/streams/dsl/streams-builder.ts";
import { Consumed } from "../../../../src/streams/options/consumed.ts";
import { Grouped } from "../../../../src/streams/options/grouped.ts";
import { Produced } from "../../../../src/streams/options/produced.ts";
import { StreamJoined } from "../../../../src/streams/options/stream-joined.ts";
import { JoinWindows } from "../../../../src/streams/windows/join-windows.ts";

export const text = string();
export const consumed = Consumed.with(text, text);
export const produced = Produced.with(text, text);
export const grouped = Grouped.with(text, text);
export const streamJoined = StreamJoined.with(text, text, text);
export const windows = JoinWindows.ofTimeDifferenceAndGrace(15_000, 5_000);
export const join = (left: string | null, right: string | null) => `${left}-${right}`;
export const yes = () => true;
export const same = (value: string) => value;
export const byValue = (_key: string, value: string) => value;
export const swap = (key: string, value: string) => [value, key] as const;

export type Program = (builder: StreamsBuilder) => void;

export function source(builder: StreamsBuilder, topic: string): KStream<string, string> {
  return builder.stream(topic, consumed);
}

/** `describe()` of a program, as text. */
export function describeProgram(program: Program, options?: BuildOptions): string {
  const builder = new StreamsBuilder();
  program(builder);
  return String(builder.build(options).describe());
}
