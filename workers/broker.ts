import { workerData } from "node:worker_threads";
import { runBroker } from "../src/runtime/broker-thread.ts";
import type { MemberData } from "../src/runtime/thread-data.ts";

runBroker(workerData as MemberData);
