import type { MessagePort } from "../../platform/threads.ts";
import type { ClusterHandle } from "../../runtime/config.ts";
import type { PartitionPlace } from "../faults/fault-step.ts";

/** Fields of a row of results: place, number, offset or why there is none, when it was sent, when it ended. */
export const RESULT_FIELDS = 5;
/** In place of an offset, which is -1 with acks below all. */
export const FAILED = -2; // for certain
export const UNKNOWN = -3; // it may be in the log or not

/** Fields of a row of polled records: offset beyond the run's first, producer code, number. */
export const POLLED_FIELDS = 3;
/** In place of a producer's code: bytes that nobody wrote. */
export const NOBODY = -1;

/** `workerData` of a client of a scenario's load. */
export interface ClientData {
  readonly handle: ClusterHandle;
  readonly port: MessagePort;
  /** Partitions by place, the index by which messages name them. */
  readonly places: readonly PartitionPlace[];
  /** The places that it writes or reads: those of its topic. */
  readonly own: readonly number[];
  readonly task: ProducerTask | ConsumerTask;
}

export interface ProducerTask {
  readonly role: "producer";
  /** What its records carry. */
  readonly code: number;
  readonly seed: number;
  /** By place: how many records it has been asked to send there; written before each send, so it outlives the thread. */
  readonly begun: Int32Array;
  readonly recordsPerSecond: number;
  readonly recordBytes: number;
  readonly lingerMs: number;
  readonly acks: 0 | 1 | "all";
  readonly idempotent: boolean;
}

export interface ConsumerTask {
  readonly role: "consumer";
  /** Its first place in every log: 0 for those that are there from the beginning. */
  readonly start: 0 | "earliest";
}

/** Client -> driver. */
export type ClientReport =
  /** It has its producer or its positions. */
  | { readonly type: "ready" }
  | { readonly type: "results"; readonly rows: Float64Array }
  | { readonly type: "polled"; readonly place: number; readonly baseOffset: number; readonly rows: Int32Array }
  /** A log began at this offset after the consumer's position was found to be below its log's start. */
  | { readonly type: "trimmed"; readonly place: number; readonly offset: number }
  /** Everything sent has its result; or everything is read to the ends that were told. */
  | { readonly type: "done" }
  | { readonly type: "failed"; readonly message: string };

/** Driver -> client. */
export type ClientCommand =
  | { readonly type: "begin" }
  /** A report was taken: there is room for another. */
  | { readonly type: "taken" }
  /** Producers send no more; consumers read up to these offsets, by place. */
  | { readonly type: "finish"; readonly ends: readonly number[] }
  /** Fault injection: the thread is stuck for so long. */
  | { readonly type: "hang"; readonly forMs: number }
  | { readonly type: "close" };
