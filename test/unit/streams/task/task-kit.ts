import { string } from "../../../../src/serde/primitives.ts";
import type { Processor, ProcessorContext } from "../../../../src/streams/api/processor.ts";
import type { StreamRecord } from "../../../../src/streams/api/record.ts";
import type { InputRecord, OutputRecord } from "../../../../src/streams/api/serialized.ts";
import { StreamTask } from "../../../../src/streams/task/stream-task.ts";
import type { TaskConfig } from "../../../../src/streams/task/task-config.ts";
import type { Topology } from "../../../../src/streams/topology/topology.ts";

export const TEXT = { keySerde: string(), valueSerde: string() };

type Context = ProcessorContext<unknown, unknown>;
type Text = StreamRecord<string, string>;

/** A processor of texts by what it does with a record, and in `init`. */
export function processor(
  process: (record: Text, context: Context) => void,
  init?: (context: Context) => void,
): () => Processor<string, string, unknown, unknown> {
  return () => {
    let context: Context;
    return {
      init(given) {
        context = given;
        init?.(given);
      },
      process: (record) => process(record, context),
    };
  };
}

/** Hands every record on. */
export const forwarding = processor((record, context) => context.forward(record));

export function newTask(topology: Topology, config: TaskConfig = {}): StreamTask {
  return new StreamTask({ topology: topology.internal.build("app"), taskId: "0_0", partition: 0, config });
}

export function startedTask(topology: Topology, config: TaskConfig = {}, nowMs = 0): StreamTask {
  const task = newTask(topology, config);
  task.start(nowMs);
  return task;
}

export function input(
  topic: string,
  offset: number,
  timestamp: number,
  key: string | null = "k",
  value: InputRecord["value"] = "v",
): InputRecord {
  return { topic, partition: 0, offset, timestamp, key, value, headers: [] };
}

/** A record sent, in short. */
export function short({ topic, key, value, timestamp }: OutputRecord): string {
  return `${topic}: ${String(key)}=${String(value)}@${timestamp}`;
}
