/** The architecture as data: which folder of `src` lies in which layer. `src/README.md` shows the same table. */
export interface Folder {
  readonly name: string;
  readonly layer: number;
  readonly purpose: string;
}

export const FOLDERS: readonly Folder[] = [
  { name: "base", layer: 0, purpose: "assert, typed errors, limits, ids, seeded random, varint" },
  { name: "generated", layer: 0, purpose: "protobuf code of schemas/, never edited" },
  { name: "arena", layer: 1, purpose: "the shared memory: copy, rings, doorbells, extents, leases" },
  { name: "record", layer: 1, purpose: "record batch v2: write into place, read with a lazy cursor, check" },
  { name: "serde", layer: 1, purpose: "bytes of keys and values, and back: text, numbers, JSON, protobuf" },
  {
    name: "metadata",
    layer: 1,
    purpose: "the shared metadata log, the image that its replay gives, names and configs of topics",
  },
  { name: "message", layer: 1, purpose: "every message kind between actors, with its schema" },
  { name: "actor", layer: 1, purpose: "actors, timers, asks, watches, supervision; knows no threads" },
  { name: "link", layer: 2, purpose: "frames over rings: typed proxies and adapters" },
  { name: "log", layer: 2, purpose: "a partition's log: segments, epochs, producer state" },
  { name: "replica", layer: 2, purpose: "leader, follower, in-sync replicas, high watermark" },
  { name: "supervisor", layer: 2, purpose: "metadata operations, failure detection, placement, elections" },
  { name: "client", layer: 3, purpose: "Producer, Consumer, Admin over an engine interface" },
  { name: "streams", layer: 3, purpose: "the Streams language: topologies of operators, tasks, state stores" },
  { name: "platform", layer: 4, purpose: "the only folder that touches node:* (threads, files, clock)" },
  { name: "runtime", layer: 5, purpose: "composition: options, wiring, guardian, start, stop" },
  { name: "testing", layer: 6, purpose: "published: simulated cluster, faults, invariants, chaos on threads" },
  { name: "cli", layer: 7, purpose: "the command line: not there yet" },
];

/** A subfolder of a folder that is too large to be without arrows of its own. */
interface Rank {
  readonly name: string;
  readonly rank: number;
}

/** The arrows within `src/streams`: an import goes to a folder with a lower rank, or stays in its own. */
export const STREAMS_FOLDERS: readonly Rank[] = [
  { name: "api", rank: 0 },
  { name: "windows", rank: 1 },
  { name: "state", rank: 2 },
  { name: "options", rank: 3 },
  { name: "operator", rank: 4 },
  { name: "topology", rank: 5 },
  { name: "task", rank: 6 },
  { name: "graph", rank: 6 },
  { name: "dsl", rank: 7 },
];

/** Files directly in `src` are the package's entry points: they may import every folder. */
export const ENTRY_LAYER = 8;

/** An import within one layer, or another exception; every one with its reason. */
export interface Exception {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export const ARROW_EXCEPTIONS: readonly Exception[] = [
  { from: "base", to: "generated", reason: "error codes are numbers of the schema" },
  { from: "actor", to: "message", reason: "an actor's mailbox holds messages" },
  { from: "replica", to: "log", reason: "leader and follower are state machines over a log" },
  { from: "workers/chaos-client.ts", to: "testing", reason: "the thread of a client of a scenario on real threads" },
];

/** Layers up to this one decide with values: no clock, no chance, no promise, no node module. */
export const PURE_LAYER_MAX = 3;

/** Folders of the pure layers whose user-facing classes hand out promises. */
export const PROMISE_FOLDERS: readonly Exception[] = [
  { from: "client", to: "await", reason: "Producer, Consumer and Admin are asynchronous for their user" },
];

/** Who may import which package; `node:` stands for every module of node. A path ends in "/" when it is a folder. */
export const PACKAGE_IMPORTERS: readonly Exception[] = [
  { from: "src/platform/", to: "*", reason: "the folder that meets the outside" },
  { from: "src/generated/", to: "protobufjs", reason: "reader and writer of the generated code" },
  { from: "src/runtime/", to: "comlink", reason: "the rare control calls between threads" },
  { from: "src/cli/", to: "commander", reason: "options of the command line" },
  { from: "workers/", to: "node:", reason: "an entry point reads its workerData" },
];

export function layerOf(folder: string): number | undefined {
  return FOLDERS.find((entry) => entry.name === folder)?.layer;
}
