/** A consumer in a worker thread of its own: attaches to the cluster by its handle, reads, hands its tally over. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { Cluster, type ClusterHandle } from "../../src/index.ts";
import { type ConsumeJob, type ConsumeResult, consume, type EndOffsets } from "./consume.ts";
import { buffersOf } from "./tally.ts";

export interface ConsumerWorkerData {
  readonly handle: ClusterHandle;
  readonly job: ConsumeJob;
}

/** To the worker: where to stop. From the worker: ready once, then the result. */
export type ToConsumer = { readonly endOffsets: EndOffsets };
export type FromConsumer = { readonly type: "ready" } | { readonly type: "done"; readonly result: ConsumeResult };

const { handle, job } = workerData as ConsumerWorkerData;
const port = parentPort as MessagePort;
let endOffsets: EndOffsets | undefined;
port.on("message", (message: ToConsumer) => {
  endOffsets = message.endOffsets;
});

const cluster = await Cluster.attach(handle);
const consumer = cluster.consumer({ clientId: `delays-${job.index}`, hold: true });
port.postMessage({ type: "ready" } satisfies FromConsumer);
const result = await consume(
  consumer,
  job,
  () => endOffsets,
  () => performance.now(),
);
await consumer.close();
await cluster.close();
port.postMessage({ type: "done", result } satisfies FromConsumer, buffersOf(result.tally));
port.close();
