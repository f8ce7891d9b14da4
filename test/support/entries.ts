/** What a user can import: every value that an entry point of the package exports, in order of the alphabet. */
export const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  millrace: [
    "AdminError",
    "Cluster",
    "LogTruncationError",
    "MillraceError",
    "boolean",
    "bytes",
    "float32",
    "float64",
    "int16",
    "int32",
    "int64",
    "json",
    "list",
    "nullable",
    "protobuf",
    "string",
    "uuid",
  ],
  "millrace/ring": ["RingReader", "RingWriter", "createRing", "ringMemoryBytes"],
  "millrace/testing": [
    "FaultInjector",
    "HistoryChecker",
    "HistoryReader",
    "HistoryRecorder",
    "RARE_EVENTS",
    "SimulatedCluster",
    "SimulationFailure",
    "StreamsExpectationError",
    "TopologyTestDriver",
    "Workload",
    "drawFaults",
    "shrinkScenario",
    "shrinkSeed",
    "simulate",
  ],
  "millrace/testing/threads": ["runOnThreads"],
};

/** The source of an entry point, relative to the repository. */
export const ENTRY_SOURCES: Readonly<Record<string, string>> = {
  millrace: "src/index.ts",
  "millrace/ring": "src/ring.ts",
  "millrace/testing": "src/testing/index.ts",
  "millrace/testing/threads": "src/testing/chaos/index.ts",
};
