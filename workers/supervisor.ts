import { workerData } from "node:worker_threads";
import { runSupervisor } from "../src/runtime/supervisor-thread.ts";
import type { MemberData } from "../src/runtime/thread-data.ts";

runSupervisor(workerData as MemberData);
