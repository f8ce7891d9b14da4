import { workerData } from "node:worker_threads";
import { runGuardian } from "../src/runtime/guardian-thread.ts";
import type { GuardianData } from "../src/runtime/thread-data.ts";

runGuardian(workerData as GuardianData);
